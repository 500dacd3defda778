import type { Tier } from '#lib/domain/closed.ts';
import type { Query } from '#lib/domain/filter/query.ts';
import { basesOf, NONE } from '#lib/domain/indicators/transforms/compared.ts';
import { putTogetherWhole } from '#lib/domain/indicators/transforms/frequency.ts';
import type { Observation } from '#lib/domain/indicators/indicators.ts';
import type { Aggregate, FrequencyTo } from '#lib/domain/indicators/measures.ts';
import { partsOf, type PointLine, type Points } from '#lib/domain/indicators/transforms/points.ts';
import {
	comparisonOf,
	shownAs,
	weaknessOf,
	withoutDust,
	type Transformed,
	type TransformOptions
} from '#lib/domain/indicators/transforms/transforms.ts';
import { codedBy, sourcesOfObservations } from '../../dataset/queries/indicators/facts.ts';
import { wholeObservations } from '../../dataset/queries/indicators/lines.ts';
import { orderOf, type CodedFact } from '../../dataset/fact-codes.ts';
import type { OpenRelease } from '../../dataset/release.ts';
import type { Ordered } from '../list/computed.ts';
import { inOrder } from './in-order.ts';

/** Points as a transform shows them, each beside the one it is compared with. */
export interface Shown {
	points: Points;
	/** Points that are shown, by their index. */
	rows: Int32Array;
	/** By point, the one it is compared with. */
	bases: Int32Array;
	/** By row, what is shown. */
	values: Float64Array;
	/** By row, the place of its line among those of the points. */
	lines: Int32Array;
	/** Points that have nothing to compare with. */
	left_out: number;
}

/** What a transform shows of points. @param isWanted whether a point is asked for; others are only compared with */
export function shownOf(
	points: Points,
	options: TransformOptions,
	unitOf: (line: PointLine) => string,
	isWanted: (index: number) => boolean
): Shown {
	const size = points.values.length;
	const shown: Shown = {
		...{ points, bases: basesOf(points, options), left_out: 0 },
		...{ rows: new Int32Array(size), values: new Float64Array(size), lines: new Int32Array(size) }
	};
	let count = 0;
	for (const [place, line] of points.lines.entries()) {
		const from = count;
		count = addLine(shown, line, count, comparisonOf(options.transform, unitOf(line)), isWanted);
		shown.lines.fill(place, from, count);
	}
	return {
		...{ ...shown, values: shown.values.subarray(0, count) },
		...{ rows: shown.rows.subarray(0, count), lines: shown.lines.subarray(0, count) }
	};
}

/** Adds what is shown of a line, from a row on. @returns the row after the last of them */
function addLine(
	shown: Shown,
	line: PointLine,
	row: number,
	comparison: ReturnType<typeof comparisonOf>,
	isWanted: (index: number) => boolean
): number {
	const { points, bases, rows, values } = shown;
	let next = row;
	for (let index = line.from; index < line.to; index++) {
		const base = bases[index] ?? NONE;
		const value =
			base === NONE ? undefined : comparison(points.values[index] ?? 0, points.values[base] ?? 0);
		if (value === undefined) shown.left_out++;
		else if (isWanted(index)) {
			rows[next] = index;
			values[next++] = value;
		}
	}
	return next;
}

/** How points become whole observations. */
export interface WholeSeries {
	/** An observation in the terms asked for. */
	inTerms: (row: Observation) => Observation;
	/** How those of a shorter period were put together, where they were. */
	to: FrequencyTo | null;
	aggregate: Aggregate | null;
}

/** Rowids of the observations that a point is of. */
function placesOf(points: Points, index: number): readonly number[] {
	const parts = partsOf(points, index);
	return parts.length > 0 ? [...parts] : [points.at[index] ?? 0];
}

/** Some points as whole observations. @returns a function that gives one of them; it throws an Error for another */
export function wholePoints(
	release: OpenRelease,
	points: Points,
	some: readonly number[],
	{ inTerms, to, aggregate }: WholeSeries
): (index: number) => Observation {
	const found = wholeObservations(
		release,
		some.flatMap((index) => placesOf(points, index))
	);
	return (index) => {
		const [first, ...rest] = placesOf(points, index).map((place) => inTerms(found(place)));
		if (first === undefined) throw new Error('a point is of one observation at least');
		return partsOf(points, index).length > 0 && to !== null && aggregate !== null
			? putTogetherWhole([first, ...rest], to, aggregate)
			: first;
	};
}

