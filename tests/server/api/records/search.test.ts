import { describe, expect, it } from 'vitest';
import type { SearchResult } from '#lib/server/api/records/search.ts';
import { apiOver } from '../setup/support.ts';

const api = apiOver();

interface Answer {
	data: SearchResult[];
	note: string | null;
	meta: { release: string; on: string };
}

const search = async (q: string, more = '') =>
	(await api.json(`/api/v1/search?q=${encodeURIComponent(q)}${more}`)) as Answer;
const first = async (q: string) => (await search(q)).data[0];

describe('the search', () => {
	it.each([
		['loudoun', 'region', '/regions/US-VA-51107'],
		['Virginia', 'region', '/regions/US-VA'],
		['VA', 'region', '/regions/US-VA'],
		['US-VA-51107', 'region', '/regions/US-VA-51107'],
		['marigold park', 'place', '/places/US-CA/city/marigold-park'],
		['penasco verde', 'place', '/places/US-CA/city/penasco-verde'],
		['Llanfairpwll', 'place', '/places/GB/village/long-name'],
		['dona ana county', 'region', '/regions/US-NM-35013'],
		['pjm', 'region', '/regions/PJM'],
		['Dade County, Florida', 'region', '/regions/US-FL-12086'],
		['harbor poll', 'poll', '/polls/harbor-2026-08'],
		['calculator', 'page', '/costs/calculator'],
		['costs', 'page', '/costs'],
		['energy and costs', 'page', '/energy'],
		['nyc', 'region', '/regions/US-NY-36061'],
		['nova', 'region', '/regions/US-VA-51107'],
		['usa', 'region', '/regions/US']
	])('takes "%s" to a %s', async (q, kind, path) => {
		const { data } = await search(q);
		expect(data.slice(0, 4)).toContainEqual(expect.objectContaining({ kind, path }));
		expect(data[0]?.kind).toBe(kind);
	});

	it.each([
		[
			'electricity Virginia loudoun',
			/^Nothing has all of these words\. Showing results for “.+”\.$/
		],
		[
			'123 Main St, Ashburn, VA 20147',
			/^Street addresses are not supported\. Showing .*“Ashburn, VA”/
		]
	])('shows what has a part of "%s" where that is asked for, and says so', async (q, note) => {
		expect((await search(q)).data).toEqual([]);
		const { data, note: said } = await search(q, '&parts=yes');
		expect(said).toMatch(note);
		expect(data.length).toBeGreaterThan(0);
		expect(data.every(({ similar }) => !similar)).toBe(true);
	});

	it('counts of a state what lies in it, as the list of actions does', async () => {
		const { page } = (await api.json('/api/v1/actions?region=US-VA&limit=1')) as {
			page: { total: number };
		};
		expect((await first('Virginia'))?.detail).toBe(`State, ${page.total} actions`);
	});

	it('finds every settlement of the United States, and says that its county opens', async () => {
		expect(await first('Ashburn, VA')).toMatchObject({
			kind: 'settlement',
			name: 'Ashburn, Virginia',
			path: '/regions/US-VA-51107',
			detail: expect.stringContaining('Loudoun County, Virginia') as string
		});
	});

	it('lists a town with records once, not as a settlement again', async () => {
		const { data } = await search('Leesburg', '&limit=50');
		const inLoudoun = data.filter(
			({ name, path }) => name.startsWith('Leesburg') && path.includes('VA')
		);
		expect(inLoudoun.map(({ kind }) => kind)).toEqual(['place']);
	});

	it.each(['Llanfairpwlgwyngyll', 'loudun', 'virgnia', 'tuscon'])(
		'finds "%s" misspelled, and says so',
		async (q) => {
			expect(await first(q)).toMatchObject({ similar: true });
		}
	);

	it('says what a short name stands for', async () => {
		expect(await first('NYC')).toMatchObject({
			name: 'New York County, New York',
			detail: expect.stringContaining('Manhattan in New York City') as string
		});
	});

	it('says what is in force, and nothing of what is not its own', async () => {
		const { data } = await search('marigold park');
		expect(data[0]?.status).toMatch(/^Ban in force/);
		expect(await first('Ashburn, VA')).toMatchObject({ status: null });
	});

	it('answers a ZIP code with what to do instead', async () => {
		for (const q of ['99999', '51107-1234', 'ZIP 51107']) {
			const { data, note } = await search(q);
			expect(data, q).toEqual([]);
			expect(note, q).toMatch(/ZIP codes are not supported/);
		}
	});

	it('reads five digits as the code of a county too, and says both', async () => {
		const { data, note } = await search('51107');
		expect(data.map(({ path }) => path)).toEqual(['/regions/US-VA-51107']);
		expect(data[0]?.detail).toMatch(/^County code 51107 \(FIPS\) · County/);
		expect(note).toBe(
			'ZIP codes are not supported. Try the town or county. 51107 is also a county code (FIPS).'
		);
		expect(await search('FIPS 51107')).toMatchObject({ data, note: null });
	});

	it('leads from an old code to the county that took its place', async () => {
		const { data } = await search('12025');
		expect(data[0]).toMatchObject({ path: '/regions/US-FL-12086' });
		expect(data[0]?.detail).toMatch(/^Old county code 12025/);
	});

	it('answers nothing, odd and hostile texts calmly', async () => {
		for (const q of ['"', "' OR 1=1 --", '%', '*', 'a"b"c', '\u0000', '💥💥💥', 'NEAR(a b)'])
			expect((await search(q)).note, q).toBeNull();
	});

	it('refuses what is too long and limits that are none, with words', async () => {
		const long = await api.problem(`/api/v1/search?q=${'x'.repeat(81)}`);
		expect(long).toMatchObject({ status: 400 });
		expect(long.detail + JSON.stringify(long.errors)).toContain('longer than 80');
		for (const limit of ['0', '51', 'x', '-1'])
			expect(await api.problem(`/api/v1/search?q=a&limit=${limit}`)).toMatchObject({ status: 400 });
	});

	it('leaves room for a project or page among hundreds of towns of its name', async () => {
		const { data } = await search('harbor');
		expect(new Set(data.map(({ kind }) => kind)).size).toBeGreaterThan(1);
		expect(data.length).toBeLessThanOrEqual(10);
	});
});
