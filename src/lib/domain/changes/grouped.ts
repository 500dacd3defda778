import type { ComputedRow } from '../collections/computed.ts';
import { formatNumber } from '../text/format.ts';

type Changed = ComputedRow<'changes'>;

/** What a reader thinks of as one thing, with the rows of the data that changed in it. */
export interface ChangedThing {
	name: string;
	/** The row that a link leads to: that of the thing itself, else its first. */
	row: Changed;
	rows: Changed[];
}

/** Tables whose rows are named by what they belong to. */
const POLL = /Poll by .+$/;
const BEHIND: readonly Changed['record_table'][] = ['sources', 'citations'];
const SOURCES = 'Sources and citations';

/**
 * Changed rows by what a reader thinks of as one thing: a poll with its questions and answers; sources and citations
 * together. In the order in which they come.
 */
export function grouped(rows: readonly Changed[]): ChangedThing[] {
	const things = new Map<string, Changed[]>();
	for (const row of rows) {
		const name = nameOf(row);
		things.set(name, [...(things.get(name) ?? []), row]);
	}
	return [...things].flatMap(([name, all]) => {
		const row = all.find(({ record_table }) => record_table === 'polls') ?? all[0];
		return row ? [{ name, row, rows: all }] : [];
	});
}

const nameOf = ({ record_table, record }: Changed): string =>
	BEHIND.includes(record_table) ? SOURCES : (POLL.exec(record)?.[0] ?? record);

/**
 * What became of a thing: counts by what became of its rows, or the words of the one row.
 * @example 'added: 1 poll, 2 questions, 6 answers'
 */
export function thingWords({ rows }: ChangedThing): string {
	const [first] = rows;
	if (rows.length === 1 && first)
		return first.change === 'changed' ? `changed: ${first.words}` : first.change;
	const counts = new Map<string, Map<string, number>>();
	for (const { change, record_table } of rows) {
		const of = counts.get(change) ?? new Map<string, number>();
		const what = record_table.replaceAll('_', ' ');
		counts.set(change, of.set(what, (of.get(what) ?? 0) + 1));
	}
	return [...counts]
		.map(
			([change, of]) =>
				`${change}: ${[...of].map(([what, count]) => `${formatNumber(count)} ${count === 1 ? singular(what) : what}`).join(', ')}`
		)
		.join('; ');
}

const singular = (plural: string) =>
	plural === 'series' ? plural : plural.replace(/ies$/, 'y').replace(/s$/, '');
