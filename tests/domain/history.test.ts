import { describe, expect, it } from 'vitest';
import { historyOn, stampOf } from '#lib/domain/history.ts';

const before = [
	{ record_id: 'b', added: '2026-11-24', changed: null, row_hash: 'one' },
	{ record_id: 'c', added: '2026-11-24', changed: '2026-11-25', row_hash: 'two' },
	{ record_id: 'gone', added: '2026-11-24', changed: null, row_hash: 'three' }
];

describe('the history of rows', () => {
	it('dates a new row and a changed one, leaves the others alone and forgets what is gone', () => {
		const rows = [
			{ record_id: 'c', row_hash: 'two' },
			{ record_id: 'b', row_hash: 'other' },
			{ record_id: 'a', row_hash: 'new' }
		];
		expect(historyOn(before, rows, '2026-12-01')).toEqual([
			{ record_id: 'a', added: '2026-12-01', changed: null, row_hash: 'new' },
			{ record_id: 'b', added: '2026-11-24', changed: '2026-12-01', row_hash: 'other' },
			{ record_id: 'c', added: '2026-11-24', changed: '2026-11-25', row_hash: 'two' }
		]);
	});

	it('is the same whenever nothing changed', () => {
		const rows = before.map(({ record_id, row_hash }) => ({ record_id, row_hash }));
		expect(historyOn(before, rows, '2030-01-01')).toEqual(before);
	});

	it('stamps by the last change', () => {
		expect(before.map(stampOf)).toEqual(['2026-11-24', '2026-11-25', '2026-11-24']);
	});
});
