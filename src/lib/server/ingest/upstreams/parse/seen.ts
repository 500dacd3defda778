import type { HistoryTable } from '#lib/domain/tables/computed/history.ts';
import type { InputRow } from '#lib/domain/tables/index.ts';
import { hashOf } from '../../history/recorded.ts';

/**
 * When a row of an upstream came and last changed, by which feeds are sorted.
 * @param seen days on which the upstream was first seen to list it, and last seen to change it
 */
export const seenRow = (
	record_table: HistoryTable,
	record_id: string,
	row: object,
	seen: { added: string; changed: string | null }
): InputRow<'history'> => ({
	record_table,
	record_id,
	...seen,
	row_hash: hashOf(
		Object.keys(row),
		Object.values(row).map((value) => (value === null ? '' : String(value)))
	),
	change: null
});
