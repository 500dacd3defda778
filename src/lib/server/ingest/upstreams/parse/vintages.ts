import { group } from 'd3-array';
import { z } from 'zod';
import { addMonths, parseDate } from '#lib/domain/dates.ts';
import type { InputRow } from '#lib/domain/tables/index.ts';
import type { Curated } from '../curated.ts';
import type { Entry } from '../actions/listings.ts';

/** A value of a series as an upstream states it. */
export const observed = z.object({
	series_id: z.string(),
	region: z.string(),
	period: z.string(),
	value: z.number(),
	note: z.string().nullable()
});
export type Observed = z.output<typeof observed>;
type Observation = InputRow<'observations'>;

/** Under which id a history keeps a value of a series. */
export const observedId = ({
	series_id,
	region,
	period
}: Pick<Observed, 'series_id' | 'region' | 'period'>) => `${series_id}|${region}|${period}`;

const startOf = (date: string | null) => parseDate(date ?? '')?.start ?? '';
const endOf = (date: string | null) => parseDate(date ?? '')?.end ?? '';

/** Whether a value says what another says, to the digits that one is stated with. */
export function isSameValue(stated: number, value: number): boolean {
	const decimals = /\.(\d+)$/.exec(String(stated))?.[1]?.length ?? 0;
	return stated === value || Number(value.toFixed(decimals)) === stated;
}

/** An edition of a value, and the day on which it was first seen or, where that is known, published. */
export interface Edition {
	row: Observation;
	seen: string;
}

/**
 * The rows that say something new: those of a period that no curated row has, and those of one whose newest value is
 * another now. Where the upstream ends where the curated data stand, what it said before is history and adds nothing.
 * A value that replaces a curated one of a later publication came out after that, at the latest when it was seen.
 * @param editions those of one value in the order they were published
 */
export function onlyNews(editions: readonly Edition[], curated: Curated): Observation[] {
	const known = group(curated.rows('observations'), observedId);
	return [...group(editions, ({ row }) => observedId(row))].flatMap(([id, own]) => {
		const stated = (known.get(id) ?? []).toSorted((a, b) =>
			endOf(a.vintage).localeCompare(endOf(b.vintage))
		);
		const standing = stated.at(-1);
		const last = own.at(-1);
		if (!last || (standing && isSameValue(standing.value, last.row.value))) return [];
		// What people have taken in since is newer than a copy that nobody refreshed.
		if (standing && startOf(standing.vintage) > last.seen) return [];
		const dated = own.map(({ row, seen }) =>
			standing && endOf(row.vintage) <= endOf(standing.vintage) ? { ...row, vintage: seen } : row
		);
		const vintages = new Set(stated.map(({ vintage }) => vintage));
		return changes(dated).filter(({ vintage }) => !vintages.has(vintage));
	});
}

/** Editions that change the value; a later one that only says more of the same value lends its note. */
function changes(editions: readonly Observation[]): Observation[] {
	const found: Observation[] = [];
	for (const row of editions) {
		const before = found.at(-1);
		if (before?.value === row.value) found[found.length - 1] = { ...before, note: row.note };
		else found.push(row);
	}
	return found;
}

/**
 * When a value that is first in a copy was published, by the newest period of that copy: statistics come out some
 * months after the month they are of.
 */
export const monthsAfter =
	(months: number) =>
	(newest: string): string =>
		addMonths(endOf(newest).slice(0, 8) + '01', months).slice(0, 7);

/**
 * The observations a history stands for that are news: each value an edition of its own. It is dated by the
 * publication it came with, as the newest period of its copy tells, never later than the day it was first seen.
 * @param published when a copy with this newest period was published
 */
export function editions(
	entries: readonly Entry<Observed>[],
	{
		source,
		estimate,
		curated,
		published
	}: {
		source: string;
		estimate: Observation['estimate'];
		curated: Curated;
		published: (newestPeriod: string) => string;
	}
): Observation[] {
	const vintageOf = publications(entries, published);
	const taken = new Set<string>();
	const rows = entries
		.toSorted((a, b) => a.from.localeCompare(b.from))
		.map(({ id, from, data }): Edition => {
			const vintage = vintageOf.get(from) ?? from;
			// Two editions within one publication are told apart by the day they were seen.
			const key = `${id}|${vintage}`;
			const isTaken = taken.has(key);
			taken.add(key);
			const row: Observation = {
				...data,
				low: null,
				high: null,
				estimate,
				vintage: isTaken ? from : vintage,
				source_id: source
			};
			return { row, seen: from };
		});
	return onlyNews(rows, curated);
}

/** The publication of each copy, by the day of the copy. */
function publications(
	entries: readonly Entry<Observed>[],
	published: (newestPeriod: string) => string
): Map<string, string> {
	const byDay = [...group(entries, ({ from }) => from)].toSorted(([a], [b]) => a.localeCompare(b));
	const found = new Map<string, string>();
	let newest = '';
	for (const [day, own] of byDay) {
		for (const { data } of own) if (endOf(data.period) > endOf(newest)) newest = data.period;
		const vintage = newest === '' ? day : published(newest);
		found.set(day, (parseDate(vintage)?.start ?? day) > day ? day : vintage);
	}
	return found;
}
