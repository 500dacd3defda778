import { describe, expect, it } from 'vitest';
import { stateOf } from '#lib/domain/regions/region-codes.ts';
import { frameOf, viewBox } from '#lib/map/shapes/sheet.ts';
import { STATES } from '#lib/map/shapes/states.server.ts';

describe('the state of a code', () => {
	it.each([
		['US-VA', 'US-VA'],
		['US-VA-51107', 'US-VA'],
		['US', null],
		['GB', null],
		['PJM', null]
	])('of %s is %s', (region, state) => {
		expect(stateOf(region)).toBe(state);
	});
});

it.each(STATES.map(({ region, box }) => ({ region, box })))(
	'the frame of $region holds it whole with a margin, no flatter and no taller than a page takes',
	({ box }) => {
		const frame = frameOf(box);
		expect(frame[0]).toBeLessThan(box[0]);
		expect(frame[1]).toBeLessThan(box[1]);
		expect(frame[2]).toBeGreaterThan(box[2]);
		expect(frame[3]).toBeGreaterThan(box[3]);
		const shape = (frame[3] - frame[1]) / (frame[2] - frame[0]);
		expect(shape).toBeGreaterThanOrEqual(0.499);
		expect(shape).toBeLessThanOrEqual(0.851);
	}
);

it('a box is a viewBox', () => {
	expect(viewBox([-60, 8, 966, 612])).toBe('-60 8 1026 604');
});
