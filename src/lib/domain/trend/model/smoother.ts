/**
 * Smoother for one set of hyperparameters: state smoothing by the backward recursion of Durbin and Koopman
 * (sections 4.4 and 4.7 for covariances between days), run for the readings and for each coefficient's column at once.
 */
import { at } from '../at.ts';
import { coefficientsOf, START } from './coefficients.ts';
import type { Design, DesignRow } from './design.ts';
import { newTrace, runFilter } from './filter.ts';
import type { Hyperparameters } from './hyperparameters.ts';
import { lagsOf, lagsUpTo } from '../checks/lags.ts';
import { square } from './portable.ts';
import { forwardSolve } from './triangle.ts';

/** Joint normal posterior at given hyperparameters. Variances in points squared. */
export interface Smoothed {
	logLikelihood: number;
	/** Estimate by day: level plus anchor mean of the effects, minus `Design.centre`. */
	mean: Float64Array;
	variance: Float64Array;
	/** By day, variance of the change since each of `lagsOf(day)`; empty unless asked for, which takes longest. */
	changeVariance: Float64Array[];
	/** Effect of each column relative to the anchor mean of its factor. */
	effects: { mean: number; variance: number }[];
	/** By reading: expectation of the reading, minus `Design.centre`. */
	fitted: Float64Array;
	/** By reading: covariance of its expectation with the estimate of its day. */
	withEstimate: Float64Array;
	/** Posterior covariance of the expectations of two readings of the same day. */
	covariance(i: number, j: number): number;
}

/**
 * @param trace room to work in, overwritten; one may serve many calls for the same design
 * @param changes whether variances of changes are wanted
 */
export function smooth(
	design: Design,
	hyper: Hyperparameters,
	trace = newTrace(design),
	changes = false
): Smoothed {
	const run = runFilter(design, hyper, trace);
	const coefficients = coefficientsOf(run);
	const size = coefficients.length;
	const level = smoothLevel(design, trace);
	const { width } = trace;
	const { days, observations } = design;

	// Whitened coordinates: the covariance of two combinations of coefficients is the dot product of theirs.
	const whiten = (rows: Float64Array) => {
		forwardSolve(run.precisionRoot, size, rows);
		return rows;
	};
	const unit = new Float64Array(size * size);
	for (let i = 0; i < size; i += 1) unit[i * (size + 1)] = 1;
	whiten(unit);
	const anchor = Float64Array.of(...Array<number>(START).fill(1), ...design.anchor);
	const anchorAxis = whiten(anchor.slice());
	const anchorMean = dot(anchor, coefficients);
	const mean = new Float64Array(days);
	const variance = new Float64Array(days);
	// By day, the axes of its response to the coefficients and of its estimate.
	const dayAxes = new Float64Array(days * size);
	const responseOf = (day: number) => level.mean.subarray(day * width + 1, (day + 1) * width);
	for (let day = 0; day < days; day += 1) dayAxes.set(responseOf(day), day * size);
	whiten(dayAxes);
	const estimateAxes = new Float64Array(days * size);
	for (let from = 0; from < estimateAxes.length; from += size)
		for (let k = 0; k < size; k += 1)
			estimateAxes[from + k] = at(anchorAxis, k) - at(dayAxes, from + k);
	const axisOfDay = (axes: Float64Array, day: number) =>
		axes.subarray(day * size, (day + 1) * size);
	for (let day = 0; day < days; day += 1) {
		const axis = axisOfDay(estimateAxes, day);
		mean[day] = at(level.mean, day * width) - dot(responseOf(day), coefficients) + anchorMean;
		variance[day] = at(level.variance, day) + dot(axis, axis);
	}

	// Made when asked for: kept for thousands of readings they would be most of the memory of a fit.
	const axisOfReading = (i: number) => {
		const axis = new Float64Array(size);
		const from = (observations[i]?.day ?? NaN) * size;
		for (let j = 0; j < size; j += 1) axis[j] = -at(dayAxes, from + j);
		for (const k of carriedBy(observations[i]))
			for (let j = k, cell = k * size + k; j < size; j += 1, cell += 1)
				axis[j] = at(axis, j) + at(unit, cell);
		return axis;
	};
	const fitted = Float64Array.from(observations, (observation) => {
		const cell = observation.day * width;
		let value = at(level.mean, cell);
		for (let k = 0; k < size; k += 1) value -= at(level.mean, cell + 1 + k) * at(coefficients, k);
		for (const k of carriedBy(observation)) value += at(coefficients, k);
		return value;
	});
	return {
		logLikelihood: run.logLikelihood,
		mean,
		variance,
		changeVariance: changes ? changeVariances(level, estimateAxes) : [],
		effects: effectsOf(design, coefficients, whiten),
		fitted,
		withEstimate: Float64Array.from(
			observations,
			({ day }, i) => at(level.variance, day) + dot(axisOfDay(estimateAxes, day), axisOfReading(i))
		),
		covariance: (i, j) =>
			at(level.variance, observations[i]?.day ?? NaN) + dot(axisOfReading(i), axisOfReading(j))
	};
}

