import { describe, expect, it } from 'vitest';
import { historyOn, type RowHistory } from '#lib/domain/history/history.ts';

const row = (
	record_id: string,
	row_hash: string,
	changed: string | null = null,
	change: string | null = null
): RowHistory => ({ record_id, added: '2026-11-24', changed, row_hash, change });
const before = [
	row('b', 'one'),
	row('c', 'two', '2026-11-25', 'note emptied, was x'),
	row('gone', 'three')
];

describe('the history of rows', () => {
	it('dates a new row and a changed one, leaves the others alone and forgets what is gone', () => {
		const rows = [
			{ record_id: 'c', row_hash: 'two' },
			{ record_id: 'b', row_hash: 'other' },
			{ record_id: 'a', row_hash: 'new' }
		];
		expect(historyOn(before, rows, '2026-12-01', (id) => `note of ${id}`)).toEqual([
			{ ...row('a', 'new'), added: '2026-12-01' },
			row('b', 'other', '2026-12-01', 'note of b'),
			row('c', 'two', '2026-11-25', 'note emptied, was x')
		]);
	});

	it('is the same whenever nothing changed', () => {
		const rows = before.map(({ record_id, row_hash }) => ({ record_id, row_hash }));
		expect(historyOn(before, rows, '2030-01-01')).toEqual(before);
	});
});
