/** The day of the first data: nothing came before it. */
export const FIRST_DAY = '2026-11-24';

/** When a row came and when it last changed, with what it held then. */
export interface RowHistory {
	record_id: string;
	/** `YYYY-MM-DD`. */
	added: string;
	/** `YYYY-MM-DD`; null where it never changed. */
	changed: string | null;
	row_hash: string;
	/** What changed on that day, in words; null where it is not known. */
	change: string | null;
}

/**
 * The history of a table as it stands on a day: a row not known before came that day, one that holds something else
 * changed that day, one that is gone has no history. Rows in the order of their ids.
 * @param today YYYY-MM-DD
 * @param changeOf says in words what changed in a row, as far as somebody knows what it held before
 */
export function historyOn(
	before: readonly RowHistory[],
	rows: readonly Pick<RowHistory, 'record_id' | 'row_hash'>[],
	today: string,
	changeOf: (record_id: string) => string | null = () => null
): RowHistory[] {
	const known = new Map(before.map((row) => [row.record_id, row]));
	return rows
		.map(({ record_id, row_hash }): RowHistory => {
			const old = known.get(record_id);
			if (!old) return { record_id, added: today, changed: null, row_hash, change: null };
			if (old.row_hash === row_hash) return old;
			return { ...old, changed: today, row_hash, change: changeOf(record_id) };
		})
		.sort((a, b) => (a.record_id < b.record_id ? -1 : 1));
}
