/**
 * The model, by day t and reading i:
 *
 *   reading:  y_i = x_t(i) + h_house(i) + p_population(i) + w_wording(i) + e_i,   e_i ~ N(0, share_i (v_i + tau^2))
 *   level:    x_t+1 = x_t + s_t + eta_t,          eta_t ~ N(0, levelSd^2)
 *   drift:    s_t+1 = damping s_t + zeta_t,       zeta_t ~ N(0, (1 - damping^2) slopeSd^2)
 *   effects:  h ~ N(0, houseSd^2), p ~ N(0, POPULATION_SD^2), w ~ N(0, WORDING_SD^2), all static
 *   start:    x_0 flat: nothing is known of it; s_0 ~ N(0, slopeSd^2), the spread it keeps ever after
 *
 * Filtered with the start and the effects as regression coefficients beside a two-dimensional state (the
 * augmented Kalman filter: de Jong, Annals of Statistics 19, 1991; Durbin and Koopman, Time Series Analysis by
 * State Space Methods, 2nd ed., sections 4.3, 5.7, 6.2 and 6.4 for readings taken one at a time). A flat start
 * and a drift that keeps its spread say the same whichever day is the first, so that days without readings
 * before or after the others change no estimate. Cost: linear in readings and in days.
 */
import { at } from '../at.ts';
import type { Design } from './design.ts';
import {
	POPULATION_SD,
	SLOPE_DAMPING,
	WORDING_SD,
	type Hyperparameters
} from './hyperparameters.ts';
import { log, square } from './portable.ts';

/** Coefficients before those of the effects: the level of the first day, which every reading carries. */
export const START = 1;

/**
 * What the smoother needs of a filter run. Rows are `width` long: the readings first, then a column for each
 * coefficient, the start and the effects.
 */
export interface Trace {
	width: number;
	/** Predicted state means at the start of each day, days x width. */
	level: Float64Array;
	slope: Float64Array;
	/** Predicted state variances at the start of each day, days x 3: level, covariance, slope. */
	variance: Float64Array;
	/** By day, days x 4: how an error at the start of the day passes to the next, row by row. */
	passage: Float64Array;
	/** One-step prediction errors, readings x width. */
	errors: Float64Array;
	/** By reading, x 3: variance of the prediction error, gain of level and of slope. */
	gains: Float64Array;
}

export interface FilterRun {
	logLikelihood: number;
	/** Posterior mean of the coefficients: the start, then the effects. */
	coefficients: Float64Array;
	/** Lower triangle C, by rows, of the posterior precision C C' of the coefficients. */
	precisionRoot: Float64Array;
}

/** Noise variance of a reading. */
export const noise = (
	{ share, variance }: { share: number; variance: number },
	{ nonSamplingSd }: Hyperparameters
): number => share * (variance + square(nonSamplingSd));

/** Smallest prior spread of an effect, in points: zero stands for "no effect" and must not divide. */
const NO_SPREAD = 1e-7;

export function newTrace(design: Design): Trace {
	const width = 1 + START + design.columns.length;
	return {
		width,
		level: new Float64Array(design.days * width),
		slope: new Float64Array(design.days * width),
		variance: new Float64Array(design.days * 3),
		passage: new Float64Array(design.days * 4),
		errors: new Float64Array(design.observations.length * width),
		gains: new Float64Array(design.observations.length * 3)
	};
}

/**
 * Runs the filter once; fills `trace` where one is given. Without one it runs from the first reading to the
 * last: other days say nothing about hyperparameters, and a search for them then takes the same steps to the
 * last digit on every grid.
 */
