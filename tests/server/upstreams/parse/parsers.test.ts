import { describe, expect, it } from 'vitest';
import type { Curated } from '#lib/server/ingest/upstreams/curated.ts';
import { eia } from '#lib/server/ingest/upstreams/indicators/eia.ts';
import { epoch } from '#lib/server/ingest/upstreams/prices/epoch.ts';
import { fred } from '#lib/server/ingest/upstreams/indicators/fred.ts';
import { genaiPrices } from '#lib/server/ingest/upstreams/prices/genai-prices.ts';
import { modelsDev } from '#lib/server/ingest/upstreams/prices/models-dev.ts';
import { moratoriumNation } from '#lib/server/ingest/upstreams/actions/moratorium-nation.ts';
import { rowFiles } from '#lib/server/ingest/upstreams/parse/rows.ts';
import { sec } from '#lib/server/ingest/upstreams/indicators/sec.ts';
import type { Copy, Upstream } from '#lib/server/ingest/upstreams/upstream.ts';
import {
	eiaPage,
	EPOCH,
	FRED,
	GENAI_PRICES,
	MODELS_DEV,
	MORATORIA,
	secFacts
} from '../setup/samples.ts';

const SETTINGS = { eiaKey: 'sesame', contact: 'test@example.org' };
const DAY = '2026-11-25';

const copyOf = (file: string, value: unknown): Copy => ({
	part: { file, url: `https://data.example/${file}` },
	text: typeof value === 'string' ? value : JSON.stringify(value)
});

/** Curated rows of some tables. */
const curated = (tables: Partial<Record<string, unknown[]>>): Curated => ({
	rows: ((table: string) => tables[table] ?? []) as Curated['rows'],
	fingerprint: () => ''
});

const NOTHING_CURATED = curated({});

const region = (code: string, kind: string, name: string, parent: string | null) => ({
	region: code,
	kind,
	name,
	parent
});
const VIRGINIA = [
	region('US', 'country', 'United States', 'WLD'),
	region('US-VA', 'state', 'Virginia', 'US'),
	region('US-VA-51107', 'county', 'Loudoun County', 'US-VA')
];

/** The rows copies of one day become, checked against the tables. */
function convert(
	upstream: Upstream,
	copies: Copy[],
	context: { curated?: Curated; ledger?: (name: string) => string | null } = {}
) {
	const converted = upstream.rows(upstream.fold(null, copies, DAY), {
		curated: context.curated ?? NOTHING_CURATED,
		ledger: context.ledger ?? (() => null)
	});
	return { ...converted, files: rowFiles(converted.rows) };
}

const observationsOf = ({ rows }: ReturnType<typeof convert>) =>
	(rows.observations ?? []).map(
		({ series_id, region: where, period, value, vintage }) =>
			`${series_id} ${where} ${period} ${value} ${vintage ?? ''}`
	);

