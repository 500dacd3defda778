import { sql } from 'kysely';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { observationsCollection } from '#lib/domain/collections/lists/indicators.ts';
import { FILTERS } from '#lib/domain/filter/filters.ts';
import type { FilterName } from '#lib/domain/filter/keys.ts';
import type { Query } from '#lib/domain/filter/query.ts';
import type { Observation } from '#lib/domain/indicators/indicators.ts';
import { onlyThose, type Points } from '#lib/domain/indicators/transforms/points.ts';
import { conditions, where, type FilterPlaces } from '../../filters.ts';
import { pointsFromBlocks, type KeptLine } from '../../line-points.ts';
import { allRows, type OpenRelease } from '../../release.ts';
import { queries } from '../index.ts';
import { filterPlaces } from '../column-sql.ts';
import { heldBy } from './facts.ts';
import { OF_LINES, observationsByHand } from './indicators.ts';

/** Filters that whole lines pass, or none of their values. */
const WHOLE: readonly string[] = [...OF_LINES, 'dataset'];

/** The values a query asks for, as the lines they are of, by series, region and dataset. */
export function linesAsked(release: OpenRelease, query: Query): Points {
	const filters = Object.entries(query.filters) as [FilterName, string[]][];
	const whole = filters.filter(([key]) => WHOLE.includes(key));
	const single = filters.filter(([key]) => !WHOLE.includes(key));
	const points = keptLines(release, { ...query, filters: Object.fromEntries(whole) });
	return single.reduce(
		(left, [key, values]) => onlyThose(left, heldBy(release, FILTERS[key].where(values))),
		points
	);
}

/** Where filters find what they compare with in lines, of which every one counts. */
const { always: _, ...onLines }: FilterPlaces = filterPlaces(
	observationsCollection,
	observationsByHand
);

function keptLines(release: OpenRelease, query: Query): Points {
	// As they were written: by series, region and dataset.
	const { sql: text, parameters } =
		sql`SELECT o.series_id, o.region, o.dataset, o.observations, o.block, o.first
			FROM lines AS o${where(conditions(query, onLines))} ORDER BY o.rowid`.compile(release.kysely);
	const lines = release
		.prepare(text)
		.raw()
		.all(...parameters) as KeptLine[];
	const points = release.prepare('SELECT points FROM line_blocks WHERE block = ?').pluck();
	return pointsFromBlocks(lines, (block) => points.get(block) as Buffer);
}

/** Reads whole observations. @param places their rowids @returns a function that finds one among them; it throws an Error for another */
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

/** Unit and frequency of every series. */
export const unitsOfSeries = ({ prepare }: Pick<OpenRelease, 'prepare'>) =>
	prepare('SELECT series_id, unit, frequency FROM series').all() as Pick<
		CollectionRow<'series'>,
		'series_id' | 'unit' | 'frequency'
	>[];
