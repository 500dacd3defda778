import fc from 'fast-check';
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { intoRoot } from '#lib/domain/trend/model/filter.ts';

test('the root of a matrix is, to the last digit, that of a library', () => {
	const numbers = (size: number) =>
		fc.array(fc.double({ min: -10, max: 10, noNaN: true }), {
			minLength: size * size,
			maxLength: size * size
		});
	const sized = fc.integer({ min: 1, max: 8 }).chain((size) => numbers(size));
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