const failing = (run: () => unknown): string => {
	try {
		run();
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
	return 'nothing failed';
};

describe('EIA', () => {
	const row = (period: string, stateid: string, price: unknown, sales: unknown) => ({
		period,
		stateid,
		sectorid: 'RES',
		price,
		sales
	});
	const monthly = copyOf(
		'monthly-0.json',
		eiaPage('monthly', 4, [
			row('2026-05', 'VA', '15.62', '3456.7'),
			row('2026-05', 'US', 17.4, null),
			row('2026-05', 'SAT', '14', '1'),
			row('2026-05', 'ZZ', '14', null)
		])
	);
	const annual = copyOf('annual-0.json', eiaPage('annual', 1, [row('2025', 'VA', null, '45273')]));

	it('gives prices as stated and sales in TWh, numbers as text or not', () => {
		const found = convert(eia, [monthly, annual], { curated: curated({ regions: VIRGINIA }) });
		expect(observationsOf(found)).toEqual([
			'us-electricity-price-residential-monthly US-VA 2026-05 15.62 2026-07',
			'us-electricity-sales-residential-monthly US-VA 2026-05 3.4567 2026-07',
			'us-electricity-price-residential-monthly US 2026-05 17.4 2026-07',
			'us-electricity-sales-residential-annual US-VA 2025 45.273 2026-07'
		]);
		expect(found.notes).toEqual(['1 values of regions without a code here are left out']);
		expect([...found.files.keys()]).toEqual(['sources.csv', 'series.csv', 'observations.csv']);
	});

	it('asks on until all rows that were announced have come, with the key apart from the address', () => {
		const [first] = eia.parts(SETTINGS);
		expect(first?.secret).toEqual({ api_key: 'sesame' });
		expect(first?.url).not.toContain('sesame');
		const page = copyOf('monthly-0.json', eiaPage('monthly', 2, [row('2026-05', 'VA', 1, 1)]));
		expect(eia.following(page, SETTINGS)).toMatchObject({ file: 'monthly-1.json' });
		expect(eia.following(page, SETTINGS)?.url).toContain('offset=1');
		expect(eia.following(monthly, SETTINGS)).toBeNull();
	});

	it('says where the shape has changed', () => {
		const parse = (value: unknown) =>
			failing(() => convert(eia, [copyOf('monthly-0.json', value), annual]));
		expect(parse(eiaPage('monthly', 1, [row('05/2026', 'VA', 1, 1)]))).toMatch(
			/1 of 1 rows are odd, first VA RES 05\/2026: a monthly row has the period "05\/2026"/
		);
		expect(parse(eiaPage('monthly', 1, [row('2026-05', 'VA', 'n/a', 1)]))).toMatch(
			/VA RES 2026-05: price is "n\/a"/
		);
		expect(
			parse(
				eiaPage('monthly', 1, [{ ...row('2026-05', 'VA', 1, 1), 'price-units': 'dollars per MWh' }])
			)
		).toMatch(/row 1: price-units expected cents per kilowatt-hour/);
		expect(parse({ data: [] })).toMatch(
			/eia \(monthly-0\.json\): response: .*may have changed its format/
		);
		expect(parse('{"response":{"tot')).toMatch(/no JSON/);
	});
});

describe('FRED', () => {
	const copies = [
		copyOf('APU000072610.csv', FRED.APU000072610),
		copyOf('CPIAUCSL.csv', FRED.CPIAUCSL)
	];

	it('gives cents per kWh and the price index, gaps left open, under either name of the dates', () => {
		const found = convert(fred, copies);
		expect(observationsOf(found)).toEqual([
			'us-electricity-price-consumer-bls-monthly US 2026-08 16.9 2026-11',
			'us-electricity-price-consumer-bls-monthly US 2026-10 29 2026-11',
			'us-consumer-price-index-monthly US 2026-10 330.123 2026-11'
		]);
		expect([...found.files.keys()]).toContain('vocabulary.csv');
	});

	it('keeps a value that is revised as the older vintage', () => {
		const before = fred.fold(null, copies, '2026-11-01');
		const revised = [
			copyOf('APU000072610.csv', FRED.APU000072610.replace('0.29', '0.3')),
			copyOf('CPIAUCSL.csv', FRED.CPIAUCSL)
		];
		const { rows } = fred.rows(fred.fold(before, revised, DAY), {
			curated: NOTHING_CURATED,
			ledger: () => null
		});
		expect(
			rows.observations
				?.filter(({ period, series_id }) => period === '2026-10' && series_id.includes('bls'))
				.map(({ value, vintage }) => [value, vintage])
		).toEqual([
			[29, '2026-11'],
			[30, DAY]
		]);
	});

	it('says where the shape has changed', () => {
		const parse = (text: string) => failing(() => convert(fred, [copyOf('CPIAUCSL.csv', text)]));
		expect(parse('observation_date,OTHER\n2026-10-01,1\n')).toMatch(/no column "CPIAUCSL"/);
		expect(parse('when,CPIAUCSL\n2026-10-01,1\n')).toMatch(/no column of dates/);
		expect(parse('DATE,CPIAUCSL\n2026-10-15,1\n')).toMatch(
			/"2026-10-15,1" is no month with a number/
		);
		expect(parse('DATE,CPIAUCSL\n')).toMatch(/no rows/);
	});
});

describe('Epoch', () => {
	it('gives the costliest frontier or costly model of a day, and passes rows with slipped cells over', () => {
		const found = convert(epoch, [copyOf('notable_ai_models.csv', EPOCH)]);
		expect(found.rows.observations).toMatchObject([
			{
				period: '2026-01-20',
				value: 6770000.5,
				estimate: 'estimate',
				note: 'Big One; Epoch: likely'
			}
		]);
		expect(found.notes).toHaveLength(1);
		expect(found.files.get('sources.csv')).toContain('CC BY 4.0');
	});

	it('prefers the model the curated series has on that day', () => {
		const found = convert(epoch, [copyOf('notable_ai_models.csv', EPOCH)], {
			curated: curated({
				observations: [
					{
						series_id: 'model-training-cost-epoch-2023-dollars',
						period: '2026-01-20',
						note: 'Small One'
					}
				]
			})
		});
		expect(found.rows.observations).toMatchObject([{ value: 1000 }]);
	});

	it('is not read where most rows look slipped, or a column is gone', () => {
		const parse = (text: string) =>
			failing(() => convert(epoch, [copyOf('notable_ai_models.csv', text)]));
		expect(parse(EPOCH.replace('Training compute cost (2023 USD)', 'Cost'))).toMatch(
			/no column "Training compute cost/
		);
		expect(
			parse(
				EPOCH.replaceAll(',Nowhere,', ',Nowhere,x,')
					.replace('Country (of organization)', 'Country,More')
					.replaceAll('2024-01-02,,', '2024-01-02,Perhaps,')
			)
		).toMatch(/rows are odd, first "[^"]+": other words than known in Confidence/);
		expect(parse(EPOCH.slice(0, 300) + '"')).toMatch(/rows are odd/);
		expect(parse(`${EPOCH.split('\n').slice(0, 2).join('\n')}\n"Cut o`)).toMatch(
			/no CSV: Quote Not Closed/
		);
	});
});

describe('Moratorium Nation', () => {
	const place = {
		place_id: 'US-VA/county/loudoun-county',
		name: 'Loudoun County',
		place_kind: 'county',
		region: 'US-VA-51107',
		lon: null,
		lat: null,
		note: null
	};
	const recorded = (date: string) => ({
		action_id: 'va-1',
		place_id: place.place_id,
		region: place.region,
		date,
		action_type: 'moratorium',
		decision: 'adopted',
		project_name: null
	});
	const inventory = [copyOf('moratorium_inventory.csv', MORATORIA)];

	it('gives the positions of places that have none, and of new ones; none of counties, and none that is no point', () => {
		const row = (name: string, kind: string, id: string, lat: string, lon: string) =>
			`Virginia,VA,${name},${kind},2026-03-03,exact,active,365,fixed_days,"[""data_center""]",${id},${lat},${lon}`;
		const located = [
			`${MORATORIA.split('\n', 1)[0] ?? ''},latitude,longitude`,
			row('Loudoun County', 'County', 'a', '39.1', '-77.6'),
			row('Newtown', 'Town', 'b', '37.9', '-77.1'),
			row('Oldtown', 'Town', 'c', '37.8', '-77.2'),
			row('Setpoint', 'Town', 'd', '37.7', '-77.3'),
			row('Zero', 'Town', 'e', '0', '0'),
			row('Empty', 'Town', 'f', '', '')
		].join('\n');
		const town = (name: string, at: { lon: number | null; lat: number | null }) => ({
			place_id: `US-VA/town/${name.toLowerCase()}`,
			name,
			place_kind: 'town',
			region: 'US-VA-51107',
			...at,
			note: null
		});
		const places = [
			place,
			town('Oldtown', { lon: null, lat: null }),
			town('Setpoint', { lon: -77.5, lat: 37.5 })
		];
		const found = convert(moratoriumNation, [copyOf('moratorium_inventory.csv', located)], {
			curated: curated({ regions: VIRGINIA, places })
		});
		expect(found.rows.places?.map(({ place_id, lon, lat }) => [place_id, lon, lat])).toEqual([
			['US-VA/town/newtown', -77.1, 37.9],
			['US-VA/town/zero', null, null],
			['US-VA/town/empty', null, null]
		]);
		expect(found.rows.overrides).toMatchObject([
			{ table: 'places', id: 'US-VA/town/oldtown', column: 'lon', value: '-77.2' },
			{ table: 'places', id: 'US-VA/town/oldtown', column: 'lat', value: '37.8' }
		]);
	});

	it('gives dated steps of data center moratoria in known or new places', () => {
		const found = convert(moratoriumNation, inventory, {
			curated: curated({ regions: VIRGINIA, places: [place] })
		});
		expect(found.rows.actions).toMatchObject([
			{
				action_id: 'upstream-moratorium-nation-va-loudoun-county-2026',
				date: '2026-03-03',
				region: 'US-VA-51107',
				decision: 'adopted',
				direction: 'restrictive',
				duration_months: 12,
				note: 'Status in the inventory: active'
			},
			{
				date: '2026-04',
				place_id: 'US-VA/village/newtown',
				region: 'US-VA',
				decision: 'proposed',
				direction: 'neutral',
				duration_months: null,
				summary: 'Data center moratorium proposed in Newtown; also covers cryptocurrency mining',
				note: 'Length given as 100 days'
			}
		]);
		expect(found.rows.places).toMatchObject([
			{ place_id: 'US-VA/village/newtown', name: 'Newtown' }
		]);
		expect(found.notes).toEqual(['1 moratorium is left out: the inventory gives no date']);
		expect(found.rows.history).toMatchObject([
			{ record_table: 'actions', added: DAY, changed: null },
			{ record_id: 'upstream-moratorium-nation-va-newtown-2026', added: DAY, changed: null }
		]);
	});

	it('says what the inventory shows a moratorium to have become, and since when it does', () => {
		const later = (status: string, date = '2026-03-03') =>
			convert(
				moratoriumNation,
				[
					copyOf(
						'x.csv',
						MORATORIA.replace(',exact,active,365', `,exact,${status},365`).replace(
							'2026-03-03',
							date
						)
					)
				],
				{ curated: curated({ regions: VIRGINIA, places: [place] }) }
			).rows.actions?.[0];
		expect(later('rescinded')).toMatchObject({ later_state: 'repealed', later_seen: DAY });
		expect(later('active')).toMatchObject({ later_state: null, later_seen: null });
		expect(later('expired', '2027-03-03')).toMatchObject({ later_state: null, later_seen: null });
	});

	it('cites an event on record instead of telling it twice', () => {
		const found = convert(moratoriumNation, inventory, {
			curated: curated({ regions: VIRGINIA, places: [place], actions: [recorded('2026-03-10')] })
		});
		expect(found.rows.citations).toEqual([
			{ record_kind: 'action', record_id: 'va-1', source_id: 'upstream-moratorium-nation' }
		]);
		expect(found.rows.actions).toHaveLength(1);
	});

	it('leaves out what may be on record', () => {
		const found = convert(moratoriumNation, inventory, {
			curated: curated({ regions: VIRGINIA, places: [place], actions: [recorded('2026-05-01')] })
		});
		expect(found.rows.actions).toHaveLength(1);
		expect(found.notes).toContain(
			'1 moratorium is left out: a curated action of that place may be the same'
		);
	});

	it('says so where the inventory no longer lists one', () => {
		const before = moratoriumNation.fold(null, inventory, '2026-11-01');
		const shorter = MORATORIA.split('\n')
			.filter((line) => !line.includes('va-newtown'))
			.join('\n');
		const { rows } = moratoriumNation.rows(
			moratoriumNation.fold(before, [copyOf('x.csv', shorter)], DAY),
			{ curated: curated({ regions: VIRGINIA }), ledger: () => null }
		);
		expect(rows.history?.map(({ added, changed }) => [added, changed])).toContainEqual([
			'2026-11-01',
			DAY
		]);
		expect(rows.actions?.map(({ note }) => note)).toContain(
			'Length given as 100 days. No longer listed since 2026-11-25'
		);
	});

	it('says where the shape has changed', () => {
		const parse = (text: string) =>
			failing(() => convert(moratoriumNation, [copyOf('x.csv', text)]));
		expect(parse(MORATORIA.replace(',active,365', ',paused,365'))).toMatch(
			/va-loudoun-county-2026: status/
		);
		expect(parse(MORATORIA.replace('"[""data_center""]"', 'data centers'))).toMatch(
			/is no list of words/
		);
	});
});

describe('models.dev and genai-prices', () => {
	const prices = [copyOf('data.json', GENAI_PRICES)];
	const facts = modelsDev.fold(null, [copyOf('api.json', MODELS_DEV)], DAY);
	const rowsOf = (tables: Partial<Record<string, unknown[]>> = {}) =>
		convert(genaiPrices, prices, {
			curated: curated(tables),
			ledger: (name) => (name === 'models-dev' ? facts : null)
		});

	it('give list prices at the makers, with release date and whether weights are open', () => {
		const { rows, files } = rowsOf();
		expect(
			rows.model_prices?.map((row) => [
				row.model,
				row.provider,
				row.input_usd_per_mtok,
				row.output_usd_per_mtok,
				row.valid_from,
				row.valid_from_basis,
				row.valid_to,
				row.released,
				row.open_weights
			])
		).toEqual([
			['gpt-4-1', 'OpenAI', 2, 8, DAY, 'tracker', null, '2025-04-14', 'no'],
			['gpt-x', 'OpenAI', 1, 6, null, null, '2026-07-30', null, null],
			['gpt-x', 'OpenAI', 0.2, 1.2, '2026-07-30', 'announced', null, null, null],
			[
				'deepseek-chat-off-peak',
				'DeepSeek',
				0.135,
				0.55,
				DAY,
				'tracker',
				null,
				'2025-12-01',
				'yes'
			],
			['deepseek-chat-peak', 'DeepSeek', 0.27, 1.1, DAY, 'tracker', null, '2025-12-01', 'yes']
		]);
		expect(files.get('vocabulary.csv')).toContain('model_class,unplaced');
	});

	it('cite a curated price that is the same', () => {
		const row = {
			model: 'gpt-4-1',
			host: 'OpenAI',
			input_usd_per_mtok: 2,
			output_usd_per_mtok: 8,
			valid_from: '2025-04-14',
			valid_to: null,
			model_class: 'frontier',
			released: '2025-04-14',
			open_weights: 'no'
		};
		const { rows } = rowsOf({ model_prices: [row] });
		expect(rows.citations).toEqual([
			{
				record_kind: 'model_price',
				record_id: 'gpt-4-1|OpenAI|2025-04-14',
				source_id: 'upstream-genai-prices'
			}
		]);
		expect(rows.model_prices?.map(({ model }) => model)).not.toContain('gpt-4-1');
	});

	it('say where the shape has changed', () => {
		const changed = JSON.parse(JSON.stringify(GENAI_PRICES)) as { models: { prices: unknown }[] }[];
		const [model] = changed[0]?.models ?? [];
		if (model) model.prices = { input_mtok: 'two' };
		expect(failing(() => convert(genaiPrices, [copyOf('data.json', changed)]))).toMatch(
			/genai-prices \(data\.json\): 1 of 4 rows are odd, first openai, gpt-4\.1: prices.*may have changed/
		);
		expect(failing(() => convert(modelsDev, [copyOf('api.json', { openai: {} })]))).toMatch(
			/1 of 1 rows are odd, first openai: models/
		);
	});
});

describe('SEC', () => {
	const tag = 'PaymentsToAcquireProductiveAssets';
	const fact = (start: string, end: string, val: number, filed: string, form = '10-Q') => ({
		start,
		end,
		val,
		form,
		filed,
		accn: '',
		fy: 2025,
		fp: 'Q1'
	});
	const amazon = (...facts: Record<string, unknown>[]) => [
		copyOf('CIK0001018724.json', secFacts(tag, facts))
	];
	const YEAR = [
		fact('2025-01-01', '2025-03-31', 24, '2025-05-01'),
		fact('2025-01-01', '2025-06-30', 55, '2025-08-01'),
		fact('2025-01-01', '2025-09-30', 90, '2025-10-31'),
		fact('2025-01-01', '2025-12-31', 130, '2026-02-06', '10-K'),
		fact('2025-01-01', '2025-12-31', 999, '2026-02-07', '8-K')
	];

	it('gives quarters as year to date less a quarter before, dated by the filing', () => {
		const found = convert(sec, amazon(...YEAR));
		expect(observationsOf(found)).toEqual([
			'amazon-capex-cash WLD 2025-Q1 24 2025-05-01',
			'amazon-capex-cash WLD 2025-Q2 31 2025-08-01',
			'amazon-capex-cash WLD 2025-Q3 35 2025-10-31',
			'amazon-capex-cash WLD 2025-Q4 40 2026-02-06'
		]);
		expect(found.rows.observations?.map(({ note }) => note?.slice(0, 8) ?? null)).toEqual([
			null,
			'Computed',
			'Computed',
			'Computed'
		]);
	});

	it('keeps both editions of a restated quarter, and never mixes the two', () => {
		const found = convert(
			sec,
			amazon(
				...YEAR,
				fact('2025-01-01', '2025-03-31', 25, '2026-05-01'),
				fact('2025-01-01', '2025-06-30', 57, '2026-08-01')
			)
		);
		expect(observationsOf(found).filter((line) => /Q[12] /.test(line))).toEqual([
			'amazon-capex-cash WLD 2025-Q1 24 2025-05-01',
			'amazon-capex-cash WLD 2025-Q1 25 2026-05-01',
			'amazon-capex-cash WLD 2025-Q2 31 2025-08-01',
			'amazon-capex-cash WLD 2025-Q2 32 2026-08-01'
		]);
	});

	it('names the calendar quarter of fiscal quarters, also where they end some days late', () => {
		const found = convert(
			sec,
			amazon(
				fact('2025-07-01', '2025-09-30', 10, '2025-10-29'),
				fact('2025-07-01', '2025-12-31', 30, '2026-01-28'),
				fact('2026-01-02', '2026-04-02', 5, '2026-05-01')
			)
		);
		expect(observationsOf(found).map((line) => line.split(' ')[2])).toEqual([
			'2025-Q3',
			'2025-Q4',
			'2026-Q1'
		]);
	});

	it('says where the shape has changed', () => {
		expect(
			failing(() => convert(sec, [copyOf('CIK0001018724.json', secFacts('Other', []))]))
		).toMatch(/CIK0001018724\.json\): no facts under Payments/);
		expect(
			failing(() => convert(sec, amazon(fact('2025-01-01', '2025-12-31', 1, '2026-02-06', '10-K'))))
		).toMatch(/no quarter of Payments/);
	});
});
