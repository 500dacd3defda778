import { createHash } from 'node:crypto';
import type { HistoryTable } from '#lib/domain/tables/history.ts';
import { tableOf } from './stored.ts';

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
	const held = names
		.map((name, index) => [name.trim(), (cells[index] ?? '').trim()])
		.filter(([name, cell]) => cell !== '' && name !== 'added' && name !== 'changed')
		.map((pair) => pair.join('='))
		.sort();
	return createHash('sha256').update(held.join('\n')).digest('hex').slice(0, HASH_DIGITS);
}
