import { describe, expect, test } from 'vitest';
import { live, pinned } from '#lib/figures/embed/embed-address.ts';
import { embeddable } from '#lib/figures/embed/embeddable.ts';
import { iframeSnippet } from '#lib/figures/embed/snippet.ts';
import { embeddedTable } from '#lib/figures/embed/embed-table.ts';
import { TABLES } from '#lib/figures/embed/embed-tables.ts';
import { ENTRIES, siteOver } from '../server/image/site.ts';
import { releasesFolder } from '../server/api/setup/releases-folder.ts';

const FIRST = 'aaaaaaaaaaaa';
const SECOND = 'bbbbbbbbbbbb';

describe.each(ENTRIES)('the figure of %s %s', (kind, id) => {
	test('says what it is, where it comes from, of which day and release, and where it stands', async () => {
		const site = siteOver();
		const figure = await site.example(kind, id);
		expect(figure.id).toBe(id);
		expect(figure.title).not.toBe('');
		expect(figure.measure).not.toBe('');
		expect(figure.source).toMatch(/\d/);
		expect(figure.release).toMatch(/^[0-9a-f]{12}$/);
		expect(figure.on).toBe('2026-11-25');
		expect(figure.view).toMatch(/^\//);
		expect(figure.csv).toMatch(/^\/api\/v1\/[\w-]+\.csv/);
	});

	test('is the same again for the address it gives itself, live and pinned', async () => {
		const site = siteOver();
		const figure = await site.example(kind, id);
		const what = embeddable(kind, figure);
		expect((await site.figure(kind, id, live(what)))?.drawing).toEqual(figure.drawing);
		expect((await site.figure(kind, id, pinned(what)))?.title).toBe(figure.title);
	});

	test('its CSV is there', async () => {
		const site = siteOver();
		const { csv } = await site.example(kind, id);
		expect((await site.fetch(csv, { method: 'HEAD' })).status).toBe(200);
	});

	test('refuses keys that nobody knows', async () => {
		const site = siteOver();
		const example = embeddable(kind, await site.example(kind, id)).query;
		await expect(site.figure(kind, id, { ...example, nonsense: '1' })).rejects.toMatchObject({
			status: 400,
			body: { message: expect.stringContaining('nonsense') as string }
		});
	});
});

test('an embed pinned to a release shows it still after a new one is published; a live one shows the new', async () => {
	const releases = releasesFolder();
	releases.publish(FIRST, '2026-11-20T12:00:00.000Z');
	const site = siteOver({ releases: releases.folder });
	const before = await site.example('chart', 'actions');
	releases.publish(SECOND, '2026-11-24T12:00:00.000Z', (db) =>
		db.exec('DELETE FROM actions WHERE rowid % 2')
	);
	const later = siteOver({ releases: releases.folder });
	const what = embeddable('chart', before);
	const kept = await later.figure('chart', 'actions', pinned(what));
	expect(kept?.release).toBe(FIRST);
	expect(kept?.drawing).toEqual(before.drawing);
	const followed = await later.figure('chart', 'actions', live(what));
	expect(followed?.release).toBe(SECOND);
	expect(followed?.drawing).not.toEqual(before.drawing);
});

test('an unknown chart is refused with the names of those there are', async () => {
	expect(() => siteOver().figure('chart', 'constructor')).toThrow(
		expect.objectContaining({ status: 404 }) as Error
	);
	await expect(
		siteOver().figure('chart', 'story-price', { region: 'US-ZZ' })
	).rejects.toMatchObject({ status: 400 });
});

describe.each(Object.keys(TABLES))('the table %s', (id) => {
	test('has rows of its list, in words, with a head for each column', async () => {
		const { fetch } = siteOver();
		const { example } = TABLES[id] ?? {};
		const search = new URLSearchParams(example ?? {}).toString();
		const url = new URL(`http://site.invalid/embed/table/${id}?${search}`);
		const table = await embeddedTable({ fetch, url }, id);
		expect(table.columns.length).toBeGreaterThan(1);
		expect(table.rows.length > 0 || table.page.total === 0).toBe(true);
		expect(table.rows.length).toBeLessThanOrEqual(25);
		for (const row of table.rows) {
			expect(row).toHaveLength(table.columns.length);
			for (const { text } of row) expect(text).not.toMatch(/undefined|NaN|\[object/);
		}
		expect((await fetch(table.csv, { method: 'HEAD' })).status).toBe(200);
	});
});

describe('the code to embed', () => {
	test('holds address and title as HTML, whatever is in them', () => {
		expect(
			iframeSnippet({
				src: 'https://x.example/embed/chart/polls?a=1&b=2',
				title: 'He said "<no>"',
				height: 500,
				fixed: true
			})
		).toBe(
			'<iframe src="https://x.example/embed/chart/polls?a=1&amp;b=2" title="He said &quot;&lt;no&gt;&quot;" loading="lazy" width="100%" height="500" style="border:0"></iframe>'
		);
	});
});
