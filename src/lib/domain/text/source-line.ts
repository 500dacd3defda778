import { TIERS, type Tier } from '../closed.ts';
import { formatNumber, readable } from './format.ts';

/** Up to so many publishers are named under a chart. */
const NAMED = 3;

/** Who published what a chart shows, those with most rows first: `EIA, EPRI, LBNL and 4 more`. */
export function publisherNames(rows: readonly { publisher: string }[]): string {
	const counts = new Map<string, number>();
	for (const { publisher } of rows) counts.set(publisher, (counts.get(publisher) ?? 0) + 1);
	const names = [...counts].toSorted(([, a], [, b]) => b - a).map(([name]) => name);
	const others = names.length - NAMED;
	return `${names.slice(0, NAMED).join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
}

/** The newest date among rows, in words; nothing where none has one. */
export function newestDate(rows: readonly { date: string | null }[]): string {
	const newest = rows.flatMap(({ date }) => date ?? []).toSorted((a, b) => a.localeCompare(b));
	const last = newest.at(-1);
	return last === undefined ? '' : `newest ${readable(last)}`;
}

/** A reading, a record or a value, as far as a source line tells of it. */
interface Sourced {
	publisher: string;
	tier: Tier;
	date: string | null;
}

/**
 * Where rows come from in one line: publishers, how many by how they were seen, and the newest date.
 * @param count rows in words: `24 readings`
 * @param tiers how many were seen how, in words
 */
export const sourceLine = (rows: readonly Sourced[], count: string, tiers: string): string =>
	rows.length === 0
		? ''
		: [
				publisherNames(rows),
				[count, tiers].filter((part) => part !== '').join(', '),
				newestDate(rows)
			]
				.filter((part) => part !== '')
				.join('; ');

/** How one and several rows of a tier were seen. */
const SEEN: Readonly<Record<Tier, readonly [one: string, many: string]>> = {
	primary: ['an original source', 'original sources'],
	reported: ['a news report', 'news reports'],
	aggregator: ['a tracker only', 'trackers only'],
	own: ['own data', 'own data']
};

/** How many rows come from what kind of source: `12 from original sources, 1 from a tracker only`. */
export function tierCounts(rows: readonly Pick<Sourced, 'tier'>[]): string {
	const counts = TIERS.map((tier) => ({
		tier,
		count: rows.filter((row) => row.tier === tier).length
	})).filter(({ count }) => count > 0);
	return counts
		.map(({ tier, count }) => {
			const which = counts.length > 1 ? `${formatNumber(count)} ` : count > 1 ? 'all ' : '';
			return `${which}from ${SEEN[tier][count === 1 ? 0 : 1]}`;
		})
		.join(', ');
}
