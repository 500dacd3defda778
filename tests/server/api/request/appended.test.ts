import { describe, expect, it } from 'vitest';
import { collections } from '#lib/domain/collections/index.ts';
import { apiOver } from '../setup/support.ts';

const { get, api, list, problem } = apiOver();

const APPENDED = 'utm_source=newsletter&utm_medium=email&fbclid=IwAR1&gclid=2&ref=home&_=17';
const withAppended = (path: string) => `${path}${path.includes('?') ? '&' : '?'}${APPENDED}`;

const PATHS = [
	...Object.keys(collections).map((name) => `/api/v1/${name}?limit=2`),
	'/api/v1/overview?region=US',
	'/api/v1/filters?collection=polls',
	'/api/v1/feed.atom?region=US-VA',
	'/api/v1/calendar.ics',
	'/api/v1/openapi.json',
	'/api/v1/polls.csv',
	'/api/v1/polls.ndjson?region=US-VA'
];

describe('keys that others append to a link', () => {
	it.each(PATHS)(
		'%s is answered as without them, from the same place in the cache',
		async (path) => {
			const [plain, shared] = [await get(path), await get(withAppended(path))];
			expect(shared.status).toBe(200);
			expect(shared.headers.get('etag')).toBe(plain.headers.get('etag'));
			expect(await shared.text()).toBe(await plain.text());
		}
	);

	it.each(['/api/v1/health', '/api/v1/releases', '/api/v1/polls.metadata.json'])(
		'%s is answered with them',
		async (path) => {
			expect((await get(withAppended(path))).status).toBe(200);
		}
	);

	it.each([
		['/polls.csv?region=US', '/api/v1/readings.csv?region=US'],
		['/polls/heatmap-2026-08.csv', '/api/v1/answers.csv?poll=heatmap-2026-08'],
		['/api/v1', '/api'],
		['/api/v1/polls?region=US&region=US-VA', '/api/v1/polls?region=US%7EUS-VA']
	])('%s leads on without them', async (path, location) => {
		const { headers } = await get(withAppended(path));
		expect(headers.get('location')?.replace('~', '%7E')).toBe(location);
	});

	it('they are in no address that the answer holds', async () => {
		const { page } = await list(withAppended('/api/v1/actions?limit=1'));
		expect(page.next).toContain('limit=1');
		expect(page.next).not.toMatch(/utm|fbclid/);
		expect(await (await get(withAppended('/api/v1/feed.atom'))).text()).not.toMatch(/utm|fbclid/);
	});

	it('a list of sites is screened with them', async () => {
		const answer = await api.request(withAppended('/api/v1/screen'), {
			method: 'POST',
			body: 'name,fips\na,51107',
			headers: { 'content-type': 'text/csv' }
		});
		expect(answer.status).toBe(200);
	});

	it('a mistyped filter beside them is refused with a suggestion', async () => {
		const { status, errors } = await problem(withAppended('/api/v1/polls?regoin=US'));
		expect(status).toBe(400);
		expect(errors?.map(({ key, did_you_mean }) => [key, did_you_mean])).toEqual([
			['regoin', 'region']
		]);
	});
});
