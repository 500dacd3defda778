import { describe, expect, test } from 'vitest';
import type { Profile } from '#lib/server/api/profile/profile-schema.ts';
import { apiOver, rowsOfCsv } from '../setup/support.ts';

const api = apiOver();
const profile = async (query: string) =>
	((await api.json(`/api/v1/profile?${query}`)) as { data: Profile }).data;

describe('the profile', () => {
	test('of a county has its own pause under its own name, and not as one around it', async () => {
		const { in_force, label } = await profile('region=US-VA-51107');
		expect(label).toBe('Loudoun County, Virginia');
		expect(in_force.own.map(({ region }) => region)).toEqual(['US-VA-51107']);
		expect(in_force.own[0]?.from).toBe('2026-09-16');
		expect(in_force.own[0]?.because).not.toBe('');
		expect(in_force.county).toEqual([]);
	});

	test('of a town never takes the county’s rule for its own', async () => {
		const towns = await api.list(
			'/api/v1/statuses?reach=county&current=yes&status=active&limit=1000'
		);
		const counties = new Set(towns.data.map(({ region }) => String(region)));
		const actions = await api.list('/api/v1/actions?region=US&limit=1000');
		const town = actions.data.find(
			({ region, place_kind }) => place_kind === 'city' && counties.has(String(region))
		);
		expect(town).toBeDefined();
		const { in_force } = await profile(`place=${encodeURIComponent(String(town?.['place_id']))}`);
		expect(in_force.county.length).toBeGreaterThan(0);
		for (const rule of in_force.county)
			expect(rule.words).toMatch(/unincorporated land; we do not know whether it binds this town/);
		for (const rule of in_force.own) expect(rule.place_id).toBe(town?.['place_id']);
	});

	test('counts decided votes and their confirmed part within one another', async () => {
		const { votes, actions } = await profile('region=US');
		expect(votes.decided).toBe(votes.restrictive + votes.permissive + votes.neutral);
		expect(votes.restrictive_confirmed).toBeLessThanOrEqual(votes.restrictive);
		expect(votes.decided).toBeLessThan(actions.total);
	});

	test('takes opposition from the nearest region around that was asked, and names it', async () => {
		const own = await profile('region=US-VA');
		const county = await profile('region=US-VA-51107');
		expect(own.opposition?.headline.region).toBe('US-VA');
		expect(county.opposition?.headline.region).toBe('US-VA');
	});

	test('ranks a state’s price among the states that have one', async () => {
		const { price } = await profile('region=US-VA');
		const latest = await api.list(
			`/api/v1/observations?series=${price?.series_id ?? ''}&region=US&scope=within&from=${price?.rank?.period ?? ''}&to=${price?.rank?.period ?? ''}&limit=1000`
		);
		const states = latest.data.filter(({ region }) => /^US-..$/.test(String(region)));
		const own = Number(states.find(({ region }) => region === 'US-VA')?.['value']);
		expect(price?.rank).toEqual({
			period: price?.rank?.period,
			rank: states.filter(({ value }) => Number(value) > own).length + 1,
			of: states.length
		});
		expect(new Set(price?.rows.map(({ region }) => region))).toEqual(new Set(['US', 'US-VA']));
	});

	test('lists what lies inside, and how much of it nothing is on record of', async () => {
		const { children } = await profile('region=US-VA');
		const counties = children.known.filter(({ region }) => region !== null);
		expect(children.all).toBeGreaterThan(counties.length);
		for (const { actions } of children.known) expect(actions).toBeGreaterThan(0);
	});

	test.each([
		['region=US-VA~US-WI', 400],
		['region=all', 400],
		['region=US-VA&place=US-VA/county/loudoun-county', 400],
		['region=US-ZZ', 400]
	])('refuses %s', async (query, status) => {
		expect((await api.problem(`/api/v1/profile?${query}`)).status).toBe(status);
	});

	test('is one CSV with every section', async () => {
		const answer = await api.get('/api/v1/profile.csv?region=US-VA');
		expect(answer.headers.get('content-type')).toContain('text/csv');
		expect(answer.headers.get('content-disposition')).toMatch(
			/^attachment; filename="groundswell-profile-region-US-VA-\w+\.csv"$/
		);
		const rows = rowsOfCsv(await answer.text());
		const { actions, ahead, projects } = await profile('region=US-VA');
		const of = (section: string) => rows.filter((row) => row['section'] === section);
		expect(of('action')).toHaveLength(actions.total);
		expect(of('date_ahead')).toHaveLength(ahead.length);
		expect(new Set(of('project').map(({ id }) => id)).size).toBe(projects.length);
		for (const section of ['places_inside', 'decided_votes', 'opposition', 'price', 'inside'])
			expect(of(section).length, section).toBeGreaterThan(0);
	});

	test('is one CSV of regions and towns together, each with its facts', async () => {
		const of = async (query: string) =>
			rowsOfCsv(await (await api.get(`/api/v1/profile.csv?${query}`)).text());
		const town = 'US-WI/city/madison';
		const both = await of(`region=US-VA&place=${town}`);
		const count = (id: string) => both.filter((row) => row['profile_of'] === id).length;
		expect(count('US-VA')).toBe((await of('region=US-VA')).length);
		expect(count(town)).toBe((await of(`place=${town}`)).length);
		expect(both).toHaveLength(count('US-VA') + count(town));
	});
});