/** Effects relative to the anchor mean of their factor. @param whiten in its place, one row after another */
function effectsOf(
	{ columns, anchor }: Design,
	coefficients: Float64Array,
	whiten: (rows: Float64Array) => Float64Array
): Smoothed['effects'] {
	const size = coefficients.length;
	const contrasts = new Float64Array(columns.length * size);
	const rowOf = (rows: Float64Array, i: number) => rows.subarray(i * size, (i + 1) * size);
	for (const [i, { factor }] of columns.entries()) {
		const contrast = rowOf(contrasts, i);
		for (let j = 0; j < columns.length; j += 1)
			if (columns[j]?.factor === factor) contrast[START + j] = -at(anchor, j);
		contrast[START + i] = at(contrast, START + i) + 1;
	}
	const axes = whiten(contrasts.slice());
	return columns.map((_, i) => ({
		mean: dot(rowOf(contrasts, i), coefficients),
		variance: dot(rowOf(axes, i), rowOf(axes, i))
	}));
}

/** The coefficients that a reading carries: the start, and its effects. */
const carriedBy = (observation: DesignRow | undefined): number[] =>
	observation ? [0, ...observation.columns.map((column) => START + column)] : [];

interface SmoothedLevel {
	/** Days x width: smoothed level of the readings, then its response to each coefficient. */
	mean: Float64Array;
	/** By day, given the coefficients. */
	variance: Float64Array;
	/** Predicted variances and passages of the filter, and by day the two numbers that end a covariance. */
	predicted: Float64Array;
	passage: Float64Array;
	tail: Float64Array;
}

function smoothLevel(design: Design, trace: ReturnType<typeof newTrace>): SmoothedLevel {
	const { width, level, errors, gains } = trace;
	const mean = new Float64Array(design.days * width);
	const variance = new Float64Array(design.days);
	const tail = new Float64Array(design.days * 2);
	const rLevel = new Float64Array(width);
	const rSlope = new Float64Array(width);
	let n00 = 0;
	let n01 = 0;
	let n11 = 0;
	let index = design.observations.length - 1;
	for (let day = design.days - 1; day >= 0; day -= 1) {
		for (; design.observations[index]?.day === day; index -= 1) {
			const f = at(gains, index * 3);
			const gainLevel = at(gains, index * 3 + 1);
			const gainSlope = at(gains, index * 3 + 2);
			for (let j = 0; j < width; j += 1)
				rLevel[j] =
					at(errors, index * width + j) / f +
					(1 - gainLevel) * at(rLevel, j) -
					gainSlope * at(rSlope, j);
			const keep = 1 - gainLevel;
			n00 = 1 / f + square(keep) * n00 - 2 * keep * gainSlope * n01 + square(gainSlope) * n11;
			n01 = keep * n01 - gainSlope * n11;
		}
		const p00 = at(trace.variance, day * 3);
		const p01 = at(trace.variance, day * 3 + 1);
		for (let j = 0, cell = day * width; j < width; j += 1, cell += 1)
			mean[cell] = at(level, cell) + p00 * at(rLevel, j) + p01 * at(rSlope, j);
		const tail0 = 1 - (n00 * p00 + n01 * p01);
		const tail1 = -(n01 * p00 + n11 * p01);
		tail.set([tail0, tail1], day * 2);
		variance[day] = p00 * tail0 + p01 * tail1;
		// Back through the step from the day before: r <- T'r, N <- T'NT with T = [[1, 1], [0, damping]].
		const damping = at(trace.passage, 3);
		for (let j = 0; j < width; j += 1) rSlope[j] = at(rLevel, j) + damping * at(rSlope, j);
		n11 = n00 + 2 * damping * n01 + square(damping) * n11;
		n01 = n00 + damping * n01;
	}
	return { mean, variance, predicted: trace.variance, passage: trace.passage, tail };
}

