import { workbook } from '../../../fixtures/workbook.ts';

/** Answers made up for tests, in the shapes of the real upstreams; no figure here is anybody's. */

export const GENAI_PRICES = [
	{
		id: 'openai',
		name: 'OpenAI',
		pricing_urls: [],
		models: [
			{
				id: 'gpt-4.1',
				name: 'gpt 4.1',
				match: {},
				prices: { input_mtok: 2, cache_read_mtok: 0.5, output_mtok: 8 }
			},
			{
				id: 'gpt-x',
				name: 'GPT X',
				prices: [
					{
						prices: {
							input_mtok: { base: 1, tiers: [{ start: 200000, price: 2 }] },
							output_mtok: 6
						}
					},
					{
						constraint: { start_date: '2026-07-30' },
						prices: { input_mtok: 0.2, output_mtok: 1.2 }
					}
				]
			},
			{ id: 'gpt-free', prices: {} }
		]
	},
	{
		id: 'deepseek',
		name: 'Deepseek',
		models: [
			{
				id: 'deepseek-chat',
				name: 'DeepSeek Chat',
				prices: [
					{ prices: { input_mtok: 0.135, output_mtok: 0.55 } },
					{
						constraint: { start_time: '00:30:00Z', end_time: '16:30:00Z' },
						prices: { input_mtok: 0.27, output_mtok: 1.1 }
					}
				]
			}
		]
	},
	{ id: 'openrouter', name: 'OpenRouter', models: [{ id: 'any/model', prices: { input_mtok: 1 } }] }
];

export const MODELS_DEV = {
	openai: {
		id: 'openai',
		name: 'OpenAI',
		models: {
			'gpt-4.1': {
				id: 'gpt-4.1',
				name: 'GPT-4.1',
				release_date: '2025-04-14',
				last_updated: '2025-04-14',
				open_weights: false,
				modalities: { input: ['text', 'image'], output: ['text'] },
				cost: { input: 2, output: 8, cache_read: 0.5 }
			},
			'gpt-x': {
				id: 'gpt-x',
				name: 'GPT X',
				cost: { input: 0.2, output: 1.2, tiers: [{ input: 2, output: 3 }] }
			}
		}
	},
	deepseek: {
		id: 'deepseek',
		models: {
			'deepseek-chat': {
				name: 'DeepSeek Chat',
				release_date: '2025-12-01',
				open_weights: true,
				cost: { input: 0.27, output: 1.1 }
			}
		}
	}
};

export const EPOCH = `Model,Organization,Publication date,Confidence,Country (of organization),Notability criteria,Training compute cost (2023 USD),Frontier model
Big One,Lab,2026-01-20,Likely,Nowhere,"SOTA improvement,Training cost",6770000.5,True
Small One,Lab,2026-01-20,Confident,Nowhere,Training cost,1000,
Obscure,Lab,2025-01-02,Confident,Nowhere,Highly cited,55,
Unpriced,Lab,2025-02-02,Confident,Nowhere,Training cost,,True
${Array.from({ length: 20 }, (_, n) => `Plain ${n},Lab,2024-01-02,,Nowhere,,,`).join('\n')}
Slipped,Lab,2023-09-06,Government,Nowhere,,0.1892,4096
`;

export const MORATORIA = `state,state_abbrev,jurisdiction,jurisdiction_type,date_enacted_iso,date_enacted_uncertainty,enacted_status,duration_days,duration_kind,sectors,moratorium_id
Virginia,VA,Loudoun County,County,2026-03-03,exact,active,365,fixed_days,"[""data_center""]",va-loudoun-county-2026
Virginia,VA,Village of Newtown (proposed),Village,2026-04-10,month_only,pending,100,fixed_days,"[""data_center"", ""cryptocurrency_mining""]",va-newtown-2026
Virginia,VA,Undated,City,,unverified,active,,unknown,"[""data_center""]",va-undated
Virginia,VA,Solar Only,City,2026-01-01,exact,active,,unknown,"[""solar""]",va-solar
`;

/** Fights as Data Center Tracker lists them. */
export const FIGHTS: [Record<string, unknown>, Record<string, unknown>] = [
	{
		id: 'loudoun-va-2026-03-03',
		jurisdiction: 'Loudoun County',
		state: 'VA',
		county: 'Loudoun County',
		lat: 39.1,
		lng: -77.6,
		action_type: ['moratorium'],
		date: '2026-03-03',
		status: 'passed',
		community_outcome: 'win',
		scope: 'local',
		company: null,
		project_name: null,
		megawatts: 300,
		sources: ['https://a.example'],
		last_updated: '2026-03-09'
	},
	{
		id: 'va-hb1-2026',
		jurisdiction: 'Virginia',
		state: 'VA',
		county: null,
		action_type: ['legislation', 'public_comment'],
		date: '2026-02-01',
		status: 'pending',
		scope: 'statewide',
		sources: [],
		last_updated: '2026-04-01'
	}
];

