import { group } from 'd3-array';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { formatNumber, publishers, readable, TIER_WORDS } from '#lib/domain/text/format.ts';
import { middleMs, type Color, type Point, type Shape } from '../spec.ts';
import { dayMs } from '#lib/domain/dates.ts';

export type Reading = CollectionRow<'readings'>;

/** Marks by population: voters are round, adults are diamonds, other groups square. */
const SHAPE_OF: Record<string, Shape> = {
	registered_voters: 'circle',
	likely_voters: 'circle',
	voters: 'circle',
	adults: 'diamond'
};
/** The mark of a population: who was asked is told by shape. */
export const shapeOf = (population: string): Shape => SHAPE_OF[population] ?? 'square';

/** Color of a reading by what it is a share of. */
export const colorOf = (stance: string): Color =>
	stance === 'oppose' || stance === 'support' || stance === 'unsure' ? stance : 'series-1';

/** The end of an interval as far as a share can be: from 0 to 100. */
export const asShare = (percent: number) => Math.min(100, Math.max(0, percent));

/** Radius that grows with the root of the sample: area follows respondents; 4 where none is reported. */
export const sizeOf = (sample: number | null): number =>
	sample === null ? 4 : Math.min(9, Math.max(3.5, Math.sqrt(sample) / 10));

/** Where a reading stands in time, and from when to when, if known only to the quarter or year. */
export function timeOf({
	date_start,
	date_end,
	date_precision,
	trend_date
}: Pick<Reading, 'date_start' | 'date_end' | 'date_precision' | 'trend_date'>): Pick<
	Point,
	'x' | 'from' | 'to'
> {
	if (trend_date !== null) return { x: dayMs(trend_date) };
	const [start, end] = [date_start ?? '', date_end ?? ''];
	const coarse = date_precision === 'quarter' || date_precision === 'year';
	return {
		x: middleMs(start, end),
		...(coarse ? { from: dayMs(start), to: dayMs(end) } : {})
	};
}

/** A reading as a point: hollow where the sample size is not reported or it rests on aggregators alone. */
export function pointOf(reading: Reading, label?: string): Point {
	const { percent, margin, sample_size, population, tier, house, pollster } = reading;
	const about = reading.qualifier === null ? '' : `${reading.qualifier} `;
	return {
		...timeOf(reading),
		y: percent,
		...(margin === null ? {} : { low: asShare(percent - margin), high: asShare(percent + margin) }),
		size: sizeOf(sample_size),
		shape: shapeOf(population),
		...(sample_size === null || tier === 'aggregator' ? { hollow: true as const } : {}),
		...(label === undefined ? {} : { label }),
		title: `${about}${formatNumber(percent, 1)}% ${reading.option_label.toLowerCase()}: ${house}`,
		detail: [
			`${readable(reading.date)}${reading.date_basis === 'published' ? ' (published)' : ''}, ${reading.population_label.toLowerCase()}, ${
				sample_size === null
					? 'sample size not reported'
					: `sample size ${formatNumber(sample_size)}`
			}`,
			marginWords(reading),
			pollster === house ? '' : `fieldwork by ${pollster}`,
			reading.question_text === null ? reading.summary : `Question: “${reading.question_text}”`,
			`${TIER_WORDS[tier]}, ${publishers(reading.independent_sources)}`
		].filter((line) => line !== '')
	};
}

/** The interval of a reading in words. */
export function marginWords({
	margin,
	margin_basis
}: Pick<Reading, 'margin' | 'margin_basis'>): string {
	if (margin === null) return '';
	return `±${formatNumber(margin, 1)} points, ${margin_basis === 'stated' ? 'as stated' : 'computed from the sample size'}`;
}

/**
 * The waves of every item asked more than once (one option in one subgroup), each in the order of time;
 * the item with most waves first.
 */
export function wavesOf(readings: readonly Reading[]): Reading[][] {
	const items = group(
		readings.filter(({ item }) => item !== null),
		({ item, option, subgroup, region }) => [item, option, subgroup, region].join(' ')
	);
	return [...items.values()]
		.filter((rows) => rows.length > 1)
		.map((rows) => rows.toSorted((a, b) => timeOf(a).x - timeOf(b).x))
		.sort((a, b) => b.length - a.length);
}
