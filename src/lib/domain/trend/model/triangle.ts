/**
 * Cholesky's root and its equations, on lower triangles stored by rows. With hundreds of houses they are most of a fit.
 * Each number is the same sum in the same order as one alone would be, to the last digit; four are worked on at a
 * time, for a processor waits for one sum but not for four.
 */
import { at } from '../at.ts';
import { square } from './portable.ts';

/** Rows, or sides of an equation, that are worked on at a time. */
const TOGETHER = 4;

/** Cholesky's root C of a symmetric matrix C C', in its place. */
export function intoRoot(matrix: Float64Array, size: number): void {
	let j = 0;
	for (; j + TOGETHER <= size; j += TOGETHER) {
		fourRows(matrix, size, j);
		for (let row = j; row < j + TOGETHER; row += 1) restOfRow(matrix, size, row, j);
	}
	for (; j < size; j += 1) restOfRow(matrix, size, j, 0);
}

/** The entries of four rows of a root that lie before its first column `j`, two columns at a time: j is even. */
function fourRows(matrix: Float64Array, size: number, j: number): void {
	const a = j * size;
	const b = a + size;
	const c = b + size;
	const d = c + size;
	for (let k = 0; k < j; k += 2) {
		const one = k * size;
		const two = one + size;
		let sumA = 0;
		let sumB = 0;
		let sumC = 0;
		let sumD = 0;
		let nextA = 0;
		let nextB = 0;
		let nextC = 0;
		let nextD = 0;
		for (let i = 0; i < k; i += 1) {
			const first = at(matrix, one + i);
			const second = at(matrix, two + i);
			const inA = at(matrix, a + i);
			sumA += first * inA;
			nextA += second * inA;
			const inB = at(matrix, b + i);
			sumB += first * inB;
			nextB += second * inB;
			const inC = at(matrix, c + i);
			sumC += first * inC;
			nextC += second * inC;
			const inD = at(matrix, d + i);
			sumD += first * inD;
			nextD += second * inD;
		}
		const pivot = at(matrix, one + k);
		const between = at(matrix, two + k);
		const next = at(matrix, two + k + 1);
		putTwo(matrix, a + k, sumA, nextA, pivot, between, next);
		putTwo(matrix, b + k, sumB, nextB, pivot, between, next);
		putTwo(matrix, c + k, sumC, nextC, pivot, between, next);
		putTwo(matrix, d + k, sumD, nextD, pivot, between, next);
	}
}

/** Two entries of a row of a root, side by side. @param between the entry of the second's column in the row of the first */
function putTwo(
	matrix: Float64Array,
	cell: number,
	sum: number,
	nextSum: number,
	pivot: number,
	between: number,
	next: number
): void {
	const value = (at(matrix, cell) - sum) / pivot;
	matrix[cell] = value;
	matrix[cell + 1] = (at(matrix, cell + 1) - (nextSum + between * value)) / next;
}

/** The entries of a row of a root from a column on; those before are there. */
function restOfRow(matrix: Float64Array, size: number, j: number, from: number): void {
	const row = j * size;
	for (let k = from; k < j; k += 1) {
		const other = k * size;
		let sum = 0;
		for (let i = 0; i < k; i += 1) sum += at(matrix, other + i) * at(matrix, row + i);
		matrix[row + k] = (at(matrix, row + k) - sum) / at(matrix, other + k);
	}
	let rest = 0;
	for (let k = 0; k < j; k += 1) rest += square(at(matrix, row + k));
	matrix[row + j] = Math.sqrt(Math.max(at(matrix, row + j) - rest, 0));
}

/**
 * Solves C z = b for a lower triangle C and several b at once, in their place.
 * @param sides one b after another, each as long as the triangle is wide
 */
export function forwardSolve(root: Float64Array, size: number, sides: Float64Array): void {
	const count = sides.length / size;
	let side = 0;
	for (; side + TOGETHER <= count; side += TOGETHER) fourSides(root, size, sides, side * size);
	for (; side < count; side += 1) solveFrom(root, size, sides, side * size, 0);
}

function fourSides(root: Float64Array, size: number, sides: Float64Array, a: number): void {
	const b = a + size;
	const c = b + size;
	const d = c + size;
	// Zeros before the first number of each stay zeros.
	let first = size;
	for (let from = a; from <= d; from += size)
		first = Math.min(first, firstOf(sides.subarray(from, from + size)));
	// From an even row on, so that rows come two at a time.
	first -= first % 2;
	let i = first;
	for (; i + 2 <= size; i += 2) {
		const one = i * size;
		const two = one + size;
		let sumA = at(sides, a + i);
		let sumB = at(sides, b + i);
		let sumC = at(sides, c + i);
		let sumD = at(sides, d + i);
		let nextA = at(sides, a + i + 1);
		let nextB = at(sides, b + i + 1);
		let nextC = at(sides, c + i + 1);
		let nextD = at(sides, d + i + 1);
		for (let j = first; j < i; j += 1) {
			const upper = at(root, one + j);
			const lower = at(root, two + j);
			const inA = at(sides, a + j);
			sumA -= upper * inA;
			nextA -= lower * inA;
			const inB = at(sides, b + j);
			sumB -= upper * inB;
			nextB -= lower * inB;
			const inC = at(sides, c + j);
			sumC -= upper * inC;
			nextC -= lower * inC;
			const inD = at(sides, d + j);
			sumD -= upper * inD;
			nextD -= lower * inD;
		}
		const pivot = at(root, one + i);
		const between = at(root, two + i);
		const next = at(root, two + i + 1);
		solveTwo(sides, a + i, sumA, nextA, pivot, between, next);
		solveTwo(sides, b + i, sumB, nextB, pivot, between, next);
		solveTwo(sides, c + i, sumC, nextC, pivot, between, next);
		solveTwo(sides, d + i, sumD, nextD, pivot, between, next);
	}
	for (let side = a; i < size && side <= d; side += size) solveFrom(root, size, sides, side, i);
}

function solveTwo(
	sides: Float64Array,
	cell: number,
	sum: number,
	nextSum: number,
	pivot: number,
	between: number,
	next: number
): void {
	const value = sum / pivot;
	sides[cell] = value;
	sides[cell + 1] = (nextSum - between * value) / next;
}

/** Solves for one side that begins at a cell, from a row on; all before are solved. */
function solveFrom(
	root: Float64Array,
	size: number,
	sides: Float64Array,
	side: number,
	first: number
): void {
	for (let i = first; i < size; i += 1) {
		const row = i * size;
		let sum = at(sides, side + i);
		for (let j = 0; j < i; j += 1) sum -= at(root, row + j) * at(sides, side + j);
		sides[side + i] = sum / at(root, row + i);
	}
}

/** The place of the first number that is not zero; the length where there is none. */
function firstOf(numbers: Float64Array): number {
	let first = 0;
	while (first < numbers.length && numbers[first] === 0) first += 1;
	return first;
}

/** Solves C' x = z for a lower triangle C. */
export function backwardSolve(root: Float64Array, z: Float64Array): Float64Array {
	const size = z.length;
	const x = new Float64Array(size);
	for (let i = size - 1; i >= 0; i -= 1) {
		let sum = at(z, i);
		for (let j = i + 1; j < size; j += 1) sum -= at(root, j * size + i) * at(x, j);
		x[i] = sum / at(root, i * size + i);
	}
	return x;
}
