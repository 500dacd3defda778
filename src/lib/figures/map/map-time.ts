import { timeRange, valueRange } from '#lib/charts/ranges.ts';
import {
	middleMs,
	SERIES_COLORS,
	SHAPES,
	type BarsLayer,
	type ChartSpec,
	type Color,
	type Layer,
	type Point
} from '#lib/charts/spec.ts';
import { shadedIn } from '#lib/charts/kinds/months.ts';
import type { Coverage } from '#lib/domain/actions/coverage.ts';
import { parseDate, DAY_MS, dayMs } from '#lib/domain/dates.ts';
import { counted, publishers, readable, TIER_WORDS } from '#lib/domain/text/format.ts';
import type { MapPeriod } from '#lib/domain/map/map-period.ts';
import { MEASURE } from '#lib/domain/map/map-measures.ts';
import type { TimeBar, Timeline } from '#lib/map/time/timeline.ts';
import { shortName, shortValue, type Shown } from '#lib/map/map-words.ts';
import type { ChartFigure } from '../figure.ts';
import { mapTimeOf } from './map-time-words.ts';
import type { MapPageData } from '../views/map.ts';

const HALF_MONTH = 15 * DAY_MS;

/** The measure of a map over time as a chart; null where nothing is on record. */
export function mapTimeFigure(data: MapPageData, url: URL): ChartFigure | null {
	const rows = data.time.data;
	const time = mapTimeOf(data, url);
	if (time === null) return null;
	const { figure, timeline, shown } = time;
	const { title } = figure;
	return {
		...figure,
		drawing: {
			kind: 'chart',
			size: 'small',
			spec:
				timeline.kind === 'bars'
					? barsChart(timeline.bars, {
							title,
							color: colorOf(rows),
							watched: { coverage: data.time.coverage, on: data.meta.on }
						})
					: valuesChart(rows, timeline, { title, shown })
		}
	};
}

/** Color of the bars above the line by what they count. */
function colorOf(rows: readonly MapPeriod[]): Color {
	const kinds = new Set(rows.map(({ kind }) => kind));
	if (kinds.has('restrictive') || kinds.has('in_force')) return 'oppose';
	return kinds.has('permissive') ? 'support' : 'unsure';
}

/** Whole bars hollow, the part verified filled. */
function barsChart(
	bars: readonly TimeBar[],
	{
		title,
		color,
		watched
	}: { title: string; color: Color; watched: { coverage: Coverage; on: string } }
): ChartSpec {
	const layer = (
		id: string,
		own: Color,
		valueOf: (bar: TimeBar) => number,
		isHollow: boolean
	): BarsLayer => ({
		kind: 'bars',
		id,
		label: id,
		color: own,
		points: bars.map((bar) => ({
			x: dayMs(`${bar.date.slice(0, 7)}-15`),
			y: valueOf(bar),
			...(isHollow ? { hollow: true as const } : {}),
			title: bar.words,
			detail: []
		}))
	});
	const [first, last] = [bars[0]?.date ?? '1970-01', bars.at(-1)?.date ?? '1970-01'];
	return {
		title,
		description: `Bars for ${counted(bars.length, 'month')} from ${readable(first.slice(0, 7))} to ${readable(last.slice(0, 7))}.`,
		unit: 'count',
		mirrored: true,
		x: {
			min: dayMs(`${first.slice(0, 7)}-15`) - HALF_MONTH,
			max: dayMs(`${last.slice(0, 7)}-15`) + HALF_MONTH
		},
		shaded: shadedIn(watched.coverage, `${first.slice(0, 7)}-01`, watched.on),
		y: valueRange([1, ...bars.flatMap(({ down, up }) => [-down.value, up.value])], {
			unit: 'count',
			fromZero: true
		}),
		layers: [
			layer('above', color, ({ up }) => up.value, true),
			layer('below', 'support', ({ down }) => -down.value, true),
			layer('above, confirmed', color, ({ up }) => up.confirmed, false),
			layer('below, confirmed', 'support', ({ down }) => -down.confirmed, false)
		].filter(({ points }) => points.some(({ y }) => y !== 0))
	};
}

/** A line a region, or marks where houses and wordings differ. */
function valuesChart(
	rows: readonly MapPeriod[],
	{ isJoined, lines }: Extract<Timeline, { kind: 'dots' }>,
	{ title, shown }: { title: string; shown: Shown }
): ChartSpec {
	const point = (row: MapPeriod, index: number): Point => {
		const days = parseDate(row.date);
		return {
			x: days ? middleMs(days.start, days.end) : 0,
			y: row.value,
			shape: SHAPES[index % SHAPES.length] ?? 'circle',
			...(row.tier === 'aggregator' ? { hollow: true as const } : {}),
			...(isJoined ? {} : { label: `${shortValue(row.value, shown.measure)} ${shortName(row)}` }),
			title: `${shortValue(row.value, shown.measure)}, ${readable(row.date)}: ${row.region_name}`,
			detail: [
				row.note ?? '',
				row.publisher && row.tier
					? `${row.publisher}, ${TIER_WORDS[row.tier]}, ${publishers(row.independent_sources ?? 0)}`
					: ''
			].filter((line) => line !== '')
		};
	};
	const layers = lines.map(({ region, name }, index): Layer => {
		const own = rows.filter((row) => row.region === region);
		const last = own.at(-1);
		const base = {
			id: region,
			label: name,
			color: SERIES_COLORS[index % SERIES_COLORS.length] ?? ('series-1' as const),
			points: own.map((row) => point(row, index))
		};
		return isJoined
			? {
					...base,
					kind: 'line',
					...(last
						? { sublabel: `${shortValue(last.value, shown.measure)}, ${readable(last.date)}` }
						: {})
				}
			: { ...base, kind: 'marks' };
	});
	const values = rows.map(({ value }) => value);
	return {
		title,
		description: `${counted(rows.length, 'value')} of ${counted(lines.length, 'region')}.`,
		unit: MEASURE[shown.measure].unit,
		x: timeRange(layers.flatMap(({ points }) => points.map(({ x }) => x))),
		y: valueRange(values, { unit: MEASURE[shown.measure].unit, fromZero: true }),
		layers
	};
}
