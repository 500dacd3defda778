import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inOrder } from '#lib/server/api/indicators/in-order.ts';

const key = fc.oneof(
	fc.integer({ min: -3, max: 3 }),
	fc.constant(Infinity),
	fc.double({ noNaN: true })
);

it('gives a first page as it stands in the order of all, also where many keys are equal', () => {
	fc.assert(
		fc.property(fc.array(key, { minLength: 1, maxLength: 60 }), fc.nat(60), (keys, wanted) => {
			const ranking = {
				keys: Float64Array.from(keys),
				rankOf: (row: number) => row % 4,
				ids: (rows: readonly number[]) => rows.map((row) => String(row).padStart(2, '0'))
			};
			const whole = keys
				.map((_, row) => row)
				.sort((a, b) => {
					const [one = 0, other = 0] = [keys[a], keys[b]];
					return one === other ? (a % 4) - (b % 4) || a - b : one < other ? -1 : 1;
				});
			const rows = inOrder(ranking);
			expect(rows(0, wanted)).toEqual(whole.slice(0, wanted));
			expect(rows(wanted, keys.length)).toEqual(whole.slice(wanted));
		})
	);
});
