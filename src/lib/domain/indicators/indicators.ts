import { group } from 'd3-array';
import type { CollectionRow } from '../collections/index.ts';
import { addMonths, parseDate } from '../dates.ts';
import { leading } from './editions.ts';
import { counted, dollars, formatNumber, readable, unitForm, withUnit } from '../text/format.ts';
import { publisherNames, tierCounts } from '../text/source-line.ts';

export type Observation = CollectionRow<'observations'>;

/** Categories of the energy pages and of the AI cost pages. */
export const ENERGY_CATEGORIES = [
	'electricity_price',
	'electricity_demand',
	'capacity_market',
	'capacity_pipeline',
	'ai_energy',
	'efficiency',
	'water',
	'emissions',
	'opposition'
] as const;
export const COST_CATEGORIES = [
	'capex',
	'training_cost',
	'hardware_price',
	'token_price',
	'funding',
	'demand'
] as const;

/** A number as it is stored, with thousands separators and nothing rounded away. */
export const exact = (value: number): string =>
	value.toLocaleString('en-US', { maximumFractionDigits: 20 });

/** Decimals of a million, a billion or a trillion that are still read at a glance. */
const READ_AT_A_GLANCE = 4;

/**
 * A value with its unit as a table shows it: nothing rounded away, large numbers in words where those are exact.
 * @example exactWithUnit(67_680_000_000, 'CNY') // 'CN¥67.68 billion'
 */
export function exactWithUnit(value: number, unit: string): string {
	const { before, after } = unitForm(unit);
	const size = Math.abs(value);
	const figure = before === '$' && size < 1e6 ? dollars(size).slice(1) : inFewWords(size);
	return `${value < 0 ? '−' : ''}${before}${figure}${after}`;
}

function inFewWords(size: number): string {
	if (size < 1e6) return exact(size);
	const words = (digits: number) =>
		new Intl.NumberFormat('en-US', {
			notation: 'compact',
			compactDisplay: 'long',
			maximumFractionDigits: digits
		}).format(size);
	const short = words(READ_AT_A_GLANCE);
	return short === words(20) ? short : exact(size);
}

/** A value with its unit and denominator in words where the short form leaves it out. */
export const valueWords = (value: number, unit: string): string =>
	unit === 'cents/kWh' ? `${withUnit(value, unit)} per kWh` : withUnit(value, unit);

/** What the values of an observation are, in words. */
export const ESTIMATE_WORDS: Record<Observation['estimate'], string> = {
	actual: 'measured',
	estimate: 'estimate',
	projection: 'projection',
	reported_claim: 'reported claim'
};

/** What a rise means, in words. */
export const POLARITY_WORDS: Record<CollectionRow<'series'>['polarity'], string> = {
	up_is_worse: 'higher is worse for consumers',
	up_is_better: 'higher is better for consumers',
	neutral: 'higher is neither better nor worse'
};

/** How often a value is published, in words. */
export const FREQUENCY_WORDS: Record<CollectionRow<'series'>['frequency'], string> = {
	monthly: 'monthly',
	quarterly: 'quarterly',
	annual: 'yearly',
	delivery_year: 'by delivery year, Jun 1 to May 31',
	irregular: 'at irregular times'
};

/** The values of one series in one region. */
export interface Line {
	series_id: string;
	region: string;
	/** In the order of time; of several vintages of a period the one that counts. */
	values: Observation[];
	/** Other vintages of the same periods. */
	earlier: Observation[];
}

/** Sorts values by when their period begins, then by when it ends. */
export const inTime = (
	a: Pick<Observation, 'date' | 'date_start'>,
	b: Pick<Observation, 'date' | 'date_start'>
): number => (a.date_start ?? '').localeCompare(b.date_start ?? '') || a.date.localeCompare(b.date);

/** Observations by series and region, in the order they first appear; nothing of unlike series is put together. */
export function linesOf(rows: readonly Observation[]): Line[] {
	return [...group(rows, ({ series_id, region }) => `${series_id} ${region}`).values()].map(
		(all) => {
			const periods = group(all, ({ date, dataset }) => `${date} ${dataset}`);
			const newest = [...periods.values()].flatMap((editions) => leading(editions) ?? []);
			const kept = new Set(newest);
			return {
				series_id: all[0]?.series_id ?? '',
				region: all[0]?.region ?? '',
				values: newest.toSorted(inTime),
				earlier: all.filter((row) => !kept.has(row)).toSorted(inTime)
			};
		}
	);
}

