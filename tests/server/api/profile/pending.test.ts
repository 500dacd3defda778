import { describe, expect, test } from 'vitest';
import { readable } from '#lib/domain/text/format.ts';
import type { Profile } from '#lib/server/api/profile/profile-schema.ts';
import { apiOver, rowsOfCsv } from '../setup/support.ts';

const api = apiOver();
const profile = async (query: string) =>
	((await api.json(`/api/v1/profile?${query}`)) as { data: Profile }).data;
const pendingRegions = async (on: string, query = '') =>
	(await api.list(`/api/v1/regions?pending=yes&on=${on}${query}`)).data.map(({ region }) => region);

describe('pending on a day, as it was known on it', () => {
	test('narrows places: what was decided since is pending on the days before, and what came later is not yet', async () => {
		expect(await pendingRegions('2026-03-05')).toEqual(['US-VA-51107']);
		expect(await pendingRegions('2026-04-08')).toEqual(['US-OH-39049', 'US-VA-51107']);
		expect(await pendingRegions('2026-04-09')).toEqual(['US-OH-39049']);
		expect(await pendingRegions('2026-05-02')).toEqual(['US-OH-39049', 'US-VA-51061']);
		expect(await pendingRegions('2026-05-02', '&region=US-VA')).toEqual(['US-VA-51061']);
	});

	test('and the others are all the rest', async () => {
		const all = await api.list('/api/v1/regions?on=2026-05-02');
		const others = await api.list('/api/v1/regions?on=2026-05-02&pending=no');
		expect(others.page.total).toBe(all.page.total - 2);
	});

	test('narrows sightings to the one that tells what was known', async () => {
		const { data } = await api.list('/api/v1/sightings?pending=yes&on=2026-04-08&region=US-VA');
		expect(data.map(({ sighting_id, known_until }) => [sighting_id, known_until])).toEqual([
			['fx-watch|leesburg-pause|2026-03-04', '2026-04-09']
		]);
	});

	test('is on the page of a place with the days it was seen, never later than the day', async () => {
		const { pending } = await profile('region=US-VA-51107&on=2026-03-20');
		expect(pending).toMatchObject([
			{ place_name: 'Leesburg', first_pending: '2026-03-04', last_pending: '2026-03-20' }
		]);
		expect((await profile('region=US-VA-51107&on=2026-05-20')).pending).toEqual([]);
		const [warrenton] = (await profile('place=US-VA/town/warrenton')).pending;
		expect(warrenton).toMatchObject({ first_pending: '2026-05-02', last_pending: '2026-07-30' });
	});

	test('stands beside what followed in such counties, which is no forecast', async () => {
		const { followed } = await profile('region=US-OH-39049');
		expect(followed).toBe(
			'One county had a restriction pending and none adopted when a tracker was read in 2026. Counted once for each day it was read, a restriction followed within 90 days in 0 of 2 cases (0%). This describes those counties. It does not forecast this place.'
		);
	});

	test('with nothing on record says that this reassures nobody, and gives no figure of the place', async () => {
		const { followed, pending } = await profile('region=US-TX-48441');
		expect(pending).toEqual([]);
		expect(followed === null || followed.startsWith('A county without a record is not safe')).toBe(
			true
		);
		expect((await profile('region=US-VA-51107')).followed).toBeNull();
	});

	test('is in the file of a profile', async () => {
		const rows = rowsOfCsv(await (await api.get('/api/v1/profile.csv?region=US-OH-39049')).text());
		expect(rows.filter(({ section }) => section === 'pending')).toMatchObject([
			{ date: '2026-03-06', date_end: '2026-07-30', status: 'ongoing' }
		]);
	});

	test('is counted on the map by state and county, with its days', async () => {
		const states = (await api.json('/api/v1/map?measure=pending&on=2026-05-20')) as {
			data: { region: string; value: number; note: string }[];
			whole: { value: number };
		};
		expect(states.data.map(({ region, value }) => [region, value])).toEqual([
			['US-OH', 1],
			['US-VA', 1]
		]);
		expect(states.whole.value).toBe(2);
		const counties = (await api.json(
			'/api/v1/map?measure=pending&on=2026-05-20&region=US-VA'
		)) as typeof states;
		expect(counties.data).toMatchObject([
			{
				region: 'US-VA-51061',
				note: `Warrenton: moratorium, seen pending ${readable('2026-05-02')} to ${readable('2026-05-20')}`
			}
		]);
		const { points } = (await api.json('/api/v1/map?measure=pending&on=2026-05-20&points=yes')) as {
			points: Record<string, unknown>[];
		};
		expect(points).toMatchObject([
			{
				// A county itself: its page is that of the region.
				place_id: 'US-OH-39049',
				mark: 'pending',
				records: 1,
				action_id: null,
				words: `zoning rule, seen pending ${readable('2026-03-06')} to ${readable('2026-05-20')}`
			},
			{
				mark: 'pending',
				words: `moratorium, seen pending ${readable('2026-05-02')} to ${readable('2026-05-20')}`
			}
		]);
		for (const { lon, lat, position_precision } of points) {
			expect(['place', 'county']).toContain(position_precision);
			expect([typeof lon, typeof lat]).toEqual(['number', 'number']);
		}
		const time = await api.list('/api/v1/map-time?measure=pending&on=2026-05-20');
		expect(time.data.map(({ date, value }) => [date, value])).toEqual([
			['2026-03-31', 2],
			['2026-04-30', 1],
			['2026-05-20', 2]
		]);
	});
});

describe('a screen', () => {
	const screen = async (query: string) => {
		const response = await api.get(`/api/v1/screen?${query}`, {
			method: 'POST',
			headers: { 'content-type': 'text/csv' },
			body: 'name,fips\na,39049\nb,51107\nc,51061\nd,99999\n'
		});
		const { data } = (await response.json()) as { data: Record<string, unknown>[] };
		return data;
	};

	test('tells what is pending with the days it was seen', async () => {
		const rows = await screen('on=2026-05-20');
		expect(rows.map(({ site, pending }) => [site, pending])).toEqual([
			['a', 1],
			['b', 0],
			['c', 1],
			['d', null]
		]);
		expect(rows[0]).toMatchObject({
			pending_first: '2026-03-06',
			pending_last: '2026-05-20',
			pending_matters: `Franklin County: zoning rule, seen pending ${readable('2026-03-06')} to ${readable('2026-05-20')}`
		});
	});

	test('keeps the sites with, or without, a restriction pending on the day', async () => {
		const names = async (query: string) => (await screen(query)).map(({ site }) => site);
		expect(await names('on=2026-05-20&pending=yes')).toEqual(['a', 'c']);
		expect(await names('on=2026-05-20&pending=no')).toEqual(['b']);
		expect(await names('on=2026-03-05&pending=yes')).toEqual(['b']);
	});
});
