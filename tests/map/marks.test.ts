import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apart } from '#lib/map/marks.ts';
import { onSheet } from '#lib/map/shapes/project.ts';
import { STATES } from '#lib/map/shapes/states.server.ts';
import { runs } from '../setup/properties.ts';

describe('a point on the sheet', () => {
	it('lies in its state, by the same projection as the outlines', () => {
		const [left, top, right, bottom] = STATES.find(({ region }) => region === 'US-CO')?.box ?? [
			0, 0, 0, 0
		];
		const [southwest, southeast, northwest] = onSheet([
			{ lon: -109.05, lat: 37 },
			{ lon: -102.05, lat: 37 },
			{ lon: -109.05, lat: 41 }
		]).map(({ at }) => at);
		expect(southwest?.[0]).toBeCloseTo(left, 0);
		expect(southeast?.[1]).toBeCloseTo(bottom, 0);
		expect(northwest?.[1]).toBeCloseTo(top, 0);
		expect(southeast?.[0]).toBeLessThan(right);
	});

	it('is none where the sheet does not reach', () => {
		expect(
			onSheet([
				{ lon: -66.1, lat: 18.4 },
				{ lon: 2.3, lat: 48.9 }
			])
		).toEqual([]);
	});
});

describe('points of one spot', () => {
	it('are moved apart by the gap at least, all but the first', () => {
		fc.assert(
			fc.property(fc.integer({ min: 2, max: 60 }), (count) => {
				const moved = apart(
					Array.from({ length: count }, () => ({ at: [100, 100] as const })),
					4
				);
				expect(moved[0]?.at).toEqual([100, 100]);
				for (const [index, one] of moved.entries())
					for (const other of moved.slice(index + 1))
						expect(
							Math.hypot(one.at[0] - other.at[0], one.at[1] - other.at[1])
						).toBeGreaterThanOrEqual(3.9);
			}),
			{ numRuns: runs(20) }
		);
	});

	it('stay where they are when nobody shares them', () => {
		const points = [{ at: [1, 2] as const }, { at: [3, 4] as const }];
		expect(apart(points, 9)).toEqual(points);
	});
});
