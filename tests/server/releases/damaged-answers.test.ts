import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApi } from '#lib/server/api/app.ts';
import { releasePath } from '#lib/server/dataset/releases/release-log.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { csv, OBSERVATIONS, Workshop } from '../ingest/harness.ts';
import { cut, flip } from './old-version.ts';

let workshop: Workshop;
let time: number;
let store: ReleaseStore;
let first: string;
let second: string;
beforeEach(() => {
	workshop = new Workshop();
	time = 0;
	first = publish('1');
	second = publish('2');
	store = new ReleaseStore(
		workshop.releases,
		() => time,
		() => undefined
	);
});
afterEach(() => {
	store.close();
	workshop.remove();
});

const publish = (value: string) =>
	workshop.with(
		{ 'observations.csv': csv(OBSERVATIONS, `s1,US-VA,2026,${value},,,actual,,gazette,`) },
		{ now: () => new Date('2026-11-20T12:00:00Z') }
	).id;
const api = () => createApi({ store, now: () => new Date('2026-11-20T13:00:00Z') });

interface Answer {
	meta: { release: string };
	data: { value: number }[];
}

describe('a release that is damaged while it is served', () => {
	it.each([
		['flipped', flip],
		['cut', cut]
	])(
		'(%s) gives way to the newest that is whole, and none of its answers stay',
		async (_, harm) => {
			const app = api();
			const ask = async () => {
				const response = await app.request('/api/v1/observations?region=US-VA');
				return { status: response.status, body: (await response.json()) as Answer };
			};
			expect(await ask()).toMatchObject({
				body: { meta: { release: second }, data: [{ value: 2 }] }
			});
			harm(releasePath(workshop.releases, second));
			time += 2000;
			expect(await ask()).toMatchObject({
				status: 200,
				body: { meta: { release: first }, data: [{ value: 1 }] }
			});
			const health = (await (await app.request('/api/v1/health')).json()) as unknown;
			expect(health).toMatchObject({ status: 'ok', release: first, damaged: [second] });
			publish('2');
			time += 2000;
			expect(await ask()).toMatchObject({
				body: { meta: { release: second }, data: [{ value: 2 }] }
			});
		}
	);

	it('is answered by 503 with words until the files were compared with the log', async () => {
		const release = store.current();
		release.prepare = () => {
			throw Object.assign(new Error('database disk image is malformed'), {
				code: 'SQLITE_CORRUPT'
			});
		};
		flip(releasePath(workshop.releases, second));
		const app = api();
		const failed = await app.request('/api/v1/observations?region=US-VA');
		expect(failed.status).toBe(503);
		expect(failed.headers.get('retry-after')).toBe('5');
		expect(await failed.text()).toContain('a file of the release could not be read');
		const next = await app.request('/api/v1/observations?region=US-VA');
		expect((await next.json()) as Answer).toMatchObject({ meta: { release: first } });
	});

	it('is told before a download begins where its file has been taken away; what is open is answered', async () => {
		const app = api();
		const ask = (file: string) => app.request(`/api/v1/observations${file}?region=US-VA`);
		await ask('');
		rmSync(releasePath(workshop.releases, second));
		for (const file of ['.csv', '.ndjson', '.xlsx', '.zip']) {
			const refused = await ask(file);
			expect([file, refused.status, refused.headers.get('retry-after')]).toEqual([file, 503, '60']);
			expect(await refused.text()).toContain(`the file of release ${second} is no longer here`);
		}
		expect((await (await ask('')).json()) as Answer).toMatchObject({ meta: { release: second } });
	});

	it('is no answer at all where nothing else is whole', async () => {
		for (const id of [first, second]) flip(releasePath(workshop.releases, id));
		const response = await api().request('/api/v1/observations');
		expect(response.status).toBe(503);
		expect(response.headers.get('retry-after')).toBe('60');
		expect(await response.text()).toContain(`the file of ${second} is damaged`);
	});
});