/** The newest value that is no projection and lies not after `on`; the newest of all where there is none. */
export function newestOf({ values }: Pick<Line, 'values'>, on: string): Observation | null {
	return (
		values.findLast((row) => row.estimate !== 'projection' && (row.date_start ?? '') <= on) ??
		values.at(-1) ??
		null
	);
}

/** The value of the same series as many years before another, of a period of the same length; null where there is none. */
export function yearsBefore(
	{ values }: Pick<Line, 'values'>,
	row: Observation,
	years: number
): Observation | null {
	const wanted = addMonths(row.date_start ?? '1970-01-01', -12 * years);
	return (
		values.find(
			(one) =>
				one.date_start === wanted &&
				one.date_precision === row.date_precision &&
				one.estimate !== 'projection'
		) ?? null
	);
}

/**
 * How a value changed since an earlier one: in points for shares, else in percent of the earlier one.
 * Null where a percentage has no meaning: an earlier value of zero or less.
 * @example 'up 4.9% from 2024'
 */
export function changeOn(now: Observation, before: Observation): string | null {
	const difference = now.value - before.value;
	const since = readable(before.date);
	if (difference === 0) return `the same as in ${since}`;
	const way = difference > 0 ? 'up' : 'down';
	if (now.unit === 'percent')
		return `${way} ${formatNumber(Math.abs(difference), 1)} points from ${since}`;
	if (before.value <= 0) return null;
	return `${way} ${formatNumber(Math.abs((difference / before.value) * 100), 1)}% from ${since}`;
}

/** The word before a period, by how its value was obtained. */
export const BEFORE_PERIOD: Record<Observation['estimate'], string> = {
	actual: 'in',
	estimate: 'estimated for',
	projection: 'projected for',
	reported_claim: 'reported for'
};

/** A value with its period, and how it was obtained where it was not measured: `176 TWh in 2023`. */
export const valueInPeriod = ({
	value,
	unit,
	estimate,
	date
}: Pick<Observation, 'value' | 'unit' | 'estimate' | 'date'>): string =>
	`${valueWords(value, unit)} ${
		estimate === 'actual' && parseDate(date)?.precision === 'day' ? 'on' : BEFORE_PERIOD[estimate]
	} ${readable(date)}`;

/** Where values come from: how many, by tier, who published them, and the newest edition among them. */
export function sourcesOf(
	rows: readonly Pick<Observation, 'tier' | 'publisher' | 'vintage'>[]
): string {
	const editions = rows.flatMap(({ vintage }) => (vintage === null ? [] : [vintage])).toSorted();
	return [
		publisherNames(rows),
		`${counted(rows.length, 'value')}, ${tierCounts(rows)}`,
		...(editions.length > 0 ? [`newest edition: ${readable(editions.at(-1) ?? null)}`] : [])
	].join('; ');
}

/** Whether a value is drawn hollow: not measured, or resting on an aggregator alone. */
export const isHollow = ({ estimate, tier }: Pick<Observation, 'estimate' | 'tier'>): boolean =>
	estimate !== 'actual' || tier === 'aggregator';

/** What the marks of a chart mean, naming only what occurs. */
export function marksLegend(rows: readonly Observation[]): string[] {
	const some = (test: (row: Observation) => boolean) => rows.some(test);
	return [
		...(some((row) => !isHollow(row)) ? ['filled: measured'] : []),
		...(some(isHollow) ? ['hollow: estimate, claim, projection or from a tracker only'] : []),
		...(some(({ estimate }) => estimate === 'projection') ? ['dashed: projection'] : []),
		...(some(({ latest }) => latest === 'no') ? ['small: another edition of the same period'] : []),
		...(some(({ low, high }) => low !== null && high !== null)
			? ['band or whisker: stated range']
			: [])
	];
}

/** The farthest projection of a line as a sentence: `Projected: 325 to 580 TWh in 2028 (published Dec 2024).` */
export function projectionSentence({ values }: Pick<Line, 'values'>): string {
	const last = values.findLast(({ estimate }) => estimate === 'projection');
	if (!last) return '';
	const size =
		last.low !== null && last.high !== null
			? `${valueWords(last.low, last.unit)} to ${valueWords(last.high, last.unit)}`
			: valueWords(last.value, last.unit);
	return `Projected: ${size} in ${readable(last.date)}, by ${last.publisher}${last.vintage === null ? '' : `, published ${readable(last.vintage)}`}.`;
}