/** A page of the EIA's API, which repeats the request with the key it was asked with. */
export const eiaPage = (
	frequency: 'monthly' | 'annual',
	total: number,
	data: Record<string, unknown>[],
	key = 'sesame'
) => ({
	response: {
		total: String(total),
		dateFormat: frequency === 'annual' ? 'YYYY' : 'YYYY-MM',
		frequency,
		data: data.map((row) => ({
			'price-units': 'cents per kilowatt-hour',
			'sales-units': 'million kilowatt hours',
			...row
		})),
		description: ''
	},
	request: {
		command: '/v2/electricity/retail-sales/data/',
		params: { api_key: key, frequency, data: ['price', 'sales', 'customers'] }
	},
	apiVersion: '2.1.13',
	ExcelAddInVersion: '2.1.0'
});

export const FRED = {
	APU000072610: 'observation_date,APU000072610\n2026-08-01,0.169\n2026-09-01,.\n2026-10-01,0.29\n',
	CPIAUCSL: 'DATE,CPIAUCSL\n2026-10-01,330.123\n'
};

/** What FRED's graph gives for the series an address asks for: the price of an area has the column of its series. */
export function fredGraph(path: string): string {
	const id = /id=(\w+)/.exec(path)?.[1] ?? '';
	if (id in FRED) return FRED[id as keyof typeof FRED];
	return `observation_date,${id}\n2015-12-01,0.111\n2026-08-01,0.2\n2026-09-01,.\n2026-10-01,0.213\n`;
}

/** Company facts of one tag. */
export const secFacts = (tag: string, facts: Record<string, unknown>[]) => ({
	cik: 1,
	entityName: 'A Company',
	facts: {
		dei: {},
		'us-gaap': { [tag]: { label: 'Payments', units: { USD: facts } }, Other: { units: {} } }
	}
});

const SECTORS = ['RESIDENTIAL', 'COMMERCIAL', 'INDUSTRIAL', 'TRANSPORTATION', 'TOTAL'];

/** The workbook of form EIA-861M, with a month of one state. */
export const EIA_861M = Buffer.from(
	workbook({
		'Monthly-States': [
			['', '', '', '', ...SECTORS.flatMap((sector) => [sector, '', '', ''])],
			['', '', '', '', ...SECTORS.flatMap(() => ['Revenue', 'Sales', 'Customers', 'Price'])],
			[
				...['Year', 'Month', 'State', 'Data Status'],
				...SECTORS.flatMap(() => ['Thousand Dollars', 'Megawatthours', 'Count', 'Cents/kWh'])
			],
			[2026, 5, 'VA', 'Preliminary', ...SECTORS.flatMap(() => [290, 2000, 7, 14.5])]
		]
	})
);

/** Counties as the Census Bureau lists them, in the bytes it sends: figures of nobody. */
export const CENSUS = Buffer.from(
	`SUMLEV,REGION,DIVISION,STATE,COUNTY,STNAME,CTYNAME,ESTIMATESBASE2020,POPESTIMATE2020,POPESTIMATE2024,POPESTIMATE2025,NPOPCHG2025
040,3,5,51,000,Virginia,Virginia,500000,500001,500002,500003,1
050,3,5,51,107,Virginia,Loudoun County,1000,1010,1040,1050,10
050,4,8,35,013,New Mexico,Do\u00f1a Ana County,200,201,204,205,1
`,
	'latin1'
);

/** State bills as Moratorium Nation lists them. */
export const LEGISLATION = `state,state_abbrev,bill,sponsors,party,status,key_provisions,activity_level,bill_status_category,last_action_date_iso,chamber_of_origin,policy_instrument_type,policy_mechanism,legal_effect_status,scope_of_action,effective_date_iso,end_condition,primary_source_url,policy_action_id
Virginia,VA,HB1 (2026),,D,"Passed House 2026-02-01, died",A made-up bill,Low,failed_died,2026-03-09,House,bill,other,failed,unknown,,,,va-hb1-2026
Virginia,VA,EO 2 (2026),,,Signed,A made-up order,Low,enacted,2026-04-01,,executive_order,other,unknown,unknown,,,,va-eo2-2026
`;

/** Sweeps of all states, as Moratorium Nation tells them. */
export const SWEEPS = (...windows: string[]) => ({
	description: 'Which states were swept',
	windows: windows.map((window) => ({
		window,
		release: 'v1',
		method: 'made up',
		swept_states: Array.from({ length: 50 }, (_, n) => `S${n}`)
	})),
	unswept_caveat: 'none',
	discovery_passes: [{ window: '2026-08-01/2026-09-23', swept_states: ['VA'] }]
});
