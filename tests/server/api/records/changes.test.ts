import { describe, expect, test } from 'vitest';
import { releasesFolder } from '../setup/releases-folder.ts';
import { apiOver, rowsOfCsv } from '../setup/support.ts';

const FIRST = 'aaaaaaaaaaaa';
const SECOND = 'bbbbbbbbbbbb';
const THIRD = 'cccccccccccc';
const FOURTH = 'dddddddddddd';

/** Two releases: the second lacks a claim, has another sample size and one more source. */
function twoReleases() {
	const releases = releasesFolder();
	let minutes = 0;
	// A minute passes between any two looks at the clock, so that what was published is seen at once.
	const now = () => new Date(Date.UTC(2026, 10, 25, 12, 0, 60 * minutes++));
	const api = apiOver({ releases: releases.folder, now });
	releases.publish(FIRST, '2026-11-20T08:00:00Z');
	releases.publish(SECOND, '2026-11-21T08:00:00Z', (db) => {
		db.exec('DELETE FROM claims WHERE rowid = 1');
		db.exec('UPDATE polls SET sample_size = 4321, note = NULL WHERE rowid = 1');
		db.exec(
			`INSERT INTO sources (source_id, title, publisher, tier, dataset) SELECT 'made-up', 'Made up for a test', 'Nobody', tier, dataset FROM sources WHERE rowid = 1`
		);
	});
	return { ...api, releases };
}

describe('changes between releases', () => {
	test('are told record by record, in words', async () => {
		const { list, store } = twoReleases();
		const { db } = store.byId(FIRST) ?? {};
		const poll = db?.prepare('SELECT * FROM polls WHERE rowid = 1').get() as {
			poll_id: string;
			sample_size: number;
			note: string | null;
			region: string;
		};
		const claim = db?.prepare('SELECT * FROM claims WHERE rowid = 1').get() as Record<
			string,
			string
		>;
		const { data, page, meta } = await list(`/api/v1/changes?since=${FIRST}`);
		expect(page.total).toBe(3);
		expect(meta).toMatchObject({ release: SECOND, filters: { since: [FIRST] } });
		expect(meta.notes).toContain(`from release ${FIRST} (2026-11-20) to ${SECOND} (2026-11-21)`);
		expect(data).toMatchObject([
			{
				record_table: 'claims',
				change: 'removed',
				record: `Claim: ${claim['claim']}`,
				words: 'removed',
				record_id: claim['claim_id']
			},
			{
				record_table: 'polls',
				change: 'changed',
				region: poll.region,
				record_id: poll.poll_id,
				words: expect.stringContaining(`sample size from ${poll.sample_size} to 4321`) as string
			},
			{
				record_table: 'sources',
				change: 'added',
				record: 'Source: Made up for a test, Nobody',
				words: 'added',
				record_id: 'made-up'
			}
		]);
	});

	test('backwards are the same with the signs turned', async () => {
		const { list } = twoReleases();
		const { data } = await list(`/api/v1/changes?since=${SECOND}&release=${FIRST}`);
		expect(data.map(({ record_table, change }) => [record_table, change].join(' '))).toEqual([
			'claims added',
			'polls changed',
			'sources removed'
		]);
	});

	test('between a release and itself there are none', async () => {
		const { list } = twoReleases();
		expect((await list(`/api/v1/changes?since=${SECOND}`)).data).toEqual([]);
	});

	test('are narrowed by table, change, region and dataset', async () => {
		const { list, store } = twoReleases();
		const count = async (query: string) =>
			(await list(`/api/v1/changes?since=${FIRST}&${query}`)).page.total;
		expect(await count('record_table=polls~sources')).toBe(2);
		expect(await count('change=added')).toBe(1);
		expect(await count('dataset=groundswell')).toBe(3);
		const { region } = store
			.byId(FIRST)
			?.db.prepare('SELECT region FROM polls WHERE rowid = 1')
			.get() as {
			region: string;
		};
		expect(await count(`region=${region}`)).toBe(1);
		expect(await count(`region=${region}&scope=exact`)).toBe(1);
		expect(await count('region=PJM')).toBe(0);
	});

	test('as CSV are the same rows', async () => {
		const { get, list } = twoReleases();
		const response = await get(`/api/v1/changes.csv?since=${FIRST}`);
		expect(response.headers.get('content-disposition')).toContain(`since-${FIRST}`);
		expect(response.headers.get('x-groundswell-rows')).toBe('3');
		const rows = rowsOfCsv(await response.text());
		const { data } = await list(`/api/v1/changes?since=${FIRST}`);
		expect(rows.map(({ change_id, words }) => [change_id, words])).toEqual(
			data.map(({ change_id, words }) => [change_id, words])
		);
		expect(Object.keys(rows[0] ?? {}).slice(0, 3)).toEqual(['region', 'region_name', 'date']);
	});

	test('are those since the release before, by default', async () => {
		const { get, releases } = twoReleases();
		const asked = async (path: string) => {
			const { status, headers } = await get(path);
			return [status, headers.get('location')];
		};
		expect(await asked('/api/v1/changes')).toEqual([303, `/api/v1/changes?since=${FIRST}`]);
		expect(await asked('/api/v1/changes.csv?change=added')).toEqual([
			303,
			`/api/v1/changes.csv?change=added&since=${FIRST}`
		]);
		releases.publish(THIRD, '2026-11-22T08:00:00Z');
		releases.remove(FIRST);
		expect(await asked(`/api/v1/changes?release=${THIRD}`)).toEqual([
			303,
			`/api/v1/changes?release=${THIRD}&since=${SECOND}`
		]);
	});

	test('with one release there is nothing to compare, and the answer says so', async () => {
		const releases = releasesFolder();
		let now = new Date('2026-11-25T12:00:00Z');
		const { list, get } = apiOver({ releases: releases.folder, now: () => now });
		releases.publish(FIRST, '2026-11-20T08:00:00Z');
		const { data, meta } = await list('/api/v1/changes');
		expect(data).toEqual([]);
		expect(meta.notes).toEqual([
			`release ${FIRST} is the first of those here: there is none before it to compare it with`
		]);
		releases.beside(SECOND, '2026-11-01T08:00:00Z');
		now = new Date('2026-11-25T12:00:02Z');
		expect((await get('/api/v1/changes')).headers.get('location')).toContain(SECOND);
	});

	test('with a release that is not here say why', async () => {
		const { problem, releases } = twoReleases();
		expect(await problem('/api/v1/changes?since=yesterday')).toMatchObject({
			status: 400,
			detail: 'since "yesterday": use the 12 hex digits of a release id.'
		});
		expect((await problem(`/api/v1/changes?since=${THIRD}`)).status).toBe(404);
		releases.remove(FIRST);
		expect(await problem(`/api/v1/changes?since=${FIRST}`)).toMatchObject({
			status: 410,
			detail: expect.stringContaining(`still here: ${SECOND}`) as string
		});
	});

	test('with a release of another version are refused, with what it lacks', async () => {
		const { releases } = twoReleases();
		releases.publish(THIRD, '2026-11-22T08:00:00Z', (db) => {
			db.exec('ALTER TABLE polls DROP COLUMN margin_of_error');
			db.exec('DROP TABLE pools');
		});
		releases.publish(FOURTH, '2026-11-23T08:00:00Z');
		const { problem } = apiOver({ releases: releases.folder });
		const refused = await problem(`/api/v1/changes?since=${THIRD}`);
		expect(refused.status).toBe(410);
		expect(refused.detail).toContain(`release ${THIRD} was built by another version`);
		expect(refused.detail).toContain('polls.margin_of_error and 1 more');
	});
});
