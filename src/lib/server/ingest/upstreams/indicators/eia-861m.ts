import { group } from 'd3-array';
import { dataLines, layoutOf, monthOf, type StateMonth } from './eia-861m-sheet.ts';
import { EIA, PUBLISHED_AFTER_MONTHS, SALES, STATES } from './eia.ts';
import { readKept, type Entry, type LedgerListed } from '../actions/listings.ts';
import { oneByOne, type Parsed } from '../parse/one-by-one.ts';
import { scale } from '../parse/scale.ts';
import { sourceId } from '../parse/source-id.ts';
import { defineUpstream, sourceOf, type Copy } from '../upstream.ts';
import { editions, monthsAfter, observed, observedId, type Observed } from '../parse/vintages.ts';
import { sheetsOf, workbookText } from '../parse/workbook.ts';

/**
 * Price and sales of electricity by state and sector, monthly, without a key: the workbook of form EIA-861M. Its
 * layout is known from public programs that read it; no answer of the live address was seen when this was written.
 */
const NAME = 'eia-861m';
const FILE = 'sales_revenue.xlsx';

/** First month taken, and first month of sales: older ones are in the curated data. */
const SINCE = '2022-01';
const SALES_SINCE = '2025-01';

const TWH_PER_MWH = 1e-6;
/** A thousand dollars a MWh are a hundred cents a kWh. */
const CENTS_PER_THOUSAND_DOLLARS_PER_MWH = 100;
const PRICE_DIGITS = 2;

const PRELIMINARY = 'Preliminary';
const COMPUTED = 'Computed: sum over the states';

function parse(copy: Copy): Parsed<Observed> {
	const where = `${NAME} (${FILE})`;
	const layout = layoutOf(where, sheetsOf(where, copy.text));
	const months: StateMonth[] = [];
	const found = oneByOne<ReturnType<typeof dataLines>[number], Observed>(
		where,
		dataLines(layout),
		(line) => {
			const month = monthOf(layout, line);
			if (month.period < SINCE || month.state === 'US') return [];
			months.push(month);
			return valuesOf(month);
		}
	);
	return { ...found, listed: [...found.listed, ...nationOf(months)] };
}

const listed = (
	measure: 'price' | 'sales',
	sector: string,
	region: string,
	period: string,
	value: number,
	note: string | null
): LedgerListed<Observed> => {
	const series_id = `us-electricity-${measure}-${sector}-monthly`;
	const data: Observed = { series_id, region, period, value, note };
	return { id: observedId(data), data };
};

function valuesOf({ state, period, isFinal, sectors }: StateMonth): LedgerListed<Observed>[] {
	const note = isFinal ? null : PRELIMINARY;
	return [...sectors].flatMap(([sector, { price, sales }]) => [
		// Where nothing is sold there is no price, and the sheet says zero.
		...(price === null || price === 0 || sales === 0
			? []
			: [listed('price', sector, `US-${state}`, period, scale(price, 1), note)]),
		...(sales === null || period < SALES_SINCE
			? []
			: [listed('sales', sector, `US-${state}`, period, scale(sales, TWH_PER_MWH), note)])
	]);
}

/** The nation, of months that every state has: revenue over sales, as the agency defines the average price. */
function nationOf(months: readonly StateMonth[]): LedgerListed<Observed>[] {
	return [...group(months, ({ period }) => period)].flatMap(([period, own]) => {
		if (new Set(own.map(({ state }) => state)).size < STATES.length - 1) return [];
		const isFinal = own.every((month) => month.isFinal);
		const note = isFinal ? COMPUTED : `${COMPUTED}. ${PRELIMINARY}`;
		return [...(own[0]?.sectors.keys() ?? [])].flatMap((sector) => {
			const sums = own.map(({ sectors }) => sectors.get(sector));
			const sum = (measure: 'revenue' | 'sales') =>
				sums.reduce((total, one) => total + (one?.[measure] ?? 0), 0);
			const sales = sum('sales');
			if (sales <= 0 || sums.some((one) => one?.sales === null || one?.revenue === null)) return [];
			const price = (sum('revenue') / sales) * CENTS_PER_THOUSAND_DOLLARS_PER_MWH;
			return [
				listed('price', sector, 'US', period, Number(price.toFixed(PRICE_DIGITS)), note),
				...(period < SALES_SINCE
					? []
					: [listed('sales', sector, 'US', period, scale(sales, TWH_PER_MWH), note)])
			];
		});
	});
}

/** What the API, where it was asked with a key, does not say too: of one period and series one of the two counts. */
function beside(entries: readonly Entry<Observed>[], api: string | null): Entry<Observed>[] {
	if (api === null) return [...entries];
	const known = readKept(EIA, api, observed);
	const newest = known.reduce((last, { data }) => (data.period > last ? data.period : last), '');
	const ids = new Set(known.map(({ id }) => id));
	const own = entries.reduce((last, { data }) => (data.period > last ? data.period : last), '');
	// The API's copy is as new as the workbook: it is the finer one.
	return newest >= own ? [] : entries.filter(({ id }) => !ids.has(id));
}

const description = {
	name: NAME,
	title: 'Electricity sales and revenue by state (form EIA-861M), as fetched',
	purpose: 'price and sales of electricity by state and sector, monthly, without a key',
	// A month is published some 55 days after its end.
	staleAfterDays: 120,
	hosts: ['www.eia.gov'],
	types: [
		'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		'application/octet-stream',
		'application/vnd.ms-excel'
	],
	maxBytes: 32 << 20,
	licence: 'US government data',
	attribution: 'U.S. Energy Information Administration',
	unseen: 'never seen live: its layout is known from public programs that read it'
} as const;

export const eia861m = defineUpstream({
	...description,
	parts: () => [{ file: FILE, url: `https://www.eia.gov/electricity/data/eia861m/xls/${FILE}` }],
	decode: ({ part }, body) => workbookText(`${NAME} (${part.file})`, body),
	parse,
	data: observed,
	dated: ({ period }) => period,
	isPast: true,
	rows: (entries, { curated, ledger }) => {
		const regions = new Set(curated.rows('regions').map(({ region }) => region));
		const api = ledger(EIA);
		const own = beside(entries, api).filter(({ data }) => regions.has(data.region));
		return {
			rows: {
				sources: [
					sourceOf(description, {
						publisher: 'U.S. Energy Information Administration',
						url: 'https://www.eia.gov/electricity/data/eia861m/',
						tier: 'primary'
					})
				],
				series: api === null ? SALES : [],
				observations: editions(own, {
					source: sourceId(NAME),
					estimate: 'actual',
					curated,
					published: monthsAfter(PUBLISHED_AFTER_MONTHS)
				})
			},
			notes:
				api !== null && own.length === 0
					? ['adds nothing: the API was asked with a key, and its copy is as new']
					: []
		};
	}
});
