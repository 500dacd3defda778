import { mkdirSync } from 'node:fs';
import { utcDay } from '#lib/domain/dates.ts';
import { lockFolder } from '../lock.ts';
import { didYouMean } from '../problems.ts';
import { UsageError } from '../usage-error.ts';
import { textOf } from './body-text.ts';
import { inTurns } from './in-turns.ts';
import { UpstreamFailure } from './failure.ts';
import { noteRefresh } from './last-refresh.ts';
import { fetchUpstream, type FetcherOptions, type Fetched } from './fetcher.ts';
import { upstreams } from './registry.ts';
import { secretsOf } from './secrets.ts';
import { sha256, UpstreamStore, type Kept } from './store.ts';
import type { Copy, Part, Upstream, UpstreamSettings } from './upstream.ts';

export interface RefreshOptions {
	/** Folder of the upstreams, `data/upstream`. */
	root: string;
	settings: UpstreamSettings;
	/** How to fetch. */
	fetcher: FetcherOptions;
	upstreams?: readonly Upstream[];
}

/**
 * `updated`: new bytes; `unchanged`: what is kept still holds; `failed`: what is kept stays; `skipped`: a setting
 * it needs is missing, and it was not asked for by name.
 */
export interface Refreshed {
	name: string;
	status: 'updated' | 'unchanged' | 'failed' | 'skipped';
	/** Why it failed or was skipped. */
	reason: string | null;
	/** When the copy now kept was last confirmed by the upstream; null where there is none. */
	lastGood: string | null;
	/** Age of that copy in whole days at the time of the run. */
	ageDays: number | null;
}

/** Upstreams asked at the same time; the parts of one are asked one after the other. */
const AT_ONCE = 3;
/** More pages than any upstream has; an upstream that never ends its pages is broken. */
const MOST_PARTS = 100;

/**
 * The upstreams of these names; all of them for no names.
 * @throws UsageError where there is none of a name
 */
export function namedUpstreams(
	names: readonly string[],
	known: readonly Upstream[] = upstreams
): readonly Upstream[] {
	const all = known.map(({ name }) => name);
	return names.length === 0
		? known
		: [...new Set(names)].map((name) => {
				const found = known.find((upstream) => upstream.name === name);
				if (!found)
					throw new UsageError(
						`--refresh ${name}: no such upstream${didYouMean(name, all)} (upstreams: ${all.join(', ')})`
					);
				return found;
			});
}

/**
 * Fetches upstreams and keeps what is good. One that fails keeps its last good copy, and the others go on.
 * @param names upstreams to refresh; none for all whose settings are there
 * @throws UsageError for an unknown name; BusyError where another refresh runs; Error where files cannot be written
 */
export async function refresh(
	names: readonly string[],
	options: RefreshOptions
): Promise<Refreshed[]> {
	const wanted = namedUpstreams(names, options.upstreams);
	mkdirSync(options.root, { recursive: true });
	const unlock = lockFolder(
		options.root,
		`another refresh is writing to ${options.root}; run this again when it has finished`
	);
	try {
		const results = await inTurns(wanted, AT_ONCE, (upstream) =>
			refreshOne(upstream, names.length > 0, options)
		);
		noteRefresh(options.root, results);
		return results;
	} finally {
		unlock();
	}
}

async function refreshOne(
	upstream: Upstream,
	byName: boolean,
	options: RefreshOptions
): Promise<Refreshed> {
	const now = options.fetcher.now?.() ?? new Date();
	const store = new UpstreamStore(options.root, upstream.name);
	const result = (status: Refreshed['status'], reason: string | null = null): Refreshed => {
		const lastGood = store.lastGood();
		const ageDays =
			lastGood === null ? null : Math.floor((now.getTime() - Date.parse(lastGood)) / 86_400_000);
		return { name: upstream.name, status, reason, lastGood, ageDays };
	};
	const { needs } = upstream;
	if (needs && options.settings[needs.setting] === null)
		return result(byName ? 'failed' : 'skipped', needs.remedy);
	try {
		const copies = await fetchAll(upstream, store, now, options);
		const history = upstream.fold(store.history(), copies, utcDay(now));
		store.keep(copies, history);
		return result(copies.some(({ changed }) => changed) ? 'updated' : 'unchanged');
	} catch (error) {
		if (error instanceof UpstreamFailure) return result('failed', error.message);
		throw error;
	}
}

type Gathered = Copy & Kept & { changed: boolean };

/** Every part of an upstream, kept bytes standing in for those that have not changed. */
async function fetchAll(
	upstream: Upstream,
	store: UpstreamStore,
	now: Date,
	options: RefreshOptions
): Promise<Gathered[]> {
	const queue = upstream.parts(options.settings);
	const hidden = Object.values(options.settings);
	const copies: Gathered[] = [];
	for (let part = queue.shift(); part; part = queue.shift()) {
		if (copies.length >= MOST_PARTS)
			throw new UpstreamFailure('shape', `${upstream.name}: more than ${MOST_PARTS} pages`);
		const kept = keptWithout(hidden, store.read(part));
		const answer = await fetchUpstream(
			{
				url: part.url,
				...(part.secret ? { secret: part.secret } : {}),
				hosts: upstream.hosts,
				types: upstream.types,
				maxBytes: upstream.maxBytes,
				hidden,
				...(kept ? { known: kept.meta } : {})
			},
			options.fetcher
		);
		const copy = gather(upstream, part, kept, answer, now);
		copies.push(copy);
		const next = upstream.following(copy, options.settings);
		if (next) queue.unshift(next);
	}
	return copies;
}

/** A kept answer without secrets: older versions kept what a server repeated. */
function keptWithout(hidden: readonly (string | null)[], kept: Kept | null): Kept | null {
	if (!kept) return null;
	const body = secretsOf(hidden).cutFromBytes(kept.body);
	return { body, meta: { ...kept.meta, sha256: sha256(body), bytes: body.length } };
}

function gather(
	{ licence, attribution }: Upstream,
	part: Part,
	kept: Kept | null,
	answer: Fetched,
	now: Date
): Gathered {
	const checked_at = now.toISOString();
	if (answer.status === 'not_modified') {
		if (!kept) throw new Error('a server cannot confirm bytes it was not asked about');
		return {
			part,
			text: textOf(kept.body),
			body: kept.body,
			meta: { ...kept.meta, checked_at },
			changed: false
		};
	}
	const hash = sha256(answer.body);
	return {
		part,
		text: textOf(answer.body),
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
