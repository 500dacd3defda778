import {
	rangeValue,
	SPANS,
	type ChartRange,
	type ChartView
} from '#lib/domain/filter/link/chart-view.ts';
import { addMonths, DAY_MS, utcDay, dayMs } from '#lib/domain/dates.ts';
import { nameOf } from './legend.ts';
import { factorRange, valueRange } from './ranges.ts';
import { inRange, type ChartSpec, type Layer, type Point, type Range } from './spec.ts';

/** Parts of what is shown that are kept free after the newest day. */
const ROOM = 0.03;
/** Fewer values than this are no chart. */
const LEAST = 2;
const MONTHS = 12;

/** The day up to which a chart goes back from: its own end, or the day that is looked at where it shows what is ahead. */
function anchorOf({ x, layers }: ChartSpec, on: string): number {
	const today = dayMs(on) + DAY_MS;
	const first = Math.min(...layers.flatMap(({ points }) => points.map((point) => point.x)));
	return today > first ? Math.min(x.max, today) : x.max;
}

/**
 * The part of a chart's time axis that a range asks for.
 * @param on the day that is looked at, `YYYY-MM-DD`
 */
export function windowOf(spec: ChartSpec, range: ChartRange, on: string): Range {
	if ('from' in range) return { min: dayMs(range.from), max: dayMs(range.to) + DAY_MS - 1 };
	const anchor = anchorOf(spec, on);
	const min = dayMs(addMonths(utcDay(new Date(anchor)), -range.years * MONTHS));
	return { min, max: Math.min(spec.x.max, anchor + (anchor - min) * ROOM) };
}

const shownIn = ({ layers }: ChartSpec, window: Range): number =>
	layers
		.flatMap(({ kind, points }) => (kind === 'area' ? [] : points))
		.filter((point) => point.y !== null && inRange(point, window)).length;

/** A range a chart offers. */
export interface Offer {
	value: string;
	title: string;
	/** Why it cannot be chosen; null where it can. */
	reason: string | null;
}

/** The ranges of a chart. One that would show the same as the next longer one says so, and so does one of next to nothing. */
export function offersOf(spec: ChartSpec, on: string): Offer[] {
	const counts = SPANS.map(({ years }) => shownIn(spec, windowOf(spec, { years }, on)));
	const all = shownIn(spec, { min: -Infinity, max: Infinity });
	return SPANS.map(({ value, title }, index) => {
		const [own, next] = [counts[index] ?? 0, counts[index + 1] ?? all];
		const longer = SPANS[index + 1]?.title ?? 'All';
		return {
			value,
			title,
			reason: own === next ? `shows the same as ${longer}` : own < LEAST ? 'too few values' : null
		};
	});
}

/**
 * A chart as it is looked at: without the series that are switched off, and only the stretch of time asked for, its
 * values on an axis of their own. What is on record stays as it is.
 * @param on the day that is looked at, `YYYY-MM-DD`
 */
export function viewed(spec: ChartSpec, { range, hidden }: ChartView, on: string): ChartSpec {
	const layers = spec.layers.filter((layer) => !hidden.includes(nameOf(layer)));
	const isWhole = layers.length === spec.layers.length;
	if (range === null && isWhole) return spec;
	const window = range === null ? spec.x : windowOf(spec, range, on);
	const cut = range === null ? layers : layers.map((layer) => cutTo(layer, window));
	const days = spec.rug?.days.filter((x) => x >= window.min && x <= window.max) ?? [];
	const { rug, ...rest } = spec;
	return {
		...rest,
		description: `${spec.description}${range === null ? '' : ` Shown: ${utcDay(new Date(window.min))} to ${utcDay(new Date(window.max))}.`}${isWhole ? '' : ' Some series are switched off.'}`,
		x: window,
		y: valuesRange(spec, cut, window),
		layers: cut,
		...(rug && days.length > 0 ? { rug: { ...rug, days } } : {})
	};
}

