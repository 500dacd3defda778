import { describe, expect, test } from 'vitest';
import { collections } from '#lib/domain/collections/index.ts';
import { logged } from '../../door/logged.ts';
import { apiOver } from '../setup/support.ts';
import { releasesFolder } from '../setup/releases-folder.ts';

const api = apiOver();

describe('every failure is problem details (RFC 9457)', () => {
	const failures: [string, number, string, RequestInit?][] = [
		['an address nobody answers', 404, '/api/v1/nothing'],
		['a name of JavaScript itself', 404, '/api/v1/constructor'],
		['a CSV nobody answers', 404, '/api/v1/nothing.csv'],
		['a record that is not there', 404, '/api/v1/polls/nobody'],
		['an action that is not there', 404, '/api/v1/actions/nobody'],
		['a path with broken percent encoding', 404, '/api/v1/polls/%E0%A4%A'],
		['a release that is not here', 404, '/api/v1/polls?release=0123456789ab'],
		['a day before the first release', 404, '/api/v1/polls?as_of=2020-01-01'],
		['an unknown key', 400, '/api/v1/polls?regoin=US'],
		['an unknown key of a record', 400, '/api/v1/actions/x?region=US'],
		['an unknown key of health', 400, '/api/v1/health?x=1'],
		['an unknown key of the releases', 400, '/api/v1/releases?x=1'],
		['an unknown key of this document', 400, '/api/v1/openapi.json?x=1'],
		['filters of no collection', 400, '/api/v1/filters'],
		['filters of an unknown collection', 400, '/api/v1/filters?collection=constructor'],
		['an overview of several regions', 400, '/api/v1/overview?region=US-TX~US-VA'],
		['a bad value of a CSV', 400, '/api/v1/polls.csv?bom=yes'],
		['another method', 405, '/api/v1/polls', { method: 'POST' }],
		['a list of sites for no kind of file', 404, '/api/v1/screen.doc', { method: 'POST' }],
		['a list of sites for a file without an end', 404, '/api/v1/screen.', { method: 'POST' }],
		[
			'a body too large',
			413,
			'/api/v1/polls',
			{ method: 'PUT', headers: { 'content-length': '9999999' } }
		],
		['an address too long', 414, `/api/v1/polls?q=${'a'.repeat(5000)}`],
		['a path too long', 414, `/api/v1/${'a'.repeat(5000)}`]
	];

	test.each(failures)('%s: %i', async (_what, status, path, init) => {
		const response = await api.get(path, init);
		expect(response.status).toBe(status);
		expect(response.headers.get('content-type')).toContain('application/problem+json');
		expect(response.headers.get('access-control-allow-origin')).toBe('*');
		expect(response.headers.get('cache-control')).toBe('no-store');
		expect(await response.json()).toMatchObject({
			type: 'about:blank',
			status,
			detail: expect.stringMatching(/\w/) as string,
			instance: path.split('?')[0]
		});
	});

	test.each([
		['/api/v1/polls?region=US-XX', 'region "US-XX" is not known.'],
		['/api/v1/views/polls?region=US-XX', 'region "US-XX" is not known.'],
		['/api/v1/polls/nobody', 'There is no poll with the id "nobody".'],
		['/api/v1/views/poll?poll=nobody', 'There is no poll with the id "nobody".'],
		['/api/v1/polls?release=0123456789ab', 'There is no version with the id "0123456789ab".']
	])('%s: readers of pages are not told where the API lists what there is', async (path, words) => {
		const problem = (await (await api.get(path)).json()) as Record<string, string>;
		expect(problem['reader_detail']).toMatch(words);
		expect(problem['reader_detail']).not.toContain('/api/');
		expect(problem['detail']).toContain('/api/v1/');
	});

	test('HEAD gives the status and headers of the failure without its body', async () => {
		const response = await api.get('/api/v1/nothing', { method: 'HEAD' });
		expect(response.status).toBe(404);
		expect(response.headers.get('content-type')).toContain('application/problem+json');
		expect(await response.text()).toBe('');
	});

	test('a failure of the server says nothing of its inside, but logs it', async () => {
		const lines = logged();
		const broken = apiOver({
			now: () => {
				throw new Error('secret');
			}
		});
		const response = await broken.get('/api/v1/polls');
		expect(response.status).toBe(500);
		expect(await response.text()).not.toContain('secret');
		expect(lines.map(({ err }) => err?.message)).toEqual(['secret']);
	});

	test('without a release 503, but the document and the list of releases answer', async () => {
		const { folder } = releasesFolder();
		const empty = apiOver({ releases: folder });
		expect((await empty.get('/api/v1/polls')).status).toBe(503);
		expect((await empty.get('/api/v1/polls.csv')).status).toBe(503);
		expect((await empty.get('/api/v1/health')).status).toBe(503);
		expect(await empty.json('/api/v1/releases')).toEqual({ data: [] });
		expect(await empty.json('/api/v1/openapi.json')).toHaveProperty('openapi');
		expect((await empty.problem('/api/v1/polls')).detail).toContain('npm run ingest');
	});
});

