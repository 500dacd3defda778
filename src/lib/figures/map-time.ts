import { niceRange } from '#lib/charts/axis.ts';
import {
	dayMs,
	middleMs,
	padded,
	SERIES_COLOURS,
	SHAPES,
	type BarsLayer,
	type ChartSpec,
	type Colour,
	type Layer,
	type Point
} from '#lib/charts/spec.ts';
import { parseDate } from '#lib/domain/dates.ts';
import { figure, publishers, readable, TIER_WORDS } from '#lib/domain/format.ts';
import type { MapPeriod } from '#lib/domain/map-period.ts';
import { MEASURE } from '#lib/domain/map-measures.ts';
import { counted, newestDate, publisherNames } from '#lib/domain/source-line.ts';
import { timeMeasure, timeTitle } from '#lib/map/time-words.ts';
import { timelineOf, type TimeBar, type Timeline } from '#lib/map/timeline.ts';
import { shortName, shortValue, type Shown } from '#lib/map/words.ts';
import { apiAddress, withParams } from '#lib/ui/address.ts';
import { figureBase, type ChartFigure } from './figure.ts';
import { shownOf } from './map.ts';
import type { MapPageData } from './views/map.ts';

const HALF_MONTH = 15 * 86_400_000;

/** The measure of a map over time; null where nothing is on record. */
export function mapTimeFigure(data: MapPageData, url: URL): ChartFigure | null {
	const rows = data.time.data;
	const { on } = data.meta;
	const { shown } = shownOf(data, url);
	const param = (key: string) => url.searchParams.get(key);
	const timeline = timelineOf(rows, {
		measure: shown.measure,
		on,
		from: param('from'),
		to: param('to'),
		href: (changes) => withParams(url, changes)
	});
	if (timeline === null) return null;
	const title = timeTitle(rows, shown, on);
	const { from: _from, to: _to, points: _points, sort: _sort, ...query } = data.timeQuery;
	const hasBelow = timeline.kind === 'bars' && timeline.bars.some(({ down }) => down.value > 0);
	return {
		...figureBase(data.meta, url),
		id: 'map-time',
		title,
		measure: `${shown.areaName}: ${stillTrue(timeMeasure(shown, hasBelow))}`,
		source: sourceOf(rows, shown),
		csv: apiAddress('/api/v1/map-time.csv', query),
		drawing: {
			kind: 'chart',
			size: 'small',
			spec:
				timeline.kind === 'bars'
					? barsChart(timeline.bars, { title, colour: colourOf(rows) })
					: valuesChart(rows, timeline, { title, shown })
		}
	};
}

/** The words of a measure without what links and the days of the map mean: neither is in a picture. */
const stillTrue = (measure: string): string =>
	measure
		.split(' · ')
		.filter((part) => !/ leads to | as on the map$|^faint/.test(part))
		.map((part, index) => (index === 0 ? `${part.charAt(0).toLowerCase()}${part.slice(1)}` : part))
		.join(' · ');

/** Who published the values; of counts, how many records and how many of them are confirmed. */
function sourceOf(rows: readonly MapPeriod[], { measure }: Pick<Shown, 'measure'>): string {
	const newest = newestDate(rows);
	if (measure === 'restrictions') return `cited records of moratoria and bans; ${newest}`;
	const sum = (of: (row: MapPeriod) => number) => rows.reduce((all, row) => all + of(row), 0);
	if (measure === 'actions')
		return `${counted(
			sum(({ value }) => value),
			'cited record'
		)}, ${figure(sum(({ confirmed }) => confirmed ?? 0))} confirmed beyond a tracker; ${newest}`;
	const published = rows.flatMap(({ publisher }) => (publisher === null ? [] : [{ publisher }]));
	return [publisherNames(published), newest].filter((part) => part !== '').join('; ');
}

/** Colour of the bars above the line by what they count. */
function colourOf(rows: readonly MapPeriod[]): Colour {
	const kinds = new Set(rows.map(({ kind }) => kind));
	if (kinds.has('restrictive') || kinds.has('in_force')) return 'oppose';
	return kinds.has('permissive') ? 'support' : 'unsure';
}

/** Whole bars hollow, the part confirmed beyond a tracker filled. */
function barsChart(
	bars: readonly TimeBar[],
	{ title, colour }: { title: string; colour: Colour }
): ChartSpec {
	const layer = (
		id: string,
		own: Colour,
		valueOf: (bar: TimeBar) => number,
		isHollow: boolean
	): BarsLayer => ({
		kind: 'bars',
		id,
		label: id,
		colour: own,
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
		opensAtNewest: true,
		x: {
			min: dayMs(`${first.slice(0, 7)}-15`) - HALF_MONTH,
			max: dayMs(`${last.slice(0, 7)}-15`) + HALF_MONTH
		},
		y: niceRange(
			{
				min: Math.min(0, ...bars.map(({ down }) => -down.value)),
				max: Math.max(1, ...bars.map(({ up }) => up.value))
			},
			5
		),
		layers: [
			layer('above', colour, ({ up }) => up.value, true),
			layer('below', 'support', ({ down }) => -down.value, true),
			layer('above, confirmed', colour, ({ up }) => up.confirmed, false),
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
			colour: SERIES_COLOURS[index % SERIES_COLOURS.length] ?? ('series-1' as const),
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
		x: padded(
			layers.flatMap(({ points }) => points.map(({ x }) => x)),
			0.05
		),
		y: niceRange({ min: Math.min(0, ...values), max: Math.max(...values) * 1.05 }),
		layers
	};
}
