import type { InputRow } from '#lib/domain/tables/index.ts';
import { readCsvCopy } from '../parse/csv-copy.ts';
import { OddRow, shapeFailure } from '../fetch/failure.ts';
import { oneByOne, type Parsed } from '../parse/one-by-one.ts';
import { scale } from '../parse/scale.ts';
import { sourceId } from '../parse/source-id.ts';
import { defineUpstream, sourceOf, type Copy } from '../upstream.ts';
import { editions, monthsAfter, observed, observedId, type Observed } from '../parse/vintages.ts';
import { PRICE_INDEX } from '#lib/domain/indicators/denominators.ts';

/** Monthly series of the Bureau of Labor Statistics as FRED's graphs give them: CSV, no key. */
const NAME = 'fred';

/** What an electricity price of the survey becomes: FRED has USD per kWh, ours is in cents. */
export const ELECTRICITY = {
	series_id: 'us-electricity-price-consumer-bls-monthly',
	factor: 100,
	/** In FRED's unit: far above what anybody pays, and below an amount in cents. */
	most: 2
} as const;

/** FRED's series, ours, and the factor from FRED's unit to ours. */
const SERIES: Record<string, { series_id: string; factor: number; most?: number }> = {
	APU000072610: ELECTRICITY,
	/** Index, 1982-84 = 100, seasonally adjusted. */
	CPIAUCSL: { series_id: PRICE_INDEX, factor: 1 }
};

const CPI: InputRow<'series'> = {
	series_id: PRICE_INDEX,
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

/** What the values of a series of FRED become. */
interface Meant {
	series_id: string;
	/** From FRED's unit to ours. */
	factor: number;
	region: string;
	/** First month taken. */
	since?: string;
	/** Largest value that can be, in FRED's unit: beyond it the unit has changed. */
	most?: number;
}

/**
 * The months of a copy of one series.
 * @param series FRED's name of the series, which is also its column
 * @throws UpstreamFailure where it is not of the shape known here
 */
export function monthsOf(
	name: string,
	copy: Copy,
	series: string,
	{ series_id, factor, region, since = '', most = Infinity }: Meant
): Parsed<Observed> {
	const where = `${name} (${copy.part.file})`;
	const { records, odd } = readCsvCopy(name, copy, [series]);
	const dated = DATES.find((column) => column in (records[0] ?? {}));
	if (dated === undefined) throw shapeFailure(where, 'no column of dates');
	return oneByOne<Record<string, string | undefined>, Observed>(
		where,
		records,
		(record) => {
			const stated = record[series]?.trim() ?? '';
			if (MISSING.includes(stated)) return [];
			const month = /^(\d{4}-\d{2})-01$/.exec(record[dated] ?? '')?.[1];
			const value = Number(stated);
			if (month === undefined || !Number.isFinite(value))
				throw new OddRow(`"${record[dated] ?? ''},${stated}" is no month with a number`);
			if (value > most)
				throw new OddRow(
					`"${record[dated] ?? ''},${stated}" is more than ${most}, so of another unit`
				);
			if (month < since) return [];
			const data: Observed = {
				series_id,
				region,
				period: month,
				value: scale(value, factor),
				note: null
			};
			return [{ id: observedId(data), data }];
		},
		odd
	);
}

function parse(copy: Copy): Parsed<Observed> {
	const series = copy.part.file.replace('.csv', '');
	const meant = SERIES[series];
	if (!meant) throw shapeFailure(NAME, `${copy.part.file} belongs to no series known here`);
	return monthsOf(NAME, copy, series, { ...meant, region: 'US' });
}

/** Address of the values of a series, as FRED's graphs load them. */
export const graphUrl = (series: string) =>
	`https://fred.stlouisfed.org/graph/fredgraph.csv?id=${series}`;

/** What every answer of FRED's graphs has in common. */
export const FRED = {
	hosts: ['fred.stlouisfed.org'],
	types: ['text/csv', 'application/csv', 'text/plain', 'application/octet-stream'],
	maxBytes: 4 << 20,
	licence: 'US government data, passed on by FRED',
	attribution:
		'U.S. Bureau of Labor Statistics, retrieved from FRED, Federal Reserve Bank of St. Louis'
} as const;

const description = {
	name: NAME,
	title: 'Average price of electricity and consumer price index (FRED), as fetched',
	purpose: 'electricity price consumers pay, monthly, and the consumer price index',
	// A month is published in the middle of the next.
	staleAfterDays: 75,
	...FRED
} as const;

export const fred = defineUpstream({
	...description,
	parts: () =>
		Object.keys(SERIES).map((id) => ({
			file: `${id}.csv`,
			url: graphUrl(id)
		})),
	parse,
	data: observed,
	dated: ({ period }) => period,
	isPast: true,
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
