import { group, min } from 'd3-array';
import { editionOf } from '#lib/domain/indicators/editions.ts';
import {
	ESTIMATE_WORDS,
	linesOf,
	newestOf,
	type Line,
	type Observation,
	isHollow
} from '#lib/domain/indicators/indicators.ts';
import { namesOf } from '#lib/domain/indicators/indicator-names.ts';
import {
	counted,
	publishers,
	readable,
	TIER_WORDS,
	unitForm,
	withUnit
} from '#lib/domain/text/format.ts';
import { startsAtZero, timeRange, valueRange } from '../ranges.ts';
import {
	middleMs,
	SERIES_COLORS,
	SHAPES,
	type ChartSpec,
	type Layer,
	type LineLayer,
	type MarksLayer,
	type Point
} from '../spec.ts';
import { dayMs } from '#lib/domain/dates.ts';

/** Above this many points a line has no marks of its own. */
const CROWDED = 40;
/** Up to so many lines each have a color and a name; of more, the outermost have. */
export const NAMED_LINES = 6;
/** Up to so many lines end in their newest value, too. */
const VALUED_LINES = 4;
/** A step this many times the usual one is a gap: a missing value is never bridged. */
const GAP = 1.5;

/** Observations by unit, in the order they come: a panel each, since no chart has two value axes. */
export const panelsOf = (rows: readonly Observation[]): Observation[][] => [
	...group(rows, ({ unit }) => unit).values()
];

interface SeriesOptions {
	/** The day up to which values count as newest. */
	on: string;
	/** Series that are published at irregular times: no period of theirs is missing. */
	irregular: ReadonlySet<string>;
	/** Position of each region among the colors, where other charts beside this one have the same regions; by default in order of the lines. */
	places?: ReadonlyMap<string, number>;
}

/**
 * One line a series and region, in the unit all of them share. Values of unlike series are never joined,
 * nor is a line drawn over periods without a value; earlier editions of a value are marks beside the line.
 */
export function seriesChart(
	rows: readonly Observation[],
	title: string,
	{ on, irregular, places }: SeriesOptions
): ChartSpec {
	const lines = linesOf(rows);
	const nameOf = namesOf(rows);
	const named = namedLines(lines, on);
	const layers = [...lines.filter((line) => !named.includes(line)), ...named].flatMap(
		(line): Layer[] => {
			const order = named.indexOf(line);
			const draw = { name: nameOf(line), gaps: !irregular.has(line.series_id) };
			return order === -1
				? [quietLine(line, draw)]
				: lineWithEditions(line, places?.get(line.region) ?? order, {
						...draw,
						valued: lines.length <= VALUED_LINES
					});
		}
	);
	const points = layers.flatMap((layer) => layer.points);
	const values = points.flatMap(({ y, low, high }) =>
		[y, low, high].filter((value) => value !== null && value !== undefined)
	);
	const times = points.map(({ x }) => x);
	return {
		title,
		description: descriptionOf(lines, nameOf),
		unit: rows[0]?.unit ?? '',
		x: timeRange(times),
		y: valueRange(values, { unit: rows[0]?.unit ?? '', fromZero: startsAtZero(values) }),
		layers
	};
}

function descriptionOf(lines: readonly Line[], nameOf: (line: Line) => string): string {
	const listed = lines
		.slice(0, NAMED_LINES)
		.map((line) => `${nameOf(line)}, ${counted(line.values.length, 'value')}`)
		.join('; ');
	return `${lines.length === 1 ? 'One line' : `${lines.length} lines`}: ${listed}${lines.length > NAMED_LINES ? '; and more' : ''}.`;
}

/** All lines where they are few; else the nation or the world, and those that end highest and lowest. */
function namedLines(lines: readonly Line[], on: string): readonly Line[] {
	if (lines.length <= NAMED_LINES) return lines;
	const level = (line: Line) => newestOf(line, on)?.value ?? 0;
	const wide = lines.filter(({ region }) => region === 'US' || region === 'WLD').slice(0, 2);
	const sorted = lines
		.filter((line) => !wide.includes(line))
		.toSorted((a, b) => level(b) - level(a));
	return [...wide, ...sorted.slice(0, 2), ...sorted.slice(-2)];
}

/** How a line is told apart, and whether periods of it can be missing. */
interface PointsDrawn {
	name: string;
	gaps: boolean;
}

const quietLine = (line: Line, { name, gaps }: PointsDrawn): LineLayer => ({
	kind: 'line',
	id: `${line.series_id} ${line.region}`,
	series: 'others',
	name: 'all others',
	label: '',
	color: 'unsure',
	bare: true,
	thin: true,
	points: withGaps(
		line.values.map((row) => pointOf(row, name)),
		line.values,
		gaps
	)
});

function lineWithEditions(
	line: Line,
	place: number,
	{ name, gaps, valued }: PointsDrawn & { valued: boolean }
): Layer[] {
	const style = {
		color: SERIES_COLORS[place % SERIES_COLORS.length] ?? 'series-1',
		shape: SHAPES[place % SHAPES.length] ?? 'circle'
	} as const;
	const draw = (row: Observation): Point => ({ ...pointOf(row, name), shape: style.shape });
	const last = line.values.at(-1);
	const ends = endWords(last, valued);
	const points = line.values.map(draw);
	const isCrowded = points.length > CROWDED;
	const drawn: LineLayer = {
		kind: 'line',
		id: `${line.series_id} ${line.region}`,
		label: shortened(name),
		name,
		...(ends === '' ? {} : { sublabel: ends }),
		color: style.color,
		band: true,
		...(hasLoneRange(points) ? { whiskers: true as const } : {}),
		...(isCrowded ? { bare: true as const } : {}),
		points: withGaps(points, line.values, gaps)
	};
	if (line.earlier.length === 0) return [drawn];
	const editions: MarksLayer = {
		kind: 'marks',
		id: `${drawn.id} earlier editions`,
		series: drawn.id,
		name,
		label: `${name}, earlier editions`,
		color: style.color,
		faded: true,
		points: line.earlier.map((row) => ({ ...draw(row), size: 3 }))
	};
	return [...editionLines(line, style.color, name), editions, drawn];
}

