import { ANY_QUERY, type Query } from '#lib/domain/filter/query.ts';
import type { Observation } from '#lib/domain/indicators/indicators.ts';
import { queries } from '../../dataset/queries/index.ts';
import { gridOf } from '../../dataset/queries/regions/grids.ts';
import { regionsUp } from '../../dataset/queries/regions/regions.ts';
import { lineKey, type Outdated } from '#lib/domain/history/outdated.ts';
import { all } from '../list/collection.ts';
import type { Asked } from '../request/request.ts';

/** Observations of series, in any region by default; no row where a series is not in the release. */
export function observations(asked: Asked, series: readonly string[], regions: string[] | null) {
	// An empty filter would let every series through.
	if (series.length === 0) return [];
	const query: Query = {
		...ANY_QUERY,
		filters: {
			series: [...series],
			...(asked.query.filters.dataset ? { dataset: asked.query.filters.dataset } : {})
		},
		regions,
		scope: 'exact',
		sort: { column: 'date', descending: false }
	};
	return all<Observation>(asked, queries.observations.rows(asked.release.kysely, query));
}

/** The region and those around it, nearest first: of a state its grid area before the nation, the world last. */
export function around({ release }: Asked, region: string): string[] {
	const up = regionsUp(release, region);
	const [nation, ...rest] = up.filter((one) => !/^[A-Z]{2}-/.test(one));
	const inside = up.filter((one) => /^[A-Z]{2}-/.test(one));
	const grid = inside.length > 0 ? gridOf(release, region) : null;
	return [
		...new Set([...inside, ...(grid ? [grid] : []), ...(nation ? [nation] : []), ...rest, 'WLD'])
	];
}

/**
 * The values of one of several series in the nearest region that has one: of series that say the same a current one
 * before an outdated one, else the first.
 */
export function nearestWith(
	asked: Asked,
	series: readonly string[],
	regions: readonly string[],
	outdated: Outdated
) {
	const rows = observations(asked, series, [...regions]);
	for (const region of regions) {
		const lines = series
			.map((id) => rows.filter((row) => row.region === region && row.series_id === id))
			.filter((own) => own.some(({ estimate }) => estimate !== 'projection'));
		const [preferred] = lines;
		if (!preferred) continue;
		// A share does not say the same as an amount.
		const unit = preferred[0]?.unit;
		const isCurrent = ([first]: Observation[]) =>
			first !== undefined && first.unit === unit && !outdated.has(lineKey(first));
		return lines.find(isCurrent) ?? preferred;
	}
	return [];
}
