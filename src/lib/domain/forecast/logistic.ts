import { Matrix, solve } from 'ml-matrix';
import { exp, log } from '../trend/model/portable.ts';

/** Rows to fit: what was seen, how much each counts, and what is taken as given. */
export interface Observed {
	/** Features a row; every row has as many. */
	features: readonly (readonly number[])[];
	/** 1 where it happened, 0 where not. */
	happened: readonly number[];
	/** Weight a row; 1 each by default. */
	weights?: readonly number[];
	/** Log odds a row that are given and not fitted; 0 each by default. */
	offsets?: readonly number[];
}

/** A fitted model: an intercept, and a coefficient a feature. */
interface Logistic {
	intercept: number;
	coefficients: number[];
	iterations: number;
}

const MOST_ITERATIONS = 50;
const MOST_HALVINGS = 30;
/** The fit ends when a step improves the penalised log likelihood by less than this, relatively. */
const TOLERANCE = 1e-10;
const SMALLEST_SHARE = 1e-12;

/** Probability of log odds. */
export const logistic = (odds: number): number =>
	odds >= 0 ? 1 / (1 + exp(-odds)) : 1 - 1 / (1 + exp(odds));

/** Log odds of a probability, kept away from 0 and 1. */
export function logit(share: number): number {
	const kept = Math.min(1 - SMALLEST_SHARE, Math.max(SMALLEST_SHARE, share));
	return log(kept / (1 - kept));
}

/** Probability of a row under a model. */
export const probability = (
	{ intercept, coefficients }: Logistic,
	features: readonly number[],
	offset = 0
): number =>
	logistic(
		coefficients.reduce(
			(sum, each, index) => sum + each * (features[index] ?? 0),
			intercept + offset
		)
	);

/**
 * Logistic regression with a ridge penalty on the coefficients (not on the intercept), by iteratively reweighted least
 * squares (McCullagh and Nelder 1989, 2.5). It begins at the intercept that matches the mean, and halves a step that
 * does not improve: with an offset, plain Newton steps from zero can diverge.
 * @param ridge penalty: half of it times the sum of squared coefficients is taken off the log likelihood
 */
export function fitLogistic(observed: Observed, ridge = 0): Logistic {
	const count = observed.features[0]?.length ?? 0;
	let beta = [matchedIntercept(observed), ...Array.from({ length: count }, () => 0)];
	const chances = new Float64Array(observed.happened.length);
	let likelihood = likelihoodAt(observed, beta, ridge, chances);
	for (let iteration = 1; iteration <= MOST_ITERATIONS; iteration++) {
		const step = newtonStep(observed, beta, ridge, chances);
		let part = 1;
		let next = beta;
		let better = likelihood;
		for (let halving = 0; halving < MOST_HALVINGS; halving++, part /= 2) {
			const tried = beta.map((value, index) => value + part * (step[index] ?? 0));
			const reached = likelihoodAt(observed, tried, ridge, chances);
			if (reached >= likelihood) {
				next = tried;
				better = reached;
				break;
			}
		}
		const gained = better - likelihood;
		beta = next;
		likelihood = better;
		if (gained <= TOLERANCE * (Math.abs(likelihood) + TOLERANCE)) return modelOf(beta, iteration);
	}
	return modelOf(beta, MOST_ITERATIONS);
}

const modelOf = ([intercept = 0, ...coefficients]: number[], iterations: number): Logistic => ({
	intercept,
	coefficients,
	iterations
});

const weightOf = ({ weights }: Observed, row: number) => weights?.[row] ?? 1;
const offsetOf = ({ offsets }: Observed, row: number) => offsets?.[row] ?? 0;

/** The intercept at which, with the offsets alone, as much is expected as was seen; by bisection. */
function matchedIntercept(observed: Observed): number {
	const { happened } = observed;
	const seen = happened.reduce((sum, y, row) => sum + y * weightOf(observed, row), 0);
	let [low, high] = [-40, 40];
	for (let step = 0; step < 60; step++) {
		const middle = (low + high) / 2;
		let expected = 0;
		// Most rows have the offset of the row before, and so its chance.
		let [offset, chance] = [NaN, NaN];
		for (let row = 0; row < happened.length; row++) {
			const own = offsetOf(observed, row);
			if (own !== offset) [offset, chance] = [own, logistic(middle + own)];
			expected += weightOf(observed, row) * chance;
		}
		if (expected < seen) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}

function oddsOf(observed: Observed, beta: readonly number[], row: number): number {
	const features = observed.features[row] ?? [];
	let odds = (beta[0] ?? 0) + offsetOf(observed, row);
	for (let index = 0; index < features.length; index++)
		odds += (beta[index + 1] ?? 0) * (features[index] ?? 0);
	return odds;
}

/** Penalised log likelihood. @param chances is given the chance of each row, of which the next step is made */
function likelihoodAt(
	observed: Observed,
	beta: readonly number[],
	ridge: number,
	chances: Float64Array
): number {
	let sum = 0;
	for (let row = 0; row < observed.happened.length; row++) {
		const odds = oddsOf(observed, beta, row);
		// log(1 + e^odds), without overflow; the power is most of a fit, and the chance needs the same.
		const small = exp(odds > 0 ? -odds : odds);
		const normal = odds > 0 ? odds + log(1 + small) : log(1 + small);
		chances[row] = odds >= 0 ? 1 / (1 + small) : 1 - 1 / (1 + small);
		sum += weightOf(observed, row) * ((observed.happened[row] ?? 0) * odds - normal);
	}
	for (const value of beta.slice(1)) sum -= (ridge / 2) * value * value;
	return sum;
}

function newtonStep(
	observed: Observed,
	beta: readonly number[],
	ridge: number,
	chances: Float64Array
): number[] {
	const size = beta.length;
	const gradient = new Array<number>(size).fill(0);
	const curvature = Array.from({ length: size }, () => new Array<number>(size).fill(0));
	for (let row = 0; row < observed.happened.length; row++) {
		const p = chances[row] ?? 0;
		const weight = weightOf(observed, row);
		const features = observed.features[row] ?? [];
		for (let i = 0; i < size; i++) {
			const x = i === 0 ? 1 : (features[i - 1] ?? 0);
			gradient[i] = (gradient[i] ?? 0) + weight * ((observed.happened[row] ?? 0) - p) * x;
			const line = curvature[i];
			if (line)
				for (let j = 0; j <= i; j++)
					line[j] =
						(line[j] ?? 0) + weight * p * (1 - p) * x * (j === 0 ? 1 : (features[j - 1] ?? 0));
		}
	}
	const information = Matrix.zeros(size, size);
	for (let i = 0; i < size; i++)
		for (let j = 0; j <= i; j++) {
			// A ridge too small to matter on the intercept too keeps a sample in which nothing happened solvable.
			const value = (curvature[i]?.[j] ?? 0) + (i === j ? (i === 0 ? 1e-9 : ridge + 1e-9) : 0);
			information.set(i, j, value);
			information.set(j, i, value);
		}
	const slope = gradient.map(
		(value, index) => value - (index === 0 ? 0 : ridge * (beta[index] ?? 0))
	);
	return solve(information, Matrix.columnVector(slope)).to1DArray();
}
