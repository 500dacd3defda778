import fc from 'fast-check';
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { forwardSolve, intoRoot } from '#lib/domain/trend/model/triangle.ts';
import { at } from '#lib/domain/trend/at.ts';
import { random } from './simulated.ts';

test('the root of a matrix is, to the last digit, that of a library', () => {
	const numbers = (size: number) =>
		fc.array(fc.double({ min: -10, max: 10, noNaN: true }), {
			minLength: size * size,
			maxLength: size * size
		});
	const sized = fc.integer({ min: 1, max: 14 }).chain((size) => numbers(size));
	fc.assert(
		fc.property(sized, (values) => {
			const size = Math.sqrt(values.length);
			const half = Matrix.from1DArray(size, size, values);
			// Its product with itself has a root; a little more on the diagonal keeps that from zero.
			const matrix = half.mmul(half.transpose()).add(Matrix.eye(size, size));
			const flat = Float64Array.from(matrix.to1DArray());
			intoRoot(flat, size);
			const theirs = new CholeskyDecomposition(matrix).lowerTriangularMatrix;
			for (let i = 0; i < size; i++)
				for (let j = 0; j <= i; j++) expect(flat[i * size + j]).toBe(theirs.get(i, j));
		})
	);
});

test('many sides of an equation are solved, to the last digit, like each alone', () => {
	const sides = fc.record({
		size: fc.integer({ min: 1, max: 11 }),
		count: fc.integer({ min: 1, max: 9 }),
		seed: fc.integer()
	});
	fc.assert(
		fc.property(sides, ({ size, count, seed }) => {
			const uniform = random(seed);
			const root = Float64Array.from({ length: size * size }, () => 0.5 + uniform());
			// Some sides begin with zeros, as unit vectors do.
			const all = Float64Array.from({ length: count * size }, (_, cell) =>
				cell % size < uniform() * 4 ? 0 : uniform() - 0.5
			);
			const alone = Array.from({ length: count }, (_, side) =>
				solved(root, all.slice(side * size, (side + 1) * size))
			);
			forwardSolve(root, size, all);
			expect([...all]).toEqual(alone.flat());
		})
	);
});

/** Solves a triangle for one side as a textbook does. */
function solved(root: Float64Array, side: Float64Array): number[] {
	const z: number[] = [];
	for (const [i, b] of side.entries()) {
		let sum = b;
		for (const [j, known] of z.entries()) sum -= at(root, i * side.length + j) * known;
		z.push(sum / at(root, i * side.length + i));
	}
	return z;
}
