import { expect, it } from 'vitest';
import { drawIndexes, seeded } from '#lib/domain/random.ts';

it.each([1, 3, 3144, 2 ** 21])(
	'draws below %i what the numbers of the same seed give, and goes on from there',
	(bound) => {
		const random = seeded(7);
		const wanted = Array.from({ length: 400 }, () => Math.floor(random() * bound));
		const [first, second] = [new Int32Array(150), new Int32Array(250)];
		drawIndexes(second, drawIndexes(first, 7, bound), bound);
		expect([...first, ...second]).toEqual(wanted);
	}
);
