import { describe, expect, it, test } from 'vitest';
import { collections, type CollectionName } from '#lib/domain/collections/index.ts';
import { parseDate } from '#lib/domain/dates.ts';
import { releasesFolder } from '../setup/releases-folder.ts';
import { apiOver, rowsOfCsv } from '../setup/support.ts';

const api = apiOver();
const LISTS = ['polls', 'questions', 'answers', 'actions'] as const;
const RECORDS = [...LISTS, 'readings', 'observations', 'model-prices'] as const;
const total = async (path: string) => (await api.list(`/api/v1/${path}`)).page.total;
const regionsOf = async (path: string) =>
	new Set((await api.list(`/api/v1/${path}`)).data.map(({ region }) => region));

describe('region', () => {
	test.each(LISTS)('of %s includes what lies inside', async (name) => {
		const inside = await regionsOf(`${name}?region=US-VA&limit=1000`);
		for (const region of inside) expect(String(region)).toMatch(/^US-VA(-\d{5})?$/);
		expect(await total(`${name}?region=US-VA&scope=exact`)).toBeLessThanOrEqual(
			await total(`${name}?region=US-VA`)
		);
	});

	test('of actions finds the towns of a county, and a country all its states', async () => {
		const counties = await regionsOf('actions?region=US-VA&limit=1000');
		expect(counties.size).toBeGreaterThan(2);
		const inside = await total('actions?region=US');
		expect(inside).toBeGreaterThan(50);
		expect(await total('actions?region=US&scope=exact')).toBe(2);
	});

	test.each(['readings', 'observations'])(
		'of %s is the region itself, US by default',
		async (name) => {
			expect(await regionsOf(`${name}?limit=1000`)).toEqual(new Set(['US']));
			expect(await regionsOf(`${name}?region=US-VA&limit=1000`)).toEqual(new Set(['US-VA']));
			const { meta } = await api.list(`/api/v1/${name}`);
			expect(meta.filters['region']).toEqual(['US']);
			expect(meta.scope).toBe('exact');
			expect(meta.sentence).toContain('United States');
		}
	);

	test('of a measure takes what lies inside where the scope says so, and shows it', async () => {
		const within = await api.list('/api/v1/observations?region=US&scope=within&limit=1');
		expect(within.page.total).toBeGreaterThan(await total('observations?region=US'));
		expect(within.meta).toMatchObject({ scope: 'within', filters: { scope: ['within'] } });
		const { headers } = await api.get('/api/v1/observations.csv?region=US&scope=within', {
			method: 'HEAD'
		});
		expect(headers.get('content-disposition')).toContain('scope-within');
	});

	test('all is every region anywhere, also beside others', async () => {
		const everything = await total('observations?region=all');
		expect(everything).toBeGreaterThan(await total('observations?region=US&scope=within'));
		expect(await total('observations?region=US~all')).toBe(everything);
		expect(await total('polls?region=all')).toBe(await total('polls'));
	});

	test.each(['WLD', 'PJM', 'ERCOT', 'EU'])('%s matches only itself', async (region) => {
		for (const scope of ['within', 'exact'])
			for (const name of ['actions', 'observations']) {
				const found = await regionsOf(`${name}?region=${region}&scope=${scope}&limit=1000`);
				expect([...found].filter((code) => code !== region)).toEqual([]);
			}
	});

	test('several are joined with ~, in any case', async () => {
		const both = await total('actions?region=US-VA~US-TX');
		expect(both).toBe(
			(await total('actions?region=US-VA')) + (await total('actions?region=US-TX'))
		);
		expect(await total('actions?region=us-va~US-TX~US-VA')).toBe(both);
		const { meta } = await api.list('/api/v1/actions?region=us-va');
		expect(meta.filters['region']).toEqual(['US-VA']);
	});

	test.each([
		['UK', ['GB']],
		['US-SD-46113', ['US-SD-46102']],
		['US-CT-09190', ['US-CT-09001', 'US-CT-09005']]
	])('the alias %s is answered with %j, and says so', async (alias, codes) => {
		const { page, meta } = await api.list(`/api/v1/regions?region=${alias}&scope=exact`);
		expect(page.total).toBe(codes.length);
		expect(meta.filters['region']).toEqual([alias]);
		expect(meta.notes).toHaveLength(1);
		expect(meta.notes[0]).toContain(alias);
		for (const code of codes) expect(meta.notes[0]).toContain(code);
	});

	test('an overview refuses an alias of several regions and names them', async () => {
		const { errors } = await api.problem('/api/v1/overview?region=US-CT-09190');
		expect(errors?.[0]?.allowed).toEqual(['US-CT-09001', 'US-CT-09005']);
	});
});

