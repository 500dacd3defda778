import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceKm } from '#lib/domain/actions/places/distance.ts';
import { borderKm } from '#lib/domain/screening/sites/border.ts';
import { KM_A_MILE, NearIndex } from '#lib/domain/screening/sites/nearby.ts';
import { MILES, COUNTED_MONTHS, nearColumn } from '#lib/domain/screening/terms.ts';

const point = fc.record({
	lon: fc.double({ min: -100, max: -96, noNaN: true }),
	lat: fc.double({ min: 38, max: 42, noNaN: true })
});

describe('counts around a point', () => {
	it('equal those of looking at every action', () => {
		fc.assert(
			fc.property(
				point,
				fc.array(fc.record({ at: point, isRecent: fc.boolean(), confirmed: fc.boolean() })),
				(here, all) => {
					const counts = new NearIndex(
						all.map(({ at, isRecent, confirmed }) => ({
							...at,
							months: isRecent ? COUNTED_MONTHS : [24],
							confirmed
						}))
					).countsAt(here);
					for (const miles of MILES)
						for (const months of COUNTED_MONTHS) {
							const within = all.filter(
								({ at, isRecent }) =>
									distanceKm(here, at) <= miles * KM_A_MILE && (months === 24 || isRecent)
							);
							expect(counts[nearColumn(miles, months)]).toBe(within.length);
							expect(counts[`${nearColumn(miles, months)}_confirmed`]).toBe(
								within.filter(({ confirmed }) => confirmed).length
							);
						}
				}
			)
		);
	});
});

describe('distance to a border', () => {
	const square = [
		[-98, 40],
		[-97, 40],
		[-97, 41],
		[-98, 41],
		[-98, 40]
	];

	it('is that along the sphere to the nearest edge', () => {
		const inside = { lon: -97.5, lat: 40.005 };
		expect(borderKm(square, inside, 1)).toBeCloseTo(distanceKm(inside, { lon: -97.5, lat: 40 }), 3);
	});

	it('is that to the corner beyond the ends of the edges', () => {
		const beyond = { lon: -96.995, lat: 41.004 };
		const corner = distanceKm(beyond, { lon: -97, lat: 41 });
		expect(borderKm(square, beyond, 1)).toBeCloseTo(corner, 3);
	});

	it('is Infinity where no edge is within reach', () => {
		expect(borderKm(square, { lon: -97.5, lat: 40.5 }, 1)).toBe(Infinity);
	});
});
