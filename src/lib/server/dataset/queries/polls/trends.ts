import { sql } from 'kysely';
import type { Query } from '#lib/domain/filter/query.ts';
import type { FilterColumns } from '../../filters.ts';
import { defineQuery } from '../query.ts';

const WORDING_LABEL = sql<string>`coalesce((SELECT v.label FROM vocabulary v
	WHERE (v.kind = 'wording_group' AND v.value = t.wording_group) OR (v.kind = 'pool' AND v.value = t.pool)), t.wording_group, t.pool)`;

const SUBJECT = [
	't.wording_group',
	't.pool',
	WORDING_LABEL.as('wording_label'),
	't.option',
	't.stance',
	't.followed',
	't.subgroup',
	't.population',
	't.from_dataset'
] as const;

/** Parts and wholes are rows of one table: without a part asked for, only the whole is meant. */
const wholes = ({ filters }: Query) => [
	...(filters.population ? [] : [sql<boolean>`t.population = 'all'`]),
	...(filters.dataset ? [] : [sql<boolean>`t.from_dataset = 'all'`]),
	...(filters.followed || filters.option ? [] : [sql<boolean>`t.followed = 'yes'`])
];

/** Where filters find their columns in `trends as t`. */
export const TREND_FILTERS = {
	columns: {
		wording_group: 't.wording_group',
		pool: 't.pool',
		option: 't.option',
		stance: 't.stance',
		subgroup: 't.subgroup',
		population: 't.population',
		dataset: 't.from_dataset'
	},
	special: {
		followed: ([value]: string[]) =>
			value === 'all' ? sql<boolean>`1` : sql<boolean>`t.followed = 'yes'`
	},
	always: wholes,
	region: 't.region'
} satisfies FilterColumns;

const ESTIMATE_ID = `d.trend_id || '|' || d.method || '|' || d.day || CASE d.known WHEN 'then' THEN '|then' ELSE '' END`;

export const trendsQuery = defineQuery('trends', {
	select: (db) =>
		db
			.selectFrom('trend_days as d')
			.innerJoin('trends as t', 't.trend_id', 'd.trend_id')
			.innerJoin('regions as r', 'r.region', 't.region')
			.select([
				't.region',
				'r.label as region_name',
				'd.day as date',
				'd.method',
				'd.known',
				'd.estimate',
				'd.low80',
				'd.high80',
				'd.low95',
				'd.high95',
				'd.polls',
				'd.houses',
				...SUBJECT,
				'd.trend_id',
				sql<string>`${sql.raw(ESTIMATE_ID)}`.as('estimate_id')
			]),
	id: ESTIMATE_ID,
	ties: 'd.trend_id, d.method, d.day, d.known',
	order: { date: 'd.day', method: 'd.method', estimate: 'd.estimate' },
	...TREND_FILTERS,
	columns: { ...TREND_FILTERS.columns, method: 'd.method' },
	special: {
		...TREND_FILTERS.special,
		known: ([value]: string[]) =>
			value === 'all' ? sql<boolean>`1` : sql<boolean>`d.known = ${value ?? 'now'}`
	},
	// Without another asked for, a day is told once, as all polls have it.
	always: (query) => [
		...wholes(query),
		...(query.filters.known ? [] : [sql<boolean>`d.known = 'now'`])
	],
	day: 'd.day'
});

export const trendPollsQuery = defineQuery('trend-polls', {
	select: (db) =>
		db
			.selectFrom('trend_polls as y')
			.innerJoin('trends as t', 't.trend_id', 'y.trend_id')
			.innerJoin('regions as r', 'r.region', 't.region')
			.innerJoin('polls as p', 'p.poll_id', 'y.poll_id')
			.select([
				't.region',
				'r.label as region_name',
				sql<string>`coalesce(p.trend_date, p.date)`.as('date'),
				'p.house',
				'y.poll_id',
				'y.percent',
				'y.margin',
				'y.adjusted',
				'y.weight',
				'y.residual',
				...SUBJECT,
				'y.trend_id',
				'y.reading_id',
				sql<string>`y.trend_id || '|' || y.reading_id`.as('trend_poll_id')
			]),
	id: `y.trend_id || '|' || y.reading_id`,
	order: { date: 'p.trend_date', house: 'p.house' },
	...TREND_FILTERS,
	columns: { ...TREND_FILTERS.columns, house: 'p.house' },
	day: 'p.trend_date'
});

export const housesQuery = defineQuery('houses', {
	select: (db) =>
		db
			.selectFrom('trend_effects as e')
			.innerJoin('trends as t', 't.trend_id', 'e.trend_id')
			.innerJoin('regions as r', 'r.region', 't.region')
			.select([
				't.region',
				'r.label as region_name',
				'e.factor',
				'e.name',
				sql<string>`coalesce((SELECT v.label FROM vocabulary v WHERE v.value = e.name
					AND v.kind = CASE e.factor WHEN 'population' THEN 'population' WHEN 'wording' THEN 'wording_group' END), e.name)`.as(
					'name_label'
				),
				'e.effect',
				'e.low95',
				'e.high95',
				'e.polls',
				...SUBJECT,
				'e.trend_id',
				sql<string>`e.trend_id || '|' || e.factor || '|' || e.name`.as('effect_id')
			]),
	id: `e.trend_id || '|' || e.factor || '|' || e.name`,
	order: { name: 'e.name', effect: 'e.effect', polls: 'e.polls', factor: 'e.factor' },
	...TREND_FILTERS,
	columns: { ...TREND_FILTERS.columns, factor: 'e.factor', house: 'e.name' }
});
