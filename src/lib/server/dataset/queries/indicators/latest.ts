import type { Kysely } from 'kysely';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import type { Query } from '#lib/domain/filter/query.ts';
import { allRows, type OpenRelease } from '../../release.ts';
import type { Release } from '../../tables.ts';
import { queries } from '../index.ts';

/** The newest value of a series in a region, and how many values stand behind it. */
type LatestRow = Pick<
	CollectionRow<'observations'>,
	| 'region'
	| 'region_name'
	| 'series_id'
	| 'series_title'
	| 'category'
	| 'subject'
	| 'date'
	| 'value'
	| 'unit'
	| 'estimate'
	| 'vintage'
	| 'dataset'
	| 'publisher'
	| 'tier'
	| 'independent_sources'
> & { observations: number };

/**
 * For each series and region among the filtered observations the newest value that is no projection and lies
 * not after `on`; the newest of all where there is none such.
 */
export function latestValues(
	release: Pick<OpenRelease, 'prepare'> & { kysely: Kysely<Release> },
	query: Query,
	on: string
): LatestRow[] {
	const filtered = queries.observations.rows(release.kysely, query);
	// SQLite takes the bare columns of a group from the row with the maximum.
	const sql = `SELECT region, region_name, series_id, series_title, category, subject, date, value, unit,
			estimate, vintage, dataset, publisher, tier, independent_sources, count(*) AS observations,
			max((estimate <> 'projection' AND date_start <= ?) || date_start || coalesce(vintage, '')) AS newest
		FROM (${filtered.sql}) GROUP BY series_id, region, dataset`;
	const rows = allRows<LatestRow & { newest: string }>(release, {
		...filtered,
		sql,
		parameters: [on, ...filtered.parameters]
	});
	return rows.map(({ newest: _, ...row }) => row);
}
