import { group } from 'd3-array';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { publishers, readable, TIER_WORDS, withUnit } from '#lib/domain/format.ts';
import { niceRange } from './axis.ts';
import {
	dayMs,
	padded,
	SERIES_COLOURS,
	SHAPES,
	type ChartSpec,
	type LineLayer,
	type Point
} from './spec.ts';

export type ModelPrice = CollectionRow<'model-prices'>;
export type PriceMeasure = 'input' | 'output' | 'blended';

const UNIT = 'USD per million tokens';

/** The price a measure asks for; null where it was not seen. */
export const priceOf = (row: ModelPrice, measure: PriceMeasure): number | null =>
	measure === 'input'
		? row.input_usd_per_mtok
		: measure === 'output'
			? row.output_usd_per_mtok
			: row.blended_usd_per_mtok;

/**
 * Prices as steps, one line a model and host: a price holds from its first day until the next one, or until
 * the end that was stated; prices whose first day was not seen are not drawn.
 */
export function pricesChart(
	rows: readonly ModelPrice[],
	measure: PriceMeasure,
	title: string,
	on: string
): ChartSpec {
	const lines = linesOf(rows, measure, on);
	const values = lines.flatMap(({ points }) => points.flatMap(({ y }) => (y === null ? [] : [y])));
	const times = lines.flatMap(({ points }) => points.map(({ x }) => x));
	return {
		title,
		description: `${lines.length} models and hosts as steps: ${lines.map(({ label }) => label).join(', ')}.`,
		unit: UNIT,
		x: padded(times.length > 0 ? times : [0], 0.03),
		y: niceRange({ min: 0, max: Math.max(...values, 0.01) * 1.05 }),
		layers: lines
	};
}

function linesOf(rows: readonly ModelPrice[], measure: PriceMeasure, on: string): LineLayer[] {
	const dated = rows.filter((row) => row.date_start !== null && priceOf(row, measure) !== null);
	return [...group(dated, ({ model, host }) => `${model} ${host ?? ''}`).values()].map(
		(prices, index) => {
			const sorted = [...prices].sort((a, b) =>
				(a.date_start ?? '').localeCompare(b.date_start ?? '')
			);
			const [first] = sorted;
			const host = first?.host && first.host !== first.provider ? ` at ${first.host}` : '';
			return {
				kind: 'line',
				id: `${first?.model} ${first?.host ?? ''}`,
				label: `${first?.model_name}${host}`,
				colour: SERIES_COLOURS[index % SERIES_COLOURS.length] ?? 'series-1',
				stepped: true,
				points: sorted.flatMap((row, position) =>
					stepsOf(row, sorted[position + 1], measure, on).map((point) => ({
						...point,
						shape: SHAPES[index % SHAPES.length] ?? 'circle'
					}))
				)
			};
		}
	);
}

/** The start of a price, and its end where no other price of the line follows at once. */
function stepsOf(
	row: ModelPrice,
	next: ModelPrice | undefined,
	measure: PriceMeasure,
	on: string
): Point[] {
	const start = row.date_start ?? '';
	const end = row.valid_to ?? next?.date_start ?? (start > on ? start : on);
	const y = priceOf(row, measure);
	const point: Point = {
		x: dayMs(start),
		y,
		...(row.tier === 'aggregator' ? { hollow: true as const } : {}),
		title: `${withUnit(y ?? 0, UNIT)} a million tokens: ${row.model_name}`,
		detail: [
			`${measure === 'blended' ? '3 parts input, 1 part output' : measure}, from ${readable(row.date)}${row.valid_to === null ? '' : ` to ${readable(row.valid_to)}`}`,
			row.host === null ? '' : `sold by ${row.host}`,
			row.note ?? '',
			`${row.publisher}, ${TIER_WORDS[row.tier]}, ${publishers(row.independent_sources)}`
		].filter((line) => line !== '')
	};
	if (next && next.date_start === end) return [point];
	const close: Point = {
		...point,
		x: dayMs(end.length === 10 ? end : `${end}-01`.slice(0, 10)),
		size: 0
	};
	return next ? [point, close, { ...close, y: null }] : [point, close];
}
