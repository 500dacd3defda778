import { parseDate } from '#lib/domain/dates.ts';
import type { ModelPrice } from '#lib/domain/prices/prices.ts';

/** A list price made up for a test: input and output in US dollars per million tokens, from a day on. */
export function modelPrice(
	model: string,
	[input, output]: [number, number],
	date: string | null,
	more: Partial<ModelPrice> = {}
): ModelPrice {
	const days = date === null ? null : parseDate(date);
	return {
		region: 'WLD',
		region_name: 'World',
		date,
		date_start: days?.start ?? null,
		date_end: days?.end ?? null,
		model,
		model_name: model.toUpperCase(),
		provider: 'Maker',
		host: 'Maker',
		model_class: 'frontier',
		open_weights: 'no',
		released: null,
		input_usd_per_mtok: input,
		cached_input_usd_per_mtok: null,
		output_usd_per_mtok: output,
		blended_usd_per_mtok: (3 * input + output) / 4,
		valid_from_basis: 'announced',
		valid_to: null,
		stale_from: null,
		end_basis: more.valid_to ? 'stated' : 'listed',
		condition: null,
		note: null,
		added: null,
		changed: null,
		dataset: 'groundswell',
		model_price_id: `${model}|Maker|${date ?? ''}`,
		source_id: 'made-up',
		source_title: 'Made up for a test',
		source_url: null,
		publisher: 'Test Register',
		tier: 'primary',
		independent_sources: 1,
		...more
	};
}