/** The points of a layer within a window, and the one before and after it that a line goes on to. */
function cutTo<Of extends Layer>(layer: Of, window: Range): Of {
	const first = layer.points.findIndex((point) => inRange(point, window));
	const last = layer.points.findLastIndex((point) => inRange(point, window));
	const isJoined = layer.kind === 'line' || layer.kind === 'area';
	const before = layer.points.findLastIndex(({ x }) => x < window.min);
	const after = layer.points.findIndex(({ x }) => x > window.max);
	if (!isJoined) return { ...layer, points: layer.points.filter((one) => inRange(one, window)) };
	const from = before === -1 ? Math.max(0, first) : before;
	const to = after === -1 ? (last === -1 ? before : last) : after;
	const points = layer.points.slice(from, to + 1);
	if (layer.kind !== 'line' || after === -1) return { ...layer, points };
	// Its end is not shown, and so neither is the value there.
	const { sublabel: _, ...rest } = layer;
	return { ...rest, label: layer.name ?? layer.label, points } as Of;
}

function valuesRange(spec: ChartSpec, layers: readonly Layer[], window: Range): Range {
	const values = layers.flatMap((layer) => [
		...layer.points.filter((point) => inRange(point, window)).flatMap(heightsOf),
		...edgesOf(layer, window)
	]);
	if (values.length === 0) return spec.y;
	return spec.logarithmic
		? factorRange(values.filter((value) => value > 0))
		: valueRange(values, { unit: spec.unit, fromZero: spec.y.min <= 0 });
}

const heightsOf = ({ y, low, high }: Point): number[] =>
	[y, low, high].filter((value) => value !== null && value !== undefined);

/** Where a line or area crosses the ends of a window. */
function edgesOf(layer: Layer, { min, max }: Range): number[] {
	if (layer.kind !== 'line' && layer.kind !== 'area') return [];
	const isStepped = layer.kind === 'line' && layer.stepped === true;
	return layer.points.flatMap((point, index) => {
		const before = layer.points[index - 1];
		if (!before) return [];
		return [min, max]
			.filter((edge) => before.x < edge && edge < point.x)
			.flatMap((edge) => {
				if (isStepped) return heightsOf(before);
				const part = (edge - before.x) / (point.x - before.x);
				const [from, to] = [heightsOf(before), heightsOf(point)];
				return from.length === to.length
					? from.map((value, place) => value + ((to[place] ?? value) - value) * part)
					: [];
			});
	});
}

/** What a reader asks of a chart's time axis. Moments are milliseconds since 1970 UTC. */
export type Wish =
	| { way: 'all' }
	| { way: 'to'; min: number; max: number }
	| { way: 'nearer' | 'farther'; around: number | null };

/** How much nearer or farther a step of the zoom looks. */
const STEP = 2;
/** Days below which nothing is enlarged. */
const SHORTEST = 14 * DAY_MS;

/**
 * The range of an address after a wish, as `rangeOf` reads it; null where everything is shown, and undefined where
 * there is nothing nearer to see.
 * @param whole the axis of the chart without a range
 */
export function rangeAfter(spec: ChartSpec, whole: Range, wish: Wish): string | null | undefined {
	if (wish.way === 'all') return null;
	if (wish.way === 'to') return shownIn(spec, wish) < 1 ? undefined : valueOf(wish);
	const { min, max } = spec.x;
	const span = (max - min) * (wish.way === 'nearer' ? 1 / STEP : STEP);
	if (wish.way === 'farther' && span >= whole.max - whole.min) return null;
	const { around } = wish;
	const part = around === null ? 0.5 : Math.min(1, Math.max(0, (around - min) / (max - min)));
	const from = min + (max - min) * part - span * part;
	const window = { min: Math.max(whole.min, from), max: Math.min(whole.max, from + span) };
	const isTooNear = wish.way === 'nearer' && (span < SHORTEST || shownIn(spec, window) < LEAST);
	return isTooNear ? undefined : valueOf(window);
}

/** The days of a stretch of time, both included. */
const valueOf = ({ min, max }: Range): string =>
	rangeValue(utcDay(new Date(min)), utcDay(new Date(max)));
