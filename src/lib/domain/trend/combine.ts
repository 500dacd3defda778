import { ascending, group } from 'd3-array';
import type { TrendReading } from './reading.ts';

/**
 * One reading per poll, wording and population: comparable questions and half-samples of one poll are
 * averaged, weighted by respondents where every one reports them, so that a poll enters once.
 * Whether the parts asked the same people is not known, so the result claims no more respondents than its
 * largest part and no smaller margin than the mean of the stated ones.
 * Sorted by day, poll, wording, population; an averaged reading takes the first id of its parts.
 */
export function combineReadings(readings: readonly TrendReading[]): TrendReading[] {
	const groups = group(readings, (row) => JSON.stringify([row.poll, row.wording, row.population]));
	return [...groups.values()].map((parts) => average(parts.toSorted(byId))).sort(byPlace);
}

function average(parts: TrendReading[]): TrendReading {
	const [first] = parts;
	if (first === undefined) throw new RangeError('An average needs at least one reading.');
	if (parts.length === 1) return first;
	const known = parts.every((part) => part.n !== null);
	const weight = (part: TrendReading) => (known ? (part.n ?? 1) : 1);
	const total = parts.reduce((sum, part) => sum + weight(part), 0);
	const margins = parts.flatMap((part) => part.margin ?? []);
	const ns = parts.flatMap((part) => part.n ?? []);
	return {
		...first,
		percent: parts.reduce((sum, part) => sum + weight(part) * part.percent, 0) / total,
		n: ns.length === 0 ? null : Math.max(...ns),
		margin:
			margins.length < parts.length
				? null
				: margins.reduce((sum, margin) => sum + margin, 0) / margins.length
	};
}

const byId = (a: TrendReading, b: TrendReading) => ascending(a.id, b.id);
const byPlace = (a: TrendReading, b: TrendReading) =>
	ascending(a.day, b.day) ||
	ascending(a.poll, b.poll) ||
	ascending(a.wording, b.wording) ||
	ascending(a.population, b.population);
