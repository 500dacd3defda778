import type { CollectionName } from '#lib/domain/collections/index.ts';
import type { FilterName } from '#lib/domain/filter/keys.ts';
import { queries } from '../../dataset/queries/index.ts';
import { totalOf } from '../../dataset/total.ts';
import type { Asked } from '../request/request.ts';

/** Filters with more values than this are offered without counts: each value is counted on its own. */
const MOST_COUNTED = 40;

/**
 * How many rows each value of a filter would leave, with all other filters as they are.
 * @returns null where the values are too many to be counted
 */
export function countsOf(
	name: CollectionName,
	key: FilterName,
	values: readonly string[],
	{ release, query }: Asked
): Map<string, number> | null {
	if (values.length > MOST_COUNTED) return null;
	return new Map(
		values.map((value) => {
			const filters = { ...query.filters, [key]: [value] };
			const counted = queries[name].count(release.kysely, { ...query, filters });
			return [value, totalOf(release, counted)];
		})
	);
}
