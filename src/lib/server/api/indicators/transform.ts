import { group } from 'd3-array';
import { parseDate } from '#lib/domain/dates.ts';
import { ANY_QUERY, type Query } from '#lib/domain/filter/query.ts';
import { figure, readable } from '#lib/domain/text/format.ts';
import { inTime, type Observation } from '#lib/domain/indicators/indicators.ts';
import type { Aggregate, FrequencyTo, Terms, Transform } from '#lib/domain/indicators/measures.ts';
import {
	customersKey,
	inPricesOf,
	isMoney,
	perCustomer
} from '#lib/domain/indicators/real-terms.ts';
import {
	linesToTransform,
	toFrequency,
	transformLine,
	valueAt,
	type Outcome,
	type Period
} from '#lib/domain/indicators/transforms.ts';
import { customersOf, PRICE_INDEX } from '../../dataset/queries/polls/denominators.ts';
import { unitsOfSeries } from '../../dataset/queries/indicators/slim.ts';
import { queries } from '../../dataset/queries/index.ts';
import { all } from '../list/collection.ts';
import { defineComputed } from '../list/computed.ts';
import { isPlainOrder, orderedPairs, pairsOf, slimLines } from './transform-plain.ts';
import { badQuery } from '../request/problem.ts';
import type { Asked } from '../request/request.ts';

/** Keys of a query that say what is shown; the rest says of what. */
interface Wanted {
	transform: Transform;
	indexDate: string | null;
	to: FrequencyTo | null;
	aggregate: Aggregate | null;
	terms: Terms;
}

const first = (query: Query, key: keyof Query['filters']): string | null =>
	query.filters[key]?.[0] ?? null;

/** @throws ProblemError 400 where one key needs another */
function wantedOf(query: Query): Wanted {
	const wanted = {
		transform: (first(query, 'transform') as Transform | null) ?? 'level',
		indexDate: first(query, 'index_date'),
		to: first(query, 'frequency_to') as FrequencyTo | null,
		aggregate: first(query, 'aggregate') as Aggregate | null,
		terms: (first(query, 'terms') as Terms | null) ?? 'nominal'
	};
	const problem = (key: string, value: string, message: string) =>
		badQuery([{ key, value, message }]);
	if (wanted.transform === 'index' && wanted.indexDate === null)
		throw problem(
			'index_date',
			'',
			'transform=index needs the date that is 100, as index_date=2020'
		);
	if (wanted.transform !== 'index' && wanted.indexDate !== null)
		throw problem('index_date', wanted.indexDate, 'belongs to transform=index');
	if (wanted.to !== null && wanted.aggregate === null)
		throw problem('aggregate', '', 'frequency_to needs the method: average, sum or last');
	if (wanted.to === null && wanted.aggregate !== null)
		throw problem('aggregate', wanted.aggregate, 'belongs to frequency_to');
	return wanted;
}

/** Filters on the outcome: values before `from` are still needed to compare with. */
const AFTER = ['from', 'to'] as const;
const OWN = ['transform', 'index_date', 'frequency_to', 'aggregate', 'terms', ...AFTER] as const;

/** What a query asks of observations, whatever is shown of them. */
function ofObservations({ query }: Asked): Query {
	const filters = Object.fromEntries(
		Object.entries(query.filters).filter(([key]) => !(OWN as readonly string[]).includes(key))
	);
	return { ...query, filters, sort: { column: 'date', descending: false } };
}

/** The observations a query is about, whatever is shown of them. */
const observationsOf = (asked: Asked): Observation[] =>
	all<Observation>(asked, queries.observations.rows(asked.release.kysely, ofObservations(asked)));

/** Unit and frequency of every series. */
function seriesOf({ release }: Asked) {
	const rows = unitsOfSeries(release);
	return {
		units: new Map(rows.map(({ series_id, unit }) => [series_id, unit])),
		irregular: new Set(
			rows.flatMap(({ series_id, frequency }) => (frequency === 'irregular' ? [series_id] : []))
		) as ReadonlySet<string>
	};
}

