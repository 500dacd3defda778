import { describe, expect, it } from 'vitest';
import { placesByMonth } from '#lib/server/api/map/map-months.ts';
import { apiOver, rowsOfCsv } from '../setup/support.ts';

const api = apiOver();

interface Answer {
	data: { region: string; date: string; kind: string; value: number; confirmed: number | null }[];
	undated: number;
}
const time = async (query: string) => (await api.json(`/api/v1/map-time?${query}`)) as Answer;
const map = async (query: string) =>
	(await api.json(`/api/v1/map?${query}`)) as {
		data: { region: string; value: number }[];
		whole: { value: number; confirmed: number | null } | null;
	};
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

describe('actions over time', () => {
	it('add up to what the map counts over all days', async () => {
		const filters = 'direction=restrictive&region=US-VA';
		const { data, undated } = await time(filters);
		const { whole } = await map(filters);
		expect(sum(data.map(({ value }) => value)) + undated).toBe(whole?.value);
		expect(new Set(data.map(({ kind }) => kind))).toEqual(new Set(['restrictive']));
	});

	it('are the same whatever window the map has', async () => {
		const [all, window] = await Promise.all([
			time('action_type=ban~moratorium'),
			time('action_type=ban~moratorium&from=2026-01&to=2026-02')
		]);
		expect(window).toMatchObject({ data: all.data });
		expect(all.data.length).toBeGreaterThan(5);
	});
});

describe('restrictions over time', () => {
	it('are at their last day what the map shows of that day', async () => {
		const query = 'measure=restrictions&on=2026-11-22';
		const { data } = await time(query);
		const { whole } = await map(query);
		expect(data.at(-1)).toMatchObject({
			date: '2026-11-22',
			value: whole?.value,
			confirmed: whole?.confirmed
		});
	});

	it('are at the end of an earlier month what the map shows of that day', async () => {
		const { data } = await time('measure=restrictions&on=2026-11-22&region=US-MI');
		const { whole } = await map('measure=restrictions&on=2026-03-31&region=US-MI');
		expect(data.find(({ date }) => date === '2026-03-31')?.value).toBe(whole?.value);
	});
});

describe('measures over time', () => {
	it('of price are those of the state beside the country, the newest that of the map', async () => {
		const { data } = await time('measure=price&region=US-TX');
		const { whole } = await map('measure=price&region=US-TX');
		expect(new Set(data.map(({ region }) => region))).toEqual(new Set(['US', 'US-TX']));
		expect(data.filter(({ region }) => region === 'US-TX').at(-1)?.value).toBe(whole?.value);
	});

	it('of growth end with the growth the map shows', async () => {
		const { data } = await time('measure=price_growth&years=5');
		const { whole } = await map('measure=price_growth&years=5');
		expect(data.at(-1)?.value).toBeCloseTo(whole?.value ?? NaN, 9);
		expect(data.length).toBeGreaterThan(5);
	});

	it('of opposition hold every value of the map', async () => {
		const { data } = await time('measure=opposition');
		const shown = await map('measure=opposition');
		for (const { region, value } of shown.data)
			expect(
				data.filter((row) => row.region === region).map((row) => row.value),
				region
			).toContain(value);
		expect(shown.data.length).toBeGreaterThan(0);
	});
});

it('the CSV has the rows of the answer, in its order', async () => {
	const query = 'measure=restrictions&on=2026-11-22&region=US-OH';
	const { data } = await time(query);
	const file = await api.get(`/api/v1/map-time.csv?${query}`);
	expect(rowsOfCsv(await file.text()).map((row) => [row['date'], row['value']])).toEqual(
		data.map(({ date, value }) => [date, String(value)])
	);
});

describe('places by month', () => {
	const span = { place_id: 'a', from: '2026-01-15', to: '2026-02-28', tier: 'reported' } as const;

	it('count a place on the last day of each month its rule covers, and on the day asked for', () => {
		expect(placesByMonth([span], '2026-03-10')).toEqual([
			{ date: '2026-01-31', value: 1, confirmed: 1 },
			{ date: '2026-02-28', value: 1, confirmed: 1 },
			{ date: '2026-03-10', value: 0, confirmed: 0 }
		]);
	});

	it('count a place with two rules once', () => {
		const other = { ...span, to: null, tier: 'aggregator' } as const;
		expect(placesByMonth([span, other], '2026-01-31')).toEqual([
			{ date: '2026-01-31', value: 1, confirmed: 1 }
		]);
		expect(placesByMonth([other], '2026-01-31')).toEqual([
			{ date: '2026-01-31', value: 1, confirmed: 0 }
		]);
	});

	it('of no rule are none', () => {
		expect(placesByMonth([], '2026-01-31')).toEqual([]);
	});
});