/**
 * Var(x_t - x_s | all readings) for the lags kept. Given the effects, Cov(x_s, x_t) is the first entry of
 * P_s (M_t-1 ... M_s)' (I - N_t P_t), with M the passage of a day; products of passages over 1, 2, 3, 4, 6, ...
 * days are built by doubling, those from the first day step by step.
 */
function changeVariances(level: SmoothedLevel, axes: Float64Array): Float64Array[] {
	const days = level.variance.length;
	const size = axes.length / days;
	const spread = Array.from({ length: days }, (_, day) => new Float64Array(lagsOf(day).length));
	const put = (from: number, to: number, position: number, p0: number, p1: number) => {
		const covariance = p0 * at(level.tail, to * 2) + p1 * at(level.tail, to * 2 + 1);
		const own = at(level.variance, from) + at(level.variance, to) - 2 * covariance;
		const cell = spread[to];
		if (cell)
			cell[position] = Math.max(0, own) + squaredDistance(axes, from * size, to * size, size);
	};

	const products = new Map<number, Float64Array>([[1, level.passage]]);
	const product = (lag: number): Float64Array => {
		const known = products.get(lag);
		if (known) return known;
		const half = lag % 3 === 0 ? lag / 3 : lag / 2;
		const made = compose(product(half), half, product(lag - half), days - lag);
		products.set(lag, made);
		return made;
	};
	lagsUpTo(days - 1).forEach((lag, position) => {
		const over = product(lag);
		for (let from = 0; from + lag < days; from += 1) {
			const p0 = at(level.predicted, from * 3);
			const p1 = at(level.predicted, from * 3 + 1);
			const cell = from * 4;
			put(
				from,
				from + lag,
				position,
				at(over, cell) * p0 + at(over, cell + 1) * p1,
				at(over, cell + 2) * p0 + at(over, cell + 3) * p1
			);
		}
	});

	let p0 = at(level.predicted, 0);
	let p1 = at(level.predicted, 1);
	for (let day = 1; day < days; day += 1) {
		const cell = (day - 1) * 4;
		const next0 = at(level.passage, cell) * p0 + at(level.passage, cell + 1) * p1;
		p1 = at(level.passage, cell + 2) * p0 + at(level.passage, cell + 3) * p1;
		p0 = next0;
		put(0, day, (spread[day]?.length ?? 0) - 1, p0, p1);
	}
	return spread;
}

/** By day: passage over `shift` days, then over those of `later`; 2 x 2 by rows. */
function compose(
	sooner: Float64Array,
	shift: number,
	later: Float64Array,
	count: number
): Float64Array {
	const result = new Float64Array(Math.max(0, count) * 4);
	for (let day = 0; day < count; day += 1)
		for (let row = 0; row < 2; row += 1)
			for (let column = 0; column < 2; column += 1)
				result[day * 4 + row * 2 + column] =
					at(later, (day + shift) * 4 + row * 2) * at(sooner, day * 4 + column) +
					at(later, (day + shift) * 4 + row * 2 + 1) * at(sooner, day * 4 + 2 + column);
	return result;
}

function dot(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < a.length; i += 1) sum += at(a, i) * at(b, i);
	return sum;
}

/** Between two rows of `size` numbers that begin at `a` and `b`. */
function squaredDistance(rows: Float64Array, a: number, b: number, size: number): number {
	let sum = 0;
	for (let i = 0; i < size; i += 1) sum += square(at(rows, a + i) - at(rows, b + i));
	return sum;
}
