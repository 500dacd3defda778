import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eia } from '#lib/server/ingest/upstreams/indicators/eia.ts';
import { fred } from '#lib/server/ingest/upstreams/indicators/fred.ts';
import { UpstreamStore } from '#lib/server/ingest/upstreams/store.ts';
import type { Upstream } from '#lib/server/ingest/upstreams/upstream.ts';
import { apiOver } from '../api/setup/support.ts';
import { csv, OBSERVATIONS, Workshop } from '../ingest/harness.ts';
import { eiaPage } from './setup/samples.ts';

let workshop: Workshop;
let root: string;
beforeEach(() => {
	workshop = new Workshop();
	root = `${workshop.root}/upstream`;
	workshop.write(
		'vocabulary.csv',
		csv(
			'kind,value,label,definition',
			...VOCABULARY,
			'category,electricity_demand,Electricity demand,',
			'unit,cents/kWh,US cents per kilowatt-hour,',
			'unit,TWh,terawatt-hours,',
			'unit,count,number,'
		)
	);
});
afterEach(() => workshop.remove());

const VOCABULARY = [
	'action_type,moratorium,Moratorium,',
	'body_kind,county,County,',
	'category,electricity_price,Electricity price,',
	'decision,adopted,Adopted,',
	'mode,online,Online,',
	'model_class,frontier,Frontier,',
	'option,oppose,Oppose,',
	'option,support,Support,',
	'place_kind,town,Town,',
	'population,adults,Adults,',
	'proximity,local,Local,',
	'subgroup,all,All,',
	'subgroup_kind,all,All,',
	'subject_kind,none,None,',
	'topic,data_center,Data centers,',
	'unit,USD,US dollars,',
	'wording_group,local-build,Local build,'
];
const SERIES =
	'series_id,title,unit,frequency,category,subject_kind,description,polarity,precedence';
const PRICE = 'us-electricity-price-residential-annual';
const SALES = 'us-electricity-sales-residential-annual';
const BLS = 'us-electricity-price-consumer-bls-monthly';

/** Curated series and values of what upstreams have, too; which leads is told. */
function curated(precedence: string): void {
	workshop.write(
		'series.csv',
		csv(
			SERIES,
			's1,Made-up price,USD,annual,electricity_price,none,Made-up price,up_is_worse,',
			`${PRICE},Price,cents/kWh,annual,electricity_price,none,Price,up_is_worse,${precedence}`,
			`${SALES},Sales,TWh,annual,electricity_demand,none,Sales,neutral,upstream`,
			`${BLS},Price of the survey,cents/kWh,monthly,electricity_price,none,Price,up_is_worse,upstream`
		)
	);
	workshop.write(
		'observations/curated.csv',
		csv(
			OBSERVATIONS,
			's1,US,2022,10,,,actual,,gazette,',
			`${PRICE},US,2024,16,,,actual,2025-10,gazette,`,
			`${PRICE},US,2025,17,,,actual,2026-03,gazette,`
		)
	);
}

/** Keeps copies of an upstream as a refresh on a day does. */
function fetched(upstream: Upstream, copies: Record<string, string>, day: string): void {
	const store = new UpstreamStore(root, upstream.name);
	const parts = Object.entries(copies).map(([file, text]) => ({
		part: { file, url: `https://upstream.example/${file}` },
		text
	}));
	store.keep([], upstream.fold(store.history(), parts, day));
}

const eiaRow = (period: string, price: string, sales: string, customers: string) => ({
	period,
	stateid: 'US',
	sectorid: 'RES',
	price,
	sales,
	customers,
	'customers-units': 'number of customers'
});
const annual = (...rows: ReturnType<typeof eiaRow>[]) => ({
	'monthly-0.json': JSON.stringify(eiaPage('monthly', 0, [])),
	'annual-0.json': JSON.stringify(eiaPage('annual', rows.length, rows))
});

function served() {
	expect(workshop.build({ upstream: root })).toMatchObject({
		status: 'published',
		problemCount: 0
	});
	return apiOver({ releases: workshop.releases, now: () => new Date('2027-01-01T10:00:00Z') });
}

