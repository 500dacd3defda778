import { describe, expect, test } from 'vitest';
import { seriesChart } from '#lib/charts/kinds/series.ts';
import type { computedCollections } from '#lib/domain/collections/computed.ts';
import { unitForm } from '#lib/domain/text/format.ts';
import type { IndicatorFinding } from '#lib/domain/text/evidence.ts';
import type { Observation } from '#lib/domain/indicators/indicators.ts';
import { apiOver, rowsOfCsv } from '../setup/support.ts';

const api = apiOver();
const SERIES = 'us-electricity-price-residential-annual';
const QUERY = `series=${SERIES}&region=US-VA~US`;

async function everyRow(path: string) {
	const rows: Record<string, unknown>[] = [];
	let next: string | null = path;
	while (next !== null) {
		const { data, page }: Awaited<ReturnType<typeof api.list>> = await api.list(next);
		rows.push(...data);
		next = page.next;
	}
	return rows;
}

const asText = (row: Record<string, unknown>) =>
	Object.fromEntries(
		Object.entries(row as Record<string, string | number | null>).map(([key, value]) => [
			key,
			value === null ? '' : String(value)
		])
	);

describe('computed lists', () => {
	const queries: Partial<Record<keyof typeof computedCollections, string>> = {
		transformed: `${QUERY}&transform=year_on_year&from=2015`,
		'state-prices': '',
		'cheapest-prices': 'measure=input',
		'open-gap': 'measure=blended',
		'model-costs': 'tokens_in=30000000&tokens_out=10000000&days=2025-11-25~2026-11-23',
		'claim-evidence': ''
	};
	test.each(Object.entries(queries))(
		'%s: the pages joined and the CSV are the same rows in the same order',
		async (name, query) => {
			const pages = await everyRow(`/api/v1/${name}?${query}&limit=3`.replace('?&', '?'));
			const csv = await api.get(`/api/v1/${name}.csv?${query}&guard=0`.replace('?&', '?'));
			expect(pages.length).toBeGreaterThan(3);
			expect(rowsOfCsv(await csv.text())).toEqual(pages.map(asText));
		}
	);
});

describe('transforms over the API', () => {
	const rowsOf = async (query: string) =>
		(await everyRow(`/api/v1/transformed?${query}`)) as unknown as (Observation & {
			level: number;
			base_date: string | null;
		})[];

	test('year on year follows from the published values, and says so in words', async () => {
		const levels = new Map(
			(await everyRow(`/api/v1/observations?${QUERY}`)).map((row) => [
				`${String(row['region'])} ${String(row['date'])}`,
				Number(row['value'])
			])
		);
		const rows = await rowsOf(`${QUERY}&transform=year_on_year`);
		for (const { region, date, value, level, base_date } of rows) {
			const before = levels.get(`${region} ${base_date ?? ''}`) ?? NaN;
			expect(level).toBe(levels.get(`${region} ${date}`));
			expect(value).toBeCloseTo((level / before - 1) * 100, 8);
		}
		const { meta } = await api.list(`/api/v1/transformed?${QUERY}&transform=year_on_year`);
		expect(meta.sentence).toContain('as year on year');
		expect(meta.notes.join(' ')).toContain('nothing to compare with');
	});

	test('from narrows what is shown and not what is compared with', async () => {
		const [first] = await rowsOf(`${QUERY}&transform=change&from=2025&to=2025`);
		expect(first).toMatchObject({ date: '2025', base_date: '2024' });
	});

	test('an index at a date without a value says so, and from when to when there are values', async () => {
		const { data, meta } = await api.list(
			`/api/v1/transformed?series=${SERIES}&region=US&transform=index&index_date=1950`
		);
		expect(data).toEqual([]);
		expect(meta.notes).toEqual([
			'This series has no value above zero in 1950 that could be 100; values run from 2015 to 2025.'
		]);
		const file = await api.json(
			`/api/v1/transformed.metadata.json?series=${SERIES}&region=US&transform=index&index_date=1950`
		);
		expect(file).toMatchObject({ notes: meta.notes });
	});

	test('how values were put together is in the description of the file, and in each row', async () => {
		const query = `series=us-electricity-price-residential-monthly&region=US&frequency_to=annual&aggregate=average&transform=percent_change`;
		expect(await api.json(`/api/v1/transformed.metadata.json?${query}`)).toMatchObject({
			sentence: expect.stringMatching(/as percent change · made annual · by the average/) as string,
			parameters: { transform: 'percent_change', frequency_to: 'annual', aggregate: 'average' }
		});
		const { data } = await api.list(`/api/v1/transformed?${query}`);
		expect(data[0]).toMatchObject({ note: 'Average of 12 months' });
	});

	test.each([
		['transform=index', 'index_date'],
		['frequency_to=annual', 'average, sum or last'],
		['aggregate=sum', 'belongs to frequency_to'],
		['transform=sideways', 'transform'],
		['terms=real', 'no consumer price index'],
		['vintage=all', 'is not a filter here']
	])('%s is refused and says why', async (query, why) => {
		const { status, detail } = await api.problem(`/api/v1/transformed?${QUERY}&${query}`);
		expect(status).toBe(400);
		expect(detail).toContain(why);
	});
});

