import type { CollectionRow } from '#lib/domain/collections/index.ts';
import type { Query } from '#lib/domain/filter/query.ts';
import { dayNumber, overlapping, type Points } from '#lib/domain/indicators/transforms/points.ts';
import { allRows, type OpenRelease } from '../../release.ts';
import { queries } from '../index.ts';
import { orderOf } from '../../fact-codes.ts';
import { codedBy } from './facts.ts';
import { linesAsked, wholeObservations } from './lines.ts';

const SHOWN = [
	...(['region', 'region_name', 'series_id', 'series_title', 'category', 'subject'] as const),
	...(['date', 'value', 'unit', 'estimate', 'vintage', 'dataset', 'publisher', 'tier'] as const),
	'independent_sources'
] as const;

/** The newest value of a series in a region, and how many values stand behind it. */
type LatestRow = Shown & { observations: number };
type Shown = Pick<CollectionRow<'observations'>, (typeof SHOWN)[number]>;

const shownOf = (row: Shown) =>
	Object.fromEntries(SHOWN.map((column) => [column, row[column]])) as Shown;

/**
 * For each series and region among the filtered observations the newest value that is no projection and lies
 * not after `on`; the newest of all where there is none such.
 */
export const latestValues = (release: OpenRelease, query: Query, on: string): LatestRow[] =>
	query.filters.vintage === undefined
		? latestOfLines(release, query, on)
		: latestOfRows(release, query, on);

/** From the lines that a release keeps: only what is given is read. */
function latestOfLines(release: OpenRelease, query: Query, on: string): LatestRow[] {
	const { from: _, to: __, ...filters } = query.filters;
	const points = linesAsked(release, { ...query, filters });
	const isWanted = overlapping(points, query.filters);
	const isNewer = newer(release, points, on);
	const newest = points.lines.flatMap((line) => {
		let found: number | null = null;
		let observations = 0;
		for (let index = line.from; index < line.to; index++) {
			if (!isWanted(index)) continue;
			observations++;
			if (found === null || isNewer(index, found)) found = index;
		}
		return found === null ? [] : [{ at: points.at[found] ?? 0, observations }];
	});
	const whole = wholeObservations(
		release,
		newest.map(({ at }) => at)
	);
	return newest.map(({ at, observations }) => ({ ...shownOf(whole(at)), observations }));
}

/** Whether one point of a line is newer than another: what is known of a day that came, then by day and vintage. */
function newer(release: OpenRelease, { starts, at }: Points, on: string) {
	const estimates = codedBy(release, 'estimate');
	const projection = estimates.cells.indexOf('projection');
	const vintages = codedBy(release, 'vintage');
	const places = orderOf(vintages.cells);
	const vintageAt = (index: number) => places[vintages.codes[at[index] ?? 0] ?? 0] ?? 0;
	const today = dayNumber(on);
	const isKnown = (index: number) =>
		estimates.codes[at[index] ?? 0] !== projection && (starts[index] ?? 0) <= today;
	return (one: number, other: number): boolean => {
		const known = isKnown(one);
		if (known !== isKnown(other)) return known;
		const days = (starts[one] ?? 0) - (starts[other] ?? 0);
		return (days || vintageAt(one) - vintageAt(other)) > 0;
	};
}

/** From all rows of the editions asked for. */
function latestOfRows(release: OpenRelease, query: Query, on: string): LatestRow[] {
	const filtered = queries.observations.rows(release.kysely, query);
	// SQLite takes the bare columns of a group from the row with the maximum.
	const sql = `SELECT ${SHOWN.join(', ')}, count(*) AS observations,
			max((estimate <> 'projection' AND date_start <= ?) || date_start || coalesce(vintage, '')) AS newest
		FROM (${filtered.sql}) GROUP BY series_id, region, dataset`;
	const rows = allRows<LatestRow & { newest: string }>(release, {
		...filtered,
		sql,
		parameters: [on, ...filtered.parameters]
	});
	return rows.map(({ newest: _, ...row }) => row);
}
