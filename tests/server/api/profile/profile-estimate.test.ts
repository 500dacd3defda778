import { expect, it } from 'vitest';
import { apiOver, rowsOfCsv } from '../setup/support.ts';

const { get, json } = apiOver();

const oppositionOf = async (region: string) => {
	const answer = await get(`/api/v1/profile.csv?region=${region}`);
	return rowsOfCsv(await answer.text()).filter(({ section }) => section === 'opposition');
};

it('the file of a profile has the estimate that its page leads with', async () => {
	const { data } = (await json(
		'/api/v1/trends?region=US&pool=nearby&subgroup=all&method=model&sort=-date&limit=1'
	)) as { data: { date: string; estimate: number }[] };
	const [estimate, ...polls] = (await oppositionOf('US')).filter(
		({ basis }, index) => basis === 'estimate' || index > 0
	);
	expect(estimate).toMatchObject({ name: 'Our estimate', unit: 'percent', date: data[0]?.date });
	expect(Number(estimate?.['value'])).toBe(data[0]?.estimate);
	expect(polls.every(({ basis }) => basis !== 'estimate')).toBe(true);
});

it('the file of a place whose polls make no estimate has none', async () => {
	const rows = await oppositionOf('US-TX');
	expect(rows.length).toBeGreaterThan(0);
	expect(rows.some(({ basis }) => basis === 'estimate')).toBe(false);
});
