import { describe, expect, test } from 'vitest';
import { apiOver } from '../setup/support.ts';
import { releasesFolder } from '../setup/releases-folder.ts';

const FIRST = 'aaaaaaaaaaaa';
const SECOND = 'bbbbbbbbbbbb';

describe('the day an answer is for', () => {
	test('is today in UTC, and moves at midnight although the answer was kept', async () => {
		let now = new Date('2026-11-25T23:59:30Z');
		const { get, list } = apiOver({ now: () => now });
		const before = await get('/api/v1/claims');
		expect(before.headers.get('cache-control')).toBe('public, max-age=30');
		expect((await list('/api/v1/claims')).meta.on).toBe('2026-11-25');
		now = new Date('2026-11-26T00:00:00Z');
		const after = await get('/api/v1/claims');
		expect((await list('/api/v1/claims')).meta.on).toBe('2026-11-26');
		expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
		expect(after.headers.get('cache-control')).toBe('public, max-age=300');
	});

	test('an answer kept in the evening says a shorter time when it is given again before midnight', async () => {
		let now = new Date('2026-11-25T20:00:00Z');
		const { get } = apiOver({ now: () => now });
		expect((await get('/api/v1/claims')).headers.get('cache-control')).toBe('public, max-age=300');
		now = new Date('2026-11-25T23:58:00Z');
		expect((await get('/api/v1/claims')).headers.get('cache-control')).toBe('public, max-age=120');
		now = new Date('2026-11-25T23:59:59.900Z');
		expect((await get('/api/v1/claims')).headers.get('cache-control')).toBe('public, max-age=0');
	});

	test('can be asked for, and then no midnight changes it', async () => {
		let now = new Date('2026-11-25T12:00:00Z');
		const { get, list } = apiOver({ now: () => now });
		const before = await get('/api/v1/claims?on=2026-11-01');
		expect((await list('/api/v1/claims?on=2026-11-01')).meta.on).toBe('2026-11-01');
		now = new Date('2026-11-26T12:00:00Z');
		const after = await get('/api/v1/claims?on=2026-11-01');
		expect(after.headers.get('etag')).toBe(before.headers.get('etag'));
	});

	test('stands in the name and the headers of a file', async () => {
		const { get } = apiOver();
		const { headers } = await get('/api/v1/claims.csv?on=2026-11-01', { method: 'HEAD' });
		expect(headers.get('content-disposition')).toContain('on-2026-11-01');
		expect(headers.get('x-groundswell-on')).toBe('2026-11-01');
	});

	test('counts the overview up to it', async () => {
		const { json } = apiOver();
		const ofYear = async (year: number) => {
			const { data } = (await json(`/api/v1/overview?on=${year}-11-25`)) as {
				data: { latest: { date_start: string }[] };
			};
			return data.latest.map(({ date_start }) => date_start);
		};
		for (const year of [2024, 2026])
			for (const day of await ofYear(year)) expect(day <= `${year}-11-25`).toBe(true);
	});

	test('the age of the data is counted from it', async () => {
		let now = new Date('2026-11-19T12:00:00Z');
		const { json } = apiOver({ now: () => now });
		const age = async () =>
			((await json('/api/v1/health')) as { data_age_days: number }).data_age_days;
		const before = await age();
		now = new Date('2026-11-20T00:00:00Z');
		expect(await age()).toBe(before + 1);
	});
});

