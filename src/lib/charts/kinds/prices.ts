import {
	MEASURE_WORDS,
	priceOf,
	weightsWords,
	type PriceMeasure
} from '#lib/domain/prices/prices.ts';
import { group } from 'd3-array';
import type { ComputedRow } from '#lib/domain/collections/computed.ts';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import {
	counted,
	capital,
	publishers,
	readable,
	TIER_WORDS,
	withUnit,
	words
} from '#lib/domain/text/format.ts';
import { factorRange, timeRange, valueRange } from '../ranges.ts';
import { SERIES_COLORS, SHAPES, type ChartSpec, type LineLayer, type Point } from '../spec.ts';
import { dayMs } from '#lib/domain/dates.ts';
import { firstDay } from '#lib/domain/prices/price-statistics.ts';

type ModelPrice = CollectionRow<'model-prices'>;

const UNIT = 'USD per million tokens';
/** More lines than this cannot be told apart. */
export const DRAWN_MODELS = 12;
/** Prices that differ by more than this factor are drawn on an axis of factors. */
const WIDE = 10;
/** Up to so many steps each have their price written beside them. */
const LABELLED = 16;

/** A model at one host with its dated prices, in the order of time. */
interface Priced {
	label: string;
	id: string;
	prices: ModelPrice[];
}

/** What is drawn, and what has to stand in the table alone. */
interface PricesChart {
	spec: ChartSpec;
	/** Prices whose first day was not seen. */
	undated: number;
	/** Prices that lack the measure asked for. */
	unpriced: number;
	/** Models and hosts that are left out because there are too many. */
	left_out: number;
}

/**
 * Prices as steps, one line a model and host: a price holds from its first day until the next one, until the
 * end that was stated, or still on the day `on`. Prices whose first day was not seen are not drawn.
 */
export function pricesChart(
	rows: readonly ModelPrice[],
	measure: PriceMeasure,
	{ title, on }: { title: string; on: string }
): PricesChart {
	const dated = rows.filter(({ date_start }) => date_start !== null && date_start <= on);
	const priced = dated.filter((row) => priceOf(row, measure) !== null);
	const all = linesOf(priced);
	const drawn = newest(all);
	const layers = drawn.map((line, index) => layerOf(line, index, measure, on));
	const steps = drawn.reduce((sum, { prices }) => sum + prices.length, 0);
	const values = layers.flatMap(({ points }) => points.flatMap(({ y }) => (y === null ? [] : [y])));
	const times = layers.flatMap(({ points }) => points.map(({ x }) => x));
	const range = { min: Math.min(...values), max: Math.max(...values) };
	const isWide = range.min > 0 && range.max > WIDE * range.min;
	return {
		spec: {
			title,
			description: `Prices over time of ${drawn.map(({ label }) => label).join(', ')}.`,
			unit: UNIT,
			x: timeRange(times),
			y: isWide ? factorRange(values) : valueRange(values, { unit: UNIT, fromZero: true }),
			...(isWide ? { logarithmic: true as const } : {}),
			layers: steps <= LABELLED ? layers.map(withLabels) : layers
		},
		undated: rows.length - rows.filter(({ date_start }) => date_start !== null).length,
		unpriced: dated.length - priced.length,
		left_out: all.length - drawn.length
	};
}

const startOf = ({ date_start }: ModelPrice) => date_start ?? '';

function linesOf(rows: readonly ModelPrice[]): Priced[] {
	return [...group(rows, ({ model, host }) => `${model} ${host ?? ''}`)].map(([id, prices]) => {
		const sorted = prices.toSorted((a, b) => startOf(a).localeCompare(startOf(b)));
		const [first] = sorted;
		const host = first?.host && first.host !== first.provider ? ` at ${first.host}` : '';
		return { id, label: `${first?.model_name}${host}`, prices: sorted };
	});
}

/** The lines whose price changed or began last. */
const newest = (lines: readonly Priced[]): Priced[] =>
	lines.length <= DRAWN_MODELS
		? [...lines]
		: lines.toSorted((a, b) => lastStart(b).localeCompare(lastStart(a))).slice(0, DRAWN_MODELS);

const lastStart = ({ prices }: Priced) => prices.at(-1)?.date_start ?? '';

function layerOf(
	{ id, label, prices }: Priced,
	place: number,
	measure: PriceMeasure,
	on: string
): LineLayer {
	const shape = SHAPES[place % SHAPES.length] ?? 'circle';
	return {
		kind: 'line',
		id,
		label,
		color: SERIES_COLORS[place % SERIES_COLORS.length] ?? 'series-1',
		stepped: true,
		points: prices.flatMap((row, index) =>
			stepsOf(row, prices[index + 1], measure, on).map((point) => ({ ...point, shape }))
		)
	};
}

/** The start of a price, and its end where no other price of the line follows at once. */
function stepsOf(
	row: ModelPrice,
	next: ModelPrice | undefined,
	measure: PriceMeasure,
	on: string
): Point[] {
	const start = startOf(row);
	const until = firstDay(row.valid_to ?? next?.date_start ?? on);
	const end = until > on ? on : until;
	const y = priceOf(row, measure);
	const point: Point = {
		x: dayMs(start),
		y,
		...(row.tier === 'aggregator' ? { hollow: true as const } : {}),
		title: `${withUnit(y ?? 0, UNIT)} per million tokens: ${row.model_name}`,
		detail: [
			`${MEASURE_WORDS[measure]}, from ${readable(row.date)}${row.valid_to === null ? '' : ` until ${readable(row.valid_to)}`}`,
			row.condition === null ? '' : `conditional: ${words(row.condition)}`,
			row.host === null ? '' : `sold by ${row.host}`,
			row.note ?? '',
			`${row.publisher}, ${TIER_WORDS[row.tier]}, ${publishers(row.independent_sources)}`
		].filter((line) => line !== '')
	};
	if (next?.date_start === until) return [point];
	const close: Point = { ...point, x: dayMs(end), size: 0 };
	return next ? [point, close, { ...close, y: null }] : [point, close];
}

