import { describe, expect, test } from 'vitest';
import { STANCES, TIERS } from '#lib/domain/closed.ts';
import type { QueryProblem } from '#lib/domain/filter/query.ts';
import { MANY, MOST_LISTED, NOWHERE, parse } from './invented.ts';

const DATE = 'use a date such as 2026-01-15, 2026-01, 2026-Q1 or 2026';
const COUNT = 'use a whole number from 1 to 9999';
const AMOUNT = 'use a whole number of up to 15 digits';
const DAY = 'use a day such as 2026-01-15';
const DAYS = 'use days such as 2026-01-15, joined with ~';
const RELEASE = 'use the 12 hex digits of a release id';
const VINTAGE = 'use all, latest or a date (YYYY, YYYY-Qn, YYYY-MM, YYYY-MM-DD or YYYY/YY)';
const REGION = {
	message: 'is not known',
	hint: '/api/v1/regions lists all; use region=all for all places'
};
const LIMIT = 'use a whole number from 1 to 1000';

const THIRTEEN = Array.from({ length: 13 }, (_, day) => `2026-01-${day + 10}`).join('~');

describe('a query that is refused says what is wrong, and nothing else', () => {
	test.each<[search: string, problem: QueryProblem]>([
		['from=2026-13', { key: 'from', value: '2026-13', message: DATE }],
		['to=', { key: 'to', value: '', message: DATE }],
		['from=2026&to=2025', { key: 'from', value: '2026', message: 'is later than to=2025' }],
		[
			'to=2026-03-30&from=2026-03-31',
			{ key: 'from', value: '2026-03-31', message: 'is later than to=2026-03-30' }
		],
		['min_sources=0', { key: 'min_sources', value: '0', message: COUNT }],
		['min_sources=10000', { key: 'min_sources', value: '10000', message: COUNT }],
		['min_sources=x12', { key: 'min_sources', value: 'x12', message: COUNT }],
		['min_sources=12x', { key: 'min_sources', value: '12x', message: COUNT }],
		['min_sources=1x', { key: 'min_sources', value: '1x', message: COUNT }],
		['tokens_in=-1', { key: 'tokens_in', value: '-1', message: AMOUNT }],
		['tokens_in=1e3', { key: 'tokens_in', value: '1e3', message: AMOUNT }],
		[
			'tokens_out=1234567890123456',
			{ key: 'tokens_out', value: '1234567890123456', message: AMOUNT }
		],
		['days=2026-02-30', { key: 'days', value: '2026-02-30', message: DAYS }],
		['days=2026-02-01~2026-02', { key: 'days', value: '2026-02', message: DAYS }],
		['days=~', { key: 'days', value: '~', message: DAYS }],
		[`days=${THIRTEEN}`, { key: 'days', value: THIRTEEN, message: 'use at most 12 days' }],
		[
			`q=${'a'.repeat(201)}`,
			{ key: 'q', value: 'a'.repeat(201), message: 'use at most 200 letters' }
		],
		['q=+-+', { key: 'q', value: '-', message: 'use at least one letter or digit' }],
		['since=0123456789AB', { key: 'since', value: '0123456789AB', message: RELEASE }],
		['since=0123456789ab0', { key: 'since', value: '0123456789ab0', message: RELEASE }],
		['since=x0123456789ab', { key: 'since', value: 'x0123456789ab', message: RELEASE }],
		['release=latest', { key: 'release', value: 'latest', message: RELEASE }],
		[
			'vintage=newest',
			{ key: 'vintage', value: 'newest', message: VINTAGE, allowed: ['all', 'latest'] }
		],
		[
			'tier=primarry',
			{
				key: 'tier',
				value: 'primarry',
				message: 'is not known',
				allowed: [...TIERS],
				did_you_mean: 'primary'
			}
		],
		[
			'stance=',
			{
				key: 'stance',
				value: '',
				message: 'is not known',
				allowed: [...STANCES]
			}
		],
		[
			'topic=~~',
			{
				key: 'topic',
				value: '~~',
				message: 'is not known',
				allowed: ['local_siting', 'energy_bills']
			}
		],
		[
			'topic=local_siting~nowhere~nothing',
			{
				key: 'topic',
				value: 'nothing',
				message: 'is not known',
				allowed: ['local_siting', 'energy_bills']
			}
		],
		[
			'pollster=Nobody',
			{
				key: 'pollster',
				value: 'Nobody',
				message: 'is not known',
				allowed: MOST_LISTED
			}
		],
		[
			'house=Nobody',
			{
				key: 'house',
				value: 'Nobody',
				message: 'is not known',
				hint: `/api/v1/filters?collection=invented lists all ${MANY.length}`,
				allowed: MOST_LISTED
			}
		],
		['region=~', { key: 'region', value: '~', ...REGION }],
		['region=us-tx~us-vx', { key: 'region', value: 'US-VX', ...REGION, did_you_mean: 'US-VA' }],
		['region=Virginia', { key: 'region', value: 'VIRGINIA', ...REGION, did_you_mean: 'US-VA' }],
		['region=virgina', { key: 'region', value: 'VIRGINA', ...REGION, did_you_mean: 'US-VA' }],
		['region=va', { key: 'region', value: 'VA', ...REGION, did_you_mean: 'US-VA' }],
		['region=zzzzzzzz', { key: 'region', value: 'ZZZZZZZZ', ...REGION }],
		[
			'sort=-summary',
			{
				key: 'sort',
				value: '-summary',
				message: 'is not a column to sort by; put - before a column to reverse the order',
				allowed: ['date', 'region', 'value']
			}
		],
		['limit=0', { key: 'limit', value: '0', message: LIMIT }],
		['limit=1001', { key: 'limit', value: '1001', message: LIMIT }],
		['limit=x5', { key: 'limit', value: 'x5', message: LIMIT }],
		['limit=5x', { key: 'limit', value: '5x', message: LIMIT }],
		['limit=00005', { key: 'limit', value: '00005', message: LIMIT }],
		['on=2026-02-30', { key: 'on', value: '2026-02-30', message: DAY }],
		['as_of=2026-02', { key: 'as_of', value: '2026-02', message: DAY }]
	])('%s', (search, problem) => {
		expect(parse(search).problems).toEqual([problem]);
	});

	test.each<[search: string, problem: QueryProblem]>([
		['bom=2', { key: 'bom', value: '2', message: 'use 0 or 1', allowed: ['0', '1'] }],
		['guard=', { key: 'guard', value: '', message: 'use 0 or 1', allowed: ['0', '1'] }]
	])('%s of a CSV', (search, problem) => {
		const { query, problems } = parse(search, NOWHERE, 'csv');
		expect(problems).toEqual([problem]);
		expect(query).toMatchObject({ bom: false, guard: true });
	});

	test('a key that is not known is named, with the nearest and all that are', () => {
		const [problem] = parse('limt=5', { ...NOWHERE, filters: ['topic', 'house'] }).problems;
		expect(problem).toEqual({
			key: 'limt',
			value: '5',
			message: 'is not a filter here',
			allowed: ['as_of', 'cursor', 'house', 'limit', 'on', 'release', 'sort', 'topic'],
			did_you_mean: 'limit'
		});
		expect(parse('whatever=1').problems[0]).not.toHaveProperty('did_you_mean');
	});

	test('a filter of other lists is not known, and filters nothing', () => {
		const { query, problems } = parse('topic=local_siting', { ...NOWHERE, filters: ['house'] });
		expect(problems).toMatchObject([{ key: 'topic', message: 'is not a filter here' }]);
		expect(query.filters).toEqual({});
	});

	test('everything wrong is told at once, and what is refused takes its usual value', () => {
		const search = 'from=x&region=US-VX&sort=nothing&limit=5000&on=x&as_of=y&release=z';
		const { query, problems } = parse(search);
		expect(problems.map(({ key }) => key)).toEqual(
			expect.arrayContaining(['from', 'region', 'sort', 'limit', 'on', 'as_of', 'release'])
		);
		expect(problems).toHaveLength(7);
		expect(query).toMatchObject({ limit: 100, on: null, asOf: null, release: null, regions: [] });
	});
});
