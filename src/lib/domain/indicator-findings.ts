import { parseDate } from './dates.ts';
import { figure, readable, withUnit } from './format.ts';
import {
	ESTIMATE_WORDS,
	linesOf,
	newestOf,
	valueWords,
	type Line,
	type Observation
} from './indicators.ts';
import type { Cheapest, Gap } from './price-statistics.ts';

/** A figure a finding rests on: what stands in its sentence, with where it comes from. */
export interface Evidence {
	label: string;
	value: number;
	unit: string;
	date: string;
	/** How the value was obtained, in words. */
	kind: string;
	record: string;
	publisher: string;
	source_url: string | null;
	tier: Observation['tier'];
	independent_sources: number;
}

/** A sentence computed from figures, and the figures. */
export interface IndicatorFinding {
	id: string;
	/** The finding in a few words, as a headline. */
	headline: string;
	sentence: string;
	evidence: Evidence[];
	/** Series behind it, for the way to their chart; empty for prices of models. */
	series: string[];
	region: string;
}

const evidenceOf = (row: Observation, label: string): Evidence => ({
	label,
	value: row.value,
	unit: row.unit,
	date: row.date,
	kind: ESTIMATE_WORDS[row.estimate],
	record: row.observation_id,
	publisher: row.publisher,
	source_url: row.source_url,
	tier: row.tier,
	independent_sources: row.independent_sources
});

const seriesIn = (rows: readonly Observation[]) => [
	...new Set(rows.map(({ series_id }) => series_id))
];

/** Years back over which a price is compared. */
export const PRICE_SPANS = [1, 5, 10] as const;

/** `up 8.5%`, `down 2%`, `unchanged`; null where the earlier value is zero or less. */
export function changeInPercent(now: number, before: number): string | null {
	if (before <= 0) return null;
	if (now === before) return 'unchanged';
	const percent = Math.abs((now / before - 1) * 100).toLocaleString('en-US', {
		maximumFractionDigits: 1
	});
	if (percent === '0') return 'nearly unchanged';
	return `${now > before ? 'up' : 'down'} ${percent}%`;
}

/** A value as many years before another of the same line; null where there is none. */
export function yearsBefore(line: Pick<Line, 'values'>, row: Observation, years: number) {
	const year = String(Number((row.date_start ?? '').slice(0, 4)) - years);
	const wanted = `${year}${(row.date_start ?? '').slice(4)}`;
	return (
		line.values.find(
			(one) =>
				one.date_start === wanted &&
				one.date_precision === row.date_precision &&
				one.estimate !== 'projection'
		) ?? null
	);
}

/** Place of a region among others by a value, 1 the highest, and how many there are; null where it is not among them. */
export function rankOf(
	region: string,
	all: readonly Pick<Observation, 'region' | 'value'>[]
): { rank: number; of: number } | null {
	const own = all.find((row) => row.region === region);
	if (!own) return null;
	return { rank: all.filter(({ value }) => value > own.value).length + 1, of: all.length };
}

/** `1st`, `22nd`, `13th`. */
export function ordinal(n: number): string {
	const tens = n % 100;
	const ending = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
	return `${n}${ending}`;
}

const isState = ({ region }: Pick<Observation, 'region'>) => /^US-[A-Z]{2}$/.test(region);

/**
 * What homes pay: level, change over 1, 5 and 10 years, and the place among the states.
 * @param rows one series, of the region and, for the place, of the states
 */
