import Database from 'better-sqlite3';
import { inject, describe, expect, test } from 'vitest';
import { join } from 'node:path';
import { collections, type CollectionName } from '#lib/domain/collections/index.ts';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { FILTER_KEYS, type FilterKey, type FilterName } from '#lib/domain/filter/keys.ts';
import { ANY_QUERY, type Query } from '#lib/domain/filter/query.ts';
import { queries } from '#lib/server/dataset/queries/index.ts';
import { currentId } from '#lib/server/dataset/releases/release-log.ts';
import { openRelease } from '#lib/server/dataset/release.ts';

const folder = inject('embeddedReleases');
const release = openRelease(join(folder, `${currentId(folder) ?? ''}.sqlite`));

const VALUES: Partial<Record<FilterName, string>> = {
	from: '2025',
	to: '2026-06',
	min_sources: '2',
	q: 'data center',
	vintage: '2025-Q4',
	scope: 'within'
};
/** What no statement may ever hold as text. */
const HOSTILE = `x') OR 1=1 --`;
const valueOf = (key: FilterName) => {
	const spec: FilterKey = FILTER_KEYS[key];
	return VALUES[key] ?? spec.values?.[0] ?? HOSTILE;
};

function queryOf(collection: Collection, filters: readonly FilterName[]): Query {
	const isRegion = filters.includes('region');
	const sort = collection.sort[0];
	return {
		...ANY_QUERY,
		filters: Object.fromEntries(filters.map((key) => [key, [valueOf(key)]])),
		regions: isRegion ? ['US-VA'] : null,
		scope: collection.region?.scope ?? 'within',
		sort: { column: sort.replace(/^-/, ''), descending: sort.startsWith('-') }
	};
}

const readable = (sql: string) =>
	sql
		.replace(/\s+/g, ' ')
		.replace(/ (from|inner join|where|order by|limit|and) /gi, (word) => `\n${word.trim()} `)
		.replace(/\(\n/g, '(');

const names = Object.keys(collections) as CollectionName[];

describe.each(names)('%s', (name) => {
	const collection = collections[name];
	const statement = (filters: readonly FilterName[], page?: { limit: number; offset: number }) =>
		queries[name].rows(release.kysely, queryOf(collection, filters), page);

	test('its statements are on file: all rows, a page of every filter, and their count', async () => {
		const query = queryOf(collection, collection.filters);
		const written = [
			['every row', statement([])],
			['a page of every filter', statement(collection.filters, { limit: 100, offset: 0 })],
			['the count of every filter', queries[name].count(release.kysely, query)]
		] as const;
		await expect(
			written.map(([title, { sql }]) => `-- ${title}\n${readable(sql)}\n`).join('\n')
		).toMatchFileSnapshot(`__snapshots__/${name}.sql`);
	});

	test.each(collection.filters)('%s compiles, runs, and binds its value', (key) => {
		const { sql, parameters } = statement([key], { limit: 1, offset: 0 });
		expect(Array.isArray(release.prepare(sql).all(...parameters))).toBe(true);
		expect(sql).not.toContain('1=1');
	});
});

/** Filters that go by the column of an index on the tables that grow: others narrow what these leave. */
const INDEXED = {
	observations: [
		'region',
		'from',
		'to',
		'series',
		'category',
		'subject',
		'dataset',
		'tier',
		'estimate'
	],
	actions: [
		'region',
		'from',
		'to',
		'place',
		'action_type',
		'decision',
		'direction',
		'binding',
		'dataset',
		'tier'
	],
	answers: ['poll', 'topic', 'proximity', 'wording_group', 'item', 'subgroup', 'stance', 'dataset'],
	'model-prices': ['provider', 'model', 'open_weights', 'model_class', 'dataset', 'tier'],
	sources: ['publisher', 'tier', 'dataset'],
	citations: ['record', 'source', 'dataset']
} as const satisfies Partial<Record<CollectionName, readonly FilterName[]>>;

describe('an index leads to the rows of each filter', () => {
	// Without statistics the planner takes any index it may use: whether there is one is what is asked.
	const empty = new Database(':memory:');
	const schema = release.db
		.prepare(
			`SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%' AND name NOT LIKE 'finder\\_%\\_%' ESCAPE '\\'`
		)
		.pluck()
		.all() as string[];
	for (const sql of schema) empty.exec(sql);
	empty.function('last_day', { deterministic: true }, (date) => date as string);

	const cases = Object.entries(INDEXED).flatMap(([name, keys]) =>
		keys.map((key) => [name as keyof typeof INDEXED, key] as const)
	);
	test.each(cases)('%s by %s', (name, key) => {
		const collection = collections[name];
		const query = { ...queryOf(collection, [key]), sort: { column: 'date', descending: true } };
		const { sql, parameters } = queries[name].count(release.kysely, query);
		const plan = empty.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as {
			detail: string;
		}[];
		const scans = plan.filter(({ detail }) => /^SCAN (?!CONSTANT)\w+$/.test(detail));
		expect(scans.map(({ detail }) => detail)).toEqual([]);
		expect(plan.some(({ detail }) => /USING (COVERING INDEX|INDEX|PRIMARY KEY)/.test(detail))).toBe(
			true
		);
	});

	test('a million observations come in the order of their dates without a sort of them all', () => {
		for (const regions of [null, ['US']]) {
			const query: Query = { ...ANY_QUERY, regions, scope: 'exact' };
			const { sql, parameters } = queries.observations.rows(release.kysely, query, {
				limit: 100,
				offset: 0
			});
			const plan = empty.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as {
				id: number;
				parent: number;
				detail: string;
			}[];
			// The rows of the page are found first, and these few alone are put in order again.
			const places = plan.find(({ detail }) => detail.startsWith('LIST SUBQUERY'))?.id;
			const found = plan.filter(({ parent }) => parent === places).map(({ detail }) => detail);
			expect(found.length).toBeGreaterThan(0);
			expect(found).not.toContain('USE TEMP B-TREE FOR ORDER BY');
		}
	});
});

test('a release can not be written to', () => {
	expect(() => release.db.exec(`DELETE FROM polls`)).toThrow(/readonly/);
	expect(() => release.db.exec(`CREATE TEMP TABLE x (y)`)).toThrow();
});
