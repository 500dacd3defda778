const DECIMAL = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/;

/** Digits that toExponential can write behind the first. */
const MOST_DIGITS = 100;

/** A decimal number in one form: what is equal is written alike. */
interface Decimal {
	isNegative: boolean;
	/** Significant digits, without zeros at either end; empty for zero. */
	digits: string;
	/** Power of ten of the first digit. */
	exponent: number;
}

/** Takes a decimal number apart: `1.50`, `15e-1` and `+1.5` come to the same. */
function decimalOf(text: string): Decimal | null {
	const match = DECIMAL.exec(text);
	if (!match) return null;
	const [, sign = '', whole = '', fraction = '', power = '0'] = match;
	const all = whole + fraction;
	if (all === '') return null;
	const leading = /^0*/.exec(all)?.[0].length ?? 0;
	const digits = all.slice(leading).replace(/0+$/, '');
	return digits === ''
		? { isNegative: false, digits, exponent: 0 }
		: {
				isNegative: sign === '-',
				digits,
				exponent: whole.length - 1 - leading + Number(power)
			};
}

const areEqual = (one: Decimal, other: Decimal | null): boolean =>
	other !== null &&
	one.isNegative === other.isNegative &&
	one.digits === other.digits &&
	one.exponent === other.exponent;

/**
 * Whether a double is the number that a text gives: the text is the double's shortest form (ECMA-262,
 * Number::toString), or the double rounded to as many digits as the text has. So `0.1`, `1.50`, `0.30000000000000004`
 * and the seventeen digits that other programs write are; `9007199254740993`, of which a double keeps ...992, is not,
 * nor is `1e-400`, of which it keeps 0.
 * @param value Number(text)
 */
export function isExact(text: string, value: number): boolean {
	// Most numbers are written as a double writes itself.
	if (Number.isFinite(value) && String(value) === text) return true;
	const given = decimalOf(text);
	if (given === null || !Number.isFinite(value)) return false;
	if (areEqual(given, decimalOf(String(value)))) return true;
	const behind = given.digits.length - 1;
	return (
		behind >= 0 && behind <= MOST_DIGITS && areEqual(given, decimalOf(value.toExponential(behind)))
	);
}
