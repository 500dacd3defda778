import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { around, outline, type Corner } from '#lib/map/shapes/outline.ts';
import { runs } from '../setup/properties.ts';

/** The corners an SVG path of this product visits, worked out from the path's own grammar. */
function cornersOf(path: string): Corner[] {
	return path
		.split('z')
		.filter((ring) => ring !== '')
		.flatMap((ring) => {
			const numbers = [...ring.matchAll(/-?\d*\.?\d+/g)].map(([number]) => Number(number));
			const corners: Corner[] = [];
			for (let at = 0; at < numbers.length; at += 2) {
				const [x, y] = corners.at(-1) ?? [0, 0];
				corners.push([x + (numbers[at] ?? NaN), y + (numbers[at + 1] ?? NaN)]);
			}
			return corners;
		});
}

describe('an outline', () => {
	it('is a closed path of steps, short as it can be', () => {
		const square: Corner[] = [
			[1, 1],
			[1.5, 1],
			[1.5, 0.5],
			[1, 0.5],
			[1, 1]
		];
		expect(outline([square], 0.5)).toEqual({
			path: 'M1 1l.5 0 0-.5-.5 0z',
			box: [1, 0.5, 1.5, 1]
		});
	});

	it('leaves out an island that vanishes on the grid, but never the whole shape', () => {
		const large: Corner[] = [
			[0, 0],
			[10, 0],
			[10, 10],
			[0, 0]
		];
		const small: Corner[] = [
			[20, 20],
			[20.1, 20],
			[20.1, 20.1],
			[20, 20]
		];
		expect(outline([large, small], 1).path).toBe('M0 0l10 0 0 10z');
		expect(outline([small], 1).path).toBe('M20 20l.1 0 0 .1z');
	});

	it('keeps every corner within half a line of the grid, whatever the shape', () => {
		const corner = fc.tuple(
			fc.double({ min: -60, max: 970, noNaN: true }),
			fc.double({ min: 0, max: 610, noNaN: true })
		);
		fc.assert(
			fc.property(fc.array(corner, { minLength: 8, maxLength: 40 }), (ring) => {
				const { path, box } = outline([ring], 0.5);
				const drawn = cornersOf(path);
				expect(drawn.length).toBeGreaterThan(2);
				for (const [x, y] of drawn) {
					const near = Math.min(
						...ring.map(([toX, toY]) => Math.max(Math.abs(toX - x), Math.abs(toY - y)))
					);
					expect(near).toBeLessThanOrEqual(0.26);
					expect(x).toBeGreaterThanOrEqual(box[0] - 0.01);
					expect(y).toBeLessThanOrEqual(box[3] + 0.01);
				}
			}),
			{ numRuns: runs(60) }
		);
	});
});

it('the box around boxes holds them all', () => {
	expect(
		around([
			[0, 5, 2, 6],
			[-1, 7, 1, 9]
		])
	).toEqual([-1, 5, 2, 9]);
});
