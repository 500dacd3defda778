import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isExact } from '#lib/domain/text/decimal.ts';

const double = fc.double({ noNaN: true, noDefaultInfinity: true });

/** The exact value of a double as a fraction of integers. */
function fractionOf(value: number): [bigint, bigint] {
	const view = new DataView(new ArrayBuffer(8));
	view.setFloat64(0, value);
	const bits = view.getBigUint64(0);
	const exponent = Number((bits >> 52n) & 0x7ffn);
	const mantissa = (bits & 0xfffffffffffffn) | (exponent === 0 ? 0n : 1n << 52n);
	const power = (exponent === 0 ? 1 : exponent) - 1075;
	const signed = bits >> 63n ? -mantissa : mantissa;
	return power >= 0 ? [signed << BigInt(power), 1n] : [signed, 1n << BigInt(-power)];
}

/** The value of a decimal text as a fraction of integers. */
function fractionOfText(text: string): [bigint, bigint] {
	const [mantissa = '', power = '0'] = text.toLowerCase().split('e');
	const [whole = '', fraction = ''] = mantissa.replace(/^[+-]/, '').split('.');
	const digits = BigInt(`${whole}${fraction}`) * (text.startsWith('-') ? -1n : 1n);
	const exponent = Number(power) - fraction.length;
	return exponent >= 0
		? [digits * 10n ** BigInt(exponent), 1n]
		: [digits, 10n ** BigInt(-exponent)];
}

const areSame = (one: string, other: string) => {
	const [a, b] = fractionOfText(one);
	const [c, d] = fractionOfText(other);
	return a * d === c * b;
};

describe('isExact', () => {
	it('takes every double in any form in which JavaScript writes it', () => {
		fc.assert(
			fc.property(double, fc.integer({ min: 17, max: 100 }), (value, digits) => {
				for (const text of [
					String(value),
					value.toExponential(),
					value.toPrecision(digits),
					value.toExponential(digits),
					value.toExponential().toUpperCase()
				]) {
					expect(Number(text) + 0).toBe(value + 0);
					expect([text, isExact(text, Number(text))]).toEqual([text, true]);
				}
			})
		);
	});

	it('takes what toFixed and toPrecision round to, as the number it then is', () => {
		fc.assert(
			fc.property(
				fc.double({ min: -1e15, max: 1e15, noNaN: true }),
				fc.nat(20),
				(value, digits) => {
					for (const text of [value.toFixed(digits), value.toPrecision(Math.min(15, digits + 1))])
						if (text.replace(/^-?[0.]*|e.*$|\./g, '').length <= 15)
							expect([text, isExact(text, Number(text))]).toEqual([text, true]);
				}
			)
		);
	});

	it('takes up to fifteen digits with any zeros around them', () => {
		const digits = fc.bigInt({ min: -999_999_999_999_999n, max: 999_999_999_999_999n });
		fc.assert(
			fc.property(digits, fc.integer({ min: -290, max: 290 }), fc.nat(5), (whole, power, zeros) => {
				const text = `${whole}.${'0'.repeat(zeros)}e${power}`;
				expect([text, isExact(text, Number(text))]).toEqual([text, true]);
			})
		);
	});

	it('takes nothing that differs from what is stored, written out to as many digits', () => {
		const text = fc
			.tuple(
				fc.stringMatching(/^-?[0-9]{1,25}(\.[0-9]{1,25})?$/),
				fc.integer({ min: -360, max: 300 })
			)
			.map(([mantissa, power]) => `${mantissa}e${power}`);
		fc.assert(
			fc.property(text, (given) => {
				const value = Number(given);
				if (!Number.isFinite(value) || !isExact(given, value)) return;
				const [a, b] = fractionOf(value);
				const [c, d] = fractionOfText(given);
				const digits = given.replace(/^-?[0.]*|e.*$|\./g, '').replace(/0+$/, '').length;
				const forms = [String(value), value.toExponential(Math.max(0, digits - 1))];
				expect(a * d === c * b || forms.some((form) => areSame(form, given))).toBe(true);
			}),
			{ numRuns: 2000 }
		);
	});

	it.each([
		'0',
		'-0.000',
		'0.1',
		'0.30000000000000004',
		'1.50',
		'1e3',
		'+7',
		'.5',
		'5.',
		'9007199254740992',
		'1.7976931348623157e308',
		'5e-324',
		'0.1000000000000000055511151231257827'
	])('takes %s', (text) => {
		expect(isExact(text, Number(text))).toBe(true);
	});

	it.each([
		'1e-400',
		'4e-324',
		'9007199254740993',
		'0.1234567890123456789',
		'12345678901234567890',
		'100.00000000000000001',
		'1e999',
		'1,5',
		''
	])('refuses %j', (text) => {
		expect(isExact(text, Number(text))).toBe(false);
	});
});
