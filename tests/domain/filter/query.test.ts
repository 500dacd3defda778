import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { collections } from '#lib/domain/collections/index.ts';
import { canonical, canonicalForm } from '#lib/domain/filter/link/canonical.ts';
import { FILTER_KEYS, type FilterName } from '#lib/domain/filter/keys.ts';
import { parseQuery, type Format, type Vocabulary } from '#lib/domain/filter/query.ts';
import { fileName, sentence } from '#lib/domain/filter/sentence.ts';

const polls: Collection = collections.polls;
const readings = collections.readings;
const observations = collections.observations;

const REGIONS = ['US', 'US-VA', 'US-TX', 'WLD'];
const HOUSES = new Map([
	['Gallup', 'Gallup'],
	['Heatmap Pro', 'Heatmap Pro']
]);
const vocabulary: Vocabulary = {
	region: (code) => {
		if (REGIONS.includes(code)) return { codes: [code], note: null };
		return code === 'OLD' ? { codes: ['US-VA', 'US-TX'], note: 'OLD stands for two' } : null;
	},
	values: (key) => (key === 'house' ? HOUSES : new Map()),
	knows: (key, value) => key === 'house' && (HOUSES.has(value) || value === 'Elsewhere'),
	regionCodes: () => REGIONS
};

const parse = (search: string, collection = polls, format?: Format) =>
	parseQuery(collection, new URLSearchParams(search), vocabulary, format);
const problemsOf = (search: string, collection = polls, format?: Format) =>
	parse(search, collection, format).problems.map(({ key, value }) => [key, value]);

describe('a query in canonical form', () => {
	test.each([
		['to=2026&from=2025', 'from=2025&to=2026'],
		['region=US-VA&region=US-TX~US', 'region=US~US-TX~US-VA'],
		['region=US-VA~US-VA~', 'region=US-VA'],
		['from=&q=&region=US', 'region=US'],
		['from=2024&from=2025', 'from=2025'],
		['q=a~b', 'q=a~b'],
		['', '']
	])('%s becomes %s', (search, expected) => {
		expect(canonical(new URLSearchParams(search))).toBe(expected);
	});

	test('drops what a collection takes anyway', () => {
		const of = (search: string, collection: Collection) =>
			canonical(new URLSearchParams(search), collection);
		expect(of('sort=-date&limit=100&scope=within&region=all&bom=0&guard=1', polls)).toBe('');
		expect(of('scope=exact&region=US&vintage=latest', observations)).toBe('');
		expect(of('sort=date&limit=99&scope=exact&region=US', polls)).toBe(
			'limit=99&region=US&scope=exact&sort=date'
		);
		expect(of('region=all&scope=within', readings)).toBe('region=all&scope=within');
	});

	const KEYS = [...Object.keys(FILTER_KEYS), 'sort', 'limit', 'on', 'unknown'];
	const pairs = fc.array(
		fc.tuple(fc.constantFrom(...KEYS), fc.string({ unit: 'binary', maxLength: 12 })),
		{ maxLength: 8 }
	);

	test('is a fixed point, and the same for any order of keys', () => {
		fc.assert(
			fc.property(pairs, (given) => {
				const once = canonical(new URLSearchParams(given));
				expect(canonical(new URLSearchParams(once))).toBe(once);
				expect(canonicalForm(new URLSearchParams(once))).toBeNull();
				const keys = new Set(given.map(([key]) => key));
				if (keys.size === given.length)
					expect(canonical(new URLSearchParams(given.toReversed()))).toBe(once);
			})
		);
	});

	test('is asked for where a key is repeated or empty, and only there', () => {
		const form = (search: string) => canonicalForm(new URLSearchParams(search));
		expect(form('to=2026&from=2025')).toBeNull();
		expect(form('region=US&region=WLD')).toBe('region=US~WLD');
		expect(form('region=')).toBe('');
	});
});

