import { ascending } from 'd3-array';
import { hash } from 'node:crypto';
import type { HistoryTable } from '#lib/domain/tables/computed/history.ts';
import { tableOf } from './stored-columns.ts';

const HASH_DIGITS = 10;

/** A row as its file holds it. */
export interface Recorded {
	record_id: string;
	cells: Readonly<Record<string, string>>;
}

/** A row by its id: its key, the columns joined with |. */
export function recordOf(
	table: HistoryTable,
	names: readonly string[],
	cells: readonly string[]
): Recorded {
	const held = Object.fromEntries(names.map((name, index) => [name, (cells[index] ?? '').trim()]));
	return {
		record_id: tableOf(table)
			.key.map((name) => held[name] ?? '')
			.join('|'),
		cells: held
	};
}

/** Hash of what a row holds: its cells by column, but for empty ones and its own days, in no order. */
export function hashOf(names: readonly string[], cells: readonly string[]): string {
	const held: string[] = [];
	for (const { index, start } of inOrder(names)) {
		const cell = (cells[index] ?? '').trim();
		if (cell !== '') held.push(start + cell);
	}
	return hash('sha256', held.join('\n'), 'hex').slice(0, HASH_DIGITS);
}

/** A column as a hash holds it: where its cell is, and what stands before that. */
interface HashedColumn {
	index: number;
	start: string;
}
const orders = new WeakMap<readonly string[], readonly HashedColumn[]>();

/** The columns that a hash holds, by their names and the sign behind: found once for all rows of a file. */
function inOrder(names: readonly string[]): readonly HashedColumn[] {
	const known = orders.get(names);
	if (known) return known;
	const order = names
		.map((name, index) => ({ index, start: `${name.trim()}=` }))
		.filter(({ start }) => start !== 'added=' && start !== 'changed=')
		.sort(({ start: one }, { start: other }) => ascending(one, other));
	orders.set(names, order);
	return order;
}
