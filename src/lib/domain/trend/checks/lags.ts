/** Lags in days at which the variance of the change is kept: 1, 2, 3, 4, 6, 8, 12, 16, 24, ... */
export function lagsUpTo(days: number): number[] {
	const lags: number[] = [];
	for (let lag = 1; lag <= days; lag *= 2) {
		lags.push(lag);
		if (lag > 1 && lag * 1.5 <= days) lags.push(lag * 1.5);
	}
	return lags;
}

/** Lags kept for a day that is `index` days after the first: those that fit, and the first day itself. */
export function lagsOf(index: number): number[] {
	const lags = lagsUpTo(index);
	return index > 0 && lags.at(-1) !== index ? [...lags, index] : lags;
}
