import type { Query } from '#lib/domain/filter/query.ts';
import { NONE, valueAt } from '#lib/domain/indicators/transforms/compared.ts';
import { toFrequency } from '#lib/domain/indicators/transforms/frequency.ts';
import type { Aggregate, FrequencyTo, Terms, Transform } from '#lib/domain/indicators/measures.ts';
import {
	overlapping,
	type PointLine,
	type Points
} from '#lib/domain/indicators/transforms/points.ts';
import type { Transformed } from '#lib/domain/indicators/transforms/transforms.ts';
import { counted, readable } from '#lib/domain/text/format.ts';
import { unitsOfSeries } from '../../dataset/queries/indicators/lines.ts';
import { defineComputed, type Ordered } from '../list/computed.ts';
import { badQuery } from '../request/problem.ts';
import type { Asked } from '../request/request.ts';
import { pointsAsked } from './points-asked.ts';
import { orderedShown, shownOf, wholePoints } from './shown.ts';
import { inTerms } from './in-terms.ts';

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
const TRANSFORM_QUERY = [
	'transform',
	'index_date',
	'frequency_to',
	'aggregate',
	'terms',
	...AFTER
] as const;

/** What a query asks of observations, whatever is shown of them. */
function ofObservations({ query }: Asked): Query {
	const filters = Object.fromEntries(
		Object.entries(query.filters).filter(
			([key]) => !(TRANSFORM_QUERY as readonly string[]).includes(key)
		)
	);
	return { ...query, filters, sort: { column: 'date', descending: false } };
}

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

export const transformed = defineComputed({
	name: 'transformed',
	words: 'observations',
	rows: (asked) => {
		const { total, notes, slice } = ordered(asked);
		return { rows: slice(0, total), notes };
	},
	ordered
});

function ordered(asked: Asked): Ordered<Transformed> {
	const { release, query } = asked;
	const { transform, indexDate, to, aggregate, terms } = wantedOf(query);
	const { units, irregular } = seriesOf(asked);
	const stated = pointsAsked(release, ofObservations(asked));
	const { notes, unitOf, whole: inTheirTerms, ...made } = inTerms(asked, terms, units, stated);
	let { points } = made;
	if (to !== null && aggregate !== null) {
		const put = toFrequency(points, to, aggregate);
		points = put.points;
		if (put.left_out > 0)
			notes.push(
				`${counted(put.left_out, 'value lies', 'values lie')} in no complete period and ${put.left_out === 1 ? 'is' : 'are'} left out.`
			);
	}
	const whole = { inTerms: inTheirTerms, to, aggregate };
	if (transform === 'index' && indexDate !== null) {
		const without = baseless(points, indexDate);
		notes.push(
			...saidOf(
				without,
				points,
				indexDate,
				(index) => wholePoints(release, points, [index], whole)(index).date
			)
		);
		points = { ...points, lines: points.lines.filter((line) => !without.has(line)) };
	}
	const options = { transform, indexDate, irregular };
	const shown = shownOf(points, options, unitOf, overlapping(points, query.filters));
	if (shown.left_out > 0)
		notes.push(
			`${counted(shown.left_out, 'value has', 'values have')} nothing to compare with and ${shown.left_out === 1 ? 'is' : 'are'} left out.`
		);
	return { notes, ...orderedShown(release, shown, query.sort, transform, whole) };
}

/** Lines that cannot be 100 at a date: they have no value of it, or one of zero or less. */
const baseless = (points: Points, date: string): ReadonlySet<PointLine> =>
	new Set(points.lines.filter((line) => !((points.values[valueAt(points, line, date)] ?? 0) > 0)));

/** A sentence about such lines that says from when to when there are values. @param dateOf the period of a point */
function saidOf(
	without: ReadonlySet<PointLine>,
	{ lines, starts }: Points,
	date: string,
	dateOf: (index: number) => string
): string[] {
	if (without.size === 0) return [];
	let [first, last] = [NONE, NONE];
	for (const { from, to } of without) {
		if (from === to) continue;
		if (first === NONE || (starts[from] ?? 0) < (starts[first] ?? 0)) first = from;
		if (last === NONE || (starts[to - 1] ?? 0) >= (starts[last] ?? 0)) last = to - 1;
	}
	const span =
		first === NONE
			? ''
			: `; values run from ${readable(dateOf(first))} to ${readable(dateOf(last))}`;
	const who =
		lines.length === 1
			? 'This series has'
			: without.size === lines.length
				? `None of ${counted(lines.length, 'line', 'lines')} has`
				: counted(without.size, 'line is left out: it has', 'lines are left out: they have');
	return [`${who} no value above zero in ${readable(date)} that could be 100${span}.`];
}
