import { join } from 'node:path';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { inForce } from '#lib/server/dataset/queries/actions/in-force.ts';
import { currentId } from '#lib/server/dataset/releases/release-log.ts';
import { openRelease } from '#lib/server/dataset/release.ts';

const folder = inject('embeddedReleases');
const release = openRelease(join(folder, `${currentId(folder) ?? ''}.sqlite`));
afterAll(() => release.close());

const told = (where: string, on = '2026-11-22') => {
	const found = inForce(release, where, on);
	return (
		found && {
			own: found.own.map(({ placeId, rule, status }) => `${placeId} ${rule} ${status}`),
			county: found.county.map(({ standing, words }) => `${standing.placeId}: ${words}`),
			state: found.state.map(({ placeId, rule, status }) => `${placeId} ${rule} ${status}`)
		}
	);
};

describe('what is in force', () => {
	test('a city: its ban, and the pause it replaced', () => {
		expect(told('US-CA/city/marigold-park')?.own).toEqual([
			'US-CA/city/marigold-park ban active',
			'US-CA/city/marigold-park moratorium replaced'
		]);
	});

	test('a town of a county with a pause is not told that the pause binds it', () => {
		expect(told('US-CA/city/penasco-verde')).toMatchObject({
			own: ['US-CA/city/penasco-verde moratorium proposed'],
			county: [
				'US-CA/county/imperial-county: county: moratorium for unincorporated land; we do not know whether it binds this town'
			]
		});
	});

	test('a county: its own, not its cities’; and the state’s', () => {
		expect(told('US-CA-06025')?.own).toEqual(['US-CA/county/imperial-county moratorium active']);
		expect(told('US-NY-36103')?.state).toEqual(['US-NY/state/new-york moratorium active']);
	});

	test('a city that is a county of its own: under its region too', () => {
		expect(told('US-VA-51810')?.own).toEqual(told('US-VA/city/virginia-beach')?.own);
	});

	test('on a day before the first step: nothing; for a code nobody has: no answer', () => {
		expect(told('US-CA/city/marigold-park', '2025-12-31')?.own).toEqual([]);
		expect(told('US-ZZ')).toBeNull();
	});
});

test('every place with a pause adopted has a status on every day after', () => {
	const missing = release
		.prepare(
			`SELECT a.action_id FROM actions a JOIN action_facts f USING (action_id)
				WHERE a.action_type = 'moratorium' AND a.decision IN ('adopted', 'extended') AND a.starts_on IS NULL AND f.same_as IS NULL
				AND NOT EXISTS (SELECT 1 FROM statuses t WHERE t.place_id = a.place_id AND t."to" IS NULL AND t."from" <= '2040-12-31')`
		)
		.all();
	expect(missing).toEqual([]);
});

test('positions lie within the box of their region and 2 km around it, where the region has one', () => {
	const outside = release
		.prepare(
			`SELECT x.place_id FROM positions x JOIN places p USING (place_id) JOIN regions r USING (region)
				WHERE r.kind = 'county' AND r.west <= r.east AND NOT (
					x.lon BETWEEN r.west - 0.03 AND r.east + 0.03 AND x.lat BETWEEN r.south - 0.02 AND r.north + 0.02)`
		)
		.all();
	expect(outside).toEqual([]);
});

test('no pause that its own source lists as over holds by it after the date of the list', () => {
	const live = release
		.prepare(
			`SELECT t.status_id FROM actions a JOIN statuses t ON t.matter = a.action_id
				WHERE a.later_state IN ('expired', 'replaced', 'repealed') AND t.because = a.action_id
				AND t.status IN ('active', 'extended', 'unknown_end', 'may_have_lapsed')
				AND coalesce(t."to", '9999') >= (SELECT min(l."from") FROM statuses l WHERE l.matter = t.matter AND l.from_basis = 'listed')`
		)
		.all();
	const listed = release
		.prepare(
			`SELECT count(*) FROM statuses WHERE from_basis = 'listed' AND status <> 'unknown_end'`
		)
		.pluck()
		.get();
	expect(live).toEqual([]);
	expect(listed).toBeGreaterThan(0);
});
