import { describe, expect, it } from 'vitest';
import { eia } from '#lib/server/ingest/upstreams/indicators/eia.ts';
import { epoch } from '#lib/server/ingest/upstreams/prices/epoch.ts';
import { fred } from '#lib/server/ingest/upstreams/indicators/fred.ts';
import { genaiPrices } from '#lib/server/ingest/upstreams/prices/genai-prices.ts';
import { readLedger } from '#lib/server/ingest/upstreams/actions/listings.ts';
import { modelsDev } from '#lib/server/ingest/upstreams/prices/models-dev.ts';
import { moratoriumNation } from '#lib/server/ingest/upstreams/actions/moratorium-nation.ts';
import { sec } from '#lib/server/ingest/upstreams/indicators/sec.ts';
import type { Copy, Upstream } from '#lib/server/ingest/upstreams/upstream.ts';
import { z } from 'zod';
import { eiaPage, secFacts } from '../setup/samples.ts';

const DAY = '2026-11-25';
const MANY = 20;

const copyOf = (file: string, value: unknown): Copy => ({
	part: { file, url: `https://data.example/${file}` },
	text: typeof value === 'string' ? value : JSON.stringify(value)
});

/** What an upstream makes of rows. */
const kept = (upstream: Upstream, copy: Copy) =>
	readLedger(upstream.fold(null, [copy], DAY), z.record(z.string(), z.unknown()));

const some = <T>(make: (n: number) => T): T[] => Array.from({ length: MANY }, (_, n) => make(n));

const moratorium = (n: number, precision = 'exact', status = 'active', date = '2026-03-03') =>
	`Virginia,VA,Town ${n},Town,${date},${precision},${status},365,fixed_days,"[""data_center""]",va-${n}`;
const MORATORIA = (...more: string[]) =>
	[
		'state,state_abbrev,jurisdiction,jurisdiction_type,date_enacted_iso,date_enacted_uncertainty,enacted_status,duration_days,duration_kind,sectors,moratorium_id',
		...some((n) => moratorium(n)),
		...more,
		''
	].join('\n');

const eiaRow = (n: number, price: unknown = '15') => ({
	period: `${2001 + n}`,
	stateid: 'VA',
	sectorid: 'RES',
	price
});
/** First quarters of ten years, then their third ones. */
const quarter = (n: number) => {
	const year = 2016 + (n % 10);
	const [start, end, filed] = n < 10 ? ['01-01', '03-31', '05-01'] : ['07-01', '09-30', '11-01'];
	return {
		start: `${year}-${start}`,
		end: `${year}-${end}`,
		val: n,
		form: '10-Q',
		filed: `${year}-${filed}`
	};
};
const model = (id: string, prices: unknown = { input_mtok: 1, output_mtok: 2 }) => ({ id, prices });
const epochLine = (n: number | string, word = 'Likely') =>
	`Model ${n},Lab,2024-01-${String(Number(n) + 1).padStart(2, '0')},${word},,Training cost,1000,True`;
const EPOCH_HEAD =
	'Model,Organization,Publication date,Confidence,Country,Notability criteria,Training compute cost (2023 USD),Frontier model';