export function runFilter(design: Design, hyper: Hyperparameters, trace?: Trace): FilterRun {
	const { observations, columns, days } = design;
	const width = 1 + START + columns.length;
	const level = new Float64Array(width);
	const slope = new Float64Array(width);
	const errors = trace?.errors ?? workOf(design).errors;
	const gains = trace?.gains ?? workOf(design).gains;
	const levelStep = square(hyper.levelSd);
	const slopeStep = (1 - square(SLOPE_DAMPING)) * square(hyper.slopeSd);
	let v00 = 0;
	let v01 = 0;
	let v11 = square(hyper.slopeSd);
	let logDeterminant = 0;
	let index = 0;

	const firstDay = trace ? 0 : (observations[0]?.day ?? 0);
	const lastDay = trace ? days - 1 : (observations.at(-1)?.day ?? -1);
	for (let day = firstDay; day <= lastDay; day += 1) {
		if (trace) {
			trace.level.set(level, day * width);
			trace.slope.set(slope, day * width);
			trace.variance.set([v00, v01, v11], day * 3);
		}
		// What remains of an error in (level, slope) after the day's readings; its second column is (0, 1).
		let keepLevel = 1;
		let keepSlope = 0;
		for (
			let observation = observations[index];
			observation?.day === day;
			observation = observations[index]
		) {
			const error = errors.subarray(index * width, (index + 1) * width);
			for (let j = 0; j < width; j += 1) error[j] = -at(level, j);
			error[0] = observation.value + at(error, 0);
			error[START] = 1 + at(error, START);
			for (const column of observation.columns)
				error[1 + START + column] = 1 + at(error, 1 + START + column);
			const r = noise(observation, hyper);
			const f = v00 + r;
			const gainLevel = v00 / f;
			const gainSlope = v01 / f;
			// A reading of share s counts as one s-th of a reading: its density to the power 1/s, which beside the
			// raised variance changes the normalising constant.
			logDeterminant += log(f);
			if (observation.share !== 1)
				logDeterminant += log(r / observation.share) / observation.share - log(r);
			for (let j = 0; j < width; j += 1) {
				const e = at(error, j);
				if (e === 0) continue;
				level[j] = at(level, j) + gainLevel * e;
				slope[j] = at(slope, j) + gainSlope * e;
			}
			v11 -= gainSlope * v01;
			v01 *= r / f;
			v00 *= r / f;
			keepSlope -= gainSlope * keepLevel;
			keepLevel *= r / f;
			gains[index * 3] = f;
			gains[index * 3 + 1] = gainLevel;
			gains[index * 3 + 2] = gainSlope;
			index += 1;
		}
		trace?.passage.set(
			[keepLevel + keepSlope, 1, SLOPE_DAMPING * keepSlope, SLOPE_DAMPING],
			day * 4
		);
		if (v11 > 0) {
			for (let j = 0; j < width; j += 1) {
				const s = at(slope, j);
				level[j] = at(level, j) + s;
				slope[j] = SLOPE_DAMPING * s;
			}
		}
		v00 += 2 * v01 + v11 + levelStep;
		v01 = SLOPE_DAMPING * (v01 + v11);
		v11 = square(SLOPE_DAMPING) * v11 + slopeStep;
	}
	const information = informationOf(design, width, errors, gains);
	return solveCoefficients(design, hyper, information, logDeterminant);
}

/** Room for the errors and gains of a filter that leaves no trace: a search runs it hundreds of times. */
const work = new WeakMap<Design, Pick<Trace, 'errors' | 'gains'>>();

function workOf(design: Design): Pick<Trace, 'errors' | 'gains'> {
	const known = work.get(design);
	if (known) return known;
	const { length } = design.observations;
	const room = {
		errors: new Float64Array(length * (1 + START + design.columns.length)),
		gains: new Float64Array(length * 3)
	};
	work.set(design, room);
	return room;
}

/**
 * What the readings say of themselves and of the coefficients: D' V^-1 D, where D holds the readings and a column for
 * each coefficient, and V is their covariance given the coefficients. A backward run over the errors gives V^-1 D (the
 * smoothing errors of Durbin and Koopman, 4.5.3), and D is nearly empty: a reading costs as many steps as there are
 * coefficients, not the square of it.
 * @returns the lower triangle, by rows
 */
