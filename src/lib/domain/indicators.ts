import { group } from 'd3-array';
import type { CollectionRow } from './collections/index.ts';
import { addMonths, parseDate } from './dates.ts';
import { leading } from './editions.ts';
import { figure, readable, withUnit } from './format.ts';
import { publisherNames } from './source-line.ts';

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
	up_is_worse: 'a rise is bad news for those who pay or live with it',
	up_is_better: 'a rise is good news',
	neutral: 'a rise is neither good nor bad by itself'
};

/** How often a value is published, in words. */
export const FREQUENCY_WORDS: Record<CollectionRow<'series'>['frequency'], string> = {
	monthly: 'monthly',
	quarterly: 'quarterly',
	annual: 'yearly',
	delivery_year: 'by delivery year, 1 June to 31 May',
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

const inTime = (a: Observation, b: Observation) =>
	(a.date_start ?? '').localeCompare(b.date_start ?? '') || a.date.localeCompare(b.date);

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

/** The value of the same series one year before another, of a period of the same length; null where there is none. */
export function yearBefore({ values }: Pick<Line, 'values'>, row: Observation): Observation | null {
	const wanted = addMonths(row.date_start ?? '1970-01-01', -12);
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
 * @example 'up 4.9% on 2024'
 */
export function changeOn(now: Observation, before: Observation): string | null {
	const difference = now.value - before.value;
	const since = readable(before.date);
	if (difference === 0) return `the same as in ${since}`;
	const way = difference > 0 ? 'up' : 'down';
	if (now.unit === 'percent') return `${way} ${figure(Math.abs(difference), 1)} points on ${since}`;
	if (before.value <= 0) return null;
	return `${way} ${figure(Math.abs((difference / before.value) * 100), 1)}% on ${since}`;
}

const BEFORE_PERIOD: Record<Observation['estimate'], string> = {
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

/** Where the figure of a headline was seen, if not at its origin. */
const seenAt = ({ tier, publisher }: Observation): string =>
	tier === 'primary' || tier === 'own' ? '' : `, as reported by ${publisher}`;

/** Up to so many lines are named with their values in a headline, as long as it stays short. */
const NAMED = 4;
const LONGEST_HEADLINE = 130;

interface Named {
	name: string;
	row: Observation;
}

/**
 * What lines of one unit say, as a headline computed from their values.
 * `nameOf` tells the lines apart. Regions are compared in the newest period that all of them have; of unlike
 * series (`comparable` false) none is called higher than another. Of values that are changes themselves (`changes`
 * false) no change is told.
 */
export function linesHeadline(
	lines: readonly Line[],
	on: string,
	nameOf: (line: Line) => string,
	comparable: boolean,
	changes = true
): string {
	const newest = lines.flatMap((line) => {
		const row = newestOf(line, on);
		return row ? [{ line, row, name: nameOf(line) }] : [];
	});
	const [first] = newest;
	if (!first) return 'No value on record';
	if (newest.length === 1) {
		const before = changes ? yearBefore(first.line, first.row) : null;
		const change = before ? changeOn(first.row, before) : null;
		return `${first.name}: ${valueInPeriod(first.row)}${change === null ? '' : `, ${change}`}${seenAt(first.row)}`;
	}
	const oneSeries = new Set(newest.map(({ line }) => line.series_id)).size === 1;
	const common = oneSeries ? inCommonPeriod(lines, on, nameOf) : newest;
	if (common.length === newest.length && newest.length > NAMED && comparable && isOnePeriod(common))
		return spanOf(common);
	const text = listed(common.length === newest.length ? common : newest);
	if (newest.length <= NAMED && text.length <= LONGEST_HEADLINE) return text;
	const last = newest
		.map(({ row }) => row)
		.toSorted(inTime)
		.at(-1);
	return `${newest.length} lines side by side, newest ${readable(last?.date ?? null)}`;
}

const isOnePeriod = (all: readonly Named[]) => new Set(all.map(({ row }) => row.date)).size === 1;

/** The values of the newest period for which every line has one that is no projection; none where there is no such. */
function inCommonPeriod(
	lines: readonly Line[],
	on: string,
	nameOf: (line: Line) => string
): Named[] {
	const known = lines.map(
		({ values }) =>
			new Map(
				values
					.filter(
						({ estimate, date_start }) => estimate !== 'projection' && (date_start ?? '') <= on
					)
					.map((row) => [row.date, row])
			)
	);
	const date = [...(known[0]?.keys() ?? [])].findLast((one) =>
		known.every((rows) => rows.has(one))
	);
	return lines.flatMap((line, index) => {
		const row = date === undefined ? undefined : known[index]?.get(date);
		return row ? [{ name: nameOf(line), row }] : [];
	});
}

/** Values named one by one, those of one period together, the newest period first. */
function listed(all: readonly Named[]): string {
	const periods = group(all, ({ row }) => `${BEFORE_PERIOD[row.estimate]} ${readable(row.date)}`);
	return [...periods]
		.toSorted(([, [a]], [, [b]]) => (a && b ? inTime(b.row, a.row) : 0))
		.map(
			([period, rows]) =>
				`${rows.map(({ name, row }) => `${name} ${valueWords(row.value, row.unit)}`).join(', ')} ${period}`
		)
		.join('; ');
}

/** The lowest and the highest of many values of one period. */
function spanOf(all: readonly Named[]): string {
	const sorted = all.toSorted((a, b) => a.row.value - b.row.value);
	const [low, high] = [sorted[0], sorted.at(-1)];
	if (!low || !high) return 'No value on record';
	const words = ({ name, row }: Named) => `${valueWords(row.value, row.unit)} (${name})`;
	return `From ${words(low)} to ${words(high)} ${BEFORE_PERIOD[low.row.estimate]} ${readable(low.row.date)}`;
}

/** Words that all titles share at the start and at the end, and the words between. */
function shared(titles: readonly string[]): {
	start: string[];
	end: string[];
	between: string[][];
} {
	const words = titles.map((title) => title.split(' '));
	const shortest = Math.min(...words.map(({ length }) => length));
	let start = 0;
	while (start < shortest && words.every((parts) => parts[start] === words[0]?.[start])) start++;
	let end = 0;
	while (
		end < shortest - start &&
		words.every((parts) => parts.at(-1 - end) === words[0]?.at(-1 - end))
	)
		end++;
	return {
		start: words[0]?.slice(0, start) ?? [],
		end: words[0]?.slice(words[0].length - end) ?? [],
		between: words.map((parts) => parts.slice(start, parts.length - end))
	};
}

/**
 * The parts in which titles differ: words that all share at the start and the end are left out.
 * @example distinctNames(['Price, homes, yearly', 'Price, shops, yearly']) // ['homes', 'shops']
 */
export function distinctNames(titles: readonly string[]): string[] {
	if (titles.length < 2) return [...titles];
	const names = shared(titles).between.map((parts) => parts.join(' ').replace(/,$/, ''));
	return names.some((name) => name === '') || new Set(names).size < names.length
		? [...titles]
		: names;
}

/**
 * What series measure together, in the words their titles share, with what tells them apart.
 * @example commonTitle(['A price, yearly', 'B price, yearly']) // 'Price, yearly: A, B'
 */
export function commonTitle(titles: readonly string[]): string {
	const [only = ''] = titles;
	if (titles.length < 2) return only;
	const { start, end } = shared(titles);
	const words = [...start, ...end].join(' ').replace(/,$/, '');
	return words === '' || distinctNames(titles)[0] === only
		? titles.join('; ')
		: `${capital(words)}: ${distinctNames(titles).join(', ')}`;
}

/** What the brackets at the end of a title hold: who measured or forecast it. */
const bracketed = (title: string): string => /\(([^()]+)\)$/.exec(title)?.[1] ?? '';

const areDistinct = (names: readonly string[]) =>
	names.every((name) => name !== '') && new Set(names).size === names.length;

/** The shortest names that tell series apart: whom they are about, who publishes them, or the words that differ. */
function shortNames(series: readonly Observation[]): string[] {
	const subjects = series.map(({ subject }) => subject ?? '');
	if (areDistinct(subjects)) return subjects;
	const titles = series.map(({ series_title }) => series_title);
	const publishers = titles.map(bracketed);
	if (areDistinct(publishers)) return publishers;
	return distinctNames(titles).map(capital);
}

/** Names that tell the lines of a view apart: the region, what a series is about, or both. */
export function namesOf(
	rows: readonly Observation[]
): (line: Pick<Line, 'series_id' | 'region'>) => string {
	const series = [...new Map(rows.map((row) => [row.series_id, row])).values()];
	const regions = new Map(rows.map(({ region, region_name }) => [region, region_name]));
	const short = shortNames(series);
	const names = new Map(series.map(({ series_id }, index) => [series_id, short[index] ?? '']));
	return ({ series_id, region }) =>
		[
			regions.size > 1 || series.length === 1 ? regions.get(region) : '',
			series.length > 1 ? names.get(series_id) : ''
		]
			.filter((part) => part)
			.join(', ');
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const TIER_COUNTS = {
	primary: 'read at the origin',
	reported: 'as reported by an outlet',
	aggregator: 'from a tracker only',
	own: 'own data'
} as const satisfies Record<Observation['tier'], string>;

/** Where values come from: how many, by tier, who published them, and the newest edition among them. */
export function sourcesOf(
	rows: readonly Pick<Observation, 'tier' | 'publisher' | 'vintage'>[]
): string {
	const tiers = (Object.keys(TIER_COUNTS) as Observation['tier'][])
		.map((tier) => ({ tier, count: rows.filter((row) => row.tier === tier).length }))
		.filter(({ count }) => count > 0)
		.map(({ tier, count }) => `${figure(count)} ${TIER_COUNTS[tier]}`);
	const editions = rows.flatMap(({ vintage }) => (vintage === null ? [] : [vintage])).toSorted();
	return [
		publisherNames(rows),
		`${figure(rows.length)} value${rows.length === 1 ? '' : 's'}, ${tiers.join(', ')}`,
		...(editions.length > 0 ? [`newest edition ${readable(editions.at(-1) ?? null)}`] : [])
	].join('; ');
}

/** What the marks of a chart mean, naming only what occurs. */
export function marksLegend(rows: readonly Observation[]): string[] {
	const some = (test: (row: Observation) => boolean) => rows.some(test);
	return [
		...(some(({ estimate, tier }) => estimate === 'actual' && tier !== 'aggregator')
			? ['filled: measured']
			: []),
		...(some(({ estimate, tier }) => estimate !== 'actual' || tier === 'aggregator')
			? ['hollow: estimate, claim, projection or from a tracker only']
			: []),
		...(some(({ estimate }) => estimate === 'projection') ? ['dashed: projection'] : []),
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
