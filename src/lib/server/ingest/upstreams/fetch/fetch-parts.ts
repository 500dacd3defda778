import { group } from 'd3-array';
import { utcDay } from '#lib/domain/dates.ts';
import { Budget } from './budget.ts';
import { UpstreamFailure } from './failure.ts';
import { fetchUpstream, type FetcherOptions, type Fetched } from './fetcher.ts';
import { secretsOf } from './secrets.ts';
import { sha256, type Kept, type UpstreamStore } from '../store.ts';
import type { Copy, Part, Upstream, UpstreamSettings } from '../upstream.ts';

/** How the parts of an upstream are asked for. */
interface AskOptions {
	settings: UpstreamSettings;
	fetcher: FetcherOptions;
}

/** More pages than any upstream has; an upstream that never ends its pages is broken. */
const MOST_PARTS = 100;

type Gathered = Copy & Kept & { changed: boolean };
/** A part that could not be refreshed, and whether a kept copy stands in for it. */
interface PartFailure {
	file: string;
	reason: string;
	kept: boolean;
}

/** What came of asking for every part of an upstream. */
interface Parts {
	copies: Gathered[];
	failures: PartFailure[];
	/** Parts that the upstream does not have, by name and answer. */
	gone: string[];
}

/**
 * Every part of an upstream, kept bytes standing in for those that have not changed or could not be had.
 * @throws UpstreamFailure of the first part where none could be refreshed
 */
export async function fetchAll(
	upstream: Upstream,
	store: UpstreamStore,
	now: Date,
	options: AskOptions
): Promise<Parts> {
	const queue = upstream.parts(options.settings);
	const budget = new Budget(options.fetcher);
	const parts: Parts = { copies: [], failures: [], gone: [] };
	let firstFailure: UpstreamFailure | null = null;
	let fresh = 0;
	for (let part = queue.shift(); part; part = queue.shift()) {
		if (parts.copies.length >= MOST_PARTS)
			throw new UpstreamFailure('shape', `${upstream.name}: more than ${MOST_PARTS} pages`);
		const kept = keptWithout(Object.values(options.settings), store.read(part));
		let copy: Gathered | null;
		try {
			copy = await fetchPart(upstream, part, kept, now, {
				...options,
				fetcher: budget.options()
			});
			budget.came();
			fresh++;
		} catch (error) {
			if (!(error instanceof UpstreamFailure)) throw error;
			budget.failed(error);
			firstFailure ??= error;
			copy = await standIn(upstream, part, kept, now);
			if (part.mayBeGone === true && error.kind === 'gone')
				parts.gone.push(`${part.file}: ${error.message}`);
			else
				parts.failures.push({
					file: part.file,
					reason: error.message,
					kept: copy !== null
				});
		}
		if (copy === null) continue;
		parts.copies.push(copy);
		const next = upstream.following(copy, options.settings);
		if (next) queue.unshift(next);
	}
	if (firstFailure && fresh === 0) throw firstFailure;
	return parts;
}

/** Parts that are named of several that failed in the same way. */
const NAMED = 3;

/**
 * Why parts failed: each reason once, with the parts it holds for.
 * @param most parts that are named; of more the number is told
 */
export const failureWords = (
	failures: readonly Pick<PartFailure, 'file' | 'reason'>[],
	most = NAMED
): string[] =>
	[...group(failures, ({ reason }) => reason)].map(([reason, own]) => {
		const named = own.slice(0, most).map(({ file }) => file);
		const more = own.length > most ? ` and ${own.length - most} more` : '';
		// Some reasons name their part themselves.
		return own.length === 1 && reason.includes(named.join())
			? reason
			: `${named.join(', ')}${more}: ${reason}`;
	});

/** @throws UpstreamFailure where it cannot be fetched, or is not of the shape known here */
async function fetchPart(
	upstream: Upstream,
	part: Part,
	kept: Kept | null,
	now: Date,
	options: AskOptions
): Promise<Gathered> {
	const answer = await fetchUpstream(
		{
			url: part.url,
			...(part.secret ? { secret: part.secret } : {}),
			hosts: upstream.hosts,
			types: upstream.types,
			maxBytes: upstream.maxBytes,
			binary: upstream.isBinary,
			hidden: Object.values(options.settings),
			...(kept ? { known: kept.meta } : {})
		},
		options.fetcher
	);
	const copy = await gather(upstream, part, kept, answer, now);
	upstream.read(copy, utcDay(now));
	return copy;
}

/** The kept copy of a part that could not be refreshed; null where there is none that can be read. */
async function standIn(
	upstream: Upstream,
	part: Part,
	kept: Kept | null,
	now: Date
): Promise<Gathered | null> {
	if (!kept) return null;
	try {
		const text = await upstream.textOf({ part }, kept.body);
		const copy = { part, text, ...kept, changed: false };
		upstream.read(copy, utcDay(now));
		return copy;
	} catch (error) {
		if (error instanceof UpstreamFailure) return null;
		throw error;
	}
}

/** A kept answer without secrets: older versions kept what a server repeated. */
function keptWithout(hidden: readonly (string | null)[], kept: Kept | null): Kept | null {
	if (!kept) return null;
	const body = secretsOf(hidden).cutFromBytes(kept.body);
	return { body, meta: { ...kept.meta, sha256: sha256(body), bytes: body.length } };
}

async function gather(
	upstream: Upstream,
	part: Part,
	kept: Kept | null,
	answer: Fetched,
	now: Date
): Promise<Gathered> {
	const { licence, attribution } = upstream;
	const checked_at = now.toISOString();
	if (answer.status === 'not_modified') {
		if (!kept) throw new Error('a server cannot confirm bytes it was not asked about');
		return {
			part,
			text: await upstream.textOf({ part }, kept.body),
			body: kept.body,
			meta: { ...kept.meta, checked_at },
			changed: false
		};
	}
	const hash = sha256(answer.body);
	return {
		part,
		text: await upstream.textOf({ part }, answer.body),
		body: answer.body,
		meta: {
			url: part.url,
			fetched_at: checked_at,
			checked_at,
			sha256: hash,
			bytes: answer.body.length,
			content_type: answer.contentType,
			etag: answer.etag,
			last_modified: answer.lastModified,
			licence,
			attribution
		},
		changed: hash !== kept?.meta.sha256
	};
}
