import { asShare, colorOf, pointOf, wavesOf, type Reading } from './reading-points.ts';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { timesWords } from '#lib/domain/polls/findings.ts';
import { counted, formatNumber, readable, capital } from '#lib/domain/text/format.ts';
import { timeRange, valueRange } from '../ranges.ts';
import type { ChartSpec, Color, Layer, LineLayer, MarksLayer, Point } from '../spec.ts';
import { dayMs } from '#lib/domain/dates.ts';

/** An estimate through readings, day by day. */
export type TrendDay = Pick<
	CollectionRow<'trends'>,
	'date' | 'estimate' | 'low80' | 'high80' | 'low95' | 'high95' | 'polls' | 'houses'
>;

/** What a trend chart needs beside its readings. */
interface TrendOptions {
	title: string;
	/** The item the chart is about; waves of other items are joined in a quieter line. */
	item?: string | null;
	/** An estimate drawn instead of the waves, or behind them. */
	estimate?: {
		label: string;
		days: readonly TrendDay[];
		/** Pollsters of a day that it needs; other days are a gap. */
		least?: number;
		/** Whether the waves are joined in front of it. */
		isBehind?: true;
	};
	/** Days of restrictive actions, `YYYY-MM-DD`. */
	actionDays?: readonly string[];
	notes?: { day: string; text: string }[];
}

/**
 * Readings in one region as a chart: the waves of each item joined with their margins, or an estimate with its
 * intervals; everything else as faded marks that no line touches.
 */
export function trendChart(readings: readonly Reading[], options: TrendOptions): ChartSpec {
	const lines = options.estimate && !options.estimate.isBehind ? [] : wavesOf(readings);
	const main = lines.find(([first]) => first?.item === options.item) ?? lines[0] ?? [];
	const quiet = lines.filter((rows) => rows !== main);
	const inLines = new Set(lines.flat());
	const others = readings.filter((reading) => !inLines.has(reading));
	const color = colorOf(readings[0]?.stance ?? 'other');
	const { bands, line } = options.estimate
		? estimateOf(options.estimate, options.estimate.isBehind ? 'ink' : color)
		: { bands: [], line: [] };
	const layers = [
		...bands,
		marksOf(others),
		...line,
		...quiet.flatMap((rows) => lineOf(rows, 'mute')),
		...lineOf(main, color)
	].filter(({ points }) => points.length > 0);
	const days = (options.actionDays ?? []).map(dayMs);
	const times = layers.flatMap(({ points }) =>
		points.flatMap(({ x, from, to }) => [from ?? x, to ?? x])
	);
	const values = layers.flatMap(({ points }) =>
		points.flatMap(({ y, low, high }) => [low ?? y ?? 0, high ?? y ?? 0])
	);
	return {
		title: options.title,
		description: [
			...(options.estimate
				? [describeEstimate(options.estimate, options.estimate.isBehind ? 0 : others.length)]
				: []),
			...(options.estimate && !options.estimate.isBehind ? [] : [describe(main, others)])
		].join(' '),
		unit: 'percent',
		x: timeRange(times, days),
		y: valueRange(values, { unit: 'percent' }),
		layers,
		...(days.length > 0
			? { rug: { days, label: 'restrictive actions', color: 'oppose' as const } }
			: {}),
		notes: (options.notes ?? []).map(({ day, text }) => ({ x: dayMs(day), text }))
	};
}

