import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { square } from './portable.ts';

export interface Minimum {
	point: number[];
	value: number;
	/** Second derivatives there; with their eigenvectors as columns and eigenvalues. */
	axes: Matrix;
	curvatures: number[];
}

/** Step of the finite differences; the arguments are logarithms, so it is a relative one. */
const STEP = 1e-2;
/** The search ends when a step would gain less than this. */
const TOLERANCE = 1e-4;
const MOST_STEPS = 50;
/** Longest move of one step, and least curvature taken along an axis. */
const MOST_MOVE = 1.5;
const LEAST_CURVATURE = 0.05;

/**
 * Smallest value of a smooth function of a few arguments: Newton steps with derivatives by finite differences
 * and curvatures taken as positive (Nocedal and Wright, Numerical Optimization, 2006, section 3.4), halved
 * until they gain.
 */
export function minimise(target: (point: number[]) => number, start: readonly number[]): Minimum {
	let point = [...start];
	let value = target(point);
	for (let step = 0; ; step += 1) {
		const { gradient, axes, curvatures } = derivatives(target, point, value);
		const slopes = axes.transpose().mmul(Matrix.columnVector(gradient)).to1DArray();
		const along = slopes.map((slope, i) => -slope / (curvatures[i] ?? NaN));
		const gain = -slopes.reduce((sum, slope, i) => sum + slope * (along[i] ?? NaN), 0) / 2;
		if (gain < TOLERANCE || step >= MOST_STEPS) return { point, value, axes, curvatures };
		const move = axes.mmul(Matrix.columnVector(along)).to1DArray();
		const length = Math.sqrt(move.reduce((sum, along) => sum + square(along), 0));
		let factor = Math.min(1, MOST_MOVE / length);
		let next = shifted(point, move, factor);
		let nextValue = target(next);
		while (!(nextValue < value) && factor > 1e-3) {
			factor /= 2;
			next = shifted(point, move, factor);
			nextValue = target(next);
		}
		if (!(nextValue < value)) return { point, value, axes, curvatures };
		point = next;
		value = nextValue;
	}
}

const shifted = (point: number[], move: number[], factor: number) =>
	point.map((coordinate, i) => coordinate + factor * (move[i] ?? NaN));

function derivatives(target: (point: number[]) => number, point: number[], value: number) {
	const size = point.length;
	const nudged = (sign: 1 | -1, ...which: number[]) =>
		target(
			point.map((coordinate, i) => (which.includes(i) ? coordinate + sign * STEP : coordinate))
		);
	const ups: number[] = [];
	const downs: number[] = [];
	const both = new Matrix(size, size);
	// Points that differ in the last argument alone follow one another: a target may remember what they share.
	const last = size - 1;
	ups[last] = nudged(1, last);
	downs[last] = nudged(-1, last);
	for (let i = 0; i < last; i += 1) {
		ups[i] = nudged(1, i);
		const higher = nudged(1, i, last);
		downs[i] = nudged(-1, i);
		both.set(last, i, higher + nudged(-1, i, last));
	}
	for (let i = 0; i < last; i += 1)
		for (let j = 0; j < i; j += 1) both.set(i, j, nudged(1, i, j) + nudged(-1, i, j));
	const up = (i: number) => ups[i] ?? NaN;
	const down = (i: number) => downs[i] ?? NaN;
	const hessian = new Matrix(size, size);
	for (let i = 0; i < size; i += 1) {
		hessian.set(i, i, (up(i) - 2 * value + down(i)) / square(STEP));
		for (let j = 0; j < i; j += 1) {
			const mixed =
				(both.get(i, j) - up(i) - down(i) - up(j) - down(j) + 2 * value) / (2 * square(STEP));
			hessian.set(i, j, mixed);
			hessian.set(j, i, mixed);
		}
	}
	const eigen = new EigenvalueDecomposition(hessian, { assumeSymmetric: true });
	return {
		gradient: point.map((_, i) => (up(i) - down(i)) / (2 * STEP)),
		axes: eigen.eigenvectorMatrix,
		curvatures: eigen.realEigenvalues.map((curvature) =>
			Math.max(Math.abs(curvature), LEAST_CURVATURE)
		)
	};
}
