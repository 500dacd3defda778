import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fold, readLedger, writeLedger } from '#lib/server/ingest/upstreams/actions/listings.ts';

const list = (values: Record<string, number>) =>
	Object.entries(values).map(([id, data]) => ({ id, data }));

describe('the history of an upstream', () => {
	it('opens what is new, closes what changed or went, and keeps the rest', () => {
		const first = fold([], list({ a: 1, b: 2, c: 3 }), '2026-11-01');
		expect(fold(first, list({ a: 1, b: 5, d: 4 }), '2026-11-09')).toEqual([
			{ id: 'a', from: '2026-11-01', to: null, data: 1 },
			{ id: 'b', from: '2026-11-01', to: '2026-11-09', data: 2 },
			{ id: 'c', from: '2026-11-01', to: '2026-11-09', data: 3 },
			{ id: 'b', from: '2026-11-09', to: null, data: 5 },
			{ id: 'd', from: '2026-11-09', to: null, data: 4 }
		]);
	});

	it('opens anew what comes back', () => {
		const history = [list({ a: 1 }), list({}), list({ a: 1 })].reduce<
			ReturnType<typeof fold<number>>
		>((before, listed, index) => fold(before, listed, `2026-11-0${index + 1}`), []);
		expect(history).toEqual([
			{ id: 'a', from: '2026-11-01', to: '2026-11-02', data: 1 },
			{ id: 'a', from: '2026-11-03', to: null, data: 1 }
		]);
	});

	it('takes the second copy of a day for the first', () => {
		const first = fold([], list({ a: 1 }), '2026-11-01');
		expect(fold(first, list({ a: 2 }), '2026-11-01')).toEqual([
			{ id: 'a', from: '2026-11-01', to: null, data: 2 }
		]);
	});

	const copy = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 0, max: 2 }), {
		noNullPrototype: true
	});
	const day = (index: number) => `2026-11-${String(index + 1).padStart(2, '0')}`;

	it('answers for any day with what the copy of that day listed, and reads back as written', () => {
		fc.assert(
			fc.property(fc.array(copy, { minLength: 1, maxLength: 8 }), (copies) => {
				const history = copies.reduce(
					(before, listed, index) => fold(before, list(listed), day(index)),
					fold<number>([], [], day(0))
				);
				for (const [index, listed] of copies.entries()) {
					const standing = history.filter(
						({ from, to }) => from <= day(index) && (to === null || to > day(index))
					);
					expect(Object.fromEntries(standing.map(({ id, data }) => [id, data]))).toEqual(listed);
				}
				const last = copies.at(-1) ?? {};
				expect(fold(history, list(last), '2026-12-01')).toEqual(history);
				expect(readLedger(writeLedger(history), z.number())).toEqual(history);
			})
		);
	});
});
