import fc from 'fast-check';
import { expect, inject, it } from 'vitest';
import { addMonths } from '#lib/domain/dates.ts';
import { MILES, COUNTED_MONTHS, nearColumn } from '#lib/domain/screening/terms.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { Screen } from '#lib/server/screening/screen.ts';
import { runs } from '../../setup/properties.ts';

const ON = '2026-11-24';
const release = new ReleaseStore(inject('embeddedReleases')).current();
const screen = new Screen(release, ON, () => null);

/** Restrictive actions of the release with their points, read by a statement of this test's own. */
const actions = release
	.prepare(
		`SELECT x.lon, x.lat, a.date_start, a.tier FROM actions a JOIN action_facts f USING (action_id)
			JOIN positions x ON x.place_id = a.place_id
			WHERE a.direction = 'restrictive' AND f.same_as IS NULL AND a.date_start <= ? AND a.region LIKE 'US%'
				AND x.position_precision IN ('place', 'county')`
	)
	.all(ON) as { lon: number; lat: number; date_start: string; tier: string }[];

/** Miles between two points: haversine on a sphere of 6371.0088 km, written out anew. */
function miles(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number {
	const rad = Math.PI / 180;
	const sine = (angle: number) => Math.sin((angle * rad) / 2) ** 2;
	const h =
		sine(b.lat - a.lat) + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * sine(b.lon - a.lon);
	return (2 * 6371.0088 * Math.atan2(Math.sqrt(h), Math.sqrt(1 - h))) / 1.609344;
}

it('restrictive actions near a site are those that measuring to every one of them finds', () => {
	expect(actions.length).toBeGreaterThan(20);
	const anywhere = fc.record({
		lon: fc.double({ min: -124, max: -67, noNaN: true }),
		lat: fc.double({ min: 25, max: 49, noNaN: true })
	});
	// Where something is on record, counts are large; what is far from all of it is mostly zeros.
	const close = fc
		.tuple(fc.constantFrom(...actions), fc.double({ min: -1, max: 1, noNaN: true }))
		.map(([{ lon, lat }, off]) => ({ lon: lon + off, lat: lat + off / 2 }));
	fc.assert(
		fc.property(fc.oneof(anywhere, close), (point) => {
			const where = { kind: 'point' as const, point, place: null };
			const { counts } = screen.site({ row: 1, name: 'a', where, notes: [], carried: {} });
			if (counts === null) return;
			for (const within of MILES)
				for (const months of COUNTED_MONTHS) {
					const near = actions.filter(
						(action) => action.date_start > addMonths(ON, -months) && miles(point, action) <= within
					);
					expect(counts[nearColumn(within, months)]).toBe(near.length);
					expect(counts[`${nearColumn(within, months)}_confirmed`]).toBe(
						near.filter(({ tier }) => tier !== 'aggregator').length
					);
				}
		}),
		{ numRuns: runs(300) }
	);
});
