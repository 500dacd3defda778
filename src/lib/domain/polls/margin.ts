/** Normal quantile of a two-sided 95% interval. */
export const Z95 = 1.959963984540054;

/**
 * Design effect assumed where a poll states no margin of error: the median of stated margin against
 * simple random sampling over the embedded polls that state both (nine polls, 1.0 to 6.4, median 1.3).
 * Kish, Survey Sampling (1965): variance of a weighted sample over that of a simple random one.
 */
export const DESIGN_EFFECT = 1.3;

/**
 * Half-width in percentage points of the 95% interval of a share in percent (0-100) from `n` respondents:
 * z * sqrt(deff * p(1-p)/n).
 */
export function marginOfError(percent: number, n: number, designEffect = DESIGN_EFFECT): number {
	const p = percent / 100;
	return 100 * Z95 * Math.sqrt((designEffect * p * (1 - p)) / n);
}

/** Margin of the difference of two independent shares, from their margins: root of the sum of squares. */
export const marginOfChange = (before: number, after: number): number => Math.hypot(before, after);
