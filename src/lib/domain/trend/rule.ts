import { group } from 'd3-array';
import type { TrendReading } from './reading.ts';

type RuleVerdict = { ok: true } | { ok: false; sentence: string };

/**
 * Whether house effects can be told from change: at least two houses with two or more waves each (polls on
 * different days) whose spans, first wave to last, share a day. Four polls in all follow from it.
 * The sentence says what is missing and what there is.
 */
export function canFit(readings: readonly TrendReading[]): RuleVerdict {
	const houses = group(readings, (reading) => reading.house);
	const spans = [...houses.values()].flatMap((rows) => span(rows) ?? []);
	if (readings.length === 0)
		return refuse(
			'it needs two pollsters with two polls each at overlapping times, and there is none'
		);
	if (spans.length === 0) {
		const found = houses.size === 1 ? 'is one' : `are ${houses.size}`;
		return refuse(
			`it needs two pollsters with two polls each at overlapping times, and there ${found} with one poll each`
		);
	}
	if (spans.length === 1)
		return refuse('it needs a second pollster with two polls at overlapping times');
	const overlap = spans.some((a, i) =>
		spans.slice(i + 1).some((b) => a.first <= b.last && b.first <= a.last)
	);
	if (overlap) return { ok: true };
	return refuse(
		`it needs two pollsters whose polls overlap in time, and ${spans.length} never polled in the same period`
	);
}

const refuse = (what: string): RuleVerdict => ({
	ok: false,
	sentence: `No estimate from all polls: ${what}.`
});

function span(rows: readonly TrendReading[]): { first: string; last: string } | null {
	const days = rows.map((row) => row.day).sort();
	const first = days[0];
	const last = days.at(-1);
	return first === undefined || last === undefined || first === last ? null : { first, last };
}
