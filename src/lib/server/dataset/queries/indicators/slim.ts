import { sql, type CompiledQuery, type Kysely } from 'kysely';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import type { Query } from '#lib/domain/filter/query.ts';
import type { Observation } from '#lib/domain/indicators/indicators.ts';
import { allRows, type OpenRelease } from '../../release.ts';
import { conditions } from '../../filters.ts';
import type { Release } from '../../tables.ts';
import { observationsOn, observationsQuery } from './indicators.ts';

/** As much of an observation as it takes to compare it with others; the rest is read for the rows that are shown. */
export interface Slim extends Pick<
	Observation,
	| 'series_id'
	| 'region'
	| 'date'
	| 'dataset'
	| 'vintage'
	| 'date_start'
	| 'date_end'
	| 'date_precision'
	| 'value'
> {
	/** Where its row lies in the release. */
	at: number;
}

type Cells = [
	at: number,
	series_id: string,
	region: string,
	date: string,
	vintage: string | null,
	dataset: string,
	date_start: string | null,
	date_end: string | null,
	date_precision: Slim['date_precision'],
	value: number
];

/** The observations a query asks for, in no order and joined with nothing. */
export function slimObservations(release: OpenRelease, query: Query): Slim[] {
	const { sql: text, parameters } = statement(release.kysely, query);
	const rows = release
		.prepare(text)
		.raw()
		.all(...parameters) as Cells[];
	return rows.map(
		([
			at,
			series_id,
			region,
			date,
			vintage,
			dataset,
			date_start,
			date_end,
			date_precision,
			value
		]) => ({
			...{ at, series_id, region, date, vintage, dataset },
			...{ date_start, date_end, date_precision, value }
		})
	);
}

function statement(db: Kysely<Release>, query: Query): CompiledQuery {
	const all = conditions(query, observationsOn);
	const where = all.length === 0 ? sql`` : sql` WHERE ${sql.join(all, sql` AND `)}`;
	return sql`SELECT o.rowid, o.series_id, o.region, o.period, o.vintage, o.dataset, o.date_start, o.date_end,
		o.date_precision, o.value FROM observations AS o${where}`.compile(db);
}

/** Names an observation: its id and the dataset it comes from. */
const nameOf = (one: Pick<Observation, 'observation_id' | 'dataset'>) =>
	`${one.observation_id}|${one.dataset}`;

/** The id of an observation, as it is answered. */
export const idOf = ({ series_id, region, date, vintage }: Slim): string =>
	`${series_id}|${region}|${date}|${vintage ?? ''}`;

/** Reads the whole of some observations. @returns a function that finds one among them */
export function wholeObservations(
	release: OpenRelease,
	some: readonly Slim[]
): (one: Slim) => Observation {
	const rows = allRows(
		release,
		observationsQuery.byRowid(
			release.kysely,
			JSON.stringify([...new Set(some.map(({ at }) => at))])
		)
	);
	const byName = new Map(rows.map((row) => [nameOf(row), row]));
	return (one) => {
		const found = byName.get(nameOf({ observation_id: idOf(one), dataset: one.dataset }));
		if (!found) throw new Error(`${idOf(one)} is an observation and was not read`);
		return found;
	};
}

/** How many of some observations name each source. */
export function sourcesOfObservations(
	release: OpenRelease,
	some: readonly Slim[]
): Map<string, number> {
	const rows = release
		.prepare(
			'SELECT source_id, count(*) FROM observations WHERE rowid IN (SELECT value FROM json_each(?)) GROUP BY source_id'
		)
		.raw()
		.all(JSON.stringify(some.map(({ at }) => at))) as [string, number][];
	return new Map(rows);
}

/** Unit and frequency of every series. */
export const unitsOfSeries = ({ prepare }: Pick<OpenRelease, 'prepare'>) =>
	prepare('SELECT series_id, unit, frequency FROM series').all() as Pick<
		CollectionRow<'series'>,
		'series_id' | 'unit' | 'frequency'
	>[];