describe('dates', () => {
	const REGIONS = {
		polls: '',
		readings: '&region=all',
		actions: '',
		observations: '&region=US-VA',
		sources: '',
		claims: ''
	};
	test.each(Object.keys(REGIONS) as (keyof typeof REGIONS)[])(
		'from and to keep the %s whose days overlap',
		async (name) => {
			for (const [from, to] of [
				['2025-Q3', '2026'],
				['2025-06-15', '2025-06-15'],
				['2024/25', '2025-02']
			] as const) {
				const region = REGIONS[name];
				const first = parseDate(from)?.start ?? '';
				const last = parseDate(to)?.end ?? '';
				const rows = rowsOfCsv(
					await (await api.get(`/api/v1/${name}.csv?from=${from}&to=${to}${region}`)).text()
				);
				for (const { date } of rows) {
					const days = parseDate(date ?? '');
					expect(days && days.end >= first && days.start <= last).toBe(true);
				}
				const all = rowsOfCsv(
					await (await api.get(`/api/v1/${name}.csv?${region.slice(1)}`)).text()
				);
				const expected = all.filter(({ date }) => {
					const days = parseDate(date ?? '');
					return days !== null && days.end >= first && days.start <= last;
				});
				expect(rows).toHaveLength(expected.length);
			}
		}
	);

	test('what has no date is in no span of days', async () => {
		const dated = await total('model-prices?from=1900');
		const { data } = await api.list('/api/v1/model-prices?limit=1000');
		expect(dated).toBe(data.filter(({ date }) => date !== null).length);
	});

	test('rows come by start, end and id; the default is newest first', async () => {
		const { data } = await api.list('/api/v1/actions?limit=1000');
		const keys = data.map(({ date_start, date_end, action_id }) => ({
			days: `${String(date_start)} ${String(date_end)}`,
			id: String(action_id)
		}));
		const sorted = keys.toSorted((a, b) =>
			a.days < b.days ? 1 : a.days > b.days ? -1 : a.id < b.id ? -1 : 1
		);
		expect(keys).toEqual(sorted);
	});
});

describe('search', () => {
	test('every word must begin a word of the record; case and accents do not matter', async () => {
		const found = await total('actions?q=marigold+ban');
		expect(found).toBeGreaterThan(0);
		expect(await total('actions?q=BAN+Marigold')).toBe(found);
		expect(await total('actions?q=Márigôld%20bàn')).toBe(found);
		expect(await total('actions?q=mari+ba')).toBeGreaterThanOrEqual(found);
		expect(await total('actions?q=arigold')).toBe(0);
		expect(await total('actions?q=marigold+zzzz')).toBe(0);
	});

	test.each([
		'"marigold',
		'marigold AND park',
		'marigold NOT park',
		'park*',
		'words:park',
		'(park',
		"park'; DROP TABLE",
		'数据中心',
		'park 🙂',
		'a^b',
		'NEAR(park)',
		'\u0301a'
	])('%s is words, never syntax', async (q) => {
		const response = await api.get(`/api/v1/actions?${new URLSearchParams({ q })}`);
		expect(response.status).toBe(200);
	});

	test('what no record says finds nothing', async () => {
		expect(await total('actions?q=数据中心')).toBe(0);
	});
});

describe('how well a record is supported', () => {
	test.each(RECORDS)('%s: tier and min_sources narrow', async (name) => {
		const all = await total(`${name}?region=all`);
		const byTier = await Promise.all(
			['primary', 'reported', 'aggregator'].map((tier) => total(`${name}?region=all&tier=${tier}`))
		);
		expect(byTier.reduce((sum, count) => sum + count, 0)).toBe(all);
		expect(await total(`${name}?region=all&tier=aggregator~primary~reported`)).toBe(all);
		const several = await api.list(`/api/v1/${name}?region=all&min_sources=2&limit=1000`);
		for (const { independent_sources } of several.data)
			expect(independent_sources).toBeGreaterThanOrEqual(2);
		expect(await total(`${name}?region=all&min_sources=1`)).toBe(all);
	});

	const OF_A_DATASET = (Object.keys(collections) as CollectionName[]).filter(
		(name) => 'dataset' in collections[name].row.shape
	);
	test.each(OF_A_DATASET)('%s: dataset is a filter', async (name) => {
		expect(await total(`${name}?dataset=groundswell`)).toBe(await total(name));
	});
});

