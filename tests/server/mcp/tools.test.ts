import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '@modelcontextprotocol/client';
import type { Row } from '#lib/server/mcp/bounded.ts';
import { SOURCE } from '#lib/server/mcp/lists.ts';
import { TOOLS } from '#lib/server/mcp/tools/index.ts';
import { answered, connected, QUESTIONS, SITE, siteOver } from './asked.ts';

interface List {
	data: Row[];
	page?: { total: number };
	meta: { release: string; on: string };
}

const { site, json } = siteOver();
const list = async (address: string, init?: RequestInit) => (await json(address, init)) as List;

test('every tool is listed, read-only, with a schema of what it takes', async () => {
	const { tools } = await (await connected(site)).listTools();
	expect(tools.map(({ name }) => name)).toEqual(Object.keys(QUESTIONS));
	for (const tool of tools) {
		expect(tool.annotations).toMatchObject({ readOnlyHint: true });
		expect(tool.inputSchema.type).toBe('object');
	}
});

test.each(['docs/assistants.md', 'src/routes/api/+page.svelte'])(
	'%s names every tool, and the lines that connect one',
	(file) => {
		const text = readFileSync(file, 'utf8');
		expect(TOOLS.map(({ name }) => name).filter((name) => !text.includes(name))).toEqual([]);
		expect(text).toMatch(
			/"mcpServers": \{\n\s+"groundswell": \{ "type": "http", "url": "\S+\/mcp" \}/
		);
	}
);

describe.each(TOOLS.map(({ name }) => name))('%s', (name) => {
	test('answers rows with release, day, caveat, page and the address of the API', async () => {
		const client = await connected(site);
		const answer = await answered(client, name, QUESTIONS[name]);
		expect(answer.rows.length).toBeGreaterThan(0);
		expect(answer.release).toMatch(/^[0-9a-f]{12}$/);
		expect(answer.on).toBe('2026-11-25');
		expect(answer.caveat).toMatch(/\.$/);
		expect(answer.page.startsWith(`${SITE}/`)).toBe(true);
		expect(answer.api.startsWith(`${SITE}/api/v1/`)).toBe(true);
	});
});

describe('answers equal the API’s', () => {
	let client: Client;
	beforeAll(async () => {
		client = await connected(site);
	});

	/** A row of the API with the columns that an assistant is given. */
	const like = (row: Row | undefined, given: Row) =>
		Object.fromEntries(Object.keys(given).map((key) => [key, row?.[key]]));

	/** A row without what a tool adds to those of a list: codes, and where what it says was seen. */
	const fromList = (name: string, row: Row): Row => {
		if (name !== 'find_place' && !('newest' in row)) return row;
		const added = ['region', 'place', 'newest', 'action_id', ...SOURCE] as readonly string[];
		return Object.fromEntries(Object.entries(row).filter(([key]) => !added.includes(key)));
	};

	test.each([
		['actions', { region: 'US-VA', limit: 50 }],
		['actions', { region: 'US', direction: 'restrictive', from: '2025' }],
		['polls', { region: 'US', limit: 10 }],
		['polls', { region: 'US-VA', stance: 'oppose' }],
		['indicator', { q: 'price' }],
		['indicator', { series: 'us-electricity-price-residential-monthly', limit: 50 }],
		['model_prices', { limit: 5 }],
		['what_changed', { since: '2026-01-01', region: 'US-VA' }],
		['what_changed', { since: '2026-01-01', records: 'polls' }],
		['find_place', { name: 'Loudon county' }]
	])('%s with %o', async (name, input) => {
		const answer = await answered(client, name, input);
		const { data, page, meta } = await list(answer.api);
		expect(answer.rows.length).toBeGreaterThan(0);
		answer.rows.forEach((row, index) => {
			const given = fromList(name, row);
			expect(Object.keys(given).length).toBeGreaterThan(0);
			expect(given).toEqual(like(data[index], given));
		});
		expect(answer.total).toBe(page?.total ?? data.length);
		expect([answer.release, answer.on]).toEqual([meta.release, meta.on]);
	});

	test('estimate as known on the day', async () => {
		const answer = await answered(client, 'estimate', { pool: 'nearby', known: 'then' });
		const { data } = await list(answer.api);
		expect(answer.rows.length).toBeGreaterThan(0);
		expect(answer.rows).toEqual(data.map((row, index) => like(row, answer.rows[index] ?? {})));
		expect(new Set(answer.rows.map(({ known }) => known))).toEqual(new Set(['then']));
	});

	test('estimate, and what is said of its trend', async () => {
		const asked = { region: 'US', wording_group: 'oppose_nationwide', limit: 40 };
		const answer = await answered(client, 'estimate', asked);
		const { data } = await list(answer.api);
		expect(answer.rows).toEqual(data.map((row, index) => like(row, answer.rows[index] ?? {})));
		const { data: trends } = await list(
			'/api/v1/trends/summary?region=US&wording_group=oppose_nationwide'
		);
		const told = answer.about?.['trends'] as Row[];
		expect(told).toHaveLength(trends.length);
		told.forEach((row, index) => expect(row).toEqual(like(trends[index], row)));
	});

	test('in_force and compare, rule by rule', async () => {
		const answer = await answered(client, 'in_force', { region: 'US-VA-51107' });
		const { data } = (await json(answer.api)) as {
			data: { in_force: Record<string, Row[]>; actions: Row; votes: Row };
		};
		const rules = Object.values(data.in_force).flat();
		expect(answer.total).toBe(rules.length);
		for (const [index, { whose, summary, action_id, ...row }] of answer.rows.entries()) {
			const { publisher, source_url, tier, independent_sources, ...rule } = row;
			expect(data.in_force[String(whose)]).toContainEqual(expect.objectContaining(rule));
			const { data: record } = (await json(
				`/api/v1/actions/${encodeURIComponent(String(action_id))}`
			)) as { data: { action: Row } };
			expect(record.action).toMatchObject({ summary, publisher, tier, independent_sources });
			expect(record.action['source_url'] ?? undefined).toBe(source_url);
			expect(String(rules[index]?.['because']).endsWith(String(action_id))).toBe(true);
		}
		const compared = await answered(client, 'compare', { regions: ['US-VA-51107', 'US-VA'] });
		expect(compared.rows[0]).toMatchObject({ actions: data.actions, votes: data.votes });
		expect(compared.rows.map(({ page }) => page)).toEqual([
			`${SITE}/regions/US-VA-51107`,
			`${SITE}/regions/US-VA`
		]);
		expect(compared.about?.['api_of_each']).toEqual([
			`${SITE}/api/v1/profile?region=US-VA-51107`,
			`${SITE}/api/v1/profile?region=US-VA`
		]);
	});

	test('find_place: a rule of a place, and a poll, with where they were seen', async () => {
		const { data: statuses } = await list(
			'/api/v1/statuses?region=US&scope=within&current=yes&status=active~extended&limit=50'
		);
		const [rule] = statuses;
		const answer = await answered(client, 'find_place', { name: String(rule?.['place_name']) });
		const ruled = answer.rows.filter(({ status }) => status !== undefined);
		expect(ruled.length).toBeGreaterThan(0);
		for (const { action_id, publisher, tier, independent_sources } of ruled) {
			const { data } = (await json(`/api/v1/actions/${encodeURIComponent(String(action_id))}`)) as {
				data: { action: Row };
			};
			expect(data.action).toMatchObject({ publisher, tier, independent_sources });
		}
		const polls = await answered(client, 'find_place', { name: 'Harbor' });
		const poll = polls.rows.find(({ path }) => String(path).startsWith('/polls/'));
		const { data } = (await json(`/api/v1${String(poll?.['path'])}`)) as { data: { poll: Row } };
		expect(poll).toMatchObject({ publisher: data.poll['publisher'], tier: data.poll['tier'] });
	});

	test('indicator: series with their newest value', async () => {
		const answer = await answered(client, 'indicator', { q: 'price' });
		const { data } = await list(
			`/api/v1/observations/latest?region=all&series=${answer.rows.map(({ series_id }) => series_id).join('~')}`
		);
		const valued = answer.rows.filter(({ newest }) => newest !== undefined);
		expect(valued.length).toBeGreaterThan(0);
		for (const { series_id, newest, publisher, tier } of valued) {
			const value = newest as Row;
			expect(data).toContainEqual(
				expect.objectContaining({ series_id, publisher, tier, ...value })
			);
		}
	});

	test('in_force: what a tracker saw pending, with its days', async () => {
		const { about } = await answered(client, 'in_force', { region: 'US-OH-39049' });
		const { data } = (await json('/api/v1/profile?region=US-OH-39049')) as {
			data: { pending: Row[]; followed: string };
		};
		const seen = about?.['seen_pending'] as Row[];
		expect(seen).toHaveLength(1);
		expect(data.pending[0]).toMatchObject(seen[0] ?? {});
		expect(seen[0]).toMatchObject({ first_pending: '2026-03-06', last_pending: '2026-07-30' });
		expect(about?.['what_followed']).toBe(data.followed);
	});

	test('screen_sites', async () => {
		const sites = [{ fips: '51107' }, { name: 'b', lat: 30, lon: -50 }];
		const answer = await answered(client, 'screen_sites', { sites });
		const { data } = await list(answer.api, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ sites })
		});
		answer.rows.forEach(({ records: _, ...row }, index) =>
			expect(row).toEqual(like(data[index], row))
		);
		expect(answer.rows.map(({ placed }) => placed)).toEqual(['yes', 'no']);
	});
});

