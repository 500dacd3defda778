import { sql } from 'kysely';
import type { Query } from '#lib/domain/filter/query.ts';
import type { ByHand } from '../column-sql.ts';

const WORDING_LABEL = sql<string>`coalesce((SELECT v.label FROM vocabulary v
	WHERE (v.kind = 'wording_group' AND v.value = t.wording_group) OR (v.kind = 'pool' AND v.value = t.pool)), t.wording_group, t.pool)`;

/** Parts and wholes are rows of one table: without a part asked for, only the whole is meant. */
export const wholes = ({ filters }: Query) => [
	...(filters.population ? [] : [sql<boolean>`t.population = 'all'`]),
	...(filters.dataset ? [] : [sql<boolean>`t.from_dataset = 'all'`]),
	...(filters.followed || filters.option ? [] : [sql<boolean>`t.followed = 'yes'`])
];

/** What every list of trends shares. */
const OF_TREND = {
	columns: { wording_label: WORDING_LABEL },
	filters: { dataset: 't.from_dataset' },
	special: {
		followed: ([value]: string[]) =>
			value === 'all' ? sql<boolean>`1` : sql<boolean>`t.followed = 'yes'`
	},
	always: wholes
};

export const trendsByHand: ByHand<'trends'> = {
	...OF_TREND,
	id: `d.trend_id || '|' || d.method || '|' || d.day || CASE d.known WHEN 'then' THEN '|then' ELSE '' END`,
	ties: 'd.trend_id, d.method, d.day, d.known',
	special: {
		...OF_TREND.special,
		known: ([value]) => (value === 'all' ? sql`1` : sql`d.known = ${value ?? 'now'}`)
	},
	// Without another asked for, a day is told once, as all polls have it.
	always: (query) => [
		...wholes(query),
		...(query.filters.known ? [] : [sql<boolean>`d.known = 'now'`])
	]
};

export const trendPollsByHand: ByHand<'trend-polls'> = {
	...OF_TREND,
	columns: { ...OF_TREND.columns, date: sql`coalesce(p.trend_date, p.date)` },
	order: { date: 'p.trend_date' },
	day: 'p.trend_date'
};

export const housesByHand: ByHand<'houses'> = {
	...OF_TREND,
	columns: {
		...OF_TREND.columns,
		name_label: sql`coalesce((SELECT v.label FROM vocabulary v WHERE v.value = e.name
			AND v.kind = CASE e.factor WHEN 'population' THEN 'population' WHEN 'wording' THEN 'wording_group' END), e.name)`
	},
	filters: { ...OF_TREND.filters, house: 'e.name' }
};