describe('vintages', () => {
	const SERIES = 'region=WLD&series=alder-capex-guidance';
	const vintagesOf2025 = async (search: string) =>
		(await api.list(`/api/v1/observations?${SERIES}&${search}`)).data
			.filter(({ date }) => date === '2025')
			.map(({ vintage }) => vintage);

	test.each([
		['', ['2025-10']],
		['vintage=latest', ['2025-10']],
		['vintage=all', ['2025-02', '2025-07', '2025-10']],
		['vintage=2025-08', ['2025-07']],
		['vintage=2025-Q1', ['2025-02']],
		['vintage=2025-07-31', ['2025-07']],
		['vintage=2025-07-30', ['2025-02']],
		['vintage=2025', ['2025-10']],
		['vintage=2025-01', []]
	])('of one guidance for 2025 under "%s": %j', async (search, vintages) => {
		expect((await vintagesOf2025(search)).sort()).toEqual(vintages);
	});

	test('every series and period has one value unless all vintages are asked for', async () => {
		const latest = await total('observations?region=all');
		const all = await total('observations?region=all&vintage=all');
		expect(all).toBeGreaterThan(latest);
		expect(await total('observations?region=all&vintage=2100')).toBe(latest);
		const guidance = 'observations.csv?region=WLD&category=capex';
		const keys = rowsOfCsv(await (await api.get(`/api/v1/${guidance}`)).text()).map((row) =>
			[row['series_id'], row['region'], row['date']].join('|')
		);
		expect(new Set(keys).size).toBe(keys.length);
	});
});

describe('records', () => {
	test('a poll has its questions, answers in words, and citations', async () => {
		const { data: polls } = await api.list('/api/v1/polls?house=Harbor+Poll');
		const id = String(polls[0]?.['poll_id']);
		const { data, meta } = (await api.json(`/api/v1/polls/${id}`)) as {
			data: Record<'questions' | 'answers' | 'citations', Record<string, unknown>[]> & {
				poll: Record<string, unknown>;
			};
			meta: { release: string };
		};
		expect(data.poll).toEqual(polls[0]);
		expect(meta.release).toBe(api.store.current().id);
		expect(data.questions).toEqual((await api.list(`/api/v1/questions?poll=${id}`)).data);
		expect(data.answers).toEqual((await api.list(`/api/v1/answers?poll=${id}`)).data);
		expect(data.citations).toEqual(
			(await api.list(`/api/v1/citations?record_kind=poll&record=${id}`)).data
		);
		for (const answer of data.answers) {
			expect(answer['option_label']).toMatch(/\w/);
			expect(data.questions.map(({ question_id }) => question_id)).toContain(answer['question_id']);
		}
	});

	test('an action has what it follows and what followed it', async () => {
		const { data: actions } = await api.list('/api/v1/actions?limit=1000');
		const step = actions.find(({ follows }) => follows !== null);
		const record = async (id: unknown) =>
			(
				(await api.json(`/api/v1/actions/${String(id)}`)) as {
					data: Record<'before' | 'after', { action_id: string }[]> & {
						action: { action_id: string };
					};
				}
			).data;
		const { action, before } = await record(step?.['action_id']);
		expect(action.action_id).toBe(step?.['action_id']);
		expect(before.map(({ action_id }) => action_id)).toContain(step?.['follows']);
		const { after } = await record(step?.['follows']);
		expect(after.map(({ action_id }) => action_id)).toContain(step?.['action_id']);
	});
});

