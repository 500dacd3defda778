import { describe, expect, test } from 'vitest';
import type { Profile } from '#lib/server/api/profile/profile-schema.ts';
import { isName } from '#lib/ui/compare/by-name.ts';
import { notedOnce, compareHeadline, GLANCE } from '#lib/ui/compare/glance.ts';
import { profileFigures } from '#lib/ui/profile/head/first-facts.ts';
import { peopleWords } from '#lib/domain/regions/profile-words.ts';
import { apiOver } from '../setup/support.ts';

/** What pages say of a profile, over the invented data. */

const api = apiOver();
const profile = async (query: string) =>
	((await api.json(`/api/v1/profile?${query}&on=2026-11-22`)) as { data: Profile }).data;
const figureOf = async (query: string, key: string) =>
	profileFigures(await profile(query)).find((one) => one.key === key);

/** Regions of every kind; Beaverhead County has nothing on record. */
const KINDS = [
	'US',
	'US-VA',
	'US-VA-51107',
	'US-DC',
	'US-PR',
	'US-MT-30001',
	'IE',
	'PJM',
	'EU',
	'WLD'
];

describe('the first figures of a place', () => {
	test('name whose a figure is where the place has none of its own', async () => {
		const county = await figureOf('region=US-VA-51107', 'opposition');
		expect(county?.text).toMatch(/ in Virginia\.$/);
		expect(county?.note).toMatch(/^No local poll found\./);
		expect((await figureOf('region=US-VA', 'opposition'))?.note).not.toMatch(/No .* poll found/);
		expect((await figureOf('region=US-VA-51107', 'price'))?.text).toMatch(/ in Virginia, /);
	});

	test('tell the newest decision with its vote, or that the count was not found', async () => {
		const { newest } = await profile('region=US-VA-51107');
		const told = await figureOf('region=US-VA-51107', 'decision');
		expect(newest?.decided.region).toBe('US-VA-51107');
		expect(told?.href).toBe(`/actions/${newest?.decided.action_id ?? ''}`);
		expect(told?.text).toMatch(/Vote: |Vote count not found\./);
	});

	test('say that nothing was found, and never that nobody opposes', async () => {
		const decision = await figureOf('region=US-MT-30001', 'decision');
		expect(decision).toMatchObject({ value: 'No records found', isKnown: false });
		expect(await figureOf('region=IE', 'opposition')).toMatchObject({
			value: 'No poll found',
			isKnown: false
		});
	});
});

describe('a county', () => {
	test('has its people and governments beside its counts, and its state in a line', async () => {
		const { people, context } = await profile('region=US-VA-51107');
		expect(people && peopleWords(people)).toBe(
			'450,000 people (2025) · at least 7 town and city governments'
		);
		expect(context?.region).toBe('US-VA');
		expect((await profile('region=US-VA')).context).toBeNull();
	});
});

describe('a comparison', () => {
	test.each(KINDS)(
		'has words for every block of %s, and none says that nobody opposes',
		async (region) => {
			const one = await profile(`region=${region}`);
			for (const { title, cell } of GLANCE) expect(cell(one).value, title).not.toBe('');
			const all = [
				...GLANCE.flatMap(({ cell }) => [cell(one).value, cell(one).note]),
				...profileFigures(one).flatMap((figure) => [figure.text, figure.note])
			];
			for (const words of all)
				expect(
					words.replaceAll(
						/no record here does not mean there is no opposition|does not mean there is no opposition/g,
						''
					)
				).not.toMatch(/no opposition|undefined|NaN|null/);
		}
	);

	test('shows the state’s rule where the county has none of its own', async () => {
		const rule = GLANCE.find(({ key }) => key === 'rule')?.cell(
			await profile('region=US-NY-36103')
		);
		expect(rule?.value).toBe('State or country: data center moratorium from 50 MW');
		expect(rule?.note).toMatch(/^In force since /);
	});

	test('does not take a grid operator for a place without a moratorium', async () => {
		const rule = GLANCE.find(({ key }) => key === 'rule')?.cell(await profile('region=PJM'));
		expect(rule).toMatchObject({
			value: 'Not decided here',
			note: 'Decided by state, county and town.'
		});
	});

	test('counts the places with a rule in its headline', async () => {
		const two = [await profile('region=US-VA'), await profile('region=US-MT')];
		expect(compareHeadline(two)).toMatch(
			/^Verified places with a rule in force: Virginia \d+ of \d+, Montana none found$/
		);
	});
});

test.each([
	['US-VA', false],
	['us-va-51107', false],
	['PJM', false],
	['ERCOT', false],
	['WLD', false],
	['IE', false],
	['Texas', true],
	['texas', true],
	['Texas County', true],
	['51107', true],
	['Loudoun', true]
])('%s is a name: %s', (typed, isOne) => {
	expect(isName(typed)).toBe(isOne);
});

test('what several counties have of one state is told once', () => {
	const price = (value: string, note: string) => ({ value, note });
	const long = 'up 34% since 2015; 28th highest of 51 states; Virginia; no local price';
	const cells = [price('15¢', long), price('12¢', long), price('15¢', long), price('15¢', 'short')];
	const names = ['Loudoun County', 'Caddo Parish', 'Fairfax County', 'Lee County'];
	const notes = (key: string) => notedOnce(key, cells, names).map(({ note }) => note);
	expect(notes('price')).toEqual([long, long, 'as for Loudoun County', 'short']);
	expect(notes('rule')).toEqual([long, long, long, 'short']);
});
