/**
 * Logarithm, exponential and square from + - * / alone, which IEEE 754 rounds alike everywhere. The last digit of
 * Math.log, Math.exp and ** is left to the engine and differs between versions of Node; a search
 * for hyperparameters makes a larger difference of it.
 */

/** ln 2 in two parts; multiples of the first up to 2^11 are exact (FreeBSD msun, e_exp.c). */
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;

const bits = new DataView(new ArrayBuffer(8));

/** 2^exponent, for exponents of normal numbers: -1022 to 1023. */
function powerOfTwo(exponent: number): number {
	bits.setUint32(0, (exponent + 1023) << 20);
	bits.setUint32(4, 0);
	return bits.getFloat64(0);
}

/** A number times itself: `**` is left to the engine. */
export const square = (x: number): number => x * x;

/** Below it the exponent is not all of the story. */
const SMALLEST_NORMAL = 2.2250738585072014e-308;
/** Largest power whose term still counts at (sqrt(2) - 1)/(sqrt(2) + 1). */
const LOG_TERMS = 23;
/** One over each power of the series, the largest first. */
const LOG_PARTS = Float64Array.from(
	{ length: (LOG_TERMS - 1) / 2 },
	(_, index) => 1 / (LOG_TERMS - 2 * index)
);

/**
 * Natural logarithm, to about one unit in the last place: x = m 2^e with m around 1, and
 * ln m = 2 artanh((m - 1)/(m + 1)) by its series.
 */
export function log(x: number): number {
	if (!(x > 0) || x === Infinity) return x === 0 ? -Infinity : x > 0 ? x : NaN;
	if (x < SMALLEST_NORMAL) return log(x / Number.EPSILON) - 52 * LN2_HIGH - 52 * LN2_LOW;
	bits.setFloat64(0, x);
	const high = bits.getUint32(0);
	let exponent = (high >>> 20) - 1023;
	bits.setUint32(0, (high & 0xfffff) | 0x3ff00000);
	let m = bits.getFloat64(0);
	if (m > Math.SQRT2) {
		m /= 2;
		exponent += 1;
	}
	const s = (m - 1) / (m + 1);
	const s2 = s * s;
	let series = 0;
	for (const part of LOG_PARTS) series = s2 * (series + part);
	return exponent * LN2_HIGH + (2 * s + (2 * s * series + exponent * LN2_LOW));
}

/** Largest power whose term still counts at ln(2)/2. */
const EXP_TERMS = 14;

/** e to the x, to about one unit in the last place: x = k ln 2 + r, and e^r by its series. */
export function exp(x: number): number {
	if (!(x < 710)) return x >= 710 ? Infinity : NaN;
	if (x < -746) return 0;
	const k = Math.round(x / Math.LN2);
	const r = x - k * LN2_HIGH - k * LN2_LOW;
	let series = 1;
	for (let term = EXP_TERMS; term >= 1; term -= 1) series = 1 + (r / term) * series;
	const half = k >> 1;
	return series * powerOfTwo(half) * powerOfTwo(k - half);
}