/** What is shown in the order asked for, made into rows as far as they are wanted. */
export function orderedShown(
	release: OpenRelease,
	shown: Shown,
	sort: Query['sort'],
	transform: TransformOptions['transform'],
	whole: WholeSeries
): Omit<Ordered<Transformed>, 'notes'> {
	const { points, rows, bases } = shown;
	const pointOf = (row: number) => rows[row] ?? 0;
	const baseOf = (row: number) => bases[pointOf(row)] ?? 0;
	const wanted = inOrder({
		keys: keysOf(release, shown, sort),
		rankOf: ranksOf(shown, ({ series_id, region }) => `${series_id}|${region}|`),
		told: sort.column === 'value' ? withoutDust : undefined,
		ids: (some) => {
			const made = wholePoints(release, points, some.map(pointOf), whole);
			return some.map((row) => made(pointOf(row)).observation_id);
		}
	});
	return {
		total: rows.length,
		slice: (from, to) => {
			const some = wanted(from, to);
			const of = [...some.map(pointOf), ...some.map(baseOf)];
			const made = wholePoints(release, points, of, whole);
			return some.map((row) => {
				const [now, base] = [made(pointOf(row)), made(baseOf(row))];
				const value = comparisonOf(transform, now.unit)(now.value, base.value);
				if (value === undefined) throw new Error(`${now.observation_id} has nothing to show`);
				return shownAs(transform, now, base, value);
			});
		},
		sources: () =>
			sourcesOfObservations(
				release,
				Array.from(rows, (index) => points.at[index] ?? 0)
			)
	};
}

/** What rows are put in order by, as numbers: smaller is first, Infinity is unknown. */
function keysOf(
	release: OpenRelease,
	shown: Shown,
	{ column, descending }: Query['sort']
): Float64Array {
	const { points, rows, values } = shown;
	const sign = descending ? -1 : 1;
	const signed = (keyOf: (row: number) => number | null) => {
		const keys = new Float64Array(rows.length);
		for (let row = 0; row < keys.length; row++) {
			const key = keyOf(row);
			keys[row] = key === null ? Infinity : sign * key;
		}
		return keys;
	};
	switch (column) {
		case 'date':
			return signed((row) => {
				const start = points.starts[rows[row] ?? 0] ?? 0;
				return start === 0 ? null : start;
			});
		case 'value':
			return signed((row) => values[row] ?? 0);
		case 'region':
		case 'series_id':
			return signed(ranksOf(shown, (line) => line[column]));
		default: {
			const placeOf = factPlaces(release, shown, column as CodedFact);
			return signed((row) => placeOf(row) || null);
		}
	}
}

/** For a row, the place of what its line is called among all of them. */
function ranksOf({ points, lines }: Shown, nameOf: (line: PointLine) => string) {
	const names = points.lines.map(nameOf);
	const known = [...new Set(names)].sort();
	const places = new Map(known.map((name, place) => [name, place]));
	const ranks = names.map((name) => places.get(name) ?? 0);
	return (row: number): number => ranks[lines[row] ?? 0] ?? 0;
}

/** For a row, the place of what it says beside its value, 0 where that is unknown: as certain as the least certain of what it is made from. */
function factPlaces(
	release: OpenRelease,
	{ points, rows, bases }: Shown,
	fact: CodedFact
): (row: number) => number {
	const { cells, codes } = codedBy(release, fact);
	const places = orderOf(cells);
	const codeAt = (at: number | undefined) => codes[at ?? 0] ?? 0;
	if (fact !== 'tier' && fact !== 'independent_sources')
		return (row) => places[codeAt(points.at[rows[row] ?? 0])] ?? 0;
	// By code, how little it vouches for: what is unknown weakens nothing.
	const weakness = cells.map((cell) =>
		cell === null ? -Infinity : fact === 'tier' ? weaknessOf(cell as Tier) : -Number(cell)
	);
	const weaker = (a: number, b: number) => ((weakness[a] ?? 0) < (weakness[b] ?? 0) ? b : a);
	const ofPoint = (index: number) => {
		let code = codeAt(points.at[index]);
		for (const part of partsOf(points, index)) code = weaker(code, codeAt(part));
		return code;
	};
	return (row) => {
		const index = rows[row] ?? 0;
		return places[weaker(ofPoint(index), ofPoint(bases[index] ?? 0))] ?? 0;
	};
}
