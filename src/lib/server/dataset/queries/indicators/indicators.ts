import { sql } from 'kysely';
import { parseDate } from '#lib/domain/dates.ts';
import type { Query } from '#lib/domain/filter/query.ts';
import type { ByHand } from '../column-sql.ts';

const seriesIn = (query: Query) =>
	query.regions === null
		? sql<string>`1`
		: query.scope === 'exact'
			? sql<string>`o.region IN (${sql.join(query.regions)})`
			: sql<string>`o.region IN (SELECT region FROM region_closure WHERE ancestor IN (${sql.join(query.regions)}))`;

export const seriesByHand: ByHand<'series'> = {
	joined: (query) =>
		sql`inner join (SELECT series_id, sum(observations) AS observations, count(*) AS regions,
			min(first_date) AS first_date, max(last_date) AS last_date
			FROM series_regions o WHERE ${seriesIn(query)} GROUP BY series_id) as "n" on "n"."series_id" = "s"."series_id"`,
	columns: {
		observations: 'n.observations',
		regions: 'n.regions',
		first_date: 'n.first_date',
		last_date: 'n.last_date'
	}
};

const LATEST = sql<boolean>`o.latest = 'yes'`;

/** Whether the origin of an observation leads in its series; both do where the series states none. */
const leads = (alias: 'o' | 'n') =>
	sql`(SELECT i.precedence IS NULL OR i.precedence = ${sql.ref(`${alias}.origin`)} FROM series i WHERE i.series_id = o.series_id)`;

/** Whether an observation was published up to a day. A vintage that is a day is compared as it stands: millions may be. */
const publishedBy = (alias: 'o' | 'n', day: string) => {
	const vintage = sql.ref(`${alias}.vintage`);
	return sql`(${vintage} IS NULL OR iif(length(${vintage}) = 10, ${vintage}, last_day(${vintage})) <= ${day})`;
};

/**
 * The vintage of each period that counts, every vintage, or the one that counted on a date: of those published up
 * to then and whose origin leads in the series the newest. Where the one that counts now was published by then, it
 * counted then: only the others are compared.
 */
const vintage = ([wanted = 'latest']: string[]) => {
	if (wanted === 'all') return sql<boolean>`1`;
	if (wanted === 'latest') return LATEST;
	const end = parseDate(wanted)?.end ?? wanted;
	return sql<boolean>`${publishedBy('o', end)} AND (${LATEST} OR NOT EXISTS (
		SELECT 1 FROM observations n WHERE n.series_id = o.series_id AND n.region = o.region
			AND n.period = o.period AND n.dataset = o.dataset AND ${publishedBy('n', end)}
			AND (${leads('n')}, coalesce(last_day(n.vintage), ''), coalesce(n.vintage, ''))
				> (${leads('o')}, coalesce(last_day(o.vintage), ''), coalesce(o.vintage, ''))))`;
};

/** Filters of a series, applied to its observations: the few series first, then theirs through the index. */
const ofSeries = (column: string) => (values: string[]) =>
	sql<boolean>`o.series_id IN (SELECT series_id FROM series WHERE ${sql.ref(column)} IN (${sql.join(values)}))`;

/** Rows that are put in order in a few milliseconds. */
const FEW = 20_000;
/** Filters that leave so few rows that finding them first and sorting them after is quickest. */
const SELECTIVE = ['series', 'category', 'subject', 'q'] as const;

/**
 * Where the first rows in the order of dates come from: of a million rows they are there after milliseconds, while the
 * planner, left alone, sorts them all. Few rows are found by their filters and sorted.
 * @param total how many rows the query has, where that is known
 */
const inOrder = (query: Query, total: number | null) => {
	if (isByDate(query, total)) return 'o INDEXED BY observations_dates';
	return isByRegion(query, total) ? 'o INDEXED BY observations_region' : 'o';
};

/** Whether nothing but regions narrows a query, and few rows lie in them: the planner would read a whole table for a wide one. */
const isByRegion = ({ regions, filters }: Query, total: number | null) =>
	total !== null &&
	total <= FEW &&
	(regions?.length ?? 0) > 0 &&
	Object.keys(filters).every((key) => key === 'region' || key === 'scope');

const isByDate = ({ regions, filters, sort }: Query, total: number | null) => {
	if (sort.column !== 'date') return false;
	if (total !== null) return total > FEW;
	return regions === null && !SELECTIVE.some((key) => filters[key]);
};

/** Filters that are about whole lines of a series in a region, whose values are counted when a release is built. */
export const OF_LINES: readonly string[] = [
	...['region', 'scope'],
	...['series', 'category', 'subject', 'frequency', 'q']
];

export const observationsByHand: ByHand<'observations'> = {
	columns: { date: 'o.period' },
	table: (query, total) => `observations as ${inOrder(query, total)}`,
	ties: 'o.series_id, o.region, o.period, o.vintage, o.dataset',
	special: {
		vintage,
		category: ofSeries('category'),
		subject: ofSeries('subject'),
		frequency: ofSeries('frequency')
	},
	always: ({ filters }) => (filters.vintage === undefined ? [LATEST] : []),
	counted: 'observations AS o',
	placed: (query, total) => `observations ${inOrder(query, total)}`,
	few: FEW,
	counting: ({ filters }) =>
		Object.keys(filters).every((key) => OF_LINES.includes(key))
			? { total: 'coalesce(sum(o.observations), 0)', from: 'series_regions AS o' }
			: null,
	sourced: 'o.source_id'
};

const PRICE_ID = `m.model || '|' || coalesce(m.host, '') || '|' || coalesce(m.valid_from, '')`;

/** The price as freshness names it. */
const FRESH_PRICE = `${PRICE_ID} || iif(m.dataset = 'groundswell', '', '|' || m.dataset)`;

export const modelPricesByHand: ByHand<'model-prices'> = {
	joined: () =>
		sql`left join "freshness" as "h" on "h"."record_kind" = 'model_price' and "h"."record_id" = ${sql.raw(FRESH_PRICE)}`,
	columns: { date: 'm.valid_from', stale_from: 'h.stale_from' },
	ties: 'm.model, m.host, m.valid_from, m.dataset'
};
