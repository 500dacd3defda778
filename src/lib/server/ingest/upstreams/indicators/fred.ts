import type { InputRow } from '#lib/domain/tables/index.ts';
import { readCsvCopy } from '../parse/csv-copy.ts';
import { OddRow, shapeFailure } from '../fetch/failure.ts';
import { oneByOne, type Parsed } from '../parse/one-by-one.ts';
import { scale } from '../parse/scale.ts';
import { sourceId } from '../parse/source-id.ts';
import { defineUpstream, sourceOf, type Copy } from '../upstream.ts';
import { editions, monthsAfter, observed, observedId, type Observed } from '../parse/vintages.ts';

/** Monthly series of the Bureau of Labor Statistics as FRED's graphs give them: CSV, no key. */
const NAME = 'fred';

/** FRED's series, ours, and the factor from FRED's unit to ours. */
const SERIES = {
	/** USD per kWh; ours is in cents. */
	APU000072610: { series_id: 'us-electricity-price-consumer-bls-monthly', factor: 100 },
	/** Index, 1982-84 = 100, seasonally adjusted. */
	CPIAUCSL: { series_id: 'us-consumer-price-index-monthly', factor: 1 }
} as const;

const CPI: InputRow<'series'> = {
	series_id: SERIES.CPIAUCSL.series_id,
	title: 'Consumer price index, US city average, all items',
	unit: 'index-1982-84',
	frequency: 'monthly',
	category: 'price_level',
	subject: null,
	subject_kind: 'none',
	description:
		'Consumer price index for all urban consumers, all items, seasonally adjusted (US Bureau of Labor Statistics, FRED series CPIAUCSL)',
	polarity: 'neutral',
	basis: 'seasonally adjusted; 1982-84 = 100',
	precedence: 'upstream'
};

const WORDS: InputRow<'vocabulary'>[] = [
	{
		kind: 'unit',
		value: CPI.unit,
		label: 'index, 1982-84 = 100',
		definition: 'Price level relative to its mean in 1982-84'
	},
	{
		kind: 'category',
		value: CPI.category,
		label: 'Price level',
		definition: 'General price indices, for amounts in real terms'
	}
];

/** FRED renamed the first column once. */
const DATES = ['observation_date', 'DATE'];
/** How FRED writes a missing value. */
const MISSING = ['.', ''];

function parse(copy: Copy): Parsed<Observed> {
	const where = `${NAME} (${copy.part.file})`;
	const id = copy.part.file.replace('.csv', '') as keyof typeof SERIES;
	const { series_id, factor } = SERIES[id];
	const { records, odd } = readCsvCopy(NAME, copy, [id]);
	const dated = DATES.find((column) => column in (records[0] ?? {}));
	if (dated === undefined) throw shapeFailure(where, 'no column of dates');
	return oneByOne<Record<string, string | undefined>, Observed>(
		where,
		records,
		(record) => {
			const stated = record[id]?.trim() ?? '';
			if (MISSING.includes(stated)) return [];
			const month = /^(\d{4}-\d{2})-01$/.exec(record[dated] ?? '')?.[1];
			const value = Number(stated);
			if (month === undefined || !Number.isFinite(value))
				throw new OddRow(`"${record[dated] ?? ''},${stated}" is no month with a number`);
			const data: Observed = {
				series_id,
				region: 'US',
				period: month,
				value: scale(value, factor),
				note: null
			};
			return [{ id: observedId(data), data }];
		},
		odd
	);
}

const description = {
	name: NAME,
	title: 'Average price of electricity and consumer price index (FRED), as fetched',
	purpose: 'electricity price consumers pay, monthly, and the consumer price index',
	notTaken: 'prices of regions and cities, whose areas have no code here',
	// A month is published in the middle of the next.
	staleAfterDays: 75,
	hosts: ['fred.stlouisfed.org'],
	types: ['text/csv', 'application/csv', 'text/plain', 'application/octet-stream'],
	maxBytes: 4 << 20,
	licence: 'US government data, passed on by FRED',
	attribution:
		'U.S. Bureau of Labor Statistics, retrieved from FRED, Federal Reserve Bank of St. Louis'
} as const;

export const fred = defineUpstream({
	...description,
	parts: () =>
		Object.keys(SERIES).map((id) => ({
			file: `${id}.csv`,
			url: `https://fred.stlouisfed.org/graph/fredgraph.csv?id=${id}`
		})),
	parse,
	data: observed,
	dated: ({ period }) => period,
	rows: (entries, { curated }) => ({
		rows: {
			sources: [
				sourceOf(description, {
					publisher: 'U.S. Bureau of Labor Statistics',
					url: 'https://fred.stlouisfed.org/series/APU000072610',
					tier: 'primary'
				})
			],
			vocabulary: WORDS,
			series: [CPI],
			observations: editions(entries, {
				source: sourceId(NAME),
				estimate: 'actual',
				curated,
				published: monthsAfter(1)
			})
		},
		notes: []
	})
});