/** The price index of the release by month; empty where it holds none. */
export function priceIndex(asked: Pick<Asked, 'release'>): ReadonlyMap<string, number> {
	const query: Query = {
		...ANY_QUERY,
		filters: { series: [PRICE_INDEX] },
		regions: ['US'],
		scope: 'exact'
	};
	const rows = all<Observation>(asked, queries.observations.rows(asked.release.kysely, query));
	return new Map(rows.map(({ date, value }) => [date, value]));
}

/** Lines one by one through a step, with what fell out of all of them. */
function each<In, Out>(lines: readonly In[], step: (line: In) => Outcome<Out>) {
	const outcomes = lines.map(step);
	return {
		lines: outcomes.map(({ rows }) => rows),
		left_out: outcomes.reduce((total, { left_out }) => total + left_out, 0)
	};
}

/** @throws ProblemError 400 where the release holds no price index */
function inRealTerms(asked: Asked, lines: readonly Observation[][]) {
	const index = priceIndex(asked);
	const base = [...index.keys()].sort().at(-1);
	if (base === undefined)
		throw badQuery([
			{
				key: 'terms',
				value: 'real',
				message: `this release holds no consumer price index (series ${PRICE_INDEX}); refresh the upstream fred`
			}
		]);
	const money = lines.filter((line) => line.some(({ unit }) => isMoney(unit)));
	return {
		...each(money, (line) => inPricesOf(line, index, base)),
		base,
		other: lines.length - money.length
	};
}

/** @throws ProblemError 400 where no line is electricity sold, or the release holds no number of customers for it */
function inPerCustomer(asked: Asked, lines: readonly Observation[][]) {
	const sold = lines.filter((line) => customersOf(line[0]?.series_id ?? '') !== null);
	const wanted = [...new Set(sold.flatMap((line) => customersOf(line[0]?.series_id ?? '') ?? []))];
	const rows =
		wanted.length === 0
			? []
			: all<Observation>(
					asked,
					queries.observations.rows(asked.release.kysely, {
						...ANY_QUERY,
						filters: { series: wanted },
						sort: { column: 'date', descending: false }
					})
				);
	if (rows.length === 0)
		throw badQuery([
			{
				key: 'terms',
				value: 'per_customer',
				message:
					wanted.length === 0
						? 'only electricity sold is divided by customers; choose a series us-electricity-sales-…'
						: `this release holds no number of customers (series ${wanted.join(', ')}); refresh the upstream eia`
			}
		]);
	const bySeries = group(rows, ({ series_id }) => series_id);
	return {
		...each(sold, (line) =>
			perCustomer(
				line,
				new Map(
					(bySeries.get(customersOf(line[0]?.series_id ?? '') ?? '') ?? []).map((row) => [
						customersKey(row),
						row.value
					])
				)
			)
		),
		other: lines.length - sold.length
	};
}

const count = (n: number, one: string, many: string) => `${figure(n)} ${n === 1 ? one : many}`;

