import { z } from 'zod';
import { addDays, parseDate } from '#lib/domain/dates.ts';
import type { InputRow } from '#lib/domain/tables/index.ts';
import { OddRow } from '../fetch/failure.ts';
import type { LedgerListed } from './listings.ts';
import { MORATORIUM_NATION } from './moratorium-nation.ts';
import { oneByOne, rowAs, type Parsed } from '../parse/one-by-one.ts';
import { sourceId } from '../parse/source-id.ts';
import { defineUpstream, readJson, sourceOf, type Copy } from '../upstream.ts';

/**
 * Where and when Moratorium Nation looked place by place, so that a state without a row there can be told from one
 * nobody looked at: JSON. Its searches by discovery are weaker and are not taken.
 */
const NAME = 'moratorium-nation-sweeps';
/** The tracker whose looking this is, in the table of coverage. */
const TRACKER = 'moratorium-nation';
/** A sweep of the country covers as many states. */
const STATES = 50;

const sweep = z.object({ start: z.string(), end: z.string(), states: z.array(z.string()) });
type Sweep = z.output<typeof sweep>;

const listedWindow = z.object({ window: z.string(), swept_states: z.array(z.string()) });

function parse(copy: Copy): Parsed<Sweep> {
	const { windows } = readJson(NAME, copy, z.object({ windows: z.array(z.unknown()) }));
	return oneByOne(`${NAME} (${copy.part.file})`, windows, (one, index): LedgerListed<Sweep>[] => {
		const { window, swept_states } = rowAs(`window ${index + 1}`, one, listedWindow);
		const [start, end] = window.split('/').map((day) => parseDate(day.trim()));
		if (start?.precision !== 'day' || end?.precision !== 'day')
			throw new OddRow(`window ${index + 1}: "${window}" is no pair of days`);
		const states = [...new Set(swept_states)].sort();
		return [{ id: window, data: { start: start.start, end: end.end, states } }];
	});
}

/** From when to when the whole country was swept without a gap, up to the newest such sweep; null where it never was. */
function sweptThrough(sweeps: readonly Sweep[]): Pick<Sweep, 'start' | 'end'> | null {
	const whole = sweeps
		.filter(({ states }) => states.length >= STATES)
		.toSorted((a, b) => a.start.localeCompare(b.start));
	let run: Pick<Sweep, 'start' | 'end'> | null = null;
	for (const { start, end } of whole)
		if (run === null || start > addDays(run.end, 1)) run = { start, end };
		else if (end > run.end) run = { start: run.start, end };
	return run;
}

/** The cells of the tracker's row that another sweep changes. */
function changes(
	row: InputRow<'coverage'>,
	{ start, end }: Pick<Sweep, 'start' | 'end'>
): InputRow<'overrides'>[] {
	const known = {
		swept_from: parseDate(row.swept_from ?? '')?.start,
		swept_to: parseDate(row.swept_to ?? '')?.end
	};
	// A list that says less than what people have taken from it is an older copy.
	if (known.swept_to !== undefined && end < known.swept_to) return [];
	const now = { swept_from: start, swept_to: end };
	return (['swept_from', 'swept_to'] as const).flatMap((column) =>
		known[column] === now[column]
			? []
			: [
					{
						table: 'coverage',
						id: TRACKER,
						column,
						value: now[column],
						source_id: sourceId(NAME),
						reason: 'the tracker lists another sweep of all states'
					}
				]
	);
}

const description = {
	...MORATORIUM_NATION,
	name: NAME,
	title: 'Moratorium Nation sweep coverage, as fetched',
	purpose: 'where and when a tracker of moratoriums looked place by place',
	staleAfterDays: 240,
	types: ['application/json', 'text/plain']
} as const;

export const moratoriumSweeps = defineUpstream({
	...description,
	parts: () => [
		{
			file: 'sweep_coverage.json',
			url: 'https://raw.githubusercontent.com/mjbommar/moratorium-data-2026/main/data/sweep_coverage.json'
		}
	],
	parse,
	data: sweep,
	dated: ({ end }) => end,
	rows: (entries, { curated }) => {
		const now = entries.filter(({ to }) => to === null).map(({ data }) => data);
		const swept = sweptThrough(now);
		const row = curated.rows('coverage').find(({ tracker }) => tracker === TRACKER);
		const part = now.filter(({ states }) => states.length < STATES).length;
		const source = sourceOf(description, {
			publisher: 'Moratorium Nation',
			url: 'https://github.com/mjbommar/moratorium-data-2026',
			tier: 'aggregator'
		});
		return {
			rows: { sources: [source], overrides: row && swept ? changes(row, swept) : [] },
			notes:
				part > 0
					? [
							`${part} sweeps of less than ${STATES} states are left out: coverage is told by tracker`
						]
					: []
		};
	}
});