function informationOf(
	{ observations }: Design,
	width: number,
	errors: Float64Array,
	gains: Float64Array
): Float64Array {
	const information = new Float64Array(width * width);
	const level = new Float64Array(width);
	const slope = new Float64Array(width);
	const weight = new Float64Array(width);
	const addTo = (row: number, by: number) => {
		for (let k = 0, cell = row * width; k <= row; k += 1, cell += 1)
			information[cell] = at(information, cell) + by * at(weight, k);
	};
	let day = observations.at(-1)?.day ?? 0;
	for (let index = observations.length - 1; index >= 0; index -= 1) {
		const observation = observations[index];
		if (!observation) continue;
		for (; day > observation.day; day -= 1)
			for (let j = 0; j < width; j += 1) slope[j] = at(level, j) + SLOPE_DAMPING * at(slope, j);
		const f = at(gains, index * 3);
		const gainLevel = at(gains, index * 3 + 1);
		const gainSlope = at(gains, index * 3 + 2);
		const from = index * width;
		for (let j = 0; j < width; j += 1) {
			const one = at(errors, from + j) / f - gainLevel * at(level, j) - gainSlope * at(slope, j);
			weight[j] = one;
			level[j] = at(level, j) + one;
		}
		addTo(0, observation.value);
		addTo(START, 1);
		for (const column of observation.columns) addTo(1 + START + column, 1);
	}
	return information;
}

/** Posterior of the coefficients, and the likelihood with them integrated out. */
function solveCoefficients(
	{ columns, observations }: Design,
	hyper: Hyperparameters,
	information: Float64Array,
	logDeterminant: number
): FilterRun {
	const size = START + columns.length;
	const width = 1 + size;
	const spread = { house: hyper.houseSd, population: POPULATION_SD, wording: WORDING_SD };
	// The flat start takes one reading to find, whose density integrates to one.
	let twiceLogLikelihood =
		-logDeterminant - at(information, 0) - (observations.length - 1) * log(2 * Math.PI);
	const precisionRoot = new Float64Array(size * size);
	for (let i = 0; i < size; i += 1)
		for (let j = 0; j <= i; j += 1)
			precisionRoot[i * size + j] = at(information, (i + 1) * width + j + 1);
	columns.forEach(({ factor }, column) => {
		const sd = Math.max(spread[factor], NO_SPREAD);
		const cell = (START + column) * (size + 1);
		precisionRoot[cell] = at(precisionRoot, cell) + 1 / square(sd);
		twiceLogLikelihood -= 2 * log(sd);
	});
	intoRoot(precisionRoot, size);
	for (let i = 0; i < size; i += 1)
		twiceLogLikelihood -= 2 * log(at(precisionRoot, i * (size + 1)));
	const score = Float64Array.from({ length: size }, (_, i) => at(information, (i + 1) * width));
	const whitened = forwardSolve(precisionRoot, score);
	for (const value of whitened) twiceLogLikelihood += square(value);
	return {
		logLikelihood: twiceLogLikelihood / 2,
		coefficients: backwardSolve(precisionRoot, whitened),
		precisionRoot
	};
}

/**
 * Cholesky's root C of a symmetric matrix C C', in its place: the lower triangle by rows. With hundreds of houses this is
 * most of a fit, and the rows of a library's matrix are objects that are asked for each number.
 */
export function intoRoot(matrix: Float64Array, size: number): void {
	for (let j = 0; j < size; j += 1) {
		const row = j * size;
		let rest = 0;
		for (let k = 0; k < j; k += 1) {
			const other = k * size;
			let sum = 0;
			for (let i = 0; i < k; i += 1) sum += at(matrix, other + i) * at(matrix, row + i);
			const value = (at(matrix, row + k) - sum) / at(matrix, other + k);
			matrix[row + k] = value;
			rest += square(value);
		}
		matrix[row + j] = Math.sqrt(Math.max(at(matrix, row + j) - rest, 0));
	}
}

/** Solves C z = b for a lower triangle C stored by rows. */
export function forwardSolve(root: Float64Array, b: Float64Array): Float64Array {
	const size = b.length;
	const z = new Float64Array(size);
	for (let i = 0; i < size; i += 1) {
		let sum = at(b, i);
		for (let j = 0; j < i; j += 1) sum -= at(root, i * size + j) * at(z, j);
		z[i] = sum / at(root, i * size + i);
	}
	return z;
}

/** Solves C' x = z for a lower triangle C stored by rows. */
function backwardSolve(root: Float64Array, z: Float64Array): Float64Array {
	const size = z.length;
	const x = new Float64Array(size);
	for (let i = size - 1; i >= 0; i -= 1) {
		let sum = at(z, i);
		for (let j = i + 1; j < size; j += 1) sum -= at(root, j * size + i) * at(x, j);
		x[i] = sum / at(root, i * size + i);
	}
	return x;
}
