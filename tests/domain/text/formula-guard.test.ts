import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardCell, unguardCell } from '#lib/domain/text/formula-guard.ts';

const text = fc.oneof(
	fc.string(),
	fc
		.tuple(
			fc.constantFrom('', "'", "''"),
			fc.constantFrom('=', '+', '-', '@', '\t', '\r'),
			fc.string()
		)
		.map((parts) => parts.join(''))
);

describe('the guard against formulas', () => {
	it.each(['=SUM(A1)', '+1+2', '-1+2', '@x', '\tx', '\rx', '-', '+ 3%'])(
		'goes before "%s"',
		(cell) => {
			expect(guardCell(cell)).toBe(`'${cell}`);
		}
	);

	it.each(['', 'plain', '-1', '+3.5', '-.5', '-1e-9', "'quoted'", "it's = fine", '3/14/2026'])(
		'leaves "%s" alone',
		(cell) => {
			expect(guardCell(cell)).toBe(cell);
			expect(unguardCell(cell)).toBe(cell);
		}
	);

	it('comes off again, whatever the text', () => {
		fc.assert(
			fc.property(text, (cell) => {
				expect(unguardCell(guardCell(cell))).toBe(cell);
			})
		);
	});

	it('leaves nothing that a spreadsheet would run', () => {
		fc.assert(
			fc.property(text, (cell) => {
				const guarded = guardCell(cell);
				expect(/^[=+\-@\t\r]/.test(guarded) && Number.isNaN(Number(guarded))).toBe(false);
			})
		);
	});
});