function estimateOf(
	{ label, days, least = 0 }: NonNullable<TrendOptions['estimate']>,
	color: Color
): { bands: Layer[]; line: Layer[] } {
	const last = days.findLast(({ houses }) => houses >= least);
	if (!last) return { bands: [], line: [] };
	const band = (low: 'low80' | 'low95', high: 'high80' | 'high95', opacity: number): Layer => ({
		kind: 'area',
		id: low,
		series: 'intervals',
		name: '80% and 95% intervals',
		label: low === 'low95' ? '95% interval' : '80% interval',
		color,
		opacity,
		points: days.flatMap((day) => {
			const [from, to] = [day[low], day[high]];
			return from === null || to === null
				? []
				: [
						{
							x: dayMs(day.date),
							y: null,
							low: asShare(from),
							high: asShare(to),
							title: '',
							detail: []
						}
					];
		})
	});
	return {
		bands: [band('low95', 'high95', 0.12), band('low80', 'high80', 0.16)],
		line: [
			{
				kind: 'line',
				id: 'estimate',
				color,
				bare: true,
				passed: true,
				label: `${formatNumber(last.estimate, 1)}% ${label}`,
				name: label,
				points: days.map((day) => ({
					x: dayMs(day.date),
					y: day.houses < least ? null : day.estimate,
					title: `${formatNumber(day.estimate, 1)}% ${label}, ${readable(day.date)}`,
					detail: [
						day.low95 === null || day.high95 === null
							? ''
							: `95% interval ${formatNumber(asShare(day.low95), 1)} to ${formatNumber(asShare(day.high95), 1)}%`,
						`${counted(day.polls, 'poll')} by ${counted(day.houses, 'pollster')} near this day`
					].filter((line) => line !== '')
				}))
			}
		]
	};
}

function describeEstimate(
	{ label, days, least = 0 }: NonNullable<TrendOptions['estimate']>,
	marks: number
): string {
	const drawn = days.filter(({ houses }) => houses >= least);
	const [first, last] = [drawn[0], drawn.at(-1)];
	if (!first || !last) return 'There is no estimate.';
	return `${capital(label)}: ${formatNumber(first.estimate, 1)}% on ${readable(first.date)}, ${formatNumber(last.estimate, 1)}% on ${readable(last.date)}.${beside(marks)}`;
}

function lineOf(joined: readonly Reading[], color: Color): LineLayer[] {
	const last = joined.at(-1);
	if (!last) return [];
	return [
		{
			kind: 'line',
			id: last.item ?? last.house,
			color,
			label: `${formatNumber(last.percent, 1)}% ${last.house}`,
			name: last.house,
			sublabel: `${last.population_label.toLowerCase()}${last.sample_size === null ? '' : `, sample\u00a0${formatNumber(last.sample_size)}`}`,
			whiskers: true,
			points: joined.map((reading, index) =>
				pointOf(
					reading,
					index < joined.length - 1 ? `${formatNumber(reading.percent, 1)}%` : undefined
				)
			)
		}
	];
}

/** More marks than this are small and unnamed: they would hide the line, and each other. */
const CROWDED = 150;
const CROWDED_SIZE = 2;

/** A point whose interval is not drawn, and so needs no room on the axis. */
const withoutInterval = ({ low: _low, high: _high, ...point }: Point): Point => point;

function marksOf(others: readonly Reading[]): MarksLayer {
	const isCrowded = others.length > CROWDED;
	return {
		kind: 'marks',
		id: 'others',
		label: 'other pollsters and wordings',
		color: colorOf(others[0]?.stance ?? 'oppose'),
		faded: true,
		...(isCrowded ? {} : { whiskers: true as const }),
		points: others.map((reading) =>
			isCrowded
				? { ...withoutInterval(pointOf(reading)), size: CROWDED_SIZE }
				: pointOf(reading, `${formatNumber(reading.percent, 1)}% ${reading.house}`)
		)
	};
}

function describe(joined: readonly Reading[], others: readonly Reading[]): string {
	const [first, last] = [joined[0], joined.at(-1)];
	const line =
		first && last && joined.length > 1
			? `${last.house} asked the same question ${timesWords(joined.length)}: from ${formatNumber(first.percent, 1)}% (${readable(first.date)}) to ${formatNumber(last.percent, 1)}% (${readable(last.date)}).`
			: 'No question was asked twice, so no line joins the polls.';
	return `${line}${joined.length > 1 ? beside(others.length, 'other ') : ''}`;
}

/** How many marks stand beside a line, as a sentence that follows another; nothing where there is none. */
function beside(marks: number, which = ''): string {
	if (marks === 0) return '';
	return marks === 1
		? ` 1 ${which}poll result is shown as a mark.`
		: ` ${formatNumber(marks)} ${which}poll results are shown as marks.`;
}