describe('parsing', () => {
	test('fills in what is not given', () => {
		expect(parse('').query).toMatchObject({
			filters: {},
			regions: null,
			scope: 'within',
			sort: { column: 'date', descending: true },
			limit: 100,
			on: null,
			bom: false,
			guard: true
		});
		expect(parse('', readings).query).toMatchObject({
			filters: { region: ['US'] },
			regions: ['US'],
			scope: 'exact'
		});
	});

	test('reads regions in any case, all of them where one is "all", and aliases with a note', () => {
		expect(parse('region=us-va~US-VA').query.regions).toEqual(['US-VA']);
		expect(parse('region=ALL', readings).query).toMatchObject({
			regions: null,
			filters: { region: ['all'] }
		});
		expect(parse('region=old~US-TX').query).toMatchObject({
			filters: { region: ['OLD', 'US-TX'] },
			regions: ['US-VA', 'US-TX'],
			notes: ['OLD stands for two']
		});
	});

	test('takes a value that only another collection has', () => {
		expect(problemsOf('house=Elsewhere')).toEqual([]);
		expect(problemsOf('house=Nobody~Gallup')).toEqual([['house', 'Nobody']]);
	});

	test('names the nearest value and what is allowed', () => {
		expect(parse('house=Gallop').problems).toEqual([
			expect.objectContaining({ did_you_mean: 'Gallup', allowed: ['Gallup', 'Heatmap Pro'] })
		]);
		expect(parse('region=US-VX').problems[0]?.did_you_mean).toMatch(/^US-(VA|TX)$/);
	});

	test('each format has its own keys', () => {
		expect(problemsOf('bom=1&guard=0', polls, 'csv')).toEqual([]);
		expect(problemsOf('bom=1&guard=0')).toEqual([
			['bom', '1'],
			['guard', '0']
		]);
		expect(problemsOf('limit=5&cursor=x', polls, 'csv')).toEqual([
			['limit', '5'],
			['cursor', 'x']
		]);
		expect(problemsOf('sort=date', polls, 'record')).toEqual([['sort', 'date']]);
	});

	test('whatever is sent is either understood or refused by name, never a crash', () => {
		const key = fc.oneof(
			fc.constantFrom(...polls.filters, 'sort', 'limit', '__proto__', 'constructor'),
			fc.string({ unit: 'binary' })
		);
		fc.assert(
			fc.property(
				fc.array(fc.tuple(key, fc.string({ unit: 'binary' })), { maxLength: 5 }),
				(given) => {
					const params = new URLSearchParams(given);
					const { query, problems } = parseQuery(polls, params, vocabulary);
					const refused = new Set(problems.map(({ key }) => key));
					for (const name of params.keys()) {
						const isKnown = polls.filters.includes(name as FilterName) || name in CONTROLLED;
						expect(refused.has(name) || isKnown).toBe(true);
					}
					expect(query.limit).toBeGreaterThanOrEqual(1);
					expect(query.limit).toBeLessThanOrEqual(1000);
				}
			)
		);
	});

	const CONTROLLED = { sort: 1, limit: 1, cursor: 1, on: 1, as_of: 1, release: 1 };
});

describe('in words', () => {
	const labels = (_key: FilterName, value: string) => ({ 'US-VA': 'Virginia' })[value] ?? value;

	test('a query is a sentence in an order of its own', () => {
		const { query } = parse('tier=primary&from=2025&region=US-VA&house=Gallup~Heatmap+Pro');
		expect(sentence(polls, query, labels)).toBe(
			'Polls in Virginia · from 2025 · source: primary · by Gallup or Heatmap Pro'
		);
		expect(sentence(polls, parse('').query, labels)).toBe('Polls');
	});

	test('a file is named by collection, filters, day and release', () => {
		const name = (search: string) => fileName(polls, parse(search).query, 'ce429b8a7abb', 'csv');
		expect(name('')).toBe('groundswell-polls-ce429b8a7abb.csv');
		expect(name('on=2026-11-01&region=US-VA~US-TX&scope=exact')).toBe(
			'groundswell-polls-region-US-TX+US-VA-scope-exact-on-2026-11-01-ce429b8a7abb.csv'
		);
	});

	test('no filter makes a name a system refuses', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (q) => {
				const { query } = parse('');
				const name = fileName(polls, { ...query, filters: { q: [q] } }, 'ce429b8a7abb', 'csv');
				expect(name).toMatch(/^groundswell-polls[\w+.-]*-ce429b8a7abb\.csv$/);
				expect(name.length).toBeLessThan(200);
			})
		);
	});
});
