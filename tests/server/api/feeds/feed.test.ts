import { XMLParser } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { releasesFolder } from '../setup/releases-folder.ts';
import { apiOver } from '../setup/support.ts';

const link = z.object({ '@href': z.url(), '@rel': z.enum(['alternate', 'self']).optional() });
const moment = z.iso.datetime();
/** What RFC 4287 asks of a feed and of its entries. */
const feedSchema = z.object({
	id: z.url(),
	title: z.string().min(1),
	updated: moment,
	author: z.object({ name: z.string() }),
	link: z.array(link),
	entry: z
		.array(
			z.object({
				id: z.url(),
				title: z.object({ '#text': z.string().min(1) }),
				link,
				updated: moment,
				published: moment,
				summary: z.object({ '#text': z.string().min(1) }),
				category: z.array(z.object({ '@term': z.string() }))
			})
		)
		.default([])
});

const parser = new XMLParser({
	ignoreAttributes: false,
	attributeNamePrefix: '@',
	alwaysCreateTextNode: false,
	isArray: (name, path) =>
		['feed.entry', 'feed.link', 'feed.entry.category'].includes(String(path)) && name !== ''
});
const api = apiOver();
const parse = (text: string) => feedSchema.parse((parser.parse(text) as { feed: unknown }).feed);
const read = async (path: string, of = api) => {
	const answer = await of.get(path);
	expect(answer.status).toBe(200);
	return parse(await answer.text());
};
const terms = (entry: z.output<typeof feedSchema>['entry'][number]) =>
	entry.category.map((category) => category['@term']);

/** The same moment over other releases. */
const later = (releases: string) =>
	apiOver({ releases, now: () => new Date('2026-12-25T10:00:00.000Z') });

