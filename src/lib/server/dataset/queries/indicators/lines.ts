import { group } from 'd3-array';
import { sql, type CompiledQuery, type Kysely } from 'kysely';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { observationsCollection } from '#lib/domain/collections/lists/indicators.ts';
import type { Query } from '#lib/domain/filter/query.ts';
import type { Observation } from '#lib/domain/indicators/indicators.ts';
import {
	dayNumber,
	emptyPoints,
	PRECISIONS,
	type PointLine,
	type Points
} from '#lib/domain/indicators/transforms/points.ts';
import { conditions, where, type FilterPlaces } from '../../filters.ts';
import { pointsFromBlocks, type KeptLine } from '../../line-points.ts';
import { ranksFromBytes, type RankedFact, type Ranks } from '../../ranks.ts';
import { allRows, type OpenRelease } from '../../release.ts';
import type { Release } from '../../tables.ts';
import { queries } from '../index.ts';
import { filterPlaces } from '../column-sql.ts';
import { OF_LINES, observationsByHand } from './indicators.ts';

/** Filters that whole lines pass, or none of their values. */
const WHOLE: readonly string[] = [...OF_LINES, 'dataset'];

/** The values a query asks for, as the lines they are of, by series, region and dataset. */
export function linesAsked(release: OpenRelease, query: Query): Points {
	const isWhole = Object.keys(query.filters).every((key) => WHOLE.includes(key));
	return isWhole ? keptLines(release, query) : linesOfRows(release, query);
}

/** Where filters find what they compare with in observations, and in lines of them: there every one counts. */
const onRows = filterPlaces(observationsCollection, observationsByHand);
const { always: _, ...onLines }: FilterPlaces = onRows;

function keptLines(release: OpenRelease, query: Query): Points {
	const { sql: text, parameters } = statement(
		release.kysely,
		sql`SELECT o.series_id, o.region, o.dataset, o.observations, o.block, o.first FROM lines AS o`,
		query,
		onLines,
		// As they were written: by series, region and dataset.
		sql` ORDER BY o.rowid`
	);
	const lines = release
		.prepare(text)
		.raw()
		.all(...parameters) as KeptLine[];
	const points = release.prepare('SELECT points FROM line_blocks WHERE block = ?').pluck();
	return pointsFromBlocks(lines, (block) => points.get(block) as Buffer);
}

type Cells = [
	at: number,
	series_id: string,
	region: string,
	dataset: string,
	start: string | null,
	end: string | null,
	precision: string | null,
	value: number
];

/** Lines of single observations: some of a line may pass a filter and others not. */
function linesOfRows(release: OpenRelease, query: Query): Points {
	const { sql: text, parameters } = statement(
		release.kysely,
		sql`SELECT o.rowid, o.series_id, o.region, o.dataset, o.date_start, o.date_end, o.date_precision, o.value
			FROM observations AS o`,
		query,
		onRows,
		sql` ORDER BY coalesce(o.date_start, ''), o.date_end NULLS LAST, o.period, o.vintage NULLS FIRST`
	);
	const rows = release
		.prepare(text)
		.raw()
		.all(...parameters) as Cells[];
	const room = emptyPoints(rows.length);
	const lines: PointLine[] = [];
	let next = 0;
	for (const line of group(
		rows,
		([, series, region, dataset]) => `${series} ${region} ${dataset}`
	).values()) {
		const [first] = line;
		if (first === undefined) continue;
		const [, series_id, region, dataset] = first;
		lines.push({ series_id, region, dataset, from: next, to: next + line.length });
		for (const [at, , , , start, end, precision, value] of line) {
			room.at[next] = at;
			room.starts[next] = dayNumber(start);
			room.ends[next] = dayNumber(end);
			room.precisions[next] = PRECISIONS.indexOf(precision);
			room.values[next] = value;
			next++;
		}
	}
	return { ...room, lines, parts: null };
}

function statement(
	db: Kysely<Release>,
	select: ReturnType<typeof sql>,
	query: Query,
	on: FilterPlaces,
	order = sql``
): CompiledQuery {
	return sql`${select}${where(conditions(query, on))}${order}`.compile(db);
}

/** Reads whole observations. @param places their rowids @returns a function that finds one among them */
export function wholeObservations(
	{ prepare, kysely }: OpenRelease,
	places: Iterable<number>
): (place: number) => Observation {
	const text = JSON.stringify([...new Set(places)]);
	const rows = allRows({ prepare }, queries.observations.byRowid(kysely, text));
	const byPlace = new Map(rows.map(({ place, ...row }) => [place, row]));
	return (place) => {
		const found = byPlace.get(place);
		if (!found) throw new Error(`there is no observation ${place}`);
		return found;
	};
}

/** How observations follow one another by a fact, whatever it says. */
export interface Ranked {
	/** The different values of the fact, in order. */
	cells: readonly (string | number)[];
	ranks: Ranks;
}

/** How all observations follow one another by such a fact, as it was worked out when the release was built. */
export function rankedBy({ prepare }: OpenRelease, fact: RankedFact): Ranked {
	const kept = prepare('SELECT cells, ranks FROM observation_ranks WHERE fact = ?').get(fact) as {
		cells: string;
		ranks: Buffer;
	};
	const cells = JSON.parse(kept.cells) as (string | number)[];
	return { cells, ranks: ranksFromBytes(kept.ranks, cells.length) };
}

/** How many of some observations name each source. @param places their rowids */
export function sourcesOfObservations(
	release: OpenRelease,
	places: Iterable<number>
): Map<string, number> {
	const { cells, ranks } = rankedBy(release, 'source_id');
	const counts = new Uint32Array(cells.length + 1);
	for (const place of places) {
		const rank = ranks[place] ?? 0;
		counts[rank] = (counts[rank] ?? 0) + 1;
	}
	return new Map(
		cells.flatMap((cell, place): [string, number][] => {
			const count = counts[place + 1] ?? 0;
			return count === 0 ? [] : [[String(cell), count]];
		})
	);
}

/** Unit and frequency of every series. */
export const unitsOfSeries = ({ prepare }: Pick<OpenRelease, 'prepare'>) =>
	prepare('SELECT series_id, unit, frequency FROM series').all() as Pick<
		CollectionRow<'series'>,
		'series_id' | 'unit' | 'frequency'
	>[];
