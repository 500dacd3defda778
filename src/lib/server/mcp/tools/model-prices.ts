import { words } from '#lib/domain/collections/collection.ts';
import { z } from 'zod';
import { listAnswer, SOURCE } from '../lists.ts';
import { defineTool, limit, moment, span, text } from '../tool.ts';

/** List prices of AI models. */
export const modelPricesTool = defineTool({
	name: 'model_prices',
	title: 'Prices of AI models',
	description:
		'List prices of AI models in US dollars per million tokens at one host, from when to when. Filter by model, provider, host or words.',
	input: z.object({
		q: text('Words of the name, for example "gpt 5"').optional(),
		model: text('One model by its code').optional(),
		provider: text('Who makes the model').optional(),
		host: text('Who sells it').optional(),
		...span,
		limit,
		...moment
	}),
	answer: (query, ask) =>
		listAnswer(ask, {
			list: 'model-prices',
			query,
			columns: [
				...words('date valid_to end_basis model model_name provider host model_class'),
				...words('input_usd_per_mtok cached_input_usd_per_mtok output_usd_per_mtok'),
				...words('blended_usd_per_mtok condition model_price_id dataset'),
				...SOURCE
			],
			page: '/costs',
			caveat:
				'List prices, not what a contract costs. A price with a condition is bound to it (batch, off-peak, promotion, a third party’s host). A price without an end may be out of date.'
		})
});
