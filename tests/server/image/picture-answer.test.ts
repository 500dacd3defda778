import { error } from '@sveltejs/kit';
import { describe, expect, test, vi } from 'vitest';
import { queue } from '#lib/server/image/queue.ts';
import { pictureResponse } from '#lib/server/image/picture-answer.ts';
import type { Problem } from '../api/setup/support.ts';
import { siteOver } from './site.ts';

const site = siteOver();

const ask = (
	search: string,
	headers: Record<string, string> = {},
	figure = energy,
	client = '192.0.2.1'
) => {
	const url = new URL(`http://site.invalid/embed/chart/energy.png${search}`);
	return pictureResponse({
		request: new Request(url, { headers }),
		url,
		fetch: site.fetch,
		version: 'test',
		client,
		figure
	});
};
const energy = () => site.example('chart', 'energy');

describe('a picture over HTTP', () => {
	test('is a PNG with release and day, for any site, and no page of its own', async () => {
		const { status, headers } = await ask('?width=320&scale=1');
		expect(status).toBe(200);
		expect(headers.get('content-type')).toBe('image/png');
		expect(headers.get('access-control-allow-origin')).toBe('*');
		expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
		expect(headers.get('x-groundswell-on')).toBe('2026-11-25');
		expect(headers.get('content-disposition')).toContain(
			`groundswell-energy-${headers.get('x-groundswell-release') ?? ''}.png`
		);
		expect(headers.get('cache-control')).toBe('public, max-age=300');
	});

	test('is drawn once for the same address, and not at all for who has it', async () => {
		const figure = vi.fn(energy);
		const first = await ask('?width=330&scale=1', {}, figure);
		const again = await ask('?scale=1&width=330', {}, figure);
		expect(await again.arrayBuffer()).toEqual(await first.arrayBuffer());
		const known = await ask(
			'?width=330&scale=1',
			{ 'if-none-match': first.headers.get('etag') ?? '' },
			figure
		);
		expect(known.status).toBe(304);
		expect(figure).toHaveBeenCalledOnce();
	});

	test('pinned to a release and a day it may be kept for good', async () => {
		const { headers } = await ask('?width=320&scale=1');
		const release = headers.get('x-groundswell-release') ?? '';
		const pinned = await ask(`?on=2026-11-25&release=${release}&width=320&scale=1`);
		expect(pinned.headers.get('cache-control')).toContain('immutable');
	});

	test.each([
		['?width=99999', 400, /width "99999": expected a whole number from 320 to 1600/],
		['?release=000000000000', 404, /There is no version with the id "000000000000"/],
		['?on=2999-01-01', 400, /is in the future/],
		[`?series=${'x'.repeat(5000)}`, 414, /at most 4096/]
	])('%s is refused as a problem that says why', async (search, status, detail) => {
		const answer = await ask(search.slice(0, 6000));
		expect(answer.status).toBe(status);
		expect(answer.headers.get('content-type')).toContain('application/problem+json');
		expect(((await answer.json()) as Problem).detail).toMatch(detail);
	});

	test('one client that asks for very many new ones is asked to wait; others are not', async () => {
		const nothing = () => Promise.resolve(null as never);
		const statuses: number[] = [];
		for (let count = 0; count < 130; count++)
			statuses.push((await ask(`?width=${400 + count}`, {}, nothing, '192.0.2.2')).status);
		expect(statuses[0]).toBe(404);
		expect(statuses.at(-1)).toBe(429);
		expect((await ask('?width=600', {}, nothing, '192.0.2.3')).status).toBe(404);
	});

	test('what a page refuses and what has nothing to draw are problems, too', async () => {
		const refused = await ask('?width=321', {}, () => error(404, 'no chart "x"'));
		expect(refused.status).toBe(404);
		const empty = await ask('?width=322', {}, () => Promise.resolve(null as never));
		expect(((await empty.json()) as Problem).detail).toContain('nothing to draw');
	});
});

describe('the queue of pictures', () => {
	test('runs one after another, also after one that fails', async () => {
		const inTurn = queue(10);
		let running = 0;
		let most = 0;
		const task = (fails: boolean) => async () => {
			most = Math.max(most, ++running);
			await new Promise((resolve) => setImmediate(resolve));
			running--;
			if (fails) throw new Error('failed');
		};
		const ended = await Promise.allSettled(
			[false, true, false].map((fails) => inTurn(task(fails)))
		);
		expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
		expect(most).toBe(1);
	});

	test('turns away whom it could not serve soon, and says when to come back', async () => {
		const inTurn = queue(2);
		const slow = () => new Promise<void>((resolve) => setImmediate(resolve));
		const waiting = [inTurn(slow), inTurn(slow)];
		await expect(inTurn(slow)).rejects.toMatchObject({
			status: 503,
			headers: { 'retry-after': '5' }
		});
		await Promise.all(waiting);
		await expect(inTurn(slow)).resolves.toBeUndefined();
	});
});