export function priceFinding(
	rows: readonly Observation[],
	region: string,
	on: string
): IndicatorFinding | null {
	const line = linesOf(rows.filter((row) => row.region === region))[0];
	const now = line ? newestOf(line, on) : null;
	if (!line || !now) return null;
	const spans = PRICE_SPANS.flatMap((years) => {
		const before = yearsBefore(line, now, years);
		const change = before && changeInPercent(now.value, before.value);
		return before && change !== null
			? [{ before, words: `${change} on ${readable(before.date)}` }]
			: [];
	});
	const states = rows.filter((row) => isState(row) && row.date === now.date);
	const place = isState(now) ? rankOf(region, states) : null;
	const [last] = spans;
	return {
		id: 'price',
		headline: `Homes in ${inWords(now)} paid ${valueWords(now.value, now.unit)} in ${readable(now.date)}${last ? `, ${last.words}` : ''}`,
		region,
		series: seriesIn([now]),
		sentence: [
			`Homes in ${inWords(now)} paid ${valueWords(now.value, now.unit)} in ${readable(now.date)}`,
			...(spans.length > 0 ? [`: ${spans.map(({ words }) => words).join(', ')}`] : []),
			...(place
				? [
						`; the ${place.rank === 1 ? '' : `${ordinal(place.rank)} `}highest of ${place.of}, states and the District of Columbia`
					]
				: []),
			'.'
		].join(''),
		evidence: [now, ...spans.map(({ before }) => before)].map((row) =>
			evidenceOf(row, row.region_name)
		)
	};
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const inWords = ({ region, region_name }: Observation) =>
	({ US: 'the United States', WLD: 'the world' })[region] ?? region_name;

/** Two groups that are told apart by whether their utilities have many data centers. */
export interface Groups {
	/** Where both are: `inside PJM`. */
	where: string;
	many: readonly Observation[];
	without: readonly Observation[];
}

/** Prices of utilities with many data centers and of those without, in the newest month that both have, and since the first. */
export function groupsFinding(groups: readonly Groups[], on: string): IndicatorFinding | null {
	const compared = groups.flatMap((group) => {
		const [many] = linesOf(group.many);
		const [without] = linesOf(group.without);
		if (!many || !without) return [];
		const dates = many.values
			.map(({ date }) => date)
			.filter(
				(date) =>
					without.values.some((row) => row.date === date) && (parseDate(date)?.start ?? '') <= on
			);
		const at = (line: Line, date: string | undefined) =>
			line.values.find((row) => row.date === date);
		const [first, last] = [dates[0], dates.at(-1)];
		const rows = [at(many, last), at(without, last), at(many, first), at(without, first)];
		const [manyNow, withoutNow, manyThen, withoutThen] = rows;
		if (!manyNow || !withoutNow || !manyThen || !withoutThen || first === last) return [];
		return [{ ...group, manyNow, withoutNow, manyThen, withoutThen }];
	});
	const [one] = compared;
	if (!one) return null;
	const paid = compared.map(
		({ where, manyNow, withoutNow, manyThen, withoutThen }) =>
			`${where} ${valueWords(manyNow.value, manyNow.unit)} where utilities have 10 or more mapped data centers (${changeInPercent(manyNow.value, manyThen.value)}) and ${valueWords(withoutNow.value, withoutNow.unit)} where they have none (${changeInPercent(withoutNow.value, withoutThen.value)})`
	);
	const rows = compared.flatMap(({ manyNow, withoutNow, manyThen, withoutThen }) => [
		manyNow,
		withoutNow,
		manyThen,
		withoutThen
	]);
	return {
		id: 'utilities',
		headline: `${capital(one.where)}, homes paid ${valueWords(one.manyNow.value, one.manyNow.unit)} where utilities have many data centers, ${valueWords(one.withoutNow.value, one.withoutNow.unit)} where they have none`,
		region: one.manyNow.region,
		series: seriesIn(rows),
		sentence: `Homes paid in ${readable(one.manyNow.date)}, against ${readable(one.manyThen.date)}: ${paid.join('; ')}. A difference between utilities is not an effect of data centers.`,
		evidence: rows.map((row) => evidenceOf(row, row.series_title))
	};
}

/** The newest value of data-center demand that is no projection. */
export function demandFinding(rows: readonly Observation[], on: string): IndicatorFinding | null {
	const [line] = linesOf(rows);
	const now = line ? newestOf(line, on) : null;
	if (!line || !now || now.estimate === 'projection') return null;
	const first = line.values.find(({ estimate }) => estimate !== 'projection');
	const before = first && first !== now ? first : null;
	const change =
		before &&
		(now.unit === 'percent'
			? pointsWords(now.value - before.value)
			: changeInPercent(now.value, before.value));
	const how =
		now.estimate === 'actual' ? 'measured' : now.estimate === 'estimate' ? 'estimated' : 'claimed';
	const what =
		now.unit === 'percent'
			? `a share of electricity of ${valueWords(now.value, now.unit)}`
			: `${valueWords(now.value, now.unit)} of electricity`;
	return {
		id: 'demand',
		headline: `Data centers in ${inWords(now)}: ${what} in ${readable(now.date)}, ${how}`,
		region: now.region,
		series: seriesIn([now]),
		sentence: `Data centers in ${inWords(now)}: ${what} in ${readable(now.date)}, ${how}${change && before ? `, ${change} on ${readable(before.date)}` : ''}.`,
		evidence: [now, ...(before ? [before] : [])].map((row) => evidenceOf(row, row.series_title))
	};
}

const pointsWords = (difference: number) =>
	difference === 0
		? 'unchanged'
		: `${difference > 0 ? 'up' : 'down'} ${figure(Math.abs(difference), 1)} points`;

/** What forecasts of the same year say, from the lowest to the highest, with when each was published. */
export function forecastFinding(rows: readonly Observation[]): IndicatorFinding | null {
	const projections = rows.filter(({ estimate }) => estimate === 'projection');
	const years = [...new Set(projections.map(({ date }) => date))].map((date) => ({
		date,
		rows: projections.filter((row) => row.date === date)
	}));
	const [year] = years.toSorted(
		(a, b) => seriesIn(b.rows).length - seriesIn(a.rows).length || a.date.localeCompare(b.date)
	);
	const sorted = year?.rows.toSorted((a, b) => a.value - b.value) ?? [];
	const [low, high] = [sorted[0], sorted.at(-1)];
	if (!year || !low || !high) return null;
	const by = (row: Observation) =>
		`${valueWords(row.value, row.unit)} (${forecaster(row)}, ${row.vintage === null ? 'publication not dated' : `published ${readable(row.vintage)}`})`;
	return {
		id: 'forecasts',
		headline:
			low === high
				? `Data centers in ${inWords(low)}: ${valueWords(low.value, low.unit)} forecast for ${readable(low.date)}`
				: `Forecasts of data-center electricity in ${readable(low.date)} run from ${valueWords(low.value, low.unit)} to ${valueWords(high.value, high.unit)}`,
		region: low.region,
		series: seriesIn(projections),
		sentence:
			low === high
				? `One forecast of data-center electricity in ${inWords(low)} for ${readable(low.date)}: ${by(low)}.`
				: `${sorted.length} forecasts of data-center electricity in ${inWords(low)} for ${readable(low.date)} run from ${by(low)} to ${by(high)}.`,
		evidence: sorted.map((row) => evidenceOf(row, row.series_title))
	};
}

/** Who forecasts: the name in brackets at the end of a title, else who published it. */
const forecaster = ({ series_title, publisher }: Observation) =>
	/\(([^()]+)\)$/.exec(series_title)?.[1] ?? publisher;

/** What the last auction of capacity brought, against the one before. */
export function capacityFinding(rows: readonly Observation[]): IndicatorFinding | null {
	const [line] = linesOf(rows.filter(({ estimate }) => estimate === 'actual'));
	const [before, now] = line?.values.slice(-2) ?? [];
	if (!before || !now) return null;
	const change = changeInPercent(now.value, before.value);
	return {
		id: 'capacity',
		headline: `${now.region_name}’s capacity auction for ${readable(now.date)} cleared at ${valueWords(now.value, now.unit)}${change === null ? '' : `, ${change}`}`,
		region: now.region,
		series: seriesIn([now]),
		sentence: `${now.region_name}’s capacity auction for ${readable(now.date)} cleared at ${valueWords(now.value, now.unit)}, after ${valueWords(before.value, before.unit)} for ${readable(before.date)}${change === null ? '' : `: ${change}`}.`,
		evidence: [now, before].map((row) => evidenceOf(row, row.series_title))
	};
}

/** What each builder spent in its newest quarter against the same quarter a year before. */
export function capexFinding(rows: readonly Observation[], on: string): IndicatorFinding | null {
	const compared = linesOf(rows).flatMap((line) => {
		const now = newestOf(line, on);
		const before = now && yearsBefore(line, now, 1);
		const change = now && before ? changeInPercent(now.value, before.value) : null;
		return now && before && change !== null ? [{ now, before, change }] : [];
	});
	const sorted = compared.toSorted((a, b) => b.now.value - a.now.value);
	const [first] = sorted;
	if (!first) return null;
	const words = sorted.map(
		({ now, before, change }) =>
			`${now.subject ?? now.series_title} ${withUnit(now.value, now.unit)} in ${readable(now.date)} (${change} on ${readable(before.date)})`
	);
	return {
		id: 'capex',
		headline: `${first.now.subject ?? first.now.series_title} spent ${withUnit(first.now.value, first.now.unit)} in ${readable(first.now.date)}, ${first.change} on ${readable(first.before.date)}`,
		region: first.now.region,
		series: seriesIn(sorted.map(({ now }) => now)),
		sentence: `Capital spending in cash, newest quarter on record: ${words.join(', ')}.`,
		evidence: sorted.flatMap(({ now, before }) =>
			[now, before].map((row) => evidenceOf(row, row.series_title))
		)
	};
}

const TIER_UNIT = 'USD per million tokens';

const priceEvidence = ({ offer, price }: Cheapest): Evidence => ({
	label: offer.model_name,
	value: price,
	unit: TIER_UNIT,
	date: offer.date ?? '',
	kind: 'list price',
	record: offer.model_price_id,
	publisher: offer.publisher,
	source_url: offer.source_url,
	tier: offer.tier,
	independent_sources: offer.independent_sources
});

/** The cheapest list price of each class on a day. */
export function cheapestFinding(
	classes: readonly { label: string; cheapest: Cheapest }[],
	measureWords: string,
	on: string
): IndicatorFinding | null {
	if (classes.length === 0) return null;
	const words = classes.map(
		({ label, cheapest }) =>
			`${label.toLowerCase()} ${withUnit(cheapest.price, TIER_UNIT)} (${cheapest.offer.model_name})`
	);
	return {
		id: 'cheapest',
		headline: `The cheapest ${words[0]?.replace(/ \$/, ' model lists at $') ?? ''} a million tokens`,
		region: 'WLD',
		series: [],
		sentence: `Cheapest list price per million tokens on ${readable(on)}, ${measureWords}: ${words.join(', ')}.`,
		evidence: classes.map(({ cheapest }) => priceEvidence(cheapest))
	};
}

/** How the cheapest closed model of a class compares with the cheapest with open weights. */
export function gapFinding(gap: Gap | null, label: string): IndicatorFinding | null {
	if (gap === null) return null;
	const { open, closed, ratio } = gap;
	const relation = ratio === null ? '' : `: ${ratioWords(ratio)}`;
	return {
		id: 'gap',
		headline: `Cheapest ${label.toLowerCase()} models: ${withUnit(open.price, TIER_UNIT)} with open weights, ${withUnit(closed.price, TIER_UNIT)} closed`,
		region: 'WLD',
		series: [],
		sentence: `Among ${label.toLowerCase()} models the cheapest with open weights lists at ${withUnit(open.price, TIER_UNIT)} (${open.offer.model_name}), the cheapest closed one at ${withUnit(closed.price, TIER_UNIT)} (${closed.offer.model_name})${relation}.`,
		evidence: [priceEvidence(open), priceEvidence(closed)]
	};
}

/** How many times as much one of two costs, from closed price divided by open price. */
function ratioWords(ratio: number): string {
	const [times, dearer] = ratio >= 1 ? [ratio, 'closed'] : [1 / ratio, 'open'];
	if (times === 1) return 'the same';
	const shown = figure(times, 1);
	return shown === '1'
		? `the ${dearer} one costs slightly more`
		: `the ${dearer} one costs ${shown} times as much`;
}
