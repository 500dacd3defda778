import { readable } from '#lib/domain/format.ts';
import { niceRange } from './axis.ts';
import { dayMs, type BarsLayer, type ChartSpec } from './spec.ts';

/** Actions of one month by direction. */
export interface MonthCounts {
	month: string;
	restrictive: number;
	permissive: number;
	neutral: number;
}

const HALF_MONTH = 15 * 86_400_000;

/** Actions by month: restrictive above the line, permissive below it. */
export function monthsChart(months: readonly MonthCounts[], title: string): ChartSpec {
	const bars = (direction: 'restrictive' | 'permissive', sign: 1 | -1): BarsLayer => ({
		kind: 'bars',
		id: direction,
		label: direction,
		colour: direction === 'restrictive' ? 'oppose' : 'support',
		points: months.map((month) => ({
			x: dayMs(`${month.month}-15`),
			y: month[direction] * sign,
			title: `${month[direction]} ${direction}, ${readable(month.month)}`,
			detail: [
				`${month.restrictive} restrictive, ${month.permissive} permissive, ${month.neutral} neutral`
			]
		}))
	});
	const most = Math.max(1, ...months.map(({ restrictive }) => restrictive));
	const least = Math.max(0, ...months.map(({ permissive }) => permissive));
	const [first, last] = [months[0]?.month ?? '1970-01', months.at(-1)?.month ?? '1970-02'];
	return {
		title,
		description: `Bars for ${months.length} months from ${readable(first)} to ${readable(last)}; restrictive actions stand above the line, permissive ones below.`,
		unit: 'count',
		x: { min: dayMs(`${first}-15`) - HALF_MONTH, max: dayMs(`${last}-15`) + HALF_MONTH },
		y: niceRange({ min: -least, max: most }, 5),
		layers: [bars('restrictive', 1), bars('permissive', -1)]
	};
}