describe('findings', () => {
	interface Answer {
		data: {
			energy: IndicatorFinding[];
			costs: IndicatorFinding[];
			terms: Record<string, { available: boolean; because: string }>;
		};
	}
	const findingsOf = async (region: string) =>
		((await api.json(`/api/v1/findings?region=${region}`)) as Answer).data;

	test.each(['US', 'US-VA', 'US-VA-51107', 'US-HI', 'PJM', 'IE', 'WLD', 'BR'])(
		'%s: each figure listed is in the release as it stands',
		async (region) => {
			const { energy, costs } = await findingsOf(region);
			expect(costs.length).toBeGreaterThan(2);
			for (const { evidence, series } of energy) {
				const rows = await everyRow(
					`/api/v1/observations?series=${series.join('~')}&region=all&limit=1000`
				);
				for (const { record, value, unit } of evidence)
					expect(rows.find(({ observation_id }) => observation_id === record)).toMatchObject({
						value,
						unit
					});
			}
		}
	);

	test.each([
		['US', ['price', 'utilities', 'demand', 'forecasts']],
		['US-VA', ['price', 'demand', 'pipeline', 'utilities']],
		['US-VA-51107', ['price', 'demand', 'pipeline', 'utilities']],
		['US-TX', ['price', 'demand', 'pipeline', 'utilities']],
		['IE', ['demand', 'share', 'forecasts']],
		['BR', ['demand', 'forecasts', 'share']]
	])('%s opens with three or four, its own before those of wider areas', async (region, ids) => {
		const { energy } = await findingsOf(region);
		expect(energy.map(({ id }) => id)).toEqual(ids);
	});

	test('Texas is told of its own grid, never of the auction of another', async () => {
		const { energy } = await findingsOf('US-TX');
		expect(energy.map(({ region }) => region)).toContain('ERCOT');
		expect(energy.map(({ id }) => id)).not.toContain('capacity');
	});

	test.each(['US', 'US-VA', 'US-TX', 'IE', 'US-HI'])(
		'%s: a headline names no figure that its sentence does not',
		async (region) => {
			const { energy, costs } = await findingsOf(region);
			const figures = (text: string) =>
				[...text.matchAll(/\d+(,\d{3})*(\.\d+)?/g)].map(([found]) => found);
			for (const { headline, sentence } of [...energy, ...costs]) {
				expect(sentence).not.toMatch(/null|undefined|NaN|Infinity/);
				for (const found of figures(headline)) expect(figures(sentence)).toContain(found);
			}
		}
	);

	test('what the release lacks is said instead of offered', async () => {
		const { terms } = await findingsOf('US');
		expect(terms['real']).toMatchObject({ available: false });
		expect(terms['per_customer']?.because).toContain('no number of customers');
	});
});

test('unit, source and definition of every chart come from the data', async () => {
	const series = await everyRow('/api/v1/series?limit=1000');
	const latest = (await api.json('/api/v1/observations/latest?region=all')) as {
		data: (Observation & { series_id: string })[];
	};
	const one = new Map(latest.data.map((row) => [row.series_id, row]));
	for (const { series_id, unit, description, title } of series) {
		const row = one.get(String(series_id));
		if (!row) throw new Error(`${String(series_id)} has no value`);
		const rows = (
			await api.list(`/api/v1/observations?series=${row.series_id}&region=${row.region}&limit=5`)
		).data as unknown as Observation[];
		const spec = seriesChart(rows, '', { on: '2026-11-23', irregular: new Set() });
		expect(spec.unit).toBe(unit);
		expect(unitForm(spec.unit).long).not.toBe('');
		expect([String(description), String(title)].every((text) => text.length > 3)).toBe(true);
		for (const point of spec.layers.flatMap(({ points }) => points).filter(({ y }) => y !== null))
			expect(
				point.detail.some((line) => rows.some(({ publisher }) => line.startsWith(publisher)))
			).toBe(true);
	}
}, 60_000);

