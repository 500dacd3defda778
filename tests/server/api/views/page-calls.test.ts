import { isRedirect, type LoadEvent } from '@sveltejs/kit';
import { existsSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { askedOnce } from '#lib/server/door/pages/asked-once.ts';
import { apiOver } from '../setup/support.ts';

const ROUTES = 'src/routes';
const PAGE = 'http://page.invalid';
const { get } = apiOver();

/** What stands in the path of a page, and what its address asks for. */
const ADDRESSES: Record<string, { params?: Record<string, string>; search?: string }> = {
	'/polls/[id]': { params: { id: 'harbor-2026-08' } },
	'/actions/[id]': { params: { id: 'ca-marigold-ban' } },
	'/polls/houses': { search: '?pool=nearby' },
	'/data/tables/[name]': { params: { name: 'polls' } },
	'/search': { search: '?q=madison' },
	'/places/[...place_id]': { params: { place_id: 'US-WI/city/madison' } },
	'/regions/[region]': { params: { region: 'US-VA' } }
};
/** Pages that lead elsewhere and show nothing. */
const SHOW_NOTHING = ['/regions'];
/** From an address to the whole one, and no further. */
const STEPS = 2;

const pages = readdirSync(ROUTES, { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('+page.ts'))
	.map((file) => `/${dirname(file)}`.replace(/\/\.$/, '/'))
	.filter((route) => !SHOW_NOTHING.includes(route));

/** The calls of the API that a page makes, from its shortest address to its whole one. */
async function callsOf(route: string): Promise<string[]> {
	const { params = {}, search = '' } = ADDRESSES[route] ?? {};
	const file = `../../../../${ROUTES}${route === '/' ? '' : route}/+page.ts`;
	const { load } = (await import(file)) as {
		load: (event: Partial<LoadEvent>) => Promise<unknown>;
	};
	let url = new URL(route.replace(/\[.*/, '') + search, PAGE);
	const calls: string[] = [];
	const once = askedOnce(async ({ url }) => {
		const text = url.slice(PAGE.length);
		if (!text.startsWith('/api/v1/')) return Response.json({ parts: [], around: [] });
		calls.push(text);
		return get(text);
	});
	const fetch = (input: string | URL | Request, init?: RequestInit) =>
		once(new Request(input instanceof Request ? input : new URL(input, PAGE), init));
	for (let step = 0; step < STEPS; step++) {
		try {
			await load({ fetch, url, params, parent: () => Promise.resolve({}), data: {} });
			return calls;
		} catch (problem) {
			if (!isRedirect(problem)) throw problem;
			url = new URL(problem.location, url);
		}
	}
	throw new Error(`${route} does not come to a whole address`);
}

describe('a page', () => {
	test('is found for every route', () => {
		expect(pages.length).toBeGreaterThan(25);
		expect(pages.every((route) => existsSync(`${ROUTES}${route}/+page.ts`))).toBe(true);
	});

	test.each(pages)('%s asks the API once', async (route) => {
		expect(await callsOf(route)).toHaveLength(1);
	});
});