describe('the Atom feed', () => {
	test('is Atom to a parser of another hand, with ids and links that are whole', async () => {
		const answer = await api.get('/api/v1/feed.atom');
		expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
		const feed = parse(await answer.text());
		expect(feed.entry.length).toBeGreaterThan(20);
		expect(feed.entry.length).toBeLessThanOrEqual(100);
		expect(new Set(feed.entry.map(({ id }) => id)).size).toBe(feed.entry.length);
		expect(feed.link.map((one) => one['@rel'])).toEqual(['alternate', 'self']);
	});

	test('sorts by the last change and is stamped with the newest', async () => {
		const feed = await read('/api/v1/feed.atom?record_kind=action');
		const stamps = feed.entry.map(({ updated }) => updated);
		expect(stamps).toEqual([...stamps].sort().reverse());
		expect(feed.updated).toBe(stamps[0]);
		for (const { updated, published } of feed.entry) expect(updated >= published).toBe(true);
	});

	test('says of a changed record that it changed', async () => {
		const feed = await read('/api/v1/feed.atom?record_kind=action');
		for (const { title, updated, published } of feed.entry)
			expect(title['#text']).toMatch(updated > published ? /^Changed: / : /^New: /);
		expect(feed.entry.some(({ title }) => title['#text'].startsWith('Changed'))).toBe(true);
	});

	test('holds what lies inside a region, and only the kinds asked for', async () => {
		const feed = await read('/api/v1/feed.atom?record_kind=action~poll&region=US-VA');
		expect(feed.entry.length).toBeGreaterThan(10);
		for (const entry of feed.entry) {
			expect(['action', 'poll']).toContain(terms(entry)[0]);
			expect(terms(entry)[1]).toMatch(/^US-VA/);
		}
	});

	test('tells of prices of models and of claims only where no region is asked for', async () => {
		const kinds = 'record_kind=claim~model_price';
		expect((await read(`/api/v1/feed.atom?${kinds}`)).entry.length).toBeGreaterThan(0);
		expect((await read(`/api/v1/feed.atom?${kinds}&region=US`)).entry).toEqual([]);
	});

	test('is the same whenever and wherever the release was published', async () => {
		const copies = releasesFolder();
		copies.publish('aaaaaaaaaaaa', '2026-12-24T12:00:00.000Z');
		const later = apiOver({
			releases: copies.folder,
			now: () => new Date('2026-12-25T10:00:00.000Z')
		});
		const [first, second] = await Promise.all(
			[api, later].map(async (one) => (await one.get('/api/v1/feed.atom')).text())
		);
		expect(second).toBe(first);
	});

	test('refuses a kind no feed tells of', async () => {
		const problem = await api.problem('/api/v1/feed.atom?record_kind=source');
		expect(problem.status).toBe(400);
		expect(problem.errors?.[0]?.allowed).toContain('action');
	});

	test('says in words what changed, where history knows it, and what of a poll did', async () => {
		const copies = releasesFolder();
		copies.publish('aaaaaaaaaaaa', '2026-12-24T12:00:00.000Z', (db) => {
			const answer = db.prepare(`SELECT record_id FROM history WHERE record_table = 'answers'`);
			const [question = '', subgroup = '', option = ''] = (answer.pluck().get() as string).split(
				'|'
			);
			db.prepare(
				`UPDATE answers SET changed = '2026-12-01' WHERE question_id = ? AND subgroup = ? AND option = ?`
			).run(question, subgroup, option);
			db.prepare(
				`UPDATE history SET changed = '2026-12-01', change = 'percent from 70 to 71' WHERE record_table = 'answers' AND record_id = ?`
			).run([question, subgroup, option].join('|'));
		});
		const [entry] = (await read('/api/v1/feed.atom?record_kind=poll', later(copies.folder))).entry;
		expect(entry?.title['#text']).toMatch(/^Changed: Poll by /);
		expect(entry?.updated).toBe('2026-12-01T00:00:00.000Z');
		expect(entry?.summary['#text']).toMatch(
			/Changed on Dec 1, 2026: answer .*: percent from 70 to 71\./
		);
	});

	test('tells of rows of a user folder that state their days, and whose they are', async () => {
		const copies = releasesFolder();
		copies.publish('aaaaaaaaaaaa', '2026-12-24T12:00:00.000Z', (db) => {
			const own = db.prepare(
				`UPDATE actions SET dataset = 'county', action_id = 'county:' || action_id, added = ? WHERE action_id = ?`
			);
			const ids = db.prepare(`SELECT action_id FROM actions WHERE region = 'US-VA-51107'`).pluck();
			const [dated, undated] = ids.all() as string[];
			own.run('2026-12-02', dated);
			own.run(null, undated);
		});
		const { entry } = await read('/api/v1/feed.atom?region=US-VA-51107', later(copies.folder));
		expect(entry.filter(({ id }) => id.includes('county%3A'))).toHaveLength(1);
		expect(entry[0]?.updated).toBe('2026-12-02T00:00:00.000Z');
		expect(entry[0]?.summary['#text']).toMatch(/From the dataset county\.$/);
		expect(entry[0]?.link['@href']).toMatch(/\/actions\/county%3A/);
	});

	test.each([
		['poll', 'polls', 'poll_id'],
		['action', 'action_facts', 'action_id']
	])('a %s that another row tells already is told once', async (kind, table, id) => {
		const path = `/api/v1/feed.atom?record_kind=${kind}`;
		const [first] = (await read(path)).entry;
		const record = decodeURIComponent(first?.id.split('/').at(-1) ?? '');
		const copies = releasesFolder();
		copies.publish('aaaaaaaaaaaa', '2026-12-24T12:00:00.000Z', (db) =>
			db.prepare(`UPDATE ${table} SET same_as = 'other' WHERE ${id} = ?`).run(record)
		);
		const { entry } = await read(path, later(copies.folder));
		expect(entry.length).toBeGreaterThan(0);
		expect(entry.map((one) => one.id)).not.toContain(first?.id);
	});

	test('of a place tells of its own steps', async () => {
		const feed = await read('/api/v1/feed.atom?place=US-VA/county/loudoun-county');
		expect(feed.title).toContain('in Loudoun County');
		expect(feed.entry.length).toBeGreaterThan(0);
		for (const entry of feed.entry) expect(terms(entry)).toEqual(['action', 'US-VA-51107']);
		expect(feed.link[0]?.['@href']).toMatch(/\/places\/US-VA\/county\/loudoun-county$/);
	});

	test('of a region and a place elsewhere tells of both', async () => {
		const ids = async (query: string) =>
			(await read(`/api/v1/feed.atom?record_kind=action&${query}`)).entry.map(({ id }) => id);
		const town = 'US-WI/city/madison';
		const [inRegion, inTown, both] = [
			await ids('region=US-VA'),
			await ids(`place=${town}`),
			await ids(`region=US-VA&place=${town}`)
		];
		expect(inTown.length).toBeGreaterThan(0);
		expect([...both].sort()).toEqual([...new Set([...inRegion, ...inTown])].sort());
		const feed = await read(`/api/v1/feed.atom?region=US-VA&place=${town}`);
		expect(feed.link[0]?.['@href']).toMatch(/\/feeds\?place=US-WI%2Fcity%2Fmadison&region=US-VA$/);
	});

	test('links to where readers reach the site, whatever the proxy asked', async () => {
		const proxied = apiOver({ origin: 'https://data.example.org' });
		const feed = await read('http://10.0.0.7:3000/api/v1/feed.atom?record_kind=action', proxied);
		const links = [...feed.link, ...feed.entry.map(({ link }) => link)];
		for (const one of links) expect(one['@href']).toMatch(/^https:\/\/data\.example\.org\//);
	});
});
