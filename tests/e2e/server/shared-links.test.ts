import { describe, expect, inject, it } from 'vitest';
import { PAGES } from '../pages.ts';
import { useBrowser } from '../setup/visit.ts';

const { visit } = useBrowser();

/** What a newsletter and a social site append, between and around what a page knows. */
const shared = (path: string) => {
	const [bare = '', search = ''] = path.split('?');
	const parts = search === '' ? [] : search.split('&');
	return `${bare}?${['utm_source=newsletter', ...parts, 'fbclid=IwAR1', 'ref=home'].join('&')}`;
};
const get = (path: string) => fetch(`${inject('site')}${path}`, { redirect: 'manual' });

describe('a link to which others appended keys', () => {
	it.each([
		...PAGES,
		'/embed/chart/polls?region=US',
		'/embed/map',
		'/embed/table/actions?region=US-VA',
		'/embed/chart/polls.png?region=US&width=400',
		'/embed/map.png'
	])('%s is shown after one step to its own address', async (path) => {
		const moved = await get(shared(path));
		expect(moved.status).toBe(303);
		const location = moved.headers.get('location') ?? '';
		expect(location).not.toMatch(/utm|fbclid|ref=/);
		expect(new URL(location, 'http://x').pathname).toBe(new URL(path, 'http://x').pathname);
		expect((await get(location)).status).toBe((await get(path)).status);
		const head = await fetch(`${inject('site')}${shared(path)}`, { method: 'HEAD' });
		expect(head.status).toBe(200);
	});

	it('never leads to another site', async () => {
		for (const path of ['//evil.example/', '/\\evil.example/', '///evil.example/x']) {
			const location = (await get(`${path}?utm_source=a`)).headers.get('location') ?? '/';
			expect(new URL(location, 'http://own.example').host).toBe('own.example');
		}
	});

	it('shows the page with what it asked for', () =>
		visit('/actions?utm_source=a&region=US-VA&gclid=b#main', {}, (page) => {
			const { search, hash } = new URL(page.url());
			expect([search, hash]).toEqual(['?region=US-VA', '#main']);
			return Promise.resolve();
		}));
});

it.each(['/polls?regoin=US', '/?nonsense=1&utm_source=a', '/embed/chart/question?pol=x'])(
	'%s is refused: it is a mistake, not a key of others',
	async (path) => {
		const answer = await fetch(`${inject('site')}${path}`);
		expect(answer.status).toBe(400);
		expect(await answer.text()).toMatch(/regoin|nonsense|pol\b/);
	}
);
