import { z } from 'zod';
import type { InputRow } from '#lib/domain/tables/index.ts';
import { OddRow } from '../fetch/failure.ts';
import type { LedgerListed } from '../actions/listings.ts';
import { oneByOne, rowAs, type Parsed } from '../parse/one-by-one.ts';
import { scale } from '../parse/scale.ts';
import { sourceId } from '../parse/source-id.ts';
import {
	defineUpstream,
	readJson,
	sourceOf,
	type Copy,
	type Part,
	type UpstreamSettings
} from '../upstream.ts';
import { editions, monthsAfter, observed, observedId, type Observed } from '../parse/vintages.ts';

/** Retail price, sales and number of customers of electricity by state and sector: EIA API v2, route electricity/retail-sales. */
export const EIA = 'eia';
const NAME = EIA;
const ROUTE = 'https://api.eia.gov/v2/electricity/retail-sales/data/';

/** Most rows the API gives in one answer. */
const PAGE = 5000;

/** First period asked for, by frequency. Older months are in the curated data, and are not revised any more. */
const SINCE = { monthly: '2022-01', annual: '2010' } as const;
/** First period taken of what no curated series has: enough to divide by and to compare a year with. */
const SINCE_NEW = { 'sales-monthly': '2025-01', 'customers-annual': '2015' } as const;

/** A month comes out with the Electric Power Monthly in the second month after it. */
export const PUBLISHED_AFTER_MONTHS = 2;
type Frequency = keyof typeof SINCE;

const SECTORS: Record<string, string> = {
	RES: 'residential',
	COM: 'commercial',
	IND: 'industrial',
	ALL: 'all-sectors'
};

/** The nation, its states and the capital. */
export const STATES =
	'US AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY'.split(
		' '
	);

/** The API states sales in million kWh; a million kWh is a thousandth of a TWh. */
const TWH_PER_MILLION_KWH = 1e-3;

const measured = z.union([z.string(), z.number()]).nullish();
const answer = z.object({
	response: z.object({
		/** A hint only: for months it was wrong. */
		total: z.coerce.number().catch(0),
		data: z.array(z.unknown())
	})
});
const saleRow = z.object({
	period: z.string(),
	stateid: z.string(),
	sectorid: z.string(),
	price: measured,
	sales: measured,
	customers: measured,
	'price-units': z
		.string()
		.regex(/^cents per kilowatt-?hour$/i, 'expected cents per kilowatt-hour')
		.optional(),
	'sales-units': z
		.string()
		.regex(/^million kilowatt[- ]?hours?$/i, 'expected million kilowatt hours')
		.optional(),
	'customers-units': z
		.string()
		.regex(/^number of customers$/i, 'expected number of customers')
		.optional()
});
type SaleRow = z.output<typeof saleRow>;

function partAt(frequency: Frequency, offset: number, { eiaKey }: UpstreamSettings): Part {
	const query = new URLSearchParams([
		['frequency', frequency],
		['data[0]', 'price'],
		['data[1]', 'sales'],
		['data[2]', 'customers'],
		...Object.keys(SECTORS).map((sector): [string, string] => ['facets[sectorid][]', sector]),
		// Census divisions are a sixth of all rows, and have no code here.
		...STATES.map((state): [string, string] => ['facets[stateid][]', state]),
		['start', SINCE[frequency]],
		...['period', 'stateid', 'sectorid'].flatMap((column, index): [string, string][] => [
			[`sort[${index}][column]`, column],
			[`sort[${index}][direction]`, 'asc']
		]),
		['offset', String(offset)],
		['length', String(PAGE)]
	]);
	return {
		file: `${frequency}-${offset}.json`,
		url: `${ROUTE}?${query}`,
		...(eiaKey === null ? {} : { secret: { api_key: eiaKey } })
	};
}

/** Which page of which frequency a part is. */
function pageOf({ file }: Part): { frequency: Frequency; offset: number } {
	const [frequency, offset] = file.replace('.json', '').split('-');
	return { frequency: frequency === 'annual' ? 'annual' : 'monthly', offset: Number(offset) };
}

/** Asks on until a page is short, or as long as the API says that more is there. */
function following(copy: Copy, settings: UpstreamSettings): Part | null {
	const { data, total } = readJson(NAME, copy, answer).response;
	const { frequency, offset } = pageOf(copy.part);
	const next = offset + data.length;
	return data.length > 0 && (data.length >= PAGE || next < total)
		? partAt(frequency, next, settings)
		: null;
}

function parse(copy: Copy): Parsed<Observed> {
	const { frequency } = pageOf(copy.part);
	return oneByOne(
		`${NAME} (${copy.part.file})`,
		readJson(NAME, copy, answer).response.data,
		(row, index) => valuesOf(rowAs(`row ${index + 1}`, row, saleRow), frequency)
	);
}

