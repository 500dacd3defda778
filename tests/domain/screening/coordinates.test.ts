import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { angleOf, pairOf } from '#lib/domain/screening/sites/coordinates.ts';

describe('an angle', () => {
	it.each([
		['39.0437', 39.0437],
		['-77.4875', -77.4875],
		['−77.4875', -77.4875],
		['39,0437', 39.0437],
		['39.0437°', 39.0437],
		['39.0437 N', 39.0437],
		['77.4875W', -77.4875],
		['W 77.4875', -77.4875],
		['-77.4875 W', -77.4875],
		[`39°02'37"N`, 39.043611],
		[`39º 2’ 37.3” N`, 39.043694],
		['77 29 15 W', -77.4875],
		['-77:29:15', -77.4875],
		['39°2.6N', 39.043333]
	])('written as %j is %d', (text, degrees) => {
		expect(angleOf(text)?.degrees).toBeCloseTo(degrees, 6);
	});

	it.each(['', 'north', '39.04.37', '39°61', '1e5', 'N39W', '39,04,37', '4'.repeat(100)])(
		'written as %j is none',
		(text) => {
			expect(angleOf(text)).toBeNull();
		}
	);

	it('is read back from its degrees, minutes and seconds to a ten-thousandth of a second of time', () => {
		fc.assert(
			fc.property(fc.integer({ min: -647_999, max: 647_999 }), (seconds) => {
				const size = Math.abs(seconds);
				const [degrees, minutes, rest] = [
					Math.floor(size / 3600),
					Math.floor((size % 3600) / 60),
					size % 60
				];
				const text = `${degrees}°${minutes}'${rest}"${seconds < 0 ? 'W' : 'E'}`;
				expect(angleOf(text)?.degrees).toBeCloseTo(seconds / 3600, 5);
			})
		);
	});
});

describe('two angles in one cell', () => {
	it.each([
		['39.0437, -77.4875', ['39.0437', '-77.4875']],
		['39.0437 -77.4875', ['39.0437', '-77.4875']],
		['(39.0437,-77.4875)', ['39.0437', '-77.4875']],
		['39.0437; -77.4875', ['39.0437', '-77.4875']],
		[`39°02'37"N 77°29'15"W`, [`39°02'37"N`, `77°29'15"W`]],
		['POINT(-77.4875 39.0437)', ['39.0437', '-77.4875']]
	])('are %j', (text, pair) => {
		expect(pairOf(text)).toEqual(pair);
	});

	it.each(['39.0437', '1, 2, 3', 'somewhere'])('are not %j', (text) => {
		expect(pairOf(text)).toBeNull();
	});
});
