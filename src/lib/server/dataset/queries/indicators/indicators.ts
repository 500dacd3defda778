import { sql } from 'kysely';
import { parseDate } from '#lib/domain/dates.ts';
import type { Query } from '#lib/domain/filter/query.ts';
import type { Release } from '../../tables.ts';
import type { FilterColumns } from '../../filters.ts';
import { defineQuery, label } from '../query.ts';

const seriesIn = (query: Query) =>
	query.regions === null
		? sql<string>`1`
		: query.scope === 'exact'
			? sql<string>`o.region IN (${sql.join(query.regions)})`
			: sql<string>`o.region IN (SELECT region FROM region_closure WHERE ancestor IN (${sql.join(query.regions)}))`;

export const seriesQuery = defineQuery('series', {
	shape: () => null,
	select: (db, query) =>
		db
			.selectFrom('series as s')
			.innerJoin(
				sql<{
					series_id: string;
					observations: number;
					regions: number;
					first_date: string | null;
					last_date: string | null;
				}>`(SELECT series_id, sum(observations) AS observations, count(*) AS regions,
					min(first_date) AS first_date, max(last_date) AS last_date
					FROM series_regions o WHERE ${seriesIn(query)} GROUP BY series_id)`.as('n'),
				(join) => join.onRef('n.series_id', '=', 's.series_id')
			)
			.select([
				's.series_id',
				's.title',
				's.unit',
				label('unit', 's.unit').as('unit_label'),
				's.frequency',
				's.category',
				label('category', 's.category').as('category_label'),
				's.subject',
				's.subject_kind',
				's.description',
				's.polarity',
				's.basis',
				's.precedence',
				'n.observations',
				'n.regions',
				'n.first_date',
				'n.last_date',
				's.added',
				's.changed',
				's.dataset'
			]),
	id: 's.series_id',
	order: { series_id: 's.series_id', observations: 'n.observations' },
	stamps: 's',
	columns: {
		series: 's.series_id',
		category: 's.category',
		subject: 's.subject',
		frequency: 's.frequency',
		dataset: 's.dataset'
	},
	search: { kind: 'series', id: 's.series_id' }
});

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

/** Where observations keep what filters ask for. */
export const observationsOn: FilterColumns = {
	stamps: 'o',
	columns: {
		series: 'o.series_id',
		estimate: 'o.estimate',
		dataset: 'o.dataset',
		tier: 'o.tier',
		min_sources: 'o.independent_sources'
	},
	special: {
		vintage,
		category: ofSeries('category'),
		subject: ofSeries('subject'),
		frequency: ofSeries('frequency')
	},
	always: ({ filters }) => (filters.vintage === undefined ? [LATEST] : []),
	dates: 'o',
	region: 'o.region',
	search: { kind: 'series', id: 'o.series_id' }
};

const OBSERVATION_ID = `o.series_id || '|' || o.region || '|' || o.period || '|' || coalesce(o.vintage, '')`;

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

export const observationsQuery = defineQuery('observations', {
	shape: inOrder,
	select: (db, query, total) =>
		db
			.selectFrom(
				sql<Release['observations']>`observations`.as<'o'>(sql.raw(inOrder(query, total)))
			)
			.innerJoin('series as i', 'i.series_id', 'o.series_id')
			.innerJoin('regions as r', 'r.region', 'o.region')
			.innerJoin('sources as s', 's.source_id', 'o.best_source')
			.select([
				'o.region',
				'r.label as region_name',
				'o.period as date',
				'o.date_start',
				'o.date_end',
				'o.date_precision',
				'o.series_id',
				'i.title as series_title',
				'o.value',
				'o.low',
				'o.high',
				'i.unit',
				'o.estimate',
				'o.vintage',
				'o.origin',
				'o.latest',
				'i.category',
				'i.subject',
				'o.note',
				'o.added',
				'o.changed',
				'o.dataset',
				sql<string>`${sql.raw(OBSERVATION_ID)}`.as('observation_id'),
				'o.source_id',
				's.title as source_title',
				's.url as source_url',
				's.publisher',
				'o.tier',
				'o.independent_sources'
			]),
	id: OBSERVATION_ID,
	ties: 'o.series_id, o.region, o.period, o.vintage, o.dataset',
	counted: 'observations AS o',
	placed: (query, total) => `observations ${inOrder(query, total)}`,
	few: FEW,
	counting: ({ filters }) =>
		Object.keys(filters).every((key) => OF_LINES.includes(key))
			? { total: 'coalesce(sum(o.observations), 0)', from: 'series_regions AS o' }
			: null,
	sourced: 'o.source_id',
	order: {
		date: 'o.date_start',
		date_end: 'o.date_end',
		series_id: 'o.series_id',
		region: 'o.region',
		tier: 'o.tier'
	},
	...observationsOn
});

const PRICE_ID = `m.model || '|' || coalesce(m.host, '') || '|' || coalesce(m.valid_from, '')`;

/** The price as freshness names it. */
const FRESH_PRICE = sql<string>`${sql.raw(PRICE_ID)} || iif(m.dataset = 'groundswell', '', '|' || m.dataset)`;

export const modelPricesQuery = defineQuery('model-prices', {
	select: (db) =>
		db
			.selectFrom('model_prices as m')
			.innerJoin('regions as r', 'r.region', 'm.region')
			.innerJoin('sources as s', 's.source_id', 'm.best_source')
			.leftJoin('freshness as h', (on) =>
				on.on('h.record_kind', '=', sql.lit('model_price')).on('h.record_id', '=', FRESH_PRICE)
			)
			.select([
				'm.region',
				'r.label as region_name',
				'm.valid_from as date',
				'm.date_start',
				'm.date_end',
				'm.model',
				'm.model_name',
				'm.provider',
				'm.host',
				'm.model_class',
				'm.open_weights',
				'm.released',
				'm.input_usd_per_mtok',
				'm.cached_input_usd_per_mtok',
				'm.output_usd_per_mtok',
				'm.blended_usd_per_mtok',
				'm.valid_from_basis',
				'm.condition',
				'm.valid_to',
				'm.end_basis',
				'h.stale_from',
				'm.note',
				'm.added',
				'm.changed',
				'm.dataset',
				sql<string>`${sql.raw(PRICE_ID)}`.as('model_price_id'),
				'm.source_id',
				's.title as source_title',
				's.url as source_url',
				's.publisher',
				'm.tier',
				'm.independent_sources'
			]),
	id: PRICE_ID,
	ties: 'm.model, m.host, m.valid_from, m.dataset',
	order: {
		date: 'm.date_start',
		date_end: 'm.date_end',
		tier: 'm.tier',
		independent_sources: 'm.independent_sources'
	},
	stamps: 'm',
	columns: {
		provider: 'm.provider',
		model: 'm.model',
		host: 'm.host',
		model_class: 'm.model_class',
		open_weights: 'm.open_weights',
		condition: 'm.condition',
		dataset: 'm.dataset',
		tier: 'm.tier',
		min_sources: 'm.independent_sources'
	},
	dates: 'm',
	region: 'm.region',
	search: { kind: 'model_price', id: PRICE_ID }
});