/** @throws OddRow where a period or a number is none */
function valuesOf(row: SaleRow, frequency: Frequency): LedgerListed<Observed>[] {
	const sector = SECTORS[row.sectorid];
	const region = row.stateid === 'US' ? 'US' : `US-${row.stateid}`;
	// Census divisions have names of three letters, and no code here.
	if (sector === undefined || row.stateid.length !== 2) return [];
	const name = `${row.stateid} ${row.sectorid} ${row.period}`;
	if (!(frequency === 'annual' ? /^\d{4}$/ : /^\d{4}-\d{2}$/).test(row.period))
		throw new OddRow(`${name}: a ${frequency} row has the period "${row.period}"`);
	const value = (
		measure: 'price' | 'sales' | 'customers',
		factor: number
	): LedgerListed<Observed>[] => {
		const stated = numberOf(row[measure], `${name}: ${measure}`);
		if (stated === null || !isTaken(measure, frequency, row.period)) return [];
		const data: Observed = {
			series_id: `us-electricity-${measure}-${sector}-${frequency}`,
			region,
			period: row.period,
			value: scale(stated, factor),
			note: null
		};
		return [{ id: observedId(data), data }];
	};
	// Where nothing is sold there is no price, and the API says zero.
	const isSold = Number(row.price) !== 0 && Number(row.sales ?? 1) !== 0;
	return [
		...(isSold ? value('price', 1) : []),
		...value('sales', TWH_PER_MILLION_KWH),
		...value('customers', 1)
	];
}

/** Whether a period of a measure is taken: of what no curated series has, only newer ones, and customers by year. */
function isTaken(measure: string, frequency: Frequency, period: string): boolean {
	if (measure === 'customers' && frequency === 'monthly') return false;
	const since: Record<string, string> = SINCE_NEW;
	return period >= (since[`${measure}-${frequency}`] ?? '');
}

/** A number of the API, which comes as text, a number, or not at all. */
function numberOf(stated: string | number | null | undefined, what: string): number | null {
	if (stated === null || stated === undefined || stated === '') return null;
	const value = Number(stated);
	if (!Number.isFinite(value)) throw new OddRow(`${what} is "${stated}"`);
	return value;
}

const customersOf = (sector: string) =>
	sector === 'all-sectors' ? 'all customers' : `${sector} customers`;

/** The number of customers is in no curated series. */
const CUSTOMERS: InputRow<'series'>[] = Object.values(SECTORS).flatMap((sector) =>
	(['annual'] as const).map((frequency) => ({
		series_id: `us-electricity-customers-${sector}-${frequency}`,
		title: `Customers of electricity, ${customersOf(sector)}, yearly`,
		unit: 'count',
		frequency,
		category: 'electricity_demand',
		subject: null,
		subject_kind: 'none',
		description: `Number of ${customersOf(sector)} of electricity, by state and for the US (US Energy Information Administration, forms EIA-861 and EIA-861M)`,
		polarity: 'neutral',
		basis: 'customer accounts, not people',
		precedence: 'upstream'
	}))
);

/** Monthly sales are in no curated series. */
export const SALES: InputRow<'series'>[] = Object.values(SECTORS).map((sector) => {
	const customers = customersOf(sector);
	return {
		series_id: `us-electricity-sales-${sector}-monthly`,
		title: `Electricity sold to ${customers}, monthly`,
		unit: 'TWh',
		frequency: 'monthly',
		category: 'electricity_demand',
		subject: null,
		subject_kind: 'none',
		description: `Electricity sold to ${customers}, by state and for the US (US Energy Information Administration, form EIA-861M)`,
		polarity: 'neutral',
		basis: 'retail sales; published in million kWh, divided by 1,000',
		precedence: 'upstream'
	};
});

const description = {
	name: NAME,
	title: 'Electricity retail sales (API v2), as fetched',
	purpose: 'price, sales and customers of electricity by state and sector, monthly and yearly',
	// A month is published some 55 days after its end.
	staleAfterDays: 120,
	hosts: ['api.eia.gov'],
	types: ['application/json'],
	maxBytes: 32 << 20,
	licence: 'US government data',
	attribution: 'U.S. Energy Information Administration',
	needs: {
		setting: 'eiaKey',
		remedy: 'set EIA_API_KEY to a key, free at https://www.eia.gov/opendata/'
	}
} as const;

export const eia = defineUpstream({
	...description,
	parts: (settings) => [partAt('monthly', 0, settings), partAt('annual', 0, settings)],
	following,
	parse,
	data: observed,
	dated: ({ period }) => period,
	isPast: true,
	rows: (entries, { curated }) => {
		const regions = new Set(curated.rows('regions').map(({ region }) => region));
		const known = entries.filter(({ data }) => regions.has(data.region));
		const left = entries.length - known.length;
		return {
			rows: {
				sources: [
					sourceOf(description, {
						publisher: 'U.S. Energy Information Administration',
						url: 'https://www.eia.gov/opendata/browser/electricity/retail-sales',
						tier: 'primary'
					})
				],
				series: [...SALES, ...CUSTOMERS],
				observations: editions(known, {
					source: sourceId(NAME),
					estimate: 'actual',
					curated,
					published: monthsAfter(PUBLISHED_AFTER_MONTHS)
				})
			},
			notes: left > 0 ? [`${left} values of regions without a code here are left out`] : []
		};
	}
});