/** Words that stay on one line. */
const unbroken = (text: string) => text.replaceAll(' ', '\u00a0');

/** What stands under the name at the end of a line; a projection says when it was published, which tells forecasts apart. */
function endWords(last: Observation | undefined, valued: boolean): string {
	if (!last) return '';
	const published =
		last.estimate === 'projection' && last.vintage !== null
			? `published ${unbroken(readable(last.vintage))}`
			: '';
	const value = valued
		? `${unbroken(withUnit(last.value, last.unit))}, ${unbroken(readable(last.date))}`
		: '';
	return [value, published].filter((part) => part !== '').join(', ');
}

/**
 * Earlier editions of a forecast, each a thin line of its own with when it was published; it starts at the newest
 * value there was when it was made, so that the editions open like a fan.
 */
function editionLines(line: Line, color: LineLayer['color'], name: string): LineLayer[] {
	const forecasts = line.earlier.filter(({ estimate }) => estimate === 'projection');
	return [...group(forecasts, ({ vintage }) => vintage ?? '')]
		.map(([vintage, rows]) => ({ vintage, rows: [...knownBefore(line, rows), ...rows] }))
		.filter(({ rows }) => rows.length > 1)
		.map(({ vintage, rows }) => ({
			kind: 'line',
			id: `${line.series_id} ${line.region} ${vintage}`,
			series: `${line.series_id} ${line.region}`,
			name,
			label: `published ${readable(vintage)}`,
			color,
			thin: true,
			bare: true,
			points: rows.map((row) => pointOf(row, name))
		}));
}

/** The newest value that is no projection, of a period before a forecast's first and begun when it was published. */
function knownBefore({ values }: Line, [first]: readonly Observation[]): Observation[] {
	const published = first ? editionOf(first) : '';
	const start = values.findLast(
		({ estimate, date_start }) =>
			estimate !== 'projection' &&
			(date_start ?? '') < (first?.date_start ?? '') &&
			(date_start ?? '') <= published
	);
	return start ? [start] : [];
}

const hasRange = (point: Point | undefined) => point?.low !== undefined && point.high !== undefined;

/** Whether some range has no other beside it, so that no area can be drawn through it. */
const hasLoneRange = (points: readonly Point[]) =>
	points.some(
		(point, index) =>
			hasRange(point) && !hasRange(points[index - 1]) && !hasRange(points[index + 1])
	);

/**
 * Points with a gap where a value is missing: between two measured values further apart than the series'
 * shortest step. Projections and values known to the day have no step.
 */
function withGaps(points: Point[], rows: readonly Observation[], gaps: boolean): Point[] {
	const stepTo = (index: number) =>
		isRegular(rows[index]) && isRegular(rows[index - 1])
			? (points[index]?.x ?? 0) - (points[index - 1]?.x ?? 0)
			: 0;
	const usual = gaps
		? (min(points.map((_, index) => stepTo(index)).filter((step) => step > 0)) ?? Infinity)
		: Infinity;
	const found = points.flatMap((point, index): Point[] => {
		const step = stepTo(index);
		return step > GAP * usual ? [{ ...point, x: point.x - step / 2, y: null }, point] : [point];
	});
	return found.map((point, index) => (isAlone(found, index) ? { ...point, size: 3.5 } : point));
}

const isRegular = (row: Observation | undefined) =>
	row !== undefined && row.estimate !== 'projection' && row.date_precision !== 'day';

/** Between two gaps no line touches a point, so it needs a mark even where the line has none. */
const isAlone = (points: readonly Point[], index: number) =>
	points.length > CROWDED &&
	points[index]?.y !== null &&
	(points[index - 1]?.y ?? null) === null &&
	(points[index + 1]?.y ?? null) === null;

const shortened = (name: string) => (name.length > 30 ? `${name.slice(0, 28)}…` : name);

function timeOf({ date_start, date_end, date_precision }: Observation): number {
	const start = date_start ?? '1970-01-01';
	return date_precision === 'day' ? dayMs(start) : middleMs(start, date_end ?? start);
}

function pointOf(row: Observation, name: string): Point {
	const range =
		row.low !== null && row.high !== null
			? `range ${withUnit(row.low, row.unit)} to ${withUnit(row.high, row.unit)}`
			: '';
	return {
		x: timeOf(row),
		y: row.value,
		...(row.low === null ? {} : { low: row.low }),
		...(row.high === null ? {} : { high: row.high }),
		...(row.estimate === 'projection' ? { projected: true as const } : {}),
		...(isHollow(row) ? { hollow: true as const } : {}),
		title: `${withUnit(row.value, row.unit)}, ${readable(row.date)}: ${name}`,
		detail: [
			`${row.series_title}, ${row.region_name}`,
			`${ESTIMATE_WORDS[row.estimate]}, in ${unitForm(row.unit).long}${row.vintage === null ? '' : `, published ${readable(row.vintage)}`}`,
			range,
			row.note ?? '',
			`${row.publisher}, ${TIER_WORDS[row.tier]}, ${publishers(row.independent_sources)}`
		].filter((line) => line !== '')
	};
}