test('what the API refuses is told in its words, so that the question can be mended', async () => {
	const client = await connected(site);
	await expect(answered(client, 'actions', { region: 'US-XX' })).rejects.toThrow(/US-XX/);
	await expect(answered(client, 'in_force', { release: '000000000000' })).rejects.toThrow(
		/release 000000000000 is not here/
	);
});

test('more than an answer holds is refused or cut, and said', async () => {
	const client = await connected(site);
	await expect(answered(client, 'actions', { limit: 5000 })).rejects.toThrow(/limit/);
	await expect(
		answered(client, 'screen_sites', {
			sites: Array.from({ length: 26 }, () => ({ fips: '51107' }))
		})
	).rejects.toThrow(/25/);
	const long = await answered(client, 'actions', { limit: 50 });
	expect(JSON.stringify(long).length).toBeLessThan(33_000);
	const first = await answered(client, 'actions', { limit: 1 });
	expect(first.rows).toHaveLength(1);
	expect(first.notes.at(-1)).toMatch(/^1 of \d+ rows are shown/);
});

test('an answer pinned to its release and day is given again', async () => {
	const client = await connected(site);
	const { release } = await answered(client, 'actions', { limit: 1 });
	const then = await answered(client, 'in_force', { region: 'US-VA', release, on: '2026-06-01' });
	expect([then.release, then.on]).toEqual([release, '2026-06-01']);
	expect(then.page).toContain(`release=${release}`);
});

test('dictionary and methods are read as documents', async () => {
	const client = await connected(site);
	const { resources } = await client.listResources();
	expect(resources.map(({ uri }) => uri)).toEqual([
		'groundswell://dictionary',
		'groundswell://methods'
	]);
	const read = async (uri: string) => {
		const [content] = (await client.readResource({ uri })).contents;
		return content && 'text' in content ? content.text : '';
	};
	expect(await read('groundswell://dictionary')).toContain('## actions');
	expect(await read('groundswell://methods')).toContain('design_effect');
});
