import type { CollectionRow } from './collections/index.ts';
import { addMonths } from './dates.ts';
import { figure, readable, withUnit } from './format.ts';

export type ModelPrice = CollectionRow<'model-prices'>;

export const PRICE_MEASURES = ['blended', 'input', 'output'] as const;
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

/** Months back from which a model counts as of the last year. */
const YEAR = 12;

/**
 * For each provider the frontier model with the lowest blend among the prices that began in the twelve months
 * before a day and held on it; sorted by model.
 */
export function cheapestByProvider(rows: readonly ModelPrice[], on: string): string[] {
	const since = addMonths(on, -YEAR);
	const cheapest = new Map<string, ModelPrice>();
	for (const row of rows) {
		if (row.model_class !== 'frontier' || row.host !== row.provider || !heldOn(row, on)) continue;
		if ((row.date_start ?? '') < since || row.blended_usd_per_mtok === null) continue;
		const best = cheapest.get(row.provider);
		if (!best || row.blended_usd_per_mtok < (best.blended_usd_per_mtok ?? Infinity))
			cheapest.set(row.provider, row);
	}
	return [...cheapest.values()].map(({ model }) => model).sort();
}

const named = ({ model_name, host, provider }: ModelPrice) =>
	host === null || host === provider ? model_name : `${model_name} at ${host}`;

const dollars = (value: number) => withUnit(value, 'USD');
const START = ({ date_start }: ModelPrice) => date_start ?? '';

/**
 * What the prices of a view say, as a headline computed from them: the changes of one model, else the range
 * of the prices that hold on a day.
 */
export function pricesHeadline(
	rows: readonly ModelPrice[],
	measure: PriceMeasure,
	on: string
): string {
	const dated = rows
		.filter((row) => START(row) !== '' && START(row) <= on && priceOf(row, measure) !== null)
		.toSorted((a, b) => START(a).localeCompare(START(b)));
	const models = new Set(dated.map(named));
	const [first, last] = [dated[0], dated.at(-1)];
	if (!first || !last) return 'No dated price on record';
	if (models.size === 1) return oneModel(dated, measure, on);
	const newest = [...new Map(dated.map((row) => [named(row), row])).values()];
	const standing = newest.filter((row) => heldOn(row, on));
	const price = (row: ModelPrice) => priceOf(row, measure) ?? 0;
	const sorted = standing.toSorted((a, b) => price(a) - price(b));
	const [low, high] = [sorted[0], sorted.at(-1)];
	if (!low || !high) return `${models.size} models whose prices have all ended`;
	if (price(low) === price(high))
		return `A million tokens cost ${dollars(price(low))} at ${standing.length === 1 ? named(low) : `all ${standing.length} models`}`;
	return `A million tokens cost from ${dollars(price(low))} (${named(low)}) to ${dollars(price(high))} (${named(high)})`;
}

function oneModel(prices: readonly ModelPrice[], measure: PriceMeasure, on: string): string {
	const price = (row: ModelPrice) => priceOf(row, measure) ?? 0;
	const [first, last] = [prices[0], prices.at(-1)];
	if (!first || !last) return 'No dated price on record';
	const end =
		last.valid_to !== null && last.valid_to <= on ? `, until ${readable(last.valid_to)}` : '';
	if (prices.length === 1 || price(first) === price(last))
		return `${named(first)}: ${dollars(price(last))} a million tokens since ${readable(first.date)}${end}`;
	const change = (price(last) / price(first) - 1) * 100;
	return `${named(first)}: ${dollars(price(first))} in ${readable(first.date)}, ${dollars(price(last))} since ${readable(last.date)} (${change > 0 ? 'up' : 'down'} ${figure(Math.abs(change), 0)}%)${end}`;
}
