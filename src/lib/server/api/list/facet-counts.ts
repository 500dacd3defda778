import { LRUCache } from 'lru-cache';
import type { CollectionName } from '#lib/domain/collections/index.ts';
import type { FilterName } from '#lib/domain/filter/keys.ts';
import { queries } from '../../dataset/queries/index.ts';
import { allRows, type OpenRelease } from '../../dataset/release.ts';
import { totalOf } from '../../dataset/total.ts';
import type { Asked } from '../request/request.ts';

/** Filters with more values than this are offered without counts where each value must be counted on its own. */
const MOST_COUNTED = 40;
/** Counts kept for a release, which never changes. */
const KEPT = 500;
const cachedCounts = new WeakMap<OpenRelease, LRUCache<string, Map<string, number>>>();

/**
 * How many rows each value of a filter would leave, with all other filters as they are.
 * @returns null where the values are too many to be counted one by one
 */
export function countsOf(
	name: CollectionName,
	key: FilterName,
	values: readonly string[],
	{ release, query }: Asked
): Map<string, number> | null {
	const tally = queries[name].tally(release.kysely, query, key);
	if (tally !== null) {
		const counted = tallied(release, tally);
		return new Map(values.map((value) => [value, counted.get(value) ?? 0]));
	}
	if (values.length > MOST_COUNTED) return null;
	return new Map(
		values.map((value) => {
			const filters = { ...query.filters, [key]: [value] };
			const counted = queries[name].count(release.kysely, { ...query, filters });
			return [value, totalOf(release, counted)];
		})
	);
}

type Tally = NonNullable<ReturnType<(typeof queries)[CollectionName]['tally']>>;

function tallied(release: OpenRelease, tally: Tally): Map<string, number> {
	const cache =
		cachedCounts.get(release) ?? new LRUCache<string, Map<string, number>>({ max: KEPT });
	cachedCounts.set(release, cache);
	const asked = `${tally.sql} ${JSON.stringify(tally.parameters)}`;
	const before = cache.get(asked);
	if (before !== undefined) return before;
	const counted = new Map(
		allRows(release, tally).flatMap(({ value, rows }): [string, number][] =>
			value === null ? [] : [[value, rows]]
		)
	);
	cache.set(asked, counted);
	return counted;
}
