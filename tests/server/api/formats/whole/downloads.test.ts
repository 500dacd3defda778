import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collections } from '#lib/domain/collections/index.ts';
import { everythingIn } from '#lib/domain/files.ts';
import { listOf, setsOf } from '#lib/ui/tables/downloads.ts';
import { snippets } from '#lib/ui/tables/snippets.ts';
import { runs } from '../../../../setup/properties.ts';
import { apiOver } from '../../setup/support.ts';

const api = apiOver({ limits: { costlyBurst: 10_000 } });
const unchanged = (address: string) => address;
const setsOfList = (csv: string) =>
	setsOf(listOf(csv), { view: null, everything: null }, undefined, unchanged);

/** A view of each kind that pages offer. */
const VIEWS = [
	...Object.keys(collections).map((name) => `/api/v1/${name}.csv`),
	'/api/v1/transformed.csv?transform=change&region=US-VA',
	'/api/v1/state-prices.csv',
	'/api/v1/cheapest-prices.csv',
	'/api/v1/open-gap.csv',
	'/api/v1/model-costs.csv?tokens_in=1000&tokens_out=10',
	'/api/v1/claim-evidence.csv',
	'/api/v1/actions-by-month.csv?region=US-VA',
	'/api/v1/map.csv?measure=price',
	'/api/v1/map-time.csv?region=US-VA',
	'/api/v1/profile.csv?region=US-VA'
];

describe.each(VIEWS)('the menu of %s', (csv) => {
	test('leads to a file and a description for each of its links', async () => {
		const sets = setsOfList(csv);
		expect(sets.length).toBeGreaterThan(0);
		for (const { files, metadata } of sets) {
			const counts = new Set<string | null>();
			for (const { href } of files) {
				const answer = await api.get(href, { method: 'HEAD' });
				expect(answer.status, href).toBe(200);
				counts.add(answer.headers.get('x-groundswell-rows'));
			}
			expect(counts.size).toBe(1);
			const { rows } = (await api.json(metadata)) as { rows: number };
			expect([...counts]).toEqual([String(rows)]);
		}
	});
});

describe('everything', () => {
	test('is said by what it is where it is another list than the view', () => {
		expect(setsOfList('/api/v1/map.csv?measure=price').map(({ title }) => title)).toEqual([
			'This view',
			'Everything: all observations'
		]);
	});

	test('stands alone where the view is everything', () => {
		const { query } = everythingIn('polls');
		const search = new URLSearchParams(query).toString();
		expect(setsOfList(`/api/v1/polls.csv?${search}`).map(({ title }) => title)).toEqual([
			'Everything'
		]);
	});

	test.each([
		['readings', 'readings'],
		['observations', 'observations'],
		['answers', 'answers'],
		['model-prices', 'model_prices'],
		['statuses', 'statuses'],
		['citations', 'citations']
	])('of %s is every row of the release', async (name, table) => {
		const { query } = everythingIn(name);
		const search = new URLSearchParams(query).toString();
		const { headers } = await api.get(`/api/v1/${name}.csv?${search}`, { method: 'HEAD' });
		const all = api.store.current().prepare(`SELECT count(*) FROM "${table}"`).pluck().get();
		expect(headers.get('x-groundswell-rows')).toBe(String(all));
	});

	test('is counted by the list of collections as its file has rows', async () => {
		const { data } = (await api.json('/api/v1/collections')) as {
			data: { name: string; rows: number }[];
		};
		for (const { name, rows } of data) {
			const search = new URLSearchParams(everythingIn(name).query).toString();
			const { headers } = await api.get(`/api/v1/${name}.csv?${search}`, { method: 'HEAD' });
			expect([name, headers.get('x-groundswell-rows')]).toEqual([name, String(rows)]);
		}
	});
});

describe('a line that fetches an address', () => {
	const word = fc.stringMatching(/^[\w '$`"!;|&<>*-]{1,20}$/);

	test('is one word of a shell for it, whatever is searched for', () => {
		fc.assert(
			fc.property(word, (searched) => {
				const address = `https://example.org/api/v1/polls.csv?${new URLSearchParams({ q: searched }).toString()}`;
				const curl = snippets(address).find(({ name }) => name === 'curl')?.text ?? '';
				const printed = execFileSync('sh', ['-c', curl.replace('curl -OJ', 'printf %s')], {
					encoding: 'utf8'
				});
				expect(new URL(printed).searchParams.get('q')).toBe(searched);
			}),
			{ numRuns: runs(20) }
		);
	});

	test('asks for the same rows as Parquet where types matter', () => {
		const [found] = snippets('https://example.org/api/v1/polls.csv?q=a.csv').filter(
			({ name }) => name === 'DuckDB'
		);
		expect(found?.text).toContain("'https://example.org/api/v1/polls.parquet?q=a.csv'");
	});
});
