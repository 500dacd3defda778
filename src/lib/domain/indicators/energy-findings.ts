import { parseDate } from '../dates.ts';
import {
	changeInPercent,
	evidenceOf,
	inWords,
	isState,
	rankOf,
	seriesIn,
	type IndicatorFinding,
	evidenceIn
} from '../text/evidence.ts';
import { capital, formatNumber, readable, ordinal } from '../text/format.ts';
import { NONE_OUTDATED, newestPeriod, type Outdated } from '../history/outdated.ts';
import { publisherNames } from '../text/source-line.ts';
import {
	linesOf,
	newestOf,
	valueWords,
	type Line,
	type Observation,
	yearsBefore
} from './indicators.ts';
import { bracketed } from './indicator-names.ts';
import { PRICE_SPANS } from './measures.ts';

/**
 * What homes pay: level, change over 1, 5 and 10 years, and the place among the states.
 * @param rows one series, of the region and, for the place, of the states
 */
export function priceFinding(
	rows: readonly Observation[],
	region: string,
	on: string,
	outdated: Outdated = NONE_OUTDATED
): IndicatorFinding | null {
	const line = linesOf(rows.filter((row) => row.region === region))[0];
	const now = line ? newestOf(line, on) : null;
	if (!line || !now) return null;
	const spans = PRICE_SPANS.flatMap((years) => {
		const before = yearsBefore(line, now, years);
		const change = before && changeInPercent(now.value, before.value);
		return before && change !== null
			? [{ before, words: `${change} from ${readable(before.date)}` }]
			: [];
	});
	const states = rows.filter((row) => isState(row) && row.date === now.date);
	const place = isState(now) ? rankOf(region, states) : null;
	const [last] = spans;
	return {
		id: 'price',
		headline: `Homes in ${inWords(now)} paid ${valueWords(now.value, now.unit)} in ${newestPeriod(now, outdated)}${last ? `, ${last.words}` : ''}`,
		region,
		series: seriesIn([now]),
		sentence: [
			`Homes in ${inWords(now)} paid ${valueWords(now.value, now.unit)} in ${newestPeriod(now, outdated)}`,
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

/** Two groups that are told apart by whether their utilities have many data centers. */
export interface Groups {
	/** Where both are: `inside PJM`. */
	where: string;
	many: readonly Observation[];
	without: readonly Observation[];
}

/** Prices of utilities with many data centers and of those without, in the newest month that both have, and since the first. */
export function groupsFinding(
	groups: readonly Groups[],
	on: string,
	outdated: Outdated = NONE_OUTDATED
): IndicatorFinding | null {
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
		const manyChange = changeInPercent(manyNow.value, manyThen.value);
		const withoutChange = changeInPercent(withoutNow.value, withoutThen.value);
		if (manyChange === null || withoutChange === null) return [];
		return [{ ...group, manyNow, withoutNow, manyThen, withoutThen, manyChange, withoutChange }];
	});
	const [one] = compared;
	if (!one) return null;
	const spanOf = ({ manyNow, manyThen }: typeof one) =>
		`in ${newestPeriod(manyNow, outdated)}, against ${readable(manyThen.date)}`;
	const isOneSpan = new Set(compared.map(spanOf)).size === 1;
	const paid = compared.map((group) => {
		const { where, manyNow, withoutNow, manyChange, withoutChange } = group;
		return `${where}${isOneSpan ? '' : ` ${spanOf(group)},`} ${valueWords(manyNow.value, manyNow.unit)} where utilities have 10 or more mapped data centers (${manyChange}) and ${valueWords(withoutNow.value, withoutNow.unit)} where they have none (${withoutChange})`;
	});
	const rows = compared.flatMap(({ manyNow, withoutNow, manyThen, withoutThen }) => [
		manyNow,
		withoutNow,
		manyThen,
		withoutThen
	]);
	return {
		id: 'utilities',
		headline: `${capital(one.where)}, homes paid ${valueWords(one.manyNow.value, one.manyNow.unit)} where utilities have many data centers, ${valueWords(one.withoutNow.value, one.withoutNow.unit)} where they have none: other utilities, in other places`,
		region: one.manyNow.region,
		series: seriesIn(rows),
		sentence: `Homes paid${isOneSpan ? ` ${spanOf(one)}` : ''}: ${paid.join('; ')}. The groups are as ${publisherNames(rows)} sorted them: other utilities, in other places, so a difference between them is not an effect of data centers.`,
		evidence: evidenceIn(rows)
	};
}

/** The newest value of data-center demand that is no projection. */
export function demandFinding(
	rows: readonly Observation[],
	on: string,
	outdated: Outdated = NONE_OUTDATED
): IndicatorFinding | null {
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
		headline: `Data centers in ${inWords(now)}: ${what} in ${newestPeriod(now, outdated)}, ${how}`,
		region: now.region,
		series: seriesIn([now]),
		sentence: `Data centers in ${inWords(now)}: ${what} in ${newestPeriod(now, outdated)}, ${how}${change && before ? `, ${change} from ${readable(before.date)}` : ''}.`,
		evidence: evidenceIn([now, ...(before ? [before] : [])])
	};
}

const pointsWords = (difference: number) =>
	difference === 0
		? 'unchanged'
		: `${difference > 0 ? 'up' : 'down'} ${formatNumber(Math.abs(difference), 1)} points`;

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
		evidence: evidenceIn(sorted)
	};
}

/** Who forecasts: the name in brackets at the end of a title, else who published it. */
const forecaster = ({ series_title, publisher }: Observation) =>
	bracketed(series_title) || publisher;

/** Load that is contracted or asks to be connected: the newest value, against a year before or the one before it. */
export function pipelineFinding(
	rows: readonly Observation[],
	on: string,
	outdated: Outdated = NONE_OUTDATED
): IndicatorFinding | null {
	const [line] = linesOf(rows);
	const now = line ? newestOf(line, on) : null;
	if (!line || !now || now.estimate === 'projection') return null;
	const at = line.values.indexOf(now);
	const before = yearsBefore(line, now, 1) ?? line.values[at - 1] ?? null;
	const change = before && changeInPercent(now.value, before.value);
	const said = `${now.series_title}: ${valueWords(now.value, now.unit)} in ${newestPeriod(now, outdated)}${change && before ? `, ${change} from ${readable(before.date)}` : ''}`;
	return {
		id: 'pipeline',
		headline: said,
		region: now.region,
		series: seriesIn([now]),
		sentence: `${said}.`,
		evidence: evidenceIn([now, ...(before && change ? [before] : [])])
	};
}

/** What the last auction of capacity brought, against the one before. */
export function capacityFinding(
	rows: readonly Observation[],
	outdated: Outdated = NONE_OUTDATED
): IndicatorFinding | null {
	const [line] = linesOf(rows.filter(({ estimate }) => estimate === 'actual'));
	const [before, now] = line?.values.slice(-2) ?? [];
	if (!before || !now) return null;
	const change = changeInPercent(now.value, before.value);
	return {
		id: 'capacity',
		headline: `${now.region_name}’s capacity auction for ${newestPeriod(now, outdated)} cleared at ${valueWords(now.value, now.unit)}${change === null ? '' : `, ${change}`}`,
		region: now.region,
		series: seriesIn([now]),
		sentence: `${now.region_name}’s capacity auction for ${newestPeriod(now, outdated)} cleared at ${valueWords(now.value, now.unit)}, after ${valueWords(before.value, before.unit)} for ${readable(before.date)}${change === null ? '' : `: ${change}`}.`,
		evidence: evidenceIn([now, before])
	};
}
