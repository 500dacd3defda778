import { LRUCache } from 'lru-cache';
import type { CompiledQuery } from 'kysely';
import { allRows, type OpenRelease } from './release.ts';

/** Totals kept a release: a release never changes, so a query is counted once. */
const TOTALS = 2000;
const totals = new WeakMap<OpenRelease, LRUCache<string, number>>();

/** How many rows a query has, counted the first time it is asked. */
export function totalOf(release: OpenRelease, query: CompiledQuery<{ total: number }>): number {
	const counted = totals.get(release) ?? new LRUCache<string, number>({ max: TOTALS });
	totals.set(release, counted);
	const key = `${query.sql} ${JSON.stringify(query.parameters)}`;
	const before = counted.get(key);
	if (before !== undefined) return before;
	const total = allRows(release, query)[0]?.total ?? 0;
	counted.set(key, total);
	return total;
}
