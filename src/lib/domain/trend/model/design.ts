import { group } from 'd3-array';
import { daysBetween } from '#lib/domain/dates.ts';
import { marginOfError, Z95 } from '#lib/domain/polls/margin.ts';
import { at } from '../at.ts';
import { combineReadings } from '../combine.ts';
import { square } from './portable.ts';
import { median, type TrendReading } from '../reading.ts';

export type Factor = 'house' | 'population' | 'wording';
export const FACTORS: readonly Factor[] = ['house', 'population', 'wording'];

/** One static effect: a house, a population or a wording. */
export interface DesignColumn {
	factor: Factor;
	name: string;
}

/** One reading as the filter takes it. */
export interface DesignRow {
	reading: TrendReading;
	/** Days since the first day of the grid. */
	day: number;
	/** Percent minus `Design.centre`. */
	value: number;
	/** Sampling variance, points squared. */
	variance: number;
	/** By how much variances are raised so that the same interviews do not count twice. */
	share: number;
	/** The columns whose effects it carries. */
	columns: number[];
}

/** The readings as a numeric problem: what is needed beside hyperparameters to run the filter. */
export interface Design {
	first: string;
	/** Days on the grid. */
	days: number;
	/** Mean of all readings; the filter works on differences from it. */
	centre: number;
	/** By day. */
	observations: DesignRow[];
	columns: DesignColumn[];
	/** Weights over the columns: the estimate is the level plus this mean of the effects. */
	anchor: Float64Array;
	/** n taken where a reading has neither n nor margin; null where none was needed. */
	assumedN: number | null;
}

/** Whose answers the estimate stands for; without a name, the mean of all houses in the mix each of them uses. */
export interface Anchor {
	house?: string;
	population?: string;
	wording?: string;
}

/** n taken where no reading at all reports one. */
export const FALLBACK_N = 500;

/**
 * Lays readings out on a daily grid.
 * @param span first and last day of the grid; by default those of the readings
 * @throws RangeError where there is no reading, the span leaves readings out, or an anchor is not among them
 */
export function buildDesign(
	readings: readonly TrendReading[],
	anchor: Anchor = {},
	span: { first?: string; last?: string } = {}
): Design {
	const rows = combineReadings(readings);
	const earliest = rows[0]?.day;
	const latest = rows.at(-1)?.day;
	if (earliest === undefined || latest === undefined)
		throw new RangeError('No reading to estimate from: expected at least one.');
	const { first = earliest, last = latest } = span;
	if (first > earliest || last < latest)
		throw new RangeError(
			`The days ${first} to ${last} leave readings out: expected at least ${earliest} to ${latest}.`
		);
	const columns = FACTORS.flatMap((factor) => columnsOf(rows, factor));
	const shares = sharedInterviews(rows);
	const centre = rows.reduce((sum, row) => sum + row.percent, 0) / rows.length;
	const needsN = rows.some((row) => row.n === null && row.margin === null);
	const assumedN = median(rows.flatMap((row) => row.n ?? [])) ?? FALLBACK_N;
	return {
		first,
		days: daysBetween(first, last) + 1,
		centre,
		observations: rows.map((reading) => ({
			reading,
			day: daysBetween(first, reading.day),
			value: reading.percent - centre,
			variance: samplingVariance(reading, assumedN),
			share: shares.get(reading.id) ?? 1,
			columns: columnsFor(reading, columns)
		})),
		columns,
		anchor: anchorWeights(rows, columns, anchor),
		assumedN: needsN ? assumedN : null
	};
}

/** A factor with a single value is no effect: it cannot be told from the level, and need not be. */
function columnsOf(rows: readonly TrendReading[], factor: Factor): DesignColumn[] {
	const names = [...new Set(rows.map((row) => row[factor]))].sort();
	return names.length < 2 ? [] : names.map((name) => ({ factor, name }));
}

const columnsFor = (reading: TrendReading, columns: readonly DesignColumn[]): number[] =>
	columns.flatMap(({ factor, name }, index) => (reading[factor] === name ? index : []));

/**
 * Sampling variance in points squared: the stated margin over 1.96, squared; else design effect * p(1-p)/n
 * (Kish 1965), with p by Laplace's rule (np + 1)/(n + 2) so that 0% and 100% keep a variance.
 */
