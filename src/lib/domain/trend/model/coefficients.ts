/** The start and the effects as regression coefficients, once a filter has run over the readings. */
import { at } from '../at.ts';
import type { Design } from './design.ts';
import { POPULATION_SD, WORDING_SD, type Hyperparameters } from './hyperparameters.ts';
import { log, square } from './portable.ts';
import { backwardSolve, forwardSolve, intoRoot } from './triangle.ts';

/** Coefficients before those of the effects: the level of the first day, which every reading carries. */
export const START = 1;

/** What a filter has found, whatever the effects are thought to be before. */
export interface Filtered {
	/** What the readings say of themselves and of the coefficients: a lower triangle, by rows. */
	information: Float64Array;
	/** Of the covariance of the readings given the coefficients. */
	logDeterminant: number;
}

export interface FilterRun {
	logLikelihood: number;
	/**
	 * Lower triangle C, by rows, of the posterior precision C C' of the coefficients: the start, then the effects. The
	 * next run without a trace writes over it.
	 */
	precisionRoot: Float64Array;
	/** C^-1 of what the readings say of the coefficients. */
	whitened: Float64Array;
}

/** Posterior mean of the coefficients. */
export const coefficientsOf = ({ precisionRoot, whitened }: FilterRun): Float64Array =>
	backwardSolve(precisionRoot, whitened);

/** Smallest prior spread of an effect, in points: zero stands for "no effect" and must not divide. */
const NO_SPREAD = 1e-7;

/** Posterior of the coefficients, and the likelihood with them integrated out. @param precisionRoot room for it */
export function solveCoefficients(
	{ columns, observations }: Design,
	hyper: Hyperparameters,
	{ information, logDeterminant }: Filtered,
	precisionRoot: Float64Array
): FilterRun {
	const size = START + columns.length;
	const width = 1 + size;
	const spread = { house: hyper.houseSd, population: POPULATION_SD, wording: WORDING_SD };
	// The flat start takes one reading to find, whose density integrates to one.
	let twiceLogLikelihood =
		-logDeterminant - at(information, 0) - (observations.length - 1) * log(2 * Math.PI);
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
	const whitened = new Float64Array(size);
	for (let i = 0; i < size; i += 1) whitened[i] = at(information, (i + 1) * width);
	forwardSolve(precisionRoot, size, whitened);
	for (let i = 0; i < size; i += 1) twiceLogLikelihood += square(at(whitened, i));
	return { logLikelihood: twiceLogLikelihood / 2, precisionRoot, whitened };
}
