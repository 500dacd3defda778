import { describe, expect, test } from 'vitest';
import { collections } from '#lib/domain/collections/index.ts';
import { descriptionSchema } from '#lib/server/api/list/describe.ts';
import { apiOver, NOW, rowsOfCsv } from '../../setup/support.ts';

const api = apiOver();
const describing = async (path: string) => descriptionSchema.parse(await api.json(path));

describe.each(Object.keys(collections))('the description of %s', (name) => {
	test('tells rows, columns and sources of the CSV of the same query', async () => {
		const told = await describing(`/api/v1/${name}.metadata.json`);
		const rows = rowsOfCsv(await (await api.get(`/api/v1/${name}.csv`)).text());
		expect(told.rows).toBe(rows.length);
		expect(told.columns.map((column) => column.name)).toEqual(Object.keys(rows[0] ?? {}));
		if (!('source_id' in (rows[0] ?? {}))) return;
		const named = rows.flatMap(({ source_id }) => (source_id === undefined ? [] : [source_id]));
		expect(told.sources.map(({ source_id }) => source_id)).toEqual([...new Set(named)].sort());
		expect(told.sources.reduce((sum, source) => sum + source.rows, 0)).toBe(named.length);
	});
});

test.each(['statuses', 'projects', 'trends', 'houses', 'trend-polls', 'map', 'profile'])(
	'the description of %s names the sources behind its rows, with their tiers',
	async (name) => {
		const { sources, notes } = await describing(`/api/v1/${name}.metadata.json?region=US`);
		expect(sources.length).toBeGreaterThan(0);
		for (const { rows, publisher } of sources) {
			expect(rows).toBeGreaterThan(0);
			expect(publisher).not.toBe('');
		}
		expect(notes.join()).not.toContain('name no source');
	}
);

test('the sources behind a trend are those of the readings it is estimated from', async () => {
	const trend = 'region=US&wording_group=oppose_in_community';
	const { sources } = await describing(`/api/v1/trends.metadata.json?${trend}`);
	const { data } = await api.list(
		'/api/v1/readings?region=US&wording_group=oppose_in_community&subgroup=all&stance=oppose&limit=1000'
	);
	const followed = data.filter(({ date_precision }) => date_precision !== 'quarter');
	expect(sources.map(({ source_id }) => source_id)).toEqual(
		[...new Set(followed.map(({ source_id }) => source_id))].sort()
	);
});

test('a restriction on a map rests on the actions behind it', async () => {
	const { sources } = await describing(
		'/api/v1/map.metadata.json?measure=restrictions&region=US-OH'
	);
	const { data } = await api.list('/api/v1/statuses?region=US-OH&current=yes&limit=1000');
	const actions = data
		.filter(({ status }) => ['active', 'extended', 'unknown_end'].includes(String(status)))
		.flatMap(({ because }) => String(because).split('~'));
	expect(sources.reduce((sum, { rows }) => sum + rows, 0)).toBe(new Set(actions).size);
});

describe('a description', () => {
	test('says what was asked, of which release, for which day and when', async () => {
		const told = await describing(
			'/api/v1/actions.metadata.json?region=US-VA&from=2025&sort=region&on=2026-11-01'
		);
		const { id } = api.store.current();
		expect(told).toMatchObject({
			sentence: 'Votes and actions in Virginia · from 2025',
			parameters: { region: 'US-VA', from: '2025', scope: 'within', sort: 'region' },
			release: { id },
			on: '2026-11-01',
			retrieved_at: NOW
		});
		expect(told.citation.text).toContain(id);
		expect(told.citation.text).toContain(told.address);
		expect(told.citation.bibtex).toContain(`@misc{groundswell-${id},`);
	});

	test('names an address that answers with the same rows for good', async () => {
		const told = await describing('/api/v1/actions.metadata.json?region=US-VA&from=2025');
		const again = await api.get(told.address);
		const now = await api.get('/api/v1/actions.csv?region=US-VA&from=2025');
		expect(again.headers.get('cache-control')).toContain('immutable');
		expect(await again.text()).toBe(await now.text());
	});

	test('is what the link of an answer leads to, of a page too', async () => {
		const { headers } = await api.get('/api/v1/actions?region=US-VA&limit=5');
		const [, address = ''] = /^<([^>]+)>; rel="describedby"/.exec(headers.get('link') ?? '') ?? [];
		expect((await describing(address)).sentence).toBe('Votes and actions in Virginia');
	});

	test('is never kept, since it says when it was retrieved', async () => {
		const { headers } = await api.get('/api/v1/claims.metadata.json');
		expect(headers.get('cache-control')).toBe('no-store');
	});

	test('refuses what its CSV refuses', async () => {
		expect((await api.problem('/api/v1/claims.metadata.json?nonsense=1')).status).toBe(400);
		expect((await api.problem('/api/v1/nothing.metadata.json')).status).toBe(404);
	});
});
