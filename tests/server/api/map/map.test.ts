import { describe, expect, it } from 'vitest';
import { apiOver, rowsOfCsv } from '../setup/support.ts';

const api = apiOver();

interface Answer {
	data: {
		region: string;
		date: string | null;
		value: number;
		confirmed: number | null;
		no_end: number | null;
		own: string | null;
		note: string | null;
	}[];
	level: string;
	area: string;
	whole: { value: number; confirmed: number | null } | null;
	elsewhere: number;
	names: Record<string, string>;
	points: { place_id: string; position_precision: string; records: number }[];
	unplaced: number;
}
const map = async (query: string) => (await api.json(`/api/v1/map?${query}`)) as Answer;
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

describe('actions by region', () => {
	const filters = 'direction=restrictive&from=2025-11-26&to=2026-11-25';

	it('count exactly the rows of the list with the same filters', async () => {
		const { data, whole, elsewhere, level } = await map(filters);
		const list = await api.list(`/api/v1/actions?${filters}&region=US&limit=1000`);
		const listed = list.data;
		expect(level).toBe('state');
		expect(whole?.value).toBe(list.page.total);
		expect(whole?.confirmed).toBe(listed.filter(({ tier }) => tier !== 'aggregator').length);
		expect(sum(data.map(({ value }) => value)) + elsewhere).toBe(list.page.total);
		for (const { region, value } of data)
			expect(value, region).toBe(
				listed.filter((row) => String(row['region']).startsWith(region)).length
			);
	});

	it('are divided by county where the region is a state', async () => {
		const { data, level, area, whole, elsewhere, names, points, unplaced } = await map(
			`${filters}&region=US-VA`
		);
		expect([level, area]).toEqual(['county', 'US-VA']);
		expect(sum(data.map(({ value }) => value)) + elsewhere).toBe(whole?.value);
		expect(Object.keys(names)).toHaveLength(133);
		expect(data.every(({ region }) => region in names)).toBe(true);
		expect(points.length).toBeGreaterThan(0);
		expect(
			points.every(({ position_precision }) => ['place', 'county'].includes(position_precision))
		).toBe(true);
		expect(unplaced).toBeGreaterThanOrEqual(0);
	});

	it('have no points of the whole country unless asked for', async () => {
		expect((await map(filters)).points).toEqual([]);
		expect((await map(`${filters}&points=yes`)).points.length).toBeGreaterThan(10);
	});
});

describe('restrictions in force', () => {
	it('count places once, whatever the number of their rules, on the day asked for', async () => {
		const { whole, data } = await map('measure=restrictions&on=2026-11-22');
		const list = await api.list(
			'/api/v1/statuses?region=US&current=yes&status=active~extended~unknown_end&on=2026-11-22&limit=1000'
		);
		expect(whole?.value).toBe(new Set(list.data.map((row) => row['place_id'])).size);
		expect(data.every(({ no_end, value }) => no_end !== null && no_end <= value)).toBe(true);
	});

	it('name the rule of a county itself apart from those of its towns', async () => {
		const { data } = await map('measure=restrictions&on=2026-11-22&region=US-MI');
		const list = await api.list(
			'/api/v1/statuses?region=US-MI&current=yes&status=active~extended~unknown_end&on=2026-11-22&limit=1000&reach=county'
		);
		const own = data.filter((row) => row.own !== null).map(({ region }) => region);
		expect(own.length).toBeGreaterThan(0);
		expect(own.toSorted()).toEqual([...new Set(list.data.map((row) => row['region']))].toSorted());
	});

	it('of an earlier day leave out what began later', async () => {
		const [now, before] = await Promise.all([
			map('measure=restrictions&on=2026-11-22'),
			map('measure=restrictions&on=2025-11-22')
		]);
		expect(before.whole?.value).toBeLessThan(now.whole?.value ?? 0);
	});
});

describe('measured values', () => {
	it('of opposition are those of a region’s own polls, newest first', async () => {
		const { data } = await map('measure=opposition');
		const list = await api.list(
			'/api/v1/readings?region=all&stance=oppose&topic=local_siting&subgroup=all&limit=1000'
		);
		for (const { region, date, value } of data) {
			const own = list.data.filter((row) => row['region'] === region);
			expect(own.map((row) => row['percent'])).toContain(value);
			expect(date).toBe(own[0]?.['date']);
		}
		expect(data.length).toBeGreaterThan(3);
	});

	it('of growth are the change between two years of the same series', async () => {
		const { data } = await map('measure=price_growth&years=5&on=2026-11-22');
		const prices = await api.list(
			'/api/v1/observations?series=us-electricity-price-residential-annual&region=US-VA&from=2020&limit=1000'
		);
		const of = (year: string) => Number(prices.data.find((row) => row['date'] === year)?.['value']);
		const virginia = data.find(({ region }) => region === 'US-VA');
		expect(virginia?.date).toBe('2020 to 2025');
		expect(virginia?.value).toBeCloseTo((of('2025') / of('2020') - 1) * 100, 9);
	});

	it('of a share are no projections', async () => {
		const { data } = await map('measure=data_center_share');
		expect(data.length).toBeGreaterThan(3);
		expect(data.every(({ date }) => date !== null && date <= '2026')).toBe(true);
	});

	it('known by state alone have none by county, and that of the state as a whole', async () => {
		const { data, whole } = await map('measure=price&region=US-TX');
		expect(data).toEqual([]);
		expect(whole?.value).toBeGreaterThan(0);
	});
});

it('the CSV has the rows of the answer, in its order', async () => {
	const query = 'measure=restrictions&on=2026-11-22&region=US-OH&sort=region_name';
	const { data } = await map(query);
	const file = await api.get(`/api/v1/map.csv?${query}`);
	const rows = rowsOfCsv(await file.text());
	expect(rows.map((row) => [row['region'], row['value']])).toEqual(
		data.map(({ region, value }) => [region, String(value)])
	);
	expect(Number(file.headers.get('x-groundswell-rows'))).toBe(data.length);
	expect(data.map(({ region }) => region)).not.toEqual([]);
});

it.each([
	['measure=shade', 'measure', 'shade'],
	['years=7&measure=price_growth', 'years', '7'],
	['measure=price&direction=restrictive', 'direction', 'restrictive'],
	['measure=restrictions&current=yes', 'current', 'yes'],
	['sort=color', 'sort', 'color']
])('%s is refused by name', async (query, key, value) => {
	const { status, errors } = await api.problem(`/api/v1/map?${query}`);
	expect(status).toBe(400);
	expect(errors?.[0]).toMatchObject({ key, value });
});