export const transformed = defineComputed({
	name: 'transformed',
	words: 'observations',
	rows: (asked) => {
		const wanted = wantedOf(asked.query);
		const notes: string[] = [];
		let lines = linesToTransform(observationsOf(asked));
		if (wanted.terms === 'per_customer') {
			const per = inPerCustomer(asked, lines);
			lines = per.lines;
			notes.push('Electricity sold is divided by the customers of the same period and region.');
			if (per.other > 0)
				notes.push(`${count(per.other, 'line is', 'lines are')} no electricity sold and left out.`);
			if (per.left_out > 0)
				notes.push(
					`${count(per.left_out, 'value has', 'values have')} no number of customers and ${per.left_out === 1 ? 'is' : 'are'} left out.`
				);
		}
		if (wanted.terms === 'real') {
			const real = inRealTerms(asked, lines);
			lines = real.lines;
			notes.push(`Money is in prices of ${readable(real.base)}.`);
			if (real.left_out > 0)
				notes.push(
					`${count(real.left_out, 'value lies', 'values lie')} in months without a price index and ${real.left_out === 1 ? 'is' : 'are'} left out.`
				);
			if (real.other > 0)
				notes.push(`${count(real.other, 'line is', 'lines are')} no money and left out.`);
		}
		if (wanted.to !== null && wanted.aggregate !== null) {
			const { to, aggregate } = wanted;
			const put = each(lines, (line) => toFrequency(line, to, aggregate));
			lines = put.lines;
			if (put.left_out > 0)
				notes.push(
					`${count(put.left_out, 'value lies', 'values lie')} in no complete period and ${put.left_out === 1 ? 'is' : 'are'} left out.`
				);
		}
		const { transform, indexDate } = wanted;
		const { irregular } = seriesOf(asked);
		if (transform === 'index' && indexDate !== null) {
			const { without, words } = baseless(lines, indexDate);
			lines = lines.filter((line) => !without.has(line));
			notes.push(...words);
		}
		const shown = each(lines, (line) => transformLine(line, { transform, indexDate, irregular }));
		notes.push(...alone(shown.left_out));
		return { rows: shown.lines.flat().filter(within(asked.query)), notes };
	},
	ordered: (asked) => {
		const { release, query } = asked;
		const { transform, indexDate, to, terms } = wantedOf(query);
		if (to !== null || terms !== 'nominal' || !isPlainOrder(query.sort)) return null;
		const { units, irregular } = seriesOf(asked);
		const notes: string[] = [];
		let lines = slimLines(release, ofObservations(asked));
		if (transform === 'index' && indexDate !== null) {
			const { without, words } = baseless(lines, indexDate);
			lines = lines.filter((line) => !without.has(line));
			notes.push(...words);
		}
		const { pairs, left_out } = pairsOf(lines, units, { transform, indexDate, irregular });
		notes.push(...alone(left_out));
		const isWithin = within(query);
		const shown = pairs.filter(({ row }) => isWithin(row));
		return orderedPairs(release, shown, query.sort, transform, notes);
	}
});

/** What is said of values that have nothing to compare with. */
const alone = (left_out: number): string[] =>
	left_out === 0
		? []
		: [
				`${count(left_out, 'value has', 'values have')} nothing to compare with and ${left_out === 1 ? 'is' : 'are'} left out.`
			];

/**
 * Lines that cannot be 100 at a date: they have no value of it, or one of zero or less; with a sentence that says
 * from when to when there are values.
 */
function baseless<Row extends Pick<Observation, 'date' | 'value'> & Period>(
	lines: readonly (readonly Row[])[],
	date: string
) {
	const without = new Set(lines.filter((line) => !((valueAt(line, date)?.value ?? 0) > 0)));
	if (without.size === 0) return { without, words: [] };
	const periods = [...without].flatMap((line) => line).toSorted(inTime);
	const [first, last] = [periods[0], periods.at(-1)];
	const span =
		first && last ? `; values run from ${readable(first.date)} to ${readable(last.date)}` : '';
	const who =
		lines.length === 1
			? 'This series has'
			: without.size === lines.length
				? `None of ${count(lines.length, 'line', 'lines')} has`
				: count(without.size, 'line is left out: it has', 'lines are left out: they have');
	return {
		without,
		words: [`${who} no value above zero in ${readable(date)} that could be 100${span}.`]
	};
}

/** Whether the days of a row overlap those asked for. */
function within({ filters }: Query) {
	const from = parseDate(filters.from?.[0] ?? '')?.start ?? '';
	const to = parseDate(filters.to?.[0] ?? '')?.end ?? '9999';
	return ({ date_start, date_end }: Pick<Observation, 'date_start' | 'date_end'>) =>
		(date_end ?? '') >= from && (date_start ?? '') <= to;
}
