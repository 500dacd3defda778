import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { createApi } from '#lib/server/api/app.ts';
import { wordsOf, type Building } from '#lib/server/api/request/moment.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { sendBuilding } from '#lib/server/door/pages/building-page.ts';

const STATE: Building = { doing: 'estimating trends', done: 12, of: 37 };

const apiWhile = (releases: string, building: Building | null) =>
	createApi({
		store: new ReleaseStore(releases, undefined, () => undefined),
		now: () => new Date(),
		building: () => building
	});

test('health says how far the next release is, and nothing once it is there', async () => {
	const during = await apiWhile(inject('embeddedReleases'), STATE).request('/api/v1/health');
	expect(during.status).toBe(200);
	expect(await during.json()).toMatchObject({ status: 'ok', building: STATE });
	const after = await apiWhile(inject('embeddedReleases'), null).request('/api/v1/health');
	expect(await after.json()).toMatchObject({ building: null });
});

test('without any release the API says what is being built, how far, and when to come back', async () => {
	const empty = mkdtempSync(join(tmpdir(), 'groundswell-none-'));
	onTestFinished(() => rmSync(empty, { recursive: true }));
	for (const path of ['/api/v1/health', '/api/v1/polls']) {
		const answer = await apiWhile(empty, STATE).request(path);
		expect(answer.status).toBe(503);
		expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(await answer.text()).toContain('estimating trends: 12 of 37');
	}
});

test('a page says it too, and looks again by itself', async () => {
	const server = createServer((_: IncomingMessage, response: ServerResponse) =>
		sendBuilding(response, STATE)
	);
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	onTestFinished(() => void server.close());
	const page = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/polls`);
	expect(page.status).toBe(503);
	expect(page.headers.get('refresh')).toBe('3');
	expect(await page.text()).toContain('estimating trends: 12 of 37');
});

test('a step of which nothing is counted is said without a number', () => {
	expect(wordsOf({ doing: 'indexing words', done: 0, of: null })).toBe('indexing words');
	expect(wordsOf({ doing: 'reading rows of polls', done: 1200, of: null })).toBe(
		'reading rows of polls: 1,200'
	);
});