describe('a bad query', () => {
	test('names every problem at once, with what is allowed and the nearest', async () => {
		const { errors } = await api.problem('/api/v1/actions?direction=restrictve&regoin=US&limit=0');
		expect(errors).toHaveLength(3);
		expect(errors).toContainEqual(
			expect.objectContaining({
				key: 'direction',
				did_you_mean: 'restrictive',
				allowed: ['restrictive', 'permissive', 'neutral']
			})
		);
		expect(errors).toContainEqual(
			expect.objectContaining({
				key: 'regoin',
				did_you_mean: 'region',
				allowed: expect.arrayContaining(['region', 'scope', 'on', 'cursor']) as string[]
			})
		);
		expect(errors).toContainEqual(expect.objectContaining({ key: 'limit', value: '0' }));
	});

	test.each([
		['polls', 'region', 'US-VX'],
		['polls', 'scope', 'inside'],
		['polls', 'from', '2026-02-30'],
		['polls', 'to', 'soon'],
		['polls', 'from', '2026/28'],
		['polls', 'min_sources', '0'],
		['polls', 'min_sources', '1.5'],
		['polls', 'tier', 'second'],
		['polls', 'dataset', 'nobody'],
		['polls', 'house', 'Nobody'],
		['polls', 'q', '?!'],
		['polls', 'q', '\u0000'],
		['polls', 'q', '🙂'],
		['polls', 'q', 'a'.repeat(201)],
		['polls', 'sort', 'note'],
		['polls', 'limit', '1001'],
		['polls', 'limit', 'many'],
		['polls', 'cursor', 'abc'],
		['polls', 'on', '2026'],
		['polls', 'on', '2026-11-26'],
		['polls', 'as_of', '2026-11-26'],
		['polls', 'release', 'newest'],
		['polls', 'bom', '1'],
		['polls', '__proto__', '1'],
		['polls', 'constructor', '1'],
		['polls.csv', 'guard', 'no'],
		['actions', 'binding', 'maybe'],
		['observations', 'vintage', 'newest'],
		['claims', 'region', 'US'],
		['citations', 'q', 'gallup']
	])('%s: %s=%s is refused by name', async (path, key, value) => {
		const response = await api.get(`/api/v1/${path}?${new URLSearchParams({ [key]: value })}`);
		expect(response.status).toBe(400);
		const { errors, detail } = (await response.json()) as Awaited<ReturnType<typeof api.problem>>;
		expect(errors).toEqual([expect.objectContaining({ key, value })]);
		expect(detail).toContain(key);
	});

	test.each([
		['from=2026&to=2025', 'from'],
		['on=2026-11-24&as_of=2026-11-23', 'on'],
		['as_of=2026-11-24&release=0123456789ab', 'release']
	])('%s contradicts itself', async (search) => {
		const response = await api.get(`/api/v1/polls?${search}`);
		expect([400, 404]).toContain(response.status);
	});

	test('a value that another collection has is no mistake: the answer is empty', async () => {
		const { data: facets } = (await api.json('/api/v1/filters?collection=polls')) as {
			data: { key: string; values: { value: string }[] }[];
		};
		const houses = facets.find(({ key }) => key === 'house')?.values ?? [];
		expect(houses.length).toBeGreaterThan(0);
		for (const { value } of houses)
			expect(
				(await api.get(`/api/v1/readings?${new URLSearchParams({ house: value })}`)).status
			).toBe(200);
	});

	test.each(Object.entries(collections))('%s lists the keys it takes', async (name, collection) => {
		const { errors } = await api.problem(`/api/v1/${name}?nonsense=1`);
		expect(errors?.[0]?.allowed).toEqual(
			[...collection.filters, 'sort', 'limit', 'cursor', 'on', 'as_of', 'release'].sort()
		);
	});
});

describe('limits', () => {
	const address = { incoming: { socket: { remoteAddress: '192.0.2.1' } } };

	test('one client may ask for so many whole tables, then waits', async () => {
		let now = Date.parse('2026-11-25T10:00:00Z');
		const { api } = apiOver({
			now: () => new Date(now),
			limits: { costlyBurst: 2, costlyEveryMs: 5000 }
		});
		const ask = async () => await api.request('/api/v1/claims.csv', { method: 'HEAD' }, address);
		expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
		const refused = await ask();
		expect(refused.status).toBe(429);
		expect(refused.headers.get('retry-after')).toBe('5');
		now += 5000;
		expect((await ask()).status).toBe(200);
		expect((await ask()).status).toBe(429);
	});

	test('other clients and JSON are not held up', async () => {
		const { api } = apiOver({ limits: { costlyBurst: 1 } });
		const from = async (remoteAddress: string, path = '/api/v1/claims.csv') =>
			(await api.request(path, { method: 'HEAD' }, { incoming: { socket: { remoteAddress } } }))
				.status;
		expect(await from('192.0.2.1')).toBe(200);
		expect(await from('192.0.2.1')).toBe(429);
		expect(await from('192.0.2.2')).toBe(200);
		expect(await from('192.0.2.1', '/api/v1/claims')).toBe(200);
	});

	test('so many downloads run at once; one that ends or is given up makes room', async () => {
		const { get } = apiOver({ limits: { downloads: 1 } });
		const running = await get('/api/v1/actions.csv');
		expect(running.status).toBe(200);
		const refused = await get('/api/v1/actions.csv');
		expect(refused.status).toBe(503);
		expect(refused.headers.get('retry-after')).toBe('10');
		await running.body?.cancel();
		const next = await get('/api/v1/actions.csv');
		expect(next.status).toBe(200);
		await next.text();
		expect((await get('/api/v1/actions.csv?tier=x')).status).toBe(400);
		expect((await get('/api/v1/actions.csv')).status).toBe(200);
	});
});

test.each([
	['US-CA/town/marigold-park', 'US-CA/city/marigold-park'],
	['US-CA/township/marigold', 'US-CA/city/marigold-park'],
	['us-ca/city/marigold-prak', 'US-CA/city/marigold-park']
])('the place "%s" is taken for one of its state and name: %s', async (place, meant) => {
	const { errors } = await api.problem(`/api/v1/actions?place=${encodeURIComponent(place)}`);
	expect(errors?.[0]?.did_you_mean).toBe(meant);
});