/** Twenty good rows and one odd one of each upstream, and how the odd one is named. */
const CASES: [string, Upstream, Copy, RegExp][] = [
	[
		'a status that is new',
		moratoriumNation,
		copyOf('m.csv', MORATORIA(moratorium(99, 'exact', 'paused'))),
		/^va-99: status/
	],
	[
		'a line of too few cells',
		moratoriumNation,
		copyOf('m.csv', MORATORIA('Virginia,VA,Town 99')),
		/columns length is 11, got 3 on line 22/
	],
	[
		'a quote that never ends',
		moratoriumNation,
		copyOf('m.csv', MORATORIA('Virginia,VA,"Town 99', ...some((n) => moratorium(n + 50)))),
		/^line 22: a quote that never ends/
	],
	[
		'a quote that takes in the line after it',
		moratoriumNation,
		copyOf(
			'm.csv',
			MORATORIA('Virginia,VA,"Town 99', moratorium(98), ...some((n) => moratorium(n + 50)))
		),
		/^line 22: a quote that never ends, in Virginia,VA,"Town 99$/
	],
	[
		'a number that is none',
		eia,
		copyOf('annual-0.json', eiaPage('annual', 21, [...some(eiaRow), eiaRow(99, 'NM')])),
		/^VA RES 2100: price is "NM"/
	],
	[
		'a month that is none',
		fred,
		copyOf(
			'CPIAUCSL.csv',
			`DATE,CPIAUCSL\n${some((n) => `${2001 + n}-01-01,1`).join('\n')}\n2030-13-45,#N/A\n`
		),
		/^"2030-13-45,#N\/A"/
	],
	[
		'a fact without a value',
		sec,
		copyOf(
			'CIK0001326801.json',
			secFacts('PaymentsToAcquirePropertyPlantAndEquipment', [
				...some(quarter),
				{ ...quarter(30), val: null }
			])
		),
		/^PaymentsToAcquirePropertyPlantAndEquipment: val/
	],
	[
		'a word that is new',
		epoch,
		copyOf('e.csv', [EPOCH_HEAD, ...some(epochLine), epochLine(25, 'Guess'), ''].join('\n')),
		/^"Model 25": other words than known in Confidence \("Guess"\)/
	],
	[
		'a price of another kind',
		genaiPrices,
		copyOf('data.json', [
			{ id: 'openai', models: [...some((n) => model(`gpt-${n}`)), model('gpt-odd', 'free')] }
		]),
		/^openai, gpt-odd: prices/
	],
	[
		'a condition that is new',
		genaiPrices,
		copyOf('data.json', [
			{
				id: 'openai',
				models: [
					...some((n) => model(`gpt-${n}`)),
					model('gpt-odd', [{ constraint: { weekday: 'sunday' }, prices: { input_mtok: 1 } }])
				]
			}
		]),
		/^openai, gpt-odd: prices/
	],
	[
		'a model without a name',
		modelsDev,
		copyOf('api.json', {
			openai: {
				models: Object.fromEntries<object>([
					...some((n): [string, object] => [`gpt-${n}`, { name: `GPT ${n}` }]),
					['gpt-odd', { title: 'GPT' }]
				])
			}
		}),
		/^openai\/gpt-odd: name/
	]
];

describe('one odd row is left out and named, and stops no other', () => {
	it.each(CASES)('$0', (_, upstream, copy, named) => {
		const { odd } = upstream.read(copy);
		expect(odd).toHaveLength(1);
		expect(odd[0]).toMatch(named);
		expect(kept(upstream, copy).length).toBeGreaterThanOrEqual(MANY);
	});
});

describe('words an upstream documents, or may add', () => {
	const dateOf = (precision: string, date: string) =>
		kept(moratoriumNation, copyOf('m.csv', MORATORIA(moratorium(99, precision, 'active', date))))
			.filter(({ id }) => id === 'va-99')
			.map(({ data }) => [data['date'], data['verified']]);

	it('a range of days is read as the month it begins in', () => {
		expect(dateOf('range', '2026-03-03')).toEqual([['2026-03', true]]);
		expect(dateOf('range', '2026-03')).toEqual([['2026-03', true]]);
	});

	it('a word for exactness that is new is read as the least exact, and as not verified', () => {
		expect(dateOf('circa', '2026-03-03')).toEqual([['2026-03', false]]);
	});
});

describe('the end now in force', () => {
	const endOf = (end: string) => {
		const [head = '', ...lines] = MORATORIA()
			.split('\n')
			.filter((line) => line !== '');
		const text = [`${head},current_end_date_iso`, ...lines.map((line) => `${line},${end}`), ''];
		return kept(moratoriumNation, copyOf('m.csv', text.join('\n')))[0]?.data['ends'];
	};

	it('is taken from copies that state it, and is no guess in others', () => {
		expect(endOf('2027-06-30')).toBe('2027-06-30');
		expect(endOf('')).toBeNull();
		expect(endOf('2027')).toBeNull();
		expect(kept(moratoriumNation, copyOf('m.csv', MORATORIA()))[0]?.data['ends']).toBeNull();
	});
});