describe('summaries', () => {
	test('actions by month take the filters of the list and count every one', async () => {
		for (const search of ['', 'region=US-VA', 'direction=restrictive&from=2025']) {
			const { data, undated } = (await api.json(`/api/v1/actions/by-month?${search}`)) as {
				data: Record<'restrictive' | 'permissive' | 'neutral', number>[];
				undated: number;
			};
			const counted = data.reduce(
				(sum, month) => sum + month.restrictive + month.permissive + month.neutral,
				undated
			);
			expect(counted).toBe(await total(`actions?${search}`));
		}
	});

	test('an event that two rows tell counts once in every count, unless repeated asks for it', async () => {
		const copies = releasesFolder();
		copies.publish('aaaaaaaaaaaa', '2026-11-24T12:00:00.000Z', (db) =>
			db.exec(`UPDATE action_facts SET same_as = 'other' WHERE action_id IN (
				SELECT action_id FROM actions WHERE region = 'US-VA-51107' AND length(date) = 10 LIMIT 2)`)
		);
		const of = apiOver({ releases: copies.folder });
		const counted = async (search: string) => {
			const found = (await of.json(`/api/v1/actions/by-month?region=US-VA-51107${search}`)) as {
				data: Record<'restrictive' | 'permissive' | 'neutral', number>[];
				undated: number;
				repeated: number;
			};
			const months = found.data.reduce((n, m) => n + m.restrictive + m.permissive + m.neutral, 0);
			return [months + found.undated, found.repeated];
		};
		const { page } = await of.list('/api/v1/actions?region=US-VA-51107&limit=1');
		expect(await counted('')).toEqual([page.total - 2, 2]);
		expect(await counted('&repeated=no')).toEqual([page.total - 2, 0]);
		expect(await counted('&repeated=yes')).toEqual([2, 0]);
		const days = async (search: string) =>
			((await of.json(`/api/v1/actions/days?region=US-VA-51107${search}`)) as { data: string[] })
				.data;
		expect((await days('&repeated=yes')).length).toBe(2);
		expect(await days('')).toEqual(await days('&repeated=no'));
		const { data } = await of.list('/api/v1/regions?region=US-VA-51107&scope=exact');
		expect(data[0]?.['actions']).toBe(page.total - 2);
	});

	test('the overview of the world counts everything, that of a state what lies in it', async () => {
		const restrictive = async (region: string) => {
			const { data } = (await api.json(`/api/v1/overview?region=${region}`)) as {
				data: { region: string; tiles: { key: string; value: number }[] };
			};
			return data.tiles.find(({ key }) => key === 'restrictive_actions')?.value;
		};
		const listed = (region: string) =>
			total(
				`actions?direction=restrictive&repeated=no&from=2025-11-26&to=2026-11-25&region=${region}`
			);
		expect(await restrictive('all')).toBe(await listed('all'));
		expect(await restrictive('US-VA')).toBe(await listed('US-VA'));
	});

	test('facets list the values that rows have, in words', async () => {
		const { data } = (await api.json('/api/v1/filters?collection=actions')) as {
			data: { key: string; values: { value: string; label: string }[] }[];
		};
		const kinds = data.find(({ key }) => key === 'action_type')?.values ?? [];
		expect(kinds.length).toBeGreaterThan(3);
		for (const { value } of kinds)
			expect(await total(`actions?action_type=${value}`)).toBeGreaterThan(0);
	});
});

describe('the days on which rows came and changed', () => {
	const day = (row: Record<string, unknown>) => String(row['changed'] ?? row['added']);

	test.each(['polls', 'questions', 'answers', 'actions', 'sources', 'series', 'claims'])(
		'%s: changed_since keeps what came or changed since then',
		async (name) => {
			const all = await api.list(`/api/v1/${name}?limit=1`);
			const changed = await api.list(`/api/v1/${name}?changed_since=2026-11-25&limit=1000`);
			for (const row of changed.data) expect(day(row) >= '2026-11-25').toBe(true);
			const since = await api.list(`/api/v1/${name}?changed_since=2026-11-24&limit=1`);
			expect(since.page.total).toBe(all.page.total);
			expect(changed.page.total).toBeLessThan(all.page.total);
		}
	);

	test('added_since keeps what came since then, whatever changed', async () => {
		const { data } = await api.list('/api/v1/actions?added_since=2026-11-25&limit=1000');
		expect(data.every(({ added }) => String(added) >= '2026-11-25')).toBe(true);
		const all = await api.list('/api/v1/actions?added_since=2026-11&limit=1');
		const every = await api.list('/api/v1/actions?limit=1');
		expect(all.page.total).toBe(every.page.total);
	});

	test('what changed last comes first', async () => {
		const { data } = await api.list('/api/v1/actions?sort=-changed&limit=5');
		expect(data[0]?.['changed']).toMatch(/^2026-11-\d\d$/);
	});
});

describe('values with the rows they leave', () => {
	interface Facets {
		data: { key: string; values: { value: string; rows: number | null }[] }[];
	}
	const { json, list } = apiOver();

	it('are counted under every other filter, and agree with the list', async () => {
		const narrowed = 'region=US&tier=aggregator';
		const { data } = (await json(
			`/api/v1/filters?collection=actions&counted=yes&${narrowed}`
		)) as Facets;
		const decisions = data.find(({ key }) => key === 'decision')?.values ?? [];
		expect(decisions.some(({ rows }) => (rows ?? 0) > 0)).toBe(true);
		for (const { value, rows } of decisions)
			expect(
				(await list(`/api/v1/actions?decision=${value}&${narrowed}&limit=1`)).page.total,
				value
			).toBe(rows);
		// Its own filter does not narrow a key: another tier would leave other rows.
		const tiers = data.find(({ key }) => key === 'tier')?.values ?? [];
		expect(tiers.filter(({ rows }) => (rows ?? 0) > 0).length).toBeGreaterThan(1);
	});

	it('are not counted unless asked', async () => {
		const { data } = (await json('/api/v1/filters?collection=actions')) as Facets;
		const counted = data.flatMap(({ values }) => values.filter(({ rows }) => rows !== null));
		expect(counted).toEqual([]);
	});

	it('take no filter that the collection has not', async () => {
		const { api } = apiOver();
		const answer = await api.request('/api/v1/filters?collection=actions&counted=yes&model=x');
		expect(answer.status).toBe(400);
	});
});
