import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BOUNDS, LookError, readLook } from '#lib/server/image/look.ts';

const look = (search: string) => readLook(new URLSearchParams(search));

describe('how a picture is to look', () => {
	test('has a usual size, twice the pixels, light', () => {
		expect(look('region=US')).toEqual({ width: 960, scale: 2, theme: 'light', isCard: false });
	});

	test('is read from the address', () => {
		expect(look('width=320&scale=3&theme=dark')).toMatchObject({
			width: 320,
			scale: 3,
			theme: 'dark'
		});
	});

	test.each([
		['width=319', 'width "319": expected a whole number from 320 to 1600'],
		['width=1601', 'width "1601": expected a whole number from 320 to 1600'],
		['width=1e3', 'width "1e3": expected a whole number from 320 to 1600'],
		['width=', 'width "": expected a whole number from 320 to 1600'],
		['scale=0', 'scale "0": expected a whole number from 1 to 3'],
		['scale=2.5', 'scale "2.5": expected a whole number from 1 to 3'],
		['theme=sepia', 'theme "sepia": expected light or dark'],
		['card=1', 'card "1": expected yes or no'],
		['card=yes&width=500', 'width "500": a card is 1200 by 630 pixels; leave width or card out']
	])('refuses %s and says what is expected', (search, message) => {
		expect(() => look(search)).toThrow(new LookError(message));
	});

	test('whatever is asked for, a picture never has more pixels than its bounds allow', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (width, scale) => {
				const params = new URLSearchParams({ width, scale });
				try {
					const read = readLook(params);
					expect(read.width * read.scale).toBeLessThanOrEqual(BOUNDS.width.max * BOUNDS.scale.max);
				} catch (error) {
					expect(error).toBeInstanceOf(LookError);
				}
			})
		);
	});
});