describe('a curated and a fetched value of one period', () => {
	const valuesOf = async (api: ReturnType<typeof apiOver>, query: string) =>
		(await api.list(`/api/v1/observations?series=${PRICE}&region=US&from=2025${query}`)).data.map(
			({ value, origin, latest }) => `${String(value)} ${String(origin)} ${String(latest)}`
		);

	test.each([
		['upstream', '18 upstream yes', '17 curated no'],
		['curated', '17 curated yes', '18 upstream no']
	])(
		'precedence "%s" says which counts; the other stays as a vintage',
		async (precedence, leads, stays) => {
			curated(precedence);
			fetched(eia, annual(eiaRow('2025', '18', '1500', '140000000')), '2026-11-25');
			const api = served();
			expect(await valuesOf(api, '')).toEqual([leads]);
			expect((await valuesOf(api, '&vintage=all')).toSorted()).toEqual([leads, stays].toSorted());
			expect(await api.list(`/api/v1/series?series=${PRICE}`)).toMatchObject({
				data: [{ precedence }]
			});
		}
	);

	test('a date asks for what counted then: nothing was fetched before it was', async () => {
		curated('upstream');
		fetched(eia, annual(eiaRow('2025', '18', '1500', '140000000')), '2026-11-25');
		const api = served();
		expect(await valuesOf(api, '&vintage=2026-06')).toEqual(['17 curated no']);
		expect(await valuesOf(api, '&vintage=2026-12')).toEqual(['18 upstream yes']);
	});

	test('a date keeps to the precedence, also where the other was published later', async () => {
		curated('curated');
		fetched(eia, annual(eiaRow('2025', '18', '1500', '140000000')), '2026-11-25');
		expect(await valuesOf(served(), '&vintage=2026-12')).toEqual(['17 curated yes']);
	});
});

interface Findings {
	data: { terms: Record<string, { available: boolean; because: string }> };
}

describe('terms', () => {
	const termsOf = async (api: ReturnType<typeof apiOver>) =>
		((await api.json('/api/v1/findings?region=US')) as Findings).data.terms;

	test('without deflator and denominator both are absent, with a sentence', async () => {
		curated('upstream');
		const api = served();
		expect(await termsOf(api)).toMatchObject({
			real: { available: false, because: expect.stringContaining('fred') as string },
			per_customer: { available: false, because: expect.stringContaining('eia') as string }
		});
		const { detail } = await api.problem(
			`/api/v1/transformed?series=${PRICE}&region=US&terms=per_customer`
		);
		expect(detail).toContain('only electricity sold is divided by customers');
	});

	test('a fetched price index turns 20 cents at 100 into 22 in the prices of 110', async () => {
		curated('upstream');
		fetched(
			fred,
			{
				'APU000072610.csv': 'observation_date,APU000072610\n2026-01-01,0.20\n2026-02-01,0.21\n',
				'CPIAUCSL.csv': 'observation_date,CPIAUCSL\n2026-01-01,100\n2026-02-01,110\n'
			},
			'2026-11-25'
		);
		const api = served();
		expect((await termsOf(api))['real']).toMatchObject({ available: true });
		const { data, meta } = await api.list(`/api/v1/transformed?series=${BLS}&region=US&terms=real`);
		expect(data.map(({ date, value, unit }) => [date, value, unit])).toEqual([
			['2026-02', 21, 'cents/kWh'],
			['2026-01', 22, 'cents/kWh']
		]);
		expect(meta.notes.join(' ')).toContain('in prices of Feb 2026');
	});

	test('fetched customers turn 1,400 TWh by 140 million into 10,000 kWh per customer', async () => {
		curated('upstream');
		fetched(
			eia,
			annual(eiaRow('2024', '16', '1400000', '140000000'), eiaRow('2025', '18', '1500000', '')),
			'2026-11-25'
		);
		const api = served();
		expect((await termsOf(api))['per_customer']).toMatchObject({ available: true });
		const path = `/api/v1/transformed?series=${SALES}~${PRICE}&region=US&terms=per_customer`;
		const { data, meta } = await api.list(path);
		expect(data.map(({ date, value, unit }) => [date, value, unit])).toEqual([
			['2024', 10000, 'kWh/customer']
		]);
		expect(meta.notes).toEqual([
			'Electricity sold is divided by the customers of the same period and region.',
			'1 line is no electricity sold and left out.',
			'1 value has no number of customers and is left out.'
		]);
		expect(meta.sentence).toContain('per customer');
	});
});