export function samplingVariance(
	{ percent, n, margin }: Pick<TrendReading, 'percent' | 'n' | 'margin'>,
	assumedN: number
): number {
	if (margin !== null) return square(margin / Z95);
	const size = n ?? assumedN;
	const smoothed = (100 * ((size * percent) / 100 + 1)) / (size + 2);
	return square(marginOfError(smoothed, size) / Z95);
}

/** No house weighs more than this many polls in this many days, in one population and wording. */
export const CROWD_DAYS = 14;
export const CROWD_POLLS = 2;

/**
 * How often each reading's information is counted among all readings, by reading id: the number of readings its
 * poll has (other wordings, other populations), times the larger of two counts over the same house, population
 * and wording. First, polls whose field periods cover the same days, each in the share of days it covers: a
 * rolling tracker weighs what its interviews weigh. Second, polls in the fortnight around it over CROWD_POLLS:
 * polls of one house in quick succession share panel, weights and errors, and are no independent witnesses.
 */
function sharedInterviews(rows: readonly TrendReading[]): Map<string, number> {
	const shares = new Map<string, number>();
	for (const parts of group(rows, (row) => row.poll).values())
		for (const part of parts) shares.set(part.id, parts.length);
	const series = group(rows, (row) => JSON.stringify([row.house, row.population, row.wording]));
	for (const waves of series.values()) {
		const inField = crowding(waves, (wave) => wave.fieldDays);
		const inFortnight = crowding(waves, () => CROWD_DAYS);
		waves.forEach(({ id }, i) =>
			shares.set(
				id,
				(shares.get(id) ?? 1) * Math.max(at(inField, i), at(inFortnight, i) / CROWD_POLLS, 1)
			)
		);
	}
	return shares;
}

/** Later polls of one house looked at for an overlap: keeps the work linear in polls. */
const MOST_OVERLAPPING = 100;

/** By wave: waves that cover the same days, itself as one, others by the share of its days they cover. */
function crowding(
	waves: readonly TrendReading[],
	lengthOf: (wave: TrendReading) => number
): Float64Array {
	const origin = waves[0]?.day ?? '';
	const spans = waves.map((wave, index) => {
		const length = lengthOf(wave);
		const start = daysBetween(origin, wave.day) - ((length - 1) >> 1);
		return { wave: index, start, end: start + length };
	});
	spans.sort((a, b) => a.start - b.start);
	const covered = Float64Array.from(waves, lengthOf);
	spans.forEach((a, index) => {
		for (const b of spans.slice(index + 1, index + 1 + MOST_OVERLAPPING)) {
			if (b.start >= a.end) break;
			const common = Math.min(a.end, b.end) - b.start;
			covered[a.wave] = at(covered, a.wave) + common;
			covered[b.wave] = at(covered, b.wave) + common;
		}
	});
	return covered.map((days, index) => days / (waves[index] ? lengthOf(waves[index]) : NaN));
}

/**
 * Weights of the columns in the anchor. Houses: one over their number each, or 1 for a named one.
 * Populations and wordings: the share of each in a house's readings, averaged over the houses, or 1 for a
 * named one. So the default estimate is the mean of what the houses would publish on that day, each asking
 * the people and the words it usually asks.
 */
function anchorWeights(
	rows: readonly TrendReading[],
	columns: readonly DesignColumn[],
	anchor: Anchor
): Float64Array {
	const houses = [...group(rows, (row) => row.house).values()];
	for (const factor of FACTORS) {
		const name = anchor[factor];
		if (name !== undefined && !rows.some((row) => row[factor] === name))
			throw new RangeError(
				`Anchor ${factor} "${name}" has no reading: expected one of ${[...new Set(rows.map((row) => row[factor]))].sort().join(', ')}.`
			);
	}
	return Float64Array.from(columns, ({ factor, name }) => {
		const named = anchor[factor];
		if (named !== undefined) return named === name ? 1 : 0;
		const shares = houses.map(
			(own) => own.filter((row) => row[factor] === name).length / own.length
		);
		return shares.reduce((sum, share) => sum + share, 0) / houses.length;
	});
}
