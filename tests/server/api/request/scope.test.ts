import { describe, expect, it } from 'vitest';
import type { ScreeningAnswer } from '#lib/domain/screening/answer.ts';
import { placeHeadline } from '#lib/domain/status/place-words.ts';
import { GLANCE } from '#lib/ui/compare/glance.ts';
import type { Profile } from '#lib/server/api/views/regions/profile.ts';
import { apiOver } from '../setup/support.ts';

const { api, json } = apiOver();
const NOT_LAND = /connections to the power grid, not land/;

const profileOf = async (region: string) =>
	((await json(`/api/v1/profile?region=${region}`)) as { data: Profile }).data;

async function siteIn(fips: string) {
	const response = await api.request('/api/v1/screen?evidence=yes', {
		method: 'POST',
		body: `fips\n${fips}`,
		headers: { 'content-type': 'text/csv' }
	});
	const { data } = (await response.json()) as ScreeningAnswer;
	return data[0];
}

describe('a halt of grid connections', () => {
	it('is no moratorium on land where a site is screened', async () => {
		const site = await siteIn('48027');
		expect(site).toMatchObject({
			restriction_whose: 'state',
			restriction_covers: 'grid_connections',
			restriction_land: 'connections to the power grid, not land'
		});
		expect(site?.restriction_scope).toMatch(NOT_LAND);
		expect(site?.restrictions).toMatch(/Moratorium of grid connections .*not land/);
		const [rule] = site?.evidence?.filter(({ fact }) => fact === 'restriction') ?? [];
		expect(rule?.what).toMatch(NOT_LAND);
		expect(rule?.href).toBe('/actions/tx-order');
	});

	it('says what it covers in the profile and its headline, and in a comparison, with a link', async () => {
		const texas = await profileOf('US-TX');
		expect(texas.in_force.own[0]).toMatchObject({
			covers: 'grid_connections',
			covers_words: 'The rule covers connections to the power grid, not land'
		});
		expect(placeHeadline({ ...texas, kind: 'state' }, texas.in_force, {}).after).toContain(
			'a moratorium on connections to the power grid'
		);
		const row = GLANCE.find(({ key }) => key === 'rule');
		expect(row?.cell(texas).note).toMatch(NOT_LAND);
		expect(row?.cell(texas).href).toBe('/actions/tx-order');
	});

	it('says so on the map', async () => {
		const { whole } = (await json('/api/v1/map?measure=restrictions&region=US-TX')) as {
			whole: { own: string };
		};
		expect(whole.own).toMatch(/^moratorium of grid connections: .*not land$/);
	});
});

it('a rule whose record does not say what it covers says that', async () => {
	const { data } = (await json('/api/v1/profile?region=US-VA-51107')) as { data: Profile };
	const row = GLANCE.find(({ key }) => key === 'rule');
	expect(row?.cell(data).note).toContain('What the rule covers is not stated');
});
