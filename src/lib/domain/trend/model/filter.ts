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
import { solveCoefficients, START, type Filtered, type FilterRun } from './coefficients.ts';
import type { Design, DesignRow } from './design.ts';
import { SLOPE_DAMPING, type Hyperparameters } from './hyperparameters.ts';
import { log, square } from './portable.ts';

/**
 * What the smoother needs of a filter run. Rows are `width` long: the readings first, then a column for each
 * coefficient, the start and the effects.
 */
interface Trace {
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

/** Noise variance of a reading. */
export const noise = (
	{ share, variance }: { share: number; variance: number },
	{ nonSamplingSd }: Hyperparameters
): number => share * (variance + square(nonSamplingSd));

/** Room for what a pass of the filter leaves behind for the smoother: no pass has to ask for memory again. */
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
	const size = START + design.columns.length;
	if (trace) {
		const filtered = filter(design, hyper, trace, trace);
		return solveCoefficients(design, hyper, filtered, new Float64Array(size * size));
	}
	const work = workOf(design);
	if (!work.last || !isFilteredAlike(work.last.hyper, hyper))
		work.last = { hyper, ...filter(design, hyper, work) };
	return solveCoefficients(design, hyper, work.last, work.root);
}

/** Places among the errors of a reading of its value and of the coefficients it carries. */
const carriedBy = ({ columns }: DesignRow): number[] => [
	0,
	START,
	...columns.map((column) => 1 + START + column)
];

/** The spread of houses is a matter of the coefficients. */
const isFilteredAlike = (a: Hyperparameters, b: Hyperparameters): boolean =>
	a.levelSd === b.levelSd && a.slopeSd === b.slopeSd && a.nonSamplingSd === b.nonSamplingSd;

function filter(
	design: Design,
	hyper: Hyperparameters,
	{ errors, gains }: Pick<Trace, 'errors' | 'gains'>,
	trace?: Trace
): Filtered {
	const { observations, columns, days } = design;
	const width = 1 + START + columns.length;
	const level = new Float64Array(width);
	const slope = new Float64Array(width);
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
			const r = noise(observation, hyper);
			const f = v00 + r;
			const gainLevel = v00 / f;
			const gainSlope = v01 / f;
			// A reading of share s counts as one s-th of a reading: its density to the power 1/s, which beside the
			// raised variance changes the normalising constant.
			logDeterminant += log(f);
			if (observation.share !== 1)
				logDeterminant += log(r / observation.share) / observation.share - log(r);
			const carried = carriedBy(observation);
			const own = carried.map((j) => [at(level, j), at(slope, j)] as const);
			takeIn(level, slope, gainLevel, gainSlope, errors, index * width);
			for (const [place, [ownLevel, ownSlope]] of own.entries()) {
				const j = carried[place] ?? NaN;
				const e = (j === 0 ? observation.value : 1) - ownLevel;
				errors[index * width + j] = e;
				level[j] = ownLevel + gainLevel * e;
				slope[j] = ownSlope + gainSlope * e;
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
	return { information: informationOf(design, width, errors, gains), logDeterminant };
}

/** Room for a filter that leaves no trace: a search runs it hundreds of times. */
interface Work extends Pick<Trace, 'errors' | 'gains'> {
	root: Float64Array;
	/** The run before, which the next may have in common but for the coefficients. */
	last?: Filtered & { hyper: Hyperparameters };
}
const work = new WeakMap<Design, Work>();

function workOf(design: Design): Work {
	const known = work.get(design);
	if (known) return known;
	const { length } = design.observations;
	const size = START + design.columns.length;
	const room: Work = {
		errors: new Float64Array(length * (1 + size)),
		gains: new Float64Array(length * 3),
		root: new Float64Array(size * size)
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
	let day = observations.at(-1)?.day ?? 0;
	for (let index = observations.length - 1; index >= 0; index -= 1) {
		const observation = observations[index];
		if (!observation) continue;
		for (; day > observation.day; day -= 1)
			for (let j = 0; j < width; j += 1) slope[j] = at(level, j) + SLOPE_DAMPING * at(slope, j);
		weigh(weight, level, slope, errors, gains, index);
		addRow(information, 0, observation.value, weight);
		addRow(information, START, 1, weight);
		for (const column of observation.columns) addRow(information, 1 + START + column, 1, weight);
	}
	return information;
}

// Loops of their own, each over some numbers: they are most of a fit, and engines make the most of small functions.

/** Takes in a reading, as far as it carries no coefficient: its error is what was expected of it, the other way. */
function takeIn(
	level: Float64Array,
	slope: Float64Array,
	gainLevel: number,
	gainSlope: number,
	errors: Float64Array,
	from: number
): void {
	for (let j = 0; j < level.length; j += 1) {
		const expected = at(level, j);
		const e = -expected;
		errors[from + j] = e;
		level[j] = expected + gainLevel * e;
		slope[j] = at(slope, j) + gainSlope * e;
	}
}

/** What a reading weighs, with what the later ones weigh in `level`, which takes it in. */
function weigh(
	weight: Float64Array,
	level: Float64Array,
	slope: Float64Array,
	errors: Float64Array,
	gains: Float64Array,
	index: number
): void {
	const f = at(gains, index * 3);
	const gainLevel = at(gains, index * 3 + 1);
	const gainSlope = at(gains, index * 3 + 2);
	const from = index * weight.length;
	for (let j = 0; j < weight.length; j += 1) {
		const one = at(errors, from + j) / f - gainLevel * at(level, j) - gainSlope * at(slope, j);
		weight[j] = one;
		level[j] = at(level, j) + one;
	}
}

/** Adds to a row of a lower triangle as wide as `values`. */
function addRow(triangle: Float64Array, row: number, by: number, values: Float64Array): void {
	const from = row * values.length;
	for (let k = 0; k <= row; k += 1)
		triangle[from + k] = at(triangle, from + k) + by * at(values, k);
}
