import { fitLogistic, logit } from './logistic.ts';

/** How well probabilities did against what happened (1) or did not (0). */
export interface Scores {
	n: number;
	happened: number;
	/** Chance that one where it happened was given more than one where it did not; null without both. */
	auc: number | null;
	/** Mean squared distance between probability and outcome. */
	brier: number | null;
	/** Slope of the outcome on the log odds: 1 where spread is right, less where it is too wide. */
	slope: number | null;
	/** Intercept of that fit. */
	intercept: number | null;
	/** How many times as many happened as were expected. */
	observedExpected: number | null;
}

/** Scores of probabilities. */
export function scoresOf(probabilities: readonly number[], happened: readonly number[]): Scores {
	const n = happened.length;
	const count = happened.reduce((sum, y) => sum + y, 0);
	const expected = probabilities.reduce((sum, p) => sum + p, 0);
	const isMixed = count > 0 && count < n;
	const fit = isMixed
		? fitLogistic({ features: probabilities.map((p) => [logit(p)]), happened })
		: null;
	return {
		n,
		happened: count,
		auc: isMixed ? areaUnderCurve(probabilities, happened) : null,
		brier: n === 0 ? null : brierOf(probabilities, happened),
		slope: fit?.coefficients[0] ?? null,
		intercept: fit?.intercept ?? null,
		observedExpected: expected > 0 ? count / expected : null
	};
}

/** Mean squared error of probabilities (Brier 1950). */
export const brierOf = (probabilities: readonly number[], happened: readonly number[]): number =>
	probabilities.reduce((sum, p, index) => sum + (p - (happened[index] ?? 0)) ** 2, 0) /
	happened.length;

/** Brier skill over another forecast of the same: 1 is perfect, 0 no better, below 0 worse. */
export const skillOver = (brier: number, other: number): number | null =>
	other > 0 ? 1 - brier / other : null;

/** Area under the ROC curve by ranks, ties counting half (Hanley and McNeil 1982). */
export function areaUnderCurve(values: readonly number[], happened: readonly number[]): number {
	const order = values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
	let ranks = 0;
	for (let start = 0; start < order.length;) {
		const value = values[order[start] ?? 0];
		let end = start;
		while (end + 1 < order.length && values[order[end + 1] ?? 0] === value) end++;
		const rank = (start + end) / 2 + 1;
		for (let at = start; at <= end; at++) ranks += rank * (happened[order[at] ?? 0] ?? 0);
		start = end + 1;
	}
	const count = happened.reduce((sum, y) => sum + y, 0);
	return (ranks - (count * (count + 1)) / 2) / (count * (happened.length - count));
}