describe('names', () => {
	it('are trimmed of line breaks', () => {
		const copy = copyOf(
			'e.csv',
			[EPOCH_HEAD, '"Solar Open 100B\n",Lab,2024-05-01,Likely,,Training cost,1000,True', ''].join(
				'\n'
			)
		);
		expect(kept(epoch, copy)).toMatchObject([{ id: 'Solar Open 100B' }]);
	});
});

describe('a price that comes from a router', () => {
	const of = (comment: string) =>
		kept(
			genaiPrices,
			copyOf('data.json', [
				{ id: 'openai', models: [{ ...model('gpt-oss-120b'), price_comments: comment }] }
			])
		).map(({ data }) => [data['provider'], data['host'], data['condition'], data['models_dev']]);

	it.each([
		'Imported from OpenRouter pricing; verify against OpenAI pricing when native API pricing is published.',
		'Seen on OpenRouter before OpenAI',
		"Can't find pricing on this model, so just trusting open router"
	])('is the router\'s: "%s"', (comment) => {
		expect(of(comment)).toEqual([
			['OpenAI', 'OpenRouter', 'third_party_host', 'openrouter/openai-gpt-oss-120b']
		]);
	});

	it("is the maker's with any other comment", () => {
		expect(of('Ref: https://openai.com/api/pricing')).toEqual([
			['OpenAI', 'OpenAI', null, 'openai/gpt-oss-120b']
		]);
	});

	it('is not taken where the list itself calls the model deprecated', () => {
		const copy = copyOf('data.json', [
			{ id: 'openai', models: [model('gpt-5'), { ...model('ada'), deprecated: true }] }
		]);
		expect(kept(genaiPrices, copy).map(({ data }) => data['model'])).toEqual(['gpt-5']);
	});
});

describe('EIA pages', () => {
	const SETTINGS = { eiaKey: 'sesame', contact: null };
	const page = (rows: number, total: unknown) => ({
		...copyOf('monthly-0.json', {
			response: {
				total,
				data: Array.from({ length: rows }, () => ({ ...eiaRow(1), period: '2026-05', sales: 1 }))
			}
		})
	});

	it.each([
		['a full page goes on whatever the total says', 5000, '1', true],
		['a full page goes on without a total', 5000, null, true],
		['a short page goes on where the total says more', 10, '11', true],
		['a short page ends it', 10, 'unknown', false],
		['an empty page ends it, though the total says more', 0, '60000', false]
	])('%s', (_, rows, total, goesOn) => {
		expect(eia.following(page(rows, total), SETTINGS) !== null).toBe(goesOn);
	});

	it('a total that is off by one stops nothing', () => {
		expect(eia.read(page(10, '11'))).toMatchObject({ rows: 10, odd: [] });
	});
});

describe('a company that changes its tag', () => {
	const OLD = 'PaymentsToAcquirePropertyPlantAndEquipment';
	const NEW = 'PaymentsToAcquireProductiveAssets';
	const both = copyOf('CIK0001326801.json', {
		facts: {
			'us-gaap': {
				[OLD]: { units: { USD: [0, 1, 2].map(quarter) } },
				[NEW]: { units: { USD: [3, 4].map(quarter) } }
			}
		}
	});

	it('is followed to the newest facts, and the change is named', () => {
		expect(kept(sec, both).map(({ data }) => data['period'])).toEqual([
			'2016-Q1',
			'2017-Q1',
			'2018-Q1',
			'2019-Q1',
			'2020-Q1'
		]);
		expect(sec.read(both).odd).toEqual([`Meta changed from ${OLD} to ${NEW} after 2018-03-31`]);
	});

	it('is warned of where its newest quarter is old', () => {
		const history = sec.fold(null, [both], DAY);
		expect(sec.warnings(history, '2020-06-01')).toEqual([]);
		expect(sec.warnings(history, DAY)).toHaveLength(1);
		expect(sec.warnings(history, DAY)[0]).toMatch(
			/^Meta: its newest quarter is 2020-Q1, 2430 days ago/
		);
	});
});

