import { describe, expect, test } from 'vitest';
import { pageQuery } from '#lib/domain/filter/link/canonical.ts';
import { dayIn, keepMoment, momentIn } from '#lib/domain/filter/link/moment.ts';
import type { Query } from '#lib/domain/filter/query.ts';
import { addressIn } from '#lib/domain/filter/link/stated-address.ts';
import { sentence } from '#lib/domain/filter/sentence.ts';
import { EVERY, MEASURES, NOWHERE, parse } from './invented.ts';

describe('a query that is understood', () => {
	test.each<[search: string, filters: Query['filters']]>([
		['from=2026-Q1&to=2026', { from: ['2026-Q1'], to: ['2026'] }],
		['from=2026-03-31&to=2026-03', { from: ['2026-03-31'], to: ['2026-03'] }],
		['from=2026&to=2026', { from: ['2026'], to: ['2026'] }],
		['from=2027', { from: ['2027'] }],
		['to=2025', { to: ['2025'] }],
		['min_sources=1', { min_sources: ['1'] }],
		['min_sources=9999', { min_sources: ['9999'] }],
		['tokens_in=0', { tokens_in: ['0'] }],
		['tokens_in=0005000', { tokens_in: ['5000'] }],
		['tokens_in=123456789012345', { tokens_in: ['123456789012345'] }],
		['days=2026-03-01~~2026-02-28~2026-03-01', { days: ['2026-02-28', '2026-03-01'] }],
		[
			'days=2026-01-01~2026-01-02~2026-01-03~2026-01-04~2026-01-05~2026-01-06~2026-01-07~2026-01-08~2026-01-09~2026-01-10~2026-01-11~2026-01-12',
			{
				days: Array.from({ length: 12 }, (_, day) => `2026-01-${String(day + 1).padStart(2, '0')}`)
			}
		],
		['q=+solar+farm+', { q: ['solar farm'] }],
		[`q=${'a'.repeat(200)}`, { q: ['a'.repeat(200)] }],
		['q=7', { q: ['7'] }],
		['q=%C3%A9', { q: ['é'] }],
		['since=0123456789ab', { since: ['0123456789ab'] }],
		['record=any+id/at-all', { record: ['any id/at-all'] }],
		['vintage=all', { vintage: ['all'] }],
		['vintage=latest', { vintage: ['latest'] }],
		['vintage=2025-07', { vintage: ['2025-07'] }],
		['tier=reported~~primary~reported', { tier: ['primary', 'reported'] }],
		['topic=local_siting~energy_bills', { topic: ['energy_bills', 'local_siting'] }],
		['region=WLD~~US', { region: ['US', 'WLD'] }],
		['region=US-VA~All', { region: ['all'] }]
	])('%s', (search, filters) => {
		const { query, problems } = parse(search);
		expect(problems).toEqual([]);
		expect(query.filters).toEqual(filters);
	});

	test.each<[search: string, collection: typeof EVERY, expected: Partial<Query>]>([
		['', EVERY, { filters: {}, regions: null, scope: 'within', notes: [] }],
		['', MEASURES, { filters: { region: ['US'] }, regions: ['US'], scope: 'exact', notes: [] }],
		['', NOWHERE, { filters: {}, regions: null, scope: 'exact', notes: [] }],
		['scope=within', MEASURES, { scope: 'within' }],
		['scope=exact', EVERY, { scope: 'exact' }],
		['region=all', MEASURES, { regions: null, notes: [] }],
		['region=old~us-va', EVERY, { regions: ['US-VA', 'US-TX'], notes: ['OLD stands for two'] }],
		['sort=region', EVERY, { sort: { column: 'region', descending: false } }],
		['sort=-value', EVERY, { sort: { column: 'value', descending: true } }],
		['limit=1', EVERY, { limit: 1 }],
		['limit=1000', EVERY, { limit: 1000 }],
		['cursor=abc', EVERY, { cursor: 'abc' }],
		[
			'on=2026-02-28&as_of=2026-02-27&release=0123456789ab',
			EVERY,
			{ on: '2026-02-28', asOf: '2026-02-27', release: '0123456789ab', day: null }
		]
	])('%s, in the rest of it', (search, collection, expected) => {
		const { query, problems } = parse(search, collection);
		expect(problems).toEqual([]);
		expect(query).toMatchObject(expected);
	});

	test.each<[search: string, expected: Partial<Query>]>([
		['', { bom: false, guard: true }],
		['bom=1&guard=0', { bom: true, guard: false }],
		['bom=0&guard=1', { bom: false, guard: true }]
	])('%s of a CSV', (search, expected) => {
		expect(parse(search, EVERY, 'csv')).toMatchObject({ problems: [], query: expected });
	});
});

describe('in words', () => {
	const inWords = (search: string, collection = EVERY) =>
		sentence(collection, parse(search, collection).query, (_key, value) => value);

	test.each([
		['', 'Invented rows'],
		['region=all', 'Invented rows everywhere'],
		['scope=within', 'Invented rows with places inside'],
		['region=US-VA&scope=exact', 'Invented rows in US-VA · without places inside'],
		['region=US-VA~US-TX&from=2025', 'Invented rows in US-TX or US-VA · from 2025'],
		['min_sources=2&q=all', 'Invented rows matching “all” · at least 2 independent sources']
	])('%s', (search, words) => {
		expect(inWords(search)).toBe(words);
	});
});

describe('the query under which a page is answered', () => {
	test.each([
		['?tier=primary', null],
		['tier=primary', null],
		['', null],
		['utm_source=mail', ''],
		['?region=US-VA&utm_source=mail', 'region=US-VA'],
		['region=US-VA&region=US-TX', 'region=US-TX~US-VA'],
		['q=&region=US', 'region=US'],
		['to=2026&from=2025', null]
	])('%s is %s', (search, expected) => {
		expect(pageQuery(search)).toBe(expected);
	});
});

describe('the day an address asks for', () => {
	test.each([
		['', null],
		['on=2026-11-01', '2026-11-01'],
		['as_of=2026-11-02', '2026-11-02'],
		['on=2026-11-01&as_of=2026-11-02', '2026-11-01'],
		['on=2026-11', null],
		['on=2026-02-30', null],
		['on=1900-01-01', '1900-01-01'],
		['on=1899-12-31', null]
	])('%s is %s', (search, day) => {
		expect(dayIn(new URLSearchParams(search))).toBe(day);
	});

	test('an empty key asks for none', () => {
		expect(momentIn(new URLSearchParams('on=&release=0123456789ab&as_of='))).toEqual({
			release: '0123456789ab'
		});
	});

	test('a link with an `as_of` of its own keeps it beside the day, and takes no release', () => {
		const from = new URLSearchParams('release=aaaaaaaaaaaa&on=2026-10-01');
		expect(keepMoment('/polls?as_of=2026-09-01', from)).toBe(
			'/polls?as_of=2026-09-01&on=2026-10-01'
		);
	});
});

test('the address that a page states is read from its head, and is none where it states none', () => {
	// Named at run time: the types call one of the ways to ask for an element deprecated.
	const page = (meta: { content: string } | null) => {
		const find = (selector: string) => (selector.includes('-address') ? meta : null);
		return Object.fromEntries([['querySelector', find]]) as unknown as Document;
	};
	expect(addressIn(page({ content: '/polls?subgroup=all' }))).toBe('/polls?subgroup=all');
	expect(addressIn(page(null))).toBeNull();
});
