import { expect, test } from 'vitest';
import { pendingLine } from '#lib/domain/actions/words/pending-words.ts';
import { readable } from '#lib/domain/text/format.ts';

test('what is pending is counted, with the last day on which it was seen', () => {
	const rows = [{ last_pending: '2026-07-30' }, { last_pending: '2026-09-23' }];
	expect(pendingLine(rows, 12)).toBe(
		`12 restrictions seen pending, last on ${readable('2026-09-23')}.`
	);
	expect(pendingLine(rows.slice(0, 1), 1)).toBe(
		`1 restriction seen pending, last on ${readable('2026-07-30')}.`
	);
	expect(pendingLine([], 0)).toBeNull();
});