describe('values of months that have not been', () => {
	const months = (...more: string[]) =>
		copyOf(
			'CPIAUCSL.csv',
			`DATE,CPIAUCSL\n${[...some((n) => `20${String(n).padStart(2, '0')}-01-01,1`), ...more].join('\n')}\n`
		);

	it('are left out and named, and make the data no newer', () => {
		const copy = months('2031-01-01,9');
		expect(fred.read(copy, DAY).odd).toEqual([
			`dated after ${DAY}, the day of the copy: us-consumer-price-index-monthly|US|2031-01`
		]);
		const history = fred.fold(null, [copy], DAY);
		expect(history).not.toContain('2031');
		expect(fred.newest(history, '2032-01-01')).toBe('2019-01-31');
	});

	it('are no data where there are many', () => {
		const copy = months('2031-01-01,9', '2031-02-01,9', '2031-03-01,9');
		expect(() => fred.fold(null, [copy], DAY)).toThrow(/3 of 23 values are dated after/);
	});

	it('are those of the month of the copy no more', () => {
		expect(fred.read(months(`${DAY.slice(0, 7)}-01,9`), DAY).odd).toEqual([]);
	});
});

describe('a row that comes twice', () => {
	const twice = (second: string) =>
		copyOf('CPIAUCSL.csv', `DATE,CPIAUCSL\n2026-09-01,330\n2026-10-01,331\n2026-10-01,${second}\n`);

	it('is one where both say the same, and is named where they do not', () => {
		expect(fred.read(twice('331')).odd).toEqual([]);
		expect(fred.read(twice('332')).odd).toEqual([
			'listed twice and differently, the later counts: us-consumer-price-index-monthly|US|2026-10'
		]);
		expect(kept(fred, twice('332'))).toMatchObject([
			{ data: { value: 330 } },
			{ data: { value: 332 } }
		]);
	});
});

describe('a price of zero', () => {
	it('is none where nothing is sold', () => {
		const rows = [
			{ ...eiaRow(1, '0'), sales: '0', customers: '3' },
			{ ...eiaRow(2, '12'), sales: '0' },
			{ ...eiaRow(3, '0'), sales: '5' },
			{ ...eiaRow(4, '12'), sales: '5' }
		];
		const history = kept(eia, copyOf('annual-0.json', eiaPage('annual', 4, rows)));
		expect(
			history.flatMap(({ id }) => (id.includes('price') ? [id.split('|').at(-1)] : []))
		).toEqual(['2005']);
	});
});

describe('a price in another unit', () => {
	it('is left out, and all of them are no prices', () => {
		const series = 'APU000072610';
		const copy = (...more: string[]) =>
			copyOf(
				`${series}.csv`,
				`observation_date,${series}\n${[...some((n) => `${2001 + n}-01-01,0.1`), ...more].join('\n')}\n`
			);
		expect(fred.read(copy('2026-01-01,17.4')).odd).toEqual([
			'"2026-01-01,17.4" is more than 2, so of another unit'
		]);
		expect(() => fred.read(copy('2026-01-01,17', '2026-02-01,17', '2026-03-01,17'))).toThrow(
			/3 of 23 rows are odd/
		);
	});
});

it('a clock that was set back ends nothing before it began', () => {
	const copy = (value: number) => copyOf('CPIAUCSL.csv', `DATE,CPIAUCSL\n2026-10-01,${value}\n`);
	const first = fred.fold(null, [copy(330)], '2026-11-20');
	const second = fred.fold(first, [copy(331)], '2026-11-25');
	const back = readLedger(fred.fold(second, [copy(332)], '2026-11-01'), z.unknown());
	expect(back.map(({ from, to }) => [from, to])).toEqual([
		['2026-11-20', '2026-11-25'],
		['2026-11-25', null]
	]);
});
