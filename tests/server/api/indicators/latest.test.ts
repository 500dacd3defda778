import { expect, test } from 'vitest';
import { apiOver } from '../setup/support.ts';

const { json, list, problem, get } = apiOver();

interface Latest {
	series_id: string;
	region: string;
	date: string;
	value: number;
	estimate: string;
	observations: number;
}
const latest = async (query: string) =>
	((await json(`/api/v1/observations/latest?${query}`)) as { data: Latest[] }).data;

test('one row a series and region, with the newest value and how many there are', async () => {
	const query = 'region=US~US-VA&series=us-electricity-price-residential-annual';
	const { data, page } = await list(`/api/v1/observations?${query}&sort=-date`);
	const rows = await latest(query);
	expect(rows.map(({ region }) => region)).toEqual(['US', 'US-VA']);
	expect(rows.reduce((sum, { observations }) => sum + observations, 0)).toBe(page.total);
	for (const { region, date, value } of rows)
		expect(data.find((row) => row['region'] === region)).toMatchObject({ date, value });
});

test('a projection is given only where there is nothing else, nor a value of later than the day', async () => {
	const rows = await latest('region=all');
	const { data } = await list('/api/v1/observations?region=US&estimate=projection&limit=1000');
	expect(rows.some(({ estimate }) => estimate === 'projection')).toBe(true);
	const lbnl = rows.find(
		({ series_id, region }) => series_id === 'us-data-center-electricity-lbnl' && region === 'US'
	);
	expect(lbnl?.estimate).not.toBe('projection');
	expect(data.some((row) => row['series_id'] === lbnl?.series_id)).toBe(true);
	const [past] = await latest(
		'region=US&series=us-electricity-price-residential-annual&on=2020-06-30'
	);
	expect(past?.date).toBe('2020');
});

test('takes the filters of observations, and refuses others', async () => {
	const rows = await latest('region=US&category=water');
	expect(rows.length).toBeGreaterThan(0);
	expect((await problem('/api/v1/observations/latest?provider=OpenAI')).status).toBe(400);
});

test.each([
	['/costs.csv?measure=blended&model=gpt-4o&region=US-VA', '/api/v1/model-prices.csv?model=gpt-4o'],
	['/costs.csv?measure=input', '/api/v1/model-prices.csv'],
	['/costs/indicators.csv?region=WLD', '/api/v1/observations.csv?region=WLD'],
	['/energy.csv?region=US~US-VA', '/api/v1/observations.csv?region=US~US-VA']
])('%s leads to the rows of its table', async (page, target) => {
	const response = await get(page, { redirect: 'manual' });
	expect([response.status, response.headers.get('location')]).toEqual([308, target]);
});
