/** When a row came and when it last changed, with what it held then. */
export interface RowHistory {
	record_id: string;
	/** `YYYY-MM-DD`. */
	added: string;
	/** `YYYY-MM-DD`; null where it never changed. */
	changed: string | null;
	row_hash: string;
}

/**
 * The history of a table as it stands on a day: a row not known before came that day, one that holds something else
 * changed that day, one that is gone has no history. Rows in the order of their ids.
 * @param today YYYY-MM-DD
 */
export function historyOn(
	before: readonly RowHistory[],
	rows: readonly Pick<RowHistory, 'record_id' | 'row_hash'>[],
	today: string
): RowHistory[] {
	const known = new Map(before.map((row) => [row.record_id, row]));
	return rows
		.map(({ record_id, row_hash }): RowHistory => {
			const old = known.get(record_id);
			if (!old) return { record_id, added: today, changed: null, row_hash };
			return old.row_hash === row_hash ? old : { ...old, changed: today, row_hash };
		})
		.sort((a, b) => (a.record_id < b.record_id ? -1 : 1));
}

/** The day by which a feed stamps a row. */
export const stampOf = ({ added, changed }: Pick<RowHistory, 'added' | 'changed'>): string =>
	changed ?? added;