describe('a new release', () => {
	const twoReleases = () => {
		const releases = releasesFolder();
		releases.publish(FIRST, '2026-11-20T08:00:00Z');
		let now = new Date('2026-11-24T12:00:00Z');
		const api = apiOver({ releases: releases.folder, now: () => now });
		const publishSecond = () => {
			releases.publish(SECOND, '2026-11-24T12:00:10Z', (db) =>
				db.exec(`DELETE FROM claims WHERE rowid > 3`)
			);
			now = new Date('2026-11-24T12:01:00Z');
		};
		return { ...api, releases, publishSecond, later: (at: string) => (now = new Date(at)) };
	};

	test('is noticed without a restart, and keeps nothing of the old one', async () => {
		const { list, publishSecond } = twoReleases();
		const before = await list('/api/v1/claims');
		expect(before.meta.release).toBe(FIRST);
		publishSecond();
		const after = await list('/api/v1/claims');
		expect(after.meta.release).toBe(SECOND);
		expect(after.page.total).toBe(3);
	});

	test('leaves a walk through pages on the release, and the day, it began with', async () => {
		const { list, publishSecond, later } = twoReleases();
		const whole = await list('/api/v1/claims?limit=1000');
		const first = await list('/api/v1/claims?limit=4');
		publishSecond();
		later('2026-11-25T00:00:01Z');
		const rows = [...first.data];
		for (let { next } = first.page; next !== null;) {
			const { data, page, meta } = await list(next);
			expect(meta).toMatchObject({ release: FIRST, on: '2026-11-24' });
			rows.push(...data);
			next = page.next;
		}
		expect(rows).toEqual(whole.data);
	});

	test('does not cut off a download of the old one', async () => {
		const { get, store, publishSecond } = twoReleases();
		const response = await get('/api/v1/actions.csv');
		const reader = response.body?.getReader();
		const first = await reader?.read();
		publishSecond();
		expect(store.current().id).toBe(SECOND);
		store.close();
		const linesOf = (bytes?: Uint8Array) => new TextDecoder().decode(bytes).split('\n').length - 1;
		let lines = linesOf(first?.value);
		for (;;) {
			const part = await reader?.read();
			if (!part || part.done) break;
			lines += linesOf(part.value);
		}
		expect(lines).toBeGreaterThan(Number(response.headers.get('x-groundswell-rows')));
	});

	test('is chosen by id or by the end of a day; the day ends where its release does', async () => {
		const { list, publishSecond } = twoReleases();
		publishSecond();
		expect((await list(`/api/v1/claims?release=${FIRST}`)).meta.release).toBe(FIRST);
		expect((await list('/api/v1/claims?as_of=2026-11-23')).meta).toMatchObject({
			release: FIRST,
			on: '2026-11-23'
		});
		expect((await list('/api/v1/claims?as_of=2026-11-24')).meta.release).toBe(SECOND);
		expect((await list('/api/v1/claims?as_of=2026-11-23&on=2026-11-01')).meta.on).toBe(
			'2026-11-01'
		);
	});

	test('before the first one, the answer names the oldest', async () => {
		const { problem } = twoReleases();
		const { status, detail } = await problem('/api/v1/claims?as_of=2026-11-19');
		expect(status).toBe(404);
		expect(detail).toContain('2026-11-20');
	});

	test('where it was pruned, the answer is 410 and names what is still here', async () => {
		const { problem, releases, publishSecond } = twoReleases();
		publishSecond();
		releases.remove(FIRST);
		for (const query of ['as_of=2026-11-23', `release=${FIRST}`])
			for (const path of ['claims', 'claims.csv', 'overview', 'changes', 'feed.atom']) {
				const { status, title, detail } = await problem(`/api/v1/${path}?${query}`);
				expect(status).toBe(410);
				expect(title).toBe('No longer here');
				expect(detail).toMatch(
					new RegExp(
						`release ${FIRST} was published here and has been pruned; still here: ${SECOND}`
					)
				);
			}
	});

	test('one that never was here is another matter', async () => {
		const { problem, publishSecond } = twoReleases();
		publishSecond();
		const { status, detail } = await problem('/api/v1/claims?release=cccccccccccc');
		expect(status).toBe(404);
		expect(detail).toContain('/api/v1/releases');
	});

	test('a walk through pages of a pruned one ends with 410', async () => {
		const { list, problem, releases, publishSecond } = twoReleases();
		const { page } = await list('/api/v1/claims?limit=4');
		publishSecond();
		releases.remove(FIRST);
		expect((await problem(page.next ?? '')).status).toBe(410);
	});

	test('is noticed when it is added beside the current one', async () => {
		const { list, releases, later } = twoReleases();
		expect((await list('/api/v1/claims')).meta.release).toBe(FIRST);
		releases.beside(SECOND, '2026-11-01T08:00:00Z');
		later('2026-11-24T12:01:00Z');
		expect((await list('/api/v1/claims')).meta.release).toBe(FIRST);
		expect((await list('/api/v1/claims?as_of=2026-11-10')).meta.release).toBe(SECOND);
	});

	test('is listed beside the old one, each with whether it is here and current', async () => {
		const { json, releases, publishSecond } = twoReleases();
		await json('/api/v1/releases');
		publishSecond();
		releases.remove(FIRST);
		expect(await json('/api/v1/releases')).toMatchObject({
			data: [
				{ id: FIRST, available: false, current: false },
				{ id: SECOND, available: true, current: true, datasets: ['groundswell'] }
			]
		});
	});

	test('an address that says release and day is answered for good', async () => {
		const { get } = twoReleases();
		const kept = async (path: string) => (await get(path)).headers.get('cache-control');
		const forGood = 'public, max-age=31536000, immutable';
		expect(await kept(`/api/v1/claims?release=${FIRST}&on=2026-11-20`)).toBe(forGood);
		expect(await kept(`/api/v1/claims.csv?release=${FIRST}&on=2026-11-20`)).toBe(forGood);
		expect(await kept(`/api/v1/claims?release=${FIRST}`)).toBe('public, max-age=300');
		expect(await kept('/api/v1/claims?on=2026-11-20')).toBe('public, max-age=300');
	});

	test('many releases asked for in turn all answer', async () => {
		const releases = releasesFolder();
		const ids = Array.from({ length: 6 }, (_, index) => String(index).repeat(12));
		for (const id of ids) releases.publish(id, '2026-11-20T08:00:00Z');
		const { list, store } = apiOver({ releases: releases.folder });
		for (const id of [...ids, ...ids])
			expect((await list(`/api/v1/claims?release=${id}&limit=1`)).meta.release).toBe(id);
		store.close();
	});
});