describe('the calculator', () => {
	const costs = '/api/v1/model-costs';

	test.each([
		['tokens_in=-1&tokens_out=1', 'tokens_in "-1": use a whole number of up to 15 digits.'],
		['tokens_in=1e18&tokens_out=1', 'tokens_in "1e18": use a whole number of up to 15 digits.'],
		['tokens_in=1.5&tokens_out=1', 'tokens_in "1.5": use a whole number of up to 15 digits.'],
		[
			'tokens_in=1&tokens_out=1&days=2030-01-01',
			'days "2030-01-01" is after 2026-11-25. That price is not known yet.'
		],
		[
			'tokens_in=1&tokens_out=1&days=2025-02-30',
			'days "2025-02-30": use days such as 2026-01-15, joined with ~.'
		]
	])('%s is refused and says why', async (query, why) => {
		const { status, detail } = await api.problem(`${costs}?${query}`);
		expect(status).toBe(400);
		expect(detail).toContain(why);
	});

	test('nothing costs nothing, and 2 million in and 1 million out what two and one list prices are', async () => {
		const day = 'days=2026-11-23&limit=1000';
		const free = await everyRow(`${costs}?tokens_in=0&tokens_out=0&${day}`);
		expect(free.every(({ cost_usd }) => cost_usd === 0)).toBe(true);
		const rows = await everyRow(`${costs}?tokens_in=2000000&tokens_out=1000000&${day}`);
		for (const { cost_usd, input_usd_per_mtok, output_usd_per_mtok } of rows)
			expect(cost_usd).toBeCloseTo(2 * Number(input_usd_per_mtok) + Number(output_usd_per_mtok), 6);
	});

	test('a price that began over a year before and was not seen to end is marked', async () => {
		const rows = await everyRow(`${costs}?tokens_in=1&tokens_out=1&days=2026-11-23&limit=1000`);
		const old = rows.find(({ model }) => model === 'heron-1');
		expect(old).toMatchObject({ may_have_ended: 'yes' });
		expect(rows.some(({ may_have_ended }) => may_have_ended === 'no')).toBe(true);
	});
});

describe('the cheapest price of a class', () => {
	test('stands from a day until another, and names the cheaper one that may have ended', async () => {
		const rows = await everyRow('/api/v1/cheapest-prices?measure=blended&model_class=small');
		const [now, ...before] = rows;
		expect(now).toMatchObject({ until: null });
		for (const { date, until } of before) expect(String(until) > String(date)).toBe(true);
		expect(Number(now?.['unsure_price'])).toBeLessThan(Number(now?.['price']));
		const { meta } = await api.list('/api/v1/cheapest-prices?measure=blended');
		expect(meta.notes.join(' ')).toMatch(/otherwise for 12 months.* are left out today/);
	});
});

describe('claims', () => {
	test('a rise told of consumers since 2024: both figures are of registered voters, the first of August 2025', async () => {
		const { data } = await api.list('/api/v1/claims?record=harbor-2026-05');
		const flagship = data.find(({ claim_id }) => claim_id === 'claim-65-from-40');
		expect(flagship).toMatchObject({ verdict: 'corrected', weighed_by: 'records' });
		const evidence = String(flagship?.['evidence']);
		expect(evidence).toContain('Harbor Poll, Aug 11, 2025, registered voters: 40%');
		expect(evidence).toContain('is from Aug 11, 2025, not 2024');
		expect(evidence).toContain('Harbor Poll, May 2026, registered voters: 65%');
		expect(evidence).toContain('Not to be confused with Tidal Insights, May 15, 2026, adults: 64%');
	});

	test('records show the claims made of them: a poll, an action, a series', async () => {
		for (const record of ['tidal-2026-05', 'ca-marigold-ban', 'heron-valuation']) {
			const { data } = await api.list(`/api/v1/claims?record=${record}`);
			expect(data.length).toBeGreaterThan(0);
		}
	});

	test('every record a claim rests on is found', async () => {
		const claims = await everyRow('/api/v1/claims');
		const evidence = await everyRow('/api/v1/claim-evidence?limit=1000');
		const linked = claims.flatMap(({ records }) =>
			typeof records === 'string' ? records.split('~') : []
		);
		expect(evidence).toHaveLength(linked.length);
	});
});
