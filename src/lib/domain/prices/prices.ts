import { group } from 'd3-array';
import type { CollectionRow } from '../collections/index.ts';
import { addMonths } from '../dates.ts';
import { formatNumber, readable, withUnit } from '../text/format.ts';
import { PRICE_MEASURES } from '../indicators/measures.ts';

export type ModelPrice = CollectionRow<'model-prices'>;

export { PRICE_MEASURES };
export type PriceMeasure = (typeof PRICE_MEASURES)[number];

/** What a measure is, in words. */
export const MEASURE_WORDS: Record<PriceMeasure, string> = {
	blended: 'blend of 3 parts input and 1 part output',
	input: 'input',
	output: 'output'
};

/** The measure a page's address asks for, or null where it is none. */
export const measureOf = (value: string | null): PriceMeasure | null =>
	PRICE_MEASURES.find((measure) => measure === value) ?? null;

/** The price a measure asks for, in US dollars per million tokens; null where it was not seen. */
export const priceOf = (
	row: Pick<ModelPrice, 'input_usd_per_mtok' | 'output_usd_per_mtok' | 'blended_usd_per_mtok'>,
	measure: PriceMeasure
): number | null =>
	measure === 'input'
		? row.input_usd_per_mtok
		: measure === 'output'
			? row.output_usd_per_mtok
			: row.blended_usd_per_mtok;

/** Whether a price held on a day: it had begun, and its end is not stated or lies after that day. */
export const heldOn = (
	{ date_start, valid_to }: Pick<ModelPrice, 'date_start' | 'valid_to'>,
	day: string
): boolean => date_start !== null && date_start <= day && (valid_to === null || valid_to > day);

/** Months for which a price is taken to hold where nobody saw its end. */
export const UNSEEN_END_MONTHS = 12;

/** The rule by which prices without a stated end are counted, in words. */
export const UNSEEN_END_WORDS =
	'A price without an end date counts while the price lists we fetch still show it, otherwise for 12 months. After that it may have ended.';

/** Whether a price held on a day as far as it was seen: one without a stated end only for twelve months. */
export const knownOn = (
	price: Pick<ModelPrice, 'date_start' | 'valid_to' | 'end_basis'>,
	day: string
): boolean => heldOn(price, day) && !mayHaveEnded(price, day);

/** Whether a price whose end nobody saw began so long before a day that it may have ended. */
export const mayHaveEnded = (
	{ date_start, end_basis }: Pick<ModelPrice, 'date_start' | 'end_basis'>,
	day: string
): boolean =>
	end_basis === 'unknown' && date_start !== null && addMonths(date_start, UNSEEN_END_MONTHS) <= day;

const START = ({ date_start }: ModelPrice) => date_start ?? '';

/** Months back from which a change counts as one of the last year. */
const YEAR = 12;

/** The prices of a model at one host, in the order of time; undated ones are left out. */
function histories(rows: readonly ModelPrice[]): ModelPrice[][] {
	const dated = rows.filter(({ date_start }) => date_start !== null);
	return [...group(dated, ({ model, host }) => `${model} ${host ?? ''}`).values()].map((prices) =>
		prices.toSorted((a, b) => START(a).localeCompare(START(b)))
	);
}

/** Whether a price differs from the one before it. */
const differs = (price: ModelPrice, before: ModelPrice | undefined): boolean =>
	before !== undefined &&
	(price.input_usd_per_mtok !== before.input_usd_per_mtok ||
		price.output_usd_per_mtok !== before.output_usd_per_mtok);

/** The models whose list price at one host changed in the twelve months before a day; sorted. */
export function changedModels(rows: readonly ModelPrice[], on: string): string[] {
	const since = addMonths(on, -YEAR);
	const changed = histories(rows).filter((prices) =>
		prices.some(
			(price, index) =>
				differs(price, prices[index - 1]) && START(price) > since && START(price) <= on
		)
	);
	return [...new Set(changed.flatMap(([first]) => (first ? [first.model] : [])))].sort();
}

/** A model as it is sold: with its host, where that is not who made it. */
export const modelSold = ({
	model_name,
	host,
	provider
}: Pick<ModelPrice, 'model_name' | 'host' | 'provider'>): string =>
	host === null || host === provider ? model_name : `${model_name} at ${host}`;

const inDollars = (value: number) => withUnit(value, 'USD');

/**
 * What the prices of a view say, as a headline computed from them: the change of one model, else how many
 * models became cheaper, else the range of the newest prices.
 */
export function pricesHeadline(
	rows: readonly ModelPrice[],
	measure: PriceMeasure,
	on: string
): string {
	const lines = histories(
		rows.filter((row) => START(row) !== '' && START(row) <= on && priceOf(row, measure) !== null)
	);
	const [only] = lines;
	if (!only) return 'No dated price found';
	if (lines.length === 1) return oneModel(only, measure, on);
	const change = (prices: ModelPrice[]) =>
		(priceOf(prices.at(-1) ?? emptyLine(), measure) ?? 0) -
		(priceOf(prices[0] ?? emptyLine(), measure) ?? 0);
	const cheaper = lines.filter((prices) => change(prices) < 0).length;
	const dearer = lines.filter((prices) => change(prices) > 0).length;
	if (cheaper + dearer > lines.length / 2)
		return `${formatNumber(cheaper)} of ${lines.length} models became cheaper since their first list price${dearer > 0 ? `, ${dearer} became more expensive` : ''}`;
	return rangeOf(lines, measure, on);
}

const emptyLine = (): never => {
	throw new Error('a history has at least one price');
};

function rangeOf(lines: readonly ModelPrice[][], measure: PriceMeasure, on: string): string {
	const newest = lines.flatMap((prices) => prices.at(-1) ?? []);
	const price = (row: ModelPrice) => priceOf(row, measure) ?? 0;
	const sorted = newest.filter((row) => heldOn(row, on)).toSorted((a, b) => price(a) - price(b));
	const [low, high] = [sorted[0], sorted.at(-1)];
	if (!low || !high) return `${lines.length} models whose prices have all ended`;
	if (price(low) === price(high))
		return `Newest list price: ${inDollars(price(low))} per million tokens at ${sorted.length === 1 ? modelSold(low) : `all ${sorted.length} models`}`;
	return `Newest list prices run from ${inDollars(price(low))} (${modelSold(low)}) to ${inDollars(price(high))} (${modelSold(high)})`;
}

function oneModel(prices: readonly ModelPrice[], measure: PriceMeasure, on: string): string {
	const price = (row: ModelPrice) => priceOf(row, measure) ?? 0;
	const [first, last] = [prices[0], prices.at(-1)];
	if (!first || !last) return 'No dated price found';
	const end =
		last.valid_to !== null && last.valid_to <= on ? `, until ${readable(last.valid_to)}` : '';
	if (prices.length === 1 || price(first) === price(last))
		return `${modelSold(first)}: ${inDollars(price(last))} per million tokens since ${readable(first.date)}${end}`;
	const change = (price(last) / price(first) - 1) * 100;
	return `${modelSold(first)}: ${inDollars(price(first))} from ${readable(first.date)}, ${inDollars(price(last))} since ${readable(last.date)} (${change > 0 ? 'up' : 'down'} ${formatNumber(Math.abs(change), 0)}%)${end}`;
}

/** Whether weights can be downloaded, in a word; unknown is said, never taken for closed. */
export function weightsWords(open: ModelPrice['open_weights']): string {
	if (open === null) return 'unknown';
	return open === 'yes' ? 'open' : 'closed';
}
