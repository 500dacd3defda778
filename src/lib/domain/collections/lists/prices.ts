import { z } from 'zod';
import { integer, number, oneOf, optional, text, yesNo } from '../../schema/column.ts';
import { PRICE_MEASURES } from '../../indicators/measures.ts';
import { OPEN_GAP_DEFINITION } from '../../prices/open-gap.ts';
import { model_prices } from '../../tables/indicators.ts';
import {
	defineCollection,
	provenance,
	RECORD_FILTERS,
	regionName,
	STAMP_SORT,
	picked,
	words
} from '../collection.ts';
import { stamps } from '../../tables/derived.ts';
import { defineStored, described } from '../stored.ts';

const price = { ...model_prices.row.shape, ...model_prices.derived.shape };

export const modelPricesCollection = defineStored({
	name: 'model-prices',
	title: 'Model prices',
	description:
		'List prices of AI models per million tokens at one host, from when to when; worldwide.',
	from: { m: 'model_prices', ...described('m') },
	row: z.object({
		region: price.region,
		...regionName,
		date: optional(text('First day of the price; empty where not seen')),
		...picked(price, 'date_start date_end model model_name provider host model_class'),
		...picked(price, 'open_weights released input_usd_per_mtok'),
		...picked(price, 'cached_input_usd_per_mtok output_usd_per_mtok'),
		...picked(price, 'blended_usd_per_mtok valid_from_basis condition valid_to'),
		...picked(price, 'end_basis'),
		stale_from: optional(
			text(
				'Day from which nobody confirmed it for longer than its limit, YYYY-MM-DD; empty where that cannot be'
			)
		),
		note: price.note,
		...stamps,
		dataset: price.dataset,
		model_price_id: text('model|host|valid_from'),
		...provenance
	}),
	id: 'model_price_id',
	filters: [
		...words('region scope from to provider model host model_class open_weights'),
		...words('condition'),
		...RECORD_FILTERS
	],
	region: { scope: 'exact', fallback: 'WLD' },
	sort: [
		'-date',
		...words('model provider input_usd_per_mtok output_usd_per_mtok'),
		...words('blended_usd_per_mtok model_class released tier independent_sources'),
		...STAMP_SORT
	],
	page: '/costs',
	searched: 'model_price'
});

/** A price that someone sells a model at, as statistics name it. */
const offer = (which: string) => ({
	model: optional(text(`Model with the ${which}`)),
	model_name: optional(text('Its name as sold')),
	price: optional(
		number(`The ${which}, by the measure`, { unit: 'USD per million tokens', min: 0 })
	)
});
const measured = oneOf(PRICE_MEASURES, 'Which price: blended is 3 parts input and 1 part output');
const DAY = text('Day from which it holds, YYYY-MM-DD');

export const cheapestCollection = defineCollection({
	name: 'cheapest-prices',
	title: 'Cheapest prices',
	description:
		'The lowest list price among the models of each class, on each day it changed. A price counts from its first day to its stated end. Without one, it counts while its own source and models.dev both list it, otherwise for 12 months. A cheaper price that may have ended is given separately. Prices without a start date are left out, and so are conditional ones by default.',
	row: z.object({
		region: price.region,
		...regionName,
		date: DAY,
		model_class: price.model_class,
		measure: measured,
		...offer('cheapest price'),
		provider: optional(price.provider),
		open_weights: price.open_weights,
		until: optional(text('Day on which it no longer was; empty while it is')),
		offers: integer('Prices of the class known to hold on that day', { min: 0 }),
		unsure_price: optional(
			number('A cheaper price that began over twelve months before and whose end nobody saw', {
				unit: 'USD per million tokens',
				min: 0
			})
		),
		unsure_model_name: optional(text('Model with it')),
		stale_from: optional(text('Day from which that price is outdated, YYYY-MM-DD')),
		cheapest_id: text('model_class|day'),
		...provenance
	}),
	id: 'cheapest_id',
	filters: ['from', 'to', 'model_class', 'open_weights', 'measure', 'conditional', 'dataset'],
	region: null,
	sort: ['-date', 'model_class', 'price'],
	page: '/costs/tiers',
	searched: null
});

export const openGapCollection = defineCollection({
	name: 'open-gap',
	title: 'Open and closed weights',
	description: OPEN_GAP_DEFINITION,
	row: z.object({
		region: price.region,
		...regionName,
		date: DAY,
		model_class: price.model_class,
		measure: measured,
		open_price: number('Cheapest open-weight price', { unit: 'USD per million tokens', min: 0 }),
		open_model_name: text('Model with it'),
		closed_price: number('Cheapest closed price', { unit: 'USD per million tokens', min: 0 }),
		closed_model_name: text('Model with it'),
		stale_from: optional(text('Day from which one of the two prices is outdated, YYYY-MM-DD')),
		until: optional(text('Day on which either changed; empty while both stand')),
		ratio: optional(number('Closed price divided by open price; empty where that is free')),
		gap_id: text('model_class|day'),
		tier: price.tier,
		independent_sources: price.independent_sources
	}),
	id: 'gap_id',
	filters: ['from', 'to', 'model_class', 'measure', 'conditional', 'dataset'],
	region: null,
	sort: ['-date', 'model_class', 'ratio'],
	page: '/costs/tiers',
	searched: null
});

export const modelCostsCollection = defineCollection({
	name: 'model-costs',
	title: 'Cost by model',
	description:
		'What a number of tokens in and out per month costs with each model and host, at the list prices of each day asked for; today by default. Without discounts for cached input or batches.',
	row: z.object({
		region: price.region,
		...regionName,
		date: text('Day the price held'),
		...picked(price, 'model model_name provider host model_class open_weights condition'),
		tokens_in: integer('Tokens in per month', { min: 0 }),
		tokens_out: integer('Tokens out per month', { min: 0 }),
		cost_usd: number('Cost per month', { unit: 'USD', min: 0 }),
		input_usd_per_mtok: price.input_usd_per_mtok,
		output_usd_per_mtok: price.output_usd_per_mtok,
		valid_from: optional(text('First day of the price')),
		may_have_ended: yesNo(
			'yes where the price began over twelve months before and nobody saw it end'
		),
		cost_id: text('model|host|valid_from|day'),
		...provenance
	}),
	id: 'cost_id',
	filters: [
		...words('tokens_in tokens_out days provider model host model_class open_weights'),
		...words('dataset tier min_sources')
	],
	region: null,
	sort: ['cost_usd', 'date', 'model', 'provider', 'model_class'],
	page: '/costs/calculator',
	shown: [
		...words('model_name date cost_usd input_usd_per_mtok output_usd_per_mtok'),
		...words('model_class valid_from')
	],
	example: { tokens_in: '1000000', tokens_out: '1000000' },
	searched: null
});

/** Lists of prices that a release stores. */
export const priceLists = {
	'model-prices': modelPricesCollection
};
