import { mkdirSync } from 'node:fs';
import { utcDay, DAY_MS } from '#lib/domain/dates.ts';
import { lockFolder } from '../publish/lock.ts';
import { didYouMean } from '../problems.ts';
import { UsageError } from '../usage-error.ts';
import { inTurns } from './fetch/in-turns.ts';
import { UpstreamFailure } from './fetch/failure.ts';
import { noteRefresh } from './last-refresh.ts';
import type { FetcherOptions } from './fetch/fetcher.ts';
import { failureWords, fetchAll } from './fetch/fetch-parts.ts';
import { upstreams } from './registry.ts';
import { UpstreamStore } from './store.ts';
import { staleWords } from './rhythm.ts';
import type { CopyReading, Upstream, UpstreamSettings } from './upstream.ts';

interface RefreshOptions {
	/** Folder of the upstreams, `data/upstream`. */
	root: string;
	settings: UpstreamSettings;
	/** How to fetch. */
	fetcher: FetcherOptions;
	upstreams?: readonly Upstream[];
}

/**
 * `updated`: new bytes; `unchanged`: what is kept still holds; `partly`: as these, but a part could not be refreshed
 * and its last good copy stays; `failed`: what is kept stays; `skipped`: a setting it needs is missing, and it was not
 * asked for by name.
 */
export interface Refreshed {
	name: string;
	status: 'updated' | 'unchanged' | 'partly' | 'failed' | 'skipped';
	/** Why it or a part of it failed, or why it was skipped. */
	reason: string | null;
	/** When the copy now kept was last confirmed by the upstream; null where there is none. */
	lastGood: string | null;
	/** Age of that copy in whole days at the time of the run. */
	ageDays: number | null;
	/** Newest day in its data, whenever they were fetched; null where there is none. */
	newest: string | null;
	/** Rows the copies have. */
	rows: number;
	/** Rows that were left out, by name and reason. */
	odd: readonly string[];
	/** What is older than it should be though the upstream answers, a sentence each. */
	warnings: readonly string[];
}

/** Upstreams asked at the same time; the parts of one are asked one after the other. */
const AT_ONCE = 3;

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
		noteRefresh(options.root, results, options.fetcher.now?.() ?? new Date());
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
	const result = (
		status: Refreshed['status'],
		reason: string | null = null,
		read: CopyReading = { rows: 0, odd: [] }
	): Refreshed => ({
		name: upstream.name,
		status,
		reason,
		...read,
		...ageOf(upstream, store, now)
	});
	const { needs } = upstream;
	if (needs && options.settings[needs.setting] === null)
		return result(byName ? 'failed' : 'skipped', needs.remedy);
	try {
		const { copies, failures, gone } = await fetchAll(upstream, store, now, options);
		const readings = copies.map((copy) => upstream.read(copy, utcDay(now)));
		const isWhole = failures.every(({ kept }) => kept);
		const history = upstream.fold(store.history(), copies, utcDay(now), isWhole);
		store.keep(copies, history);
		const read = {
			rows: readings.reduce((sum, { rows }) => sum + rows, 0),
			odd: [...readings.flatMap(({ odd }) => odd), ...gone]
		};
		if (failures.length > 0) return result('partly', failureWords(failures).join('; '), read);
		return result(copies.some(({ changed }) => changed) ? 'updated' : 'unchanged', null, read);
	} catch (error) {
		if (error instanceof UpstreamFailure) return result('failed', error.message);
		throw error;
	}
}

/** How old an upstream's copy is, how old its data are, and whether that is older than its rhythm. */
function ageOf(
	upstream: Upstream,
	store: UpstreamStore,
	now: Date
): Pick<Refreshed, 'lastGood' | 'ageDays' | 'newest' | 'warnings'> {
	const lastGood = store.lastGood();
	const ageDays =
		lastGood === null ? null : Math.floor((now.getTime() - Date.parse(lastGood)) / DAY_MS);
	const history = store.history();
	const today = utcDay(now);
	try {
		const newest = history === null ? null : upstream.newest(history, today);
		const old = newest === null ? null : staleWords(newest, today, upstream.staleAfterDays);
		const parts = history === null ? [] : upstream.warnings(history, today);
		return { lastGood, ageDays, newest, warnings: [...(old === null ? [] : [old]), ...parts] };
	} catch (error) {
		// A history that cannot be read is told where it is used.
		if (error instanceof UpstreamFailure) return { lastGood, ageDays, newest: null, warnings: [] };
		throw error;
	}
}