/** One price of the cheapest of a class, and the gap between open and closed. */
type CheapestRow = ComputedRow<'cheapest-prices'>;
type GapRow = ComputedRow<'open-gap'>;

interface Step {
	id: string;
	label: string;
	day: string;
	/** Day on which it ended; null while it stands. */
	until: string | null;
	y: number | null;
	hollow: boolean;
	title: string;
	detail: string[];
}

/** Steps by line until the day `on`, on an axis of factors where they differ more than tenfold. */
function stepsChart(
	steps: readonly Step[],
	{ title, unit, on }: { title: string; unit: string; on: string }
): ChartSpec {
	const lines = [...group(steps, ({ id }) => id).values()].map((all) =>
		all.toSorted((a, b) => a.day.localeCompare(b.day))
	);
	const layers = lines.map((line, place): LineLayer => {
		const shape = SHAPES[place % SHAPES.length] ?? 'circle';
		const points = line.flatMap((step, index): Point[] => {
			const { day, until, y, hollow, title: words, detail } = step;
			const point: Point = {
				x: dayMs(day),
				y,
				shape,
				...(hollow ? { hollow: true as const } : {}),
				title: words,
				detail
			};
			const next = line[index + 1];
			if (until === null || next?.day === until) return [point];
			const close: Point = { ...point, x: dayMs(until), size: 0 };
			return next ? [point, close, { ...close, y: null }] : [point, close];
		});
		const last = line.at(-1)?.until === null ? points.at(-1) : undefined;
		return {
			kind: 'line',
			id: line[0]?.id ?? '',
			label: line[0]?.label ?? '',
			...(last?.y === null || last === undefined ? {} : { sublabel: withUnit(last.y, unit) }),
			color: SERIES_COLORS[place % SERIES_COLORS.length] ?? 'series-1',
			stepped: true,
			points: last ? [...points, { ...last, x: dayMs(on), size: 0 }] : points
		};
	});
	const points = layers.flatMap((layer) => layer.points);
	const values = points.flatMap(({ y }) => (y === null ? [] : [y]));
	const range = { min: Math.min(...values), max: Math.max(...values) };
	const isWide = range.min > 0 && range.max > WIDE * range.min;
	return {
		title,
		description: `${counted(lines.length, 'line')} of prices over time: ${layers.map(({ label }) => label).join(', ')}.`,
		unit,
		x: timeRange(points.map(({ x }) => x)),
		y: isWide ? factorRange(values) : valueRange(values, { unit, fromZero: true }),
		...(isWide ? { logarithmic: true as const } : {}),
		layers
	};
}

const sourceLine = ({ publisher, tier, independent_sources }: CheapestRow) =>
	`${publisher}, ${TIER_WORDS[tier]}, ${publishers(independent_sources)}`;

/** What a step says of the class it is of, and for how long. */
const ofClass = ({ model_class, date, until, tier }: CheapestRow | GapRow) => ({
	id: model_class,
	label: capital(words(model_class)),
	day: date,
	until,
	hollow: tier === 'aggregator'
});

/** The cheapest price of each class as steps. */
export const cheapestChart = (
	rows: readonly CheapestRow[],
	options: { title: string; on: string }
): ChartSpec =>
	stepsChart(
		rows.map((row) => ({
			...ofClass(row),
			y: row.price,
			title: `${withUnit(row.price ?? 0, UNIT)} per million tokens: ${row.model_name ?? ''}`,
			detail: [
				`cheapest ${words(row.model_class)} model from ${readable(row.date)}, of ${row.offers}`,
				`weights: ${weightsWords(row.open_weights)}`,
				row.unsure_model_name === null
					? ''
					: `${row.unsure_model_name} at ${withUnit(row.unsure_price ?? 0, UNIT)} may have ended`,
				sourceLine(row)
			].filter((line) => line !== '')
		})),
		{ ...options, unit: UNIT }
	);

/** How many times as much the cheapest closed model costs, by class, as steps. */
export const gapChart = (
	rows: readonly GapRow[],
	options: { title: string; on: string }
): ChartSpec =>
	stepsChart(
		rows.map((row) => ({
			...ofClass(row),
			y: row.ratio,
			title: `${row.ratio === null ? 'no ratio' : withUnit(row.ratio, 'ratio')}: ${words(row.model_class)}, ${readable(row.date)}`,
			detail: [
				`closed: ${withUnit(row.closed_price, UNIT)}, ${row.closed_model_name}`,
				`open weights: ${withUnit(row.open_price, UNIT)}, ${row.open_model_name}`
			]
		})),
		{ ...options, unit: 'ratio' }
	);

/** The first day of a year, a month or a day. */
/** Prices beside their steps; under them where the step goes down. */
const withLabels = (layer: LineLayer): LineLayer => ({
	...layer,
	points: layer.points.map((point, index) => {
		if (point.size === 0 || point.y === null) return point;
		const before = layer.points[index - 1]?.y ?? null;
		const isDrop = before !== null && before > point.y;
		return {
			...point,
			label: withUnit(point.y, UNIT),
			...(isDrop ? { under: true as const } : {})
		};
	})
});
