import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLog, releasePath } from '#lib/server/dataset/releases/release-log.ts';
import { createApi } from '#lib/server/api/app.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { ensureRelease } from '../../../scripts/serve/release.ts';
import { csv, OBSERVATIONS, Workshop } from '../ingest/harness.ts';
import { asOfOldVersion, flip } from './old-version.ts';

let workshop: Workshop;
beforeEach(() => {
	workshop = new Workshop();
});
afterEach(() => workshop.remove());

const MINE = { 'observations.csv': csv(OBSERVATIONS, 's1,US-VA,2026,1,,,actual,,gazette,') };
const PRICES = 'observations/prices.csv';
/** The embedded prices with one of two rows withdrawn. */
const withdraw = () =>
	workshop.write(PRICES, csv(OBSERVATIONS, 's1,US,2024,10,,,actual,,gazette,'));
const november = (day: number) => ({ now: () => new Date(Date.UTC(2026, 10, day, 12)) });

/** Asks the API over the releases of the workshop, on 20 November 2026. */
async function ask(path: string) {
	const now = () => new Date('2026-11-20T12:00:00Z');
	const store = new ReleaseStore(
		workshop.releases,
		() => 0,
		() => undefined
	);
	try {
		const response = await createApi({ store, now }).request(path);
		return { status: response.status, headers: response.headers, text: await response.text() };
	} finally {
		store.close();
	}
}

describe('a releases folder that an older version built', () => {
	it('is followed by a release without a flag, where the product ships other rows', () => {
		const { id } = workshop.build();
		asOfOldVersion(workshop.releases, [id], { lacksColumn: true });
		withdraw();
		const next = workshop.build();
		expect(next).toMatchObject({ status: 'published', lost: [] });
		expect(next.notes.join('\n')).toContain(
			'observations: 1 row of the embedded data is no longer shipped, for example s1|US|2025|'
		);
	});

	it('is followed by a release at a start', () => {
		const { id } = workshop.build();
		asOfOldVersion(workshop.releases, [id], { lacksColumn: true });
		withdraw();
		const said: string[] = [];
		const { embedded, releases } = workshop;
		const next = ensureRelease({
			embedded,
			overlays: [],
			releases,
			say: (line) => said.push(line)
		});
		expect(next).not.toBe(id);
		expect(said.join('\n')).toContain(`release ${next} published`);
	});

	it('still guards the rows that users laid over the data', () => {
		const { id } = workshop.with(MINE);
		asOfOldVersion(workshop.releases, [id]);
		withdraw();
		const next = workshop.build();
		expect(next.status).toBe('refused');
		expect(next.lost).toMatchObject([{ table: 'observations', gone: 1, embedded: false }]);
	});

	it('has hashes in its log after the next run, also where that publishes nothing', () => {
		const { id } = workshop.build();
		asOfOldVersion(workshop.releases, []);
		expect(readLog(workshop.releases)[0]).not.toHaveProperty('sha256');
		expect(workshop.build()).toMatchObject({ status: 'unchanged', id });
		expect(readLog(workshop.releases)[0]).toHaveProperty('sha256');
		flip(releasePath(workshop.releases, id));
		expect(workshop.build()).toMatchObject({ status: 'published', id });
	});

	it('loses files that were never published, with or without their line in the log', () => {
		const first = workshop.build(november(1)).id;
		const second = workshop.with(MINE, november(2)).id;
		asOfOldVersion(workshop.releases, []);
		const [one] = readLog(workshop.releases);
		expect(one?.id).toBe(first);
		// The second build ended before it wrote its line and moved the pointer.
		rmSync(join(workshop.releases, 'log.jsonl'));
		rmSync(join(workshop.releases, 'current'));
		rmSync(releasePath(workshop.releases, second));
		expect(workshop.build(november(3))).toMatchObject({ status: 'unchanged', id: first });
		expect(readLog(workshop.releases)).toMatchObject([{ id: first, counts: { observations: 2 } }]);
	});
});

describe('a release of an older version', () => {
	const twoReleases = (options: Parameters<typeof asOfOldVersion>[2]) => {
		const old = workshop.build(november(1)).id;
		asOfOldVersion(workshop.releases, [old], options);
		const next = workshop.with(MINE, november(10)).id;
		return { old, next };
	};
	const ROUTES = [
		'observations',
		'series',
		'actions',
		'polls',
		'stale',
		'overview',
		'filters?collection=polls'
	];
	const asking = (route: string, key: string) =>
		`/api/v1/${route}${route.includes('?') ? '&' : '?'}${key}`;

	it('is answered where it has all that this version reads', async () => {
		const { old } = twoReleases({});
		for (const route of ROUTES)
			for (const key of [`release=${old}`, 'as_of=2026-11-05'])
				expect(await ask(asking(route, key)), route).toMatchObject({ status: 200 });
	});

	it('is refused with 410 and words where it lacks something', async () => {
		const { old, next } = twoReleases({ lacksColumn: true });
		for (const route of [...ROUTES, 'observations.csv', 'observations.parquet'])
			for (const key of [`release=${old}`, 'as_of=2026-11-05']) {
				const { status, text } = await ask(asking(route, key));
				expect(status, route).toBe(410);
				expect(text).toContain('was built by another version of Groundswell');
				expect(text).toContain('observations.note');
				expect(text).toContain(`still here: ${next}`);
			}
		expect(await ask(`/api/v1/changes?since=${old}`)).toMatchObject({ status: 410 });
		expect(JSON.parse((await ask('/api/v1/releases')).text)).toMatchObject({
			data: [
				{ id: old, state: 'other_version', available: false },
				{ id: next, state: 'served', available: true }
			]
		});
	});

	it('is no release to start from alone', async () => {
		const { id } = workshop.build();
		asOfOldVersion(workshop.releases, [id], { lacksColumn: true });
		const { status, text } = await ask('/api/v1/observations');
		expect(status).toBe(503);
		expect(text).toContain('was built by another version');
	});
});

describe('a damaged release that is asked for', () => {
	it('is answered by 503 with words, and is not what is served beside it', async () => {
		const first = workshop.build(november(1)).id;
		const second = workshop.with(MINE, november(10)).id;
		flip(releasePath(workshop.releases, first));
		for (const key of [`release=${first}`, 'as_of=2026-11-05']) {
			const { status, text, headers } = await ask(`/api/v1/observations?${key}`);
			expect(status).toBe(503);
			expect(text).toContain(`the file of release ${first} is damaged and is not served`);
			expect(headers.get('retry-after')).toBe('3600');
		}
		const { status, text } = await ask('/api/v1/observations');
		expect(status).toBe(200);
		expect(JSON.parse(text)).toMatchObject({ meta: { release: second } });
	});

	it('that has no line in the log is not here', async () => {
		workshop.build(november(1));
		const { id } = workshop.with(MINE, november(10));
		rmSync(join(workshop.releases, 'log.jsonl'));
		workshop.build({ ...november(11), allowShrink: true });
		const orphan = 'abcdefabcdef';
		expect(await ask(`/api/v1/observations?release=${orphan}`)).toMatchObject({ status: 404 });
		expect(await ask(`/api/v1/observations?release=${id}`)).toMatchObject({ status: 200 });
	});
});
