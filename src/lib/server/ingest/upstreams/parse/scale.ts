/** Significant digits kept of a converted value: more than any upstream states, fewer than float dust has. */
const DIGITS = 12;

/** A value times a stated factor, without the dust of binary fractions. */
export const scale = (value: number, factor: number): number =>
	Number((value * factor).toPrecision(DIGITS));
