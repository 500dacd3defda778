import { describe, expect, test } from 'vitest';
import { VIEW_NAMES, type ViewAnswer } from '#lib/server/api/views/index.ts';
import { apiOver } from '../setup/support.ts';

const api = apiOver();
const view = async (name: string, query = '') =>
	(await api.json(`/api/v1/views/${name}${query}`)) as ViewAnswer<Record<string, unknown>>;

/** Views that tell of the server itself: their answer is not kept. */
const LIVE = ['frame', 'data', 'report'];
const OWN: Record<string, string> = {
	poll: '?poll=harbor-2026-08',
	action: '?action=ca-marigold-ban',
	houses: '?pool=nearby'
};

describe('a view', () => {
	test.each(VIEW_NAMES)('%s holds what its page shows, of one release and day', async (name) => {
		const answer = await view(name, OWN[name]);
		expect(Object.keys(answer.data ?? {})).not.toEqual([]);
		expect(answer.release).toMatch(/^[0-9a-f]{12}$/);
		expect(answer.on).toBe('2026-11-25');
	});

	test.each(VIEW_NAMES.filter((name) => !LIVE.includes(name)))('%s is kept', async (name) => {
		const first = await api.get(`/api/v1/views/${name}${OWN[name] ?? ''}`);
		const etag = first.headers.get('etag') ?? '';
		const again = await api.get(`/api/v1/views/${name}${OWN[name] ?? ''}`, {
			headers: { 'if-none-match': etag }
		});
		expect(again.status).toBe(304);
	});

	test('holds the whole address where the one asked for leaves something to defaults, with what is there', async () => {
		const response = await api.get('/api/v1/views/polls');
		const { lead, data } = (await response.json()) as ViewAnswer<object>;
		// Questions that are estimated together say most.
		expect(lead).toBe('/polls?pool=nearby&subgroup=all');
		const whole = '/api/v1/views/polls?pool=nearby&subgroup=all';
		expect(response.headers.get('content-location')).toBe(whole);
		expect(await api.json(whole)).toMatchObject({ lead: null, data });
		const elsewhere = await view('polls', '?region=US-TX');
		expect(elsewhere.lead).toMatch(/^\/polls\?.*wording_group=/);
	});

	test('leads alone where the page is at another address', async () => {
		const { lead, data } = await view('profile', '?place=US-IL/county/cook-county');
		expect([lead, data]).toEqual(['/regions/US-IL-17031', null]);
	});

	test('of polls leads with the estimate where there is one, and says why a way to average is not taken', async () => {
		const pooled = (await view('polls', '?pool=nearby&subgroup=all')).data;
		expect(pooled).toMatchObject({ method: 'model', usual: 'model', refused: null });
		expect(pooled?.['finding']).toMatchObject({
			region: 'US',
			pollsters: expect.any(Array) as unknown
		});
		const { lead } = await view('polls', '?region=US-TX');
		const few = (await view('polls', `${new URL(lead ?? '', 'http://x').search}&method=simple`))
			.data;
		expect(few).toMatchObject({ method: 'same', refused: 'simple', finding: null });
		expect(few?.['reasons']).toContainEqual({
			method: 'simple',
			reason: expect.stringMatching(/^needs 3 pollsters/) as unknown
		});
	});

	test('of polls with several questions leads with the estimate that they are all part of', async () => {
		const { data: together } = await view('polls', '?pool=nearby&subgroup=all');
		const readings = (together?.['drawn'] as { data: { wording_group: string }[] }).data;
		const groups = [...new Set(readings.map(({ wording_group }) => wording_group))].sort();
		expect(groups.length).toBeGreaterThan(1);
		const several = (await view('polls', `?wording_group=${groups.join('~')}&subgroup=all`)).data;
		expect(several).toMatchObject({ method: 'model', similar: 'nearby' });
		expect(several?.['finding']).toEqual(together?.['finding']);
		const part = (
			await view('polls', `?wording_group=${groups.join('~')}&subgroup=all&tier=primary`)
		).data;
		expect(part).toMatchObject({ method: 'same', similar: null, finding: null });
	});

	test('of updates holds what is next, of regions and towns together', async () => {
		const town = 'US-WI/city/madison';
		const { data } = await view('updates', `?place=${town}&region=US-VA`);
		expect(data).toMatchObject({
			of: { region: 'US-VA', place: town },
			places: [{ id: 'US-VA', label: 'Virginia' }, { id: town }]
		});
		const every = (await view('updates')).data;
		expect(every).toMatchObject({ of: {}, places: [] });
		expect((every?.['ahead'] as unknown[]).length).toBeLessThanOrEqual(
			every?.['upcoming'] as number
		);
		expect((await api.problem('/api/v1/views/updates?town=x')).status).toBe(400);
	});

	test('offers the values of a filter that leave rows, and those that are chosen', async () => {
		const valuesOf = async (query: string) => {
			const { data } = await view('actions', query);
			const facets = data?.['facets'] as {
				key: string;
				values: { value: string; rows: number | null }[];
			}[];
			return facets.find(({ key }) => key === 'decision')?.values ?? [];
		};
		const all = await valuesOf('?region=US-VA');
		expect(all.length).toBeGreaterThan(0);
		expect(all.every(({ rows }) => rows !== 0)).toBe(true);
		const chosen = await valuesOf('?region=US-VA&decision=vetoed');
		expect(chosen.map(({ value }) => value)).toContain('vetoed');
	});

	test('of a place leads with the estimate of the area its polls are of', async () => {
		const nation = (await view('profile', '?region=US')).data;
		expect(nation?.['pooled']).toMatchObject({ pool: 'nearby', finding: { region: 'US' } });
		expect((await view('profile', '?region=US-VA')).data).toMatchObject({ pooled: null });
	});

	test('is of the release and the day its address asks for', async () => {
		const { on, data } = await view('stale', '?on=2026-06-30');
		expect(on).toBe('2026-06-30');
		expect(data).toMatchObject({ table: { meta: { on: '2026-06-30' } } });
	});

	test('refuses what the lists behind it refuse, in their words', async () => {
		const problem = await api.problem('/api/v1/views/actions?nonsense=1');
		expect(problem).toMatchObject({ status: 400, errors: [{ key: 'nonsense' }] });
		expect((await api.get('/api/v1/views/poll?poll=no-such')).status).toBe(404);
		expect((await api.get('/api/v1/views/no-such-view')).status).toBe(404);
	});

	test('is marked internal in the description of the API', async () => {
		const { paths } = (await api.json('/api/v1/openapi.json')) as {
			paths: Record<string, { get: Record<string, unknown> }>;
		};
		for (const name of VIEW_NAMES) expect(paths[`/views/${name}`]?.get['x-internal']).toBe(true);
	});
});
