import { readable } from '#lib/domain/text/format.ts';
import { shadesIn, shadeWords, type Coverage } from '#lib/domain/actions/coverage.ts';
import { addDays, parseDate, DAY_MS, dayMs } from '#lib/domain/dates.ts';
import { valueRange } from '../ranges.ts';
import type { BarsLayer, ChartSpec, Range } from '../spec.ts';

/** Actions of one month by direction. */
export interface MonthCounts {
	month: string;
	restrictive: number;
	permissive: number;
	neutral: number;
}

const HALF_MONTH = 15 * DAY_MS;

/** The newest `count` months, and how many actions lie before them. */
export function newestMonths(
	months: readonly MonthCounts[],
	count: number
): { shown: readonly MonthCounts[]; earlier: number } {
	const cut = Math.max(0, months.length - count);
	const earlier = months.slice(0, cut).reduce((sum, month) => sum + totalOf(month), 0);
	return { shown: months.slice(cut), earlier };
}

/** Actions of a month in every direction. */
export const totalOf = ({ restrictive, permissive, neutral }: Omit<MonthCounts, 'month'>): number =>
	restrictive + permissive + neutral;

/**
 * Actions by month: restrictive above the line, permissive below it. With the counts of those confirmed
 * beyond a tracker, whole bars are drawn hollow and the confirmed part of each is filled. With the days that trackers
 * cover, the axis goes on to the day asked for and the rest of it is shaded.
 */
export function monthsChart(
	months: readonly MonthCounts[],
	title: string,
	confirmed?: readonly MonthCounts[],
	watched?: { coverage: Coverage; on: string }
): ChartSpec {
	const known = new Map(confirmed?.map((month) => [month.month, month]));
	const bars = (direction: 'restrictive' | 'permissive', sign: 1 | -1): BarsLayer => ({
		kind: 'bars',
		id: direction,
		label: direction,
		color: direction === 'restrictive' ? 'oppose' : 'support',
		points: months.map((month) => ({
			x: dayMs(`${month.month}-15`),
			y: month[direction] * sign,
			...(confirmed ? { hollow: true as const } : {}),
			title: `${month[direction]} ${direction}, ${readable(month.month)}`,
			detail: [
				...(confirmed ? [`of which ${known.get(month.month)?.[direction] ?? 0} verified`] : []),
				`${month.restrictive} restrictive, ${month.permissive} permissive, ${month.neutral} neutral`
			]
		}))
	});
	const filled = (layer: BarsLayer, sign: 1 | -1): BarsLayer => ({
		...layer,
		id: `${layer.id} confirmed`,
		series: layer.id,
		name: layer.label,
		points: months.flatMap(({ month }) => {
			const count = known.get(month)?.[layer.id as 'restrictive' | 'permissive'] ?? 0;
			const title = `${count} ${layer.label} verified, ${readable(month)}`;
			return count === 0 ? [] : [{ x: dayMs(`${month}-15`), y: count * sign, title, detail: [] }];
		})
	});
	const [restrictive, permissive] = [bars('restrictive', 1), bars('permissive', -1)];
	const most = Math.max(1, ...months.map(({ restrictive }) => restrictive));
	const least = Math.max(0, ...months.map(({ permissive }) => permissive));
	const [first, last] = [months[0]?.month ?? '1970-01', months.at(-1)?.month ?? '1970-02'];
	const start = `${first}-01`;
	const end = later(lastDayOf(last), watched?.on ?? '');
	return {
		title,
		description: `Bars for ${months.length === 1 ? readable(first) : `${months.length} months from ${readable(first)} to ${readable(last)}`}; restrictive actions above the line, permissive ones below.`,
		unit: 'count',
		mirrored: true,
		x: {
			min: dayMs(`${first}-15`) - HALF_MONTH,
			max: Math.max(dayMs(`${last}-15`) + HALF_MONTH, dayMs(end))
		},
		...(watched ? { shaded: shadedIn(watched.coverage, start, end) } : {}),
		y: valueRange([-least, most], { unit: 'count', fromZero: true }),
		layers: confirmed
			? [restrictive, permissive, filled(restrictive, 1), filled(permissive, -1)]
			: [restrictive, permissive]
	};
}

/** The stretches of an axis between two days, YYYY-MM-DD, that trackers do not cover. */
export const shadedIn = (coverage: Coverage, first: string, last: string): Range[] =>
	shadesIn(coverage, first, last).map(({ start, end }) => ({
		min: dayMs(start),
		max: dayMs(addDays(end, 1))
	}));

const lastDayOf = (month: string) => parseDate(month)?.end ?? `${month}-28`;
const later = (one: string, other: string) => (one > other ? one : other);

/** What is shaded in a chart of months, in one short line; nothing where all is covered. */
export function monthsShadeWords(
	months: readonly MonthCounts[],
	{ coverage, on }: { coverage: Coverage; on: string }
): string {
	const [first, last] = [months[0]?.month, months.at(-1)?.month];
	return first === undefined || last === undefined
		? ''
		: shadeWords(coverage, `${first}-01`, later(lastDayOf(last), on));
}
