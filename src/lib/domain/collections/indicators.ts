import { z } from 'zod';
import { integer, number, oneOf, optional, text } from '../column.ts';
import { PRICE_MEASURES, TRANSFORMS } from '../measures.ts';
import { model_prices, observations, series } from '../tables/indicators.ts';
import { COMMON_FILTERS, defineCollection, provenance, regionName } from './collection.ts';

const observation = { ...observations.row.shape, ...observations.derived.shape };
const price = { ...model_prices.row.shape, ...model_prices.derived.shape };

export const seriesCollection = defineCollection({
	name: 'series',
	title: 'Series',
	description: 'Indicators of energy and AI cost: what is measured, in which unit, how often.',
	row: z.object({
		series_id: series.row.shape.series_id,
		title: series.row.shape.title,
		unit: series.row.shape.unit,
		unit_label: text('Unit in words'),
		frequency: series.row.shape.frequency,
		category: series.row.shape.category,
		category_label: text('Category in words'),
		subject: series.row.shape.subject,
		subject_kind: series.row.shape.subject_kind,
		description: series.row.shape.description,
		polarity: series.row.shape.polarity,
		basis: series.row.shape.basis,
		observations: integer('Observations of the newest vintage in the release', { min: 0 }),
		regions: integer('Regions with observations', { min: 0 }),
		first_date: optional(text('First day observed, YYYY-MM-DD')),
		last_date: optional(text('Last day observed, YYYY-MM-DD')),
		dataset: series.derived.shape.dataset
	}),
	id: 'series_id',
	filters: ['region', 'scope', 'series', 'category', 'subject', 'frequency', 'dataset', 'q'],
	region: { scope: 'exact', fallback: 'all' },
	sort: [
		'title',
		'series_id',
		'category',
		'subject',
		'unit',
		'frequency',
		'observations',
		'first_date',
		'last_date'
	],
	searched: 'series'
});

export const observationsCollection = defineCollection({
	name: 'observations',
	title: 'Observations',
	description:
		'Dated values of the series; the newest vintage of each period unless another is asked for.',
	row: z.object({
		region: observation.region,
		...regionName,
		date: text('Period the value is about'),
		date_start: observation.date_start,
		date_end: observation.date_end,
		date_precision: observation.date_precision,
		series_id: observation.series_id,
		series_title: series.row.shape.title,
		value: observation.value,
		low: observation.low,
		high: observation.high,
		unit: series.row.shape.unit,
		estimate: observation.estimate,
		vintage: observation.vintage,
		category: series.row.shape.category,
		subject: series.row.shape.subject,
		note: observation.note,
		dataset: observation.dataset,
		observation_id: text('series_id|region|period|vintage'),
		...provenance
	}),
	id: 'observation_id',
	filters: [
		'region',
		'scope',
		'from',
		'to',
		'series',
		'category',
		'subject',
		'frequency',
		'estimate',
		'vintage',
		...COMMON_FILTERS
	],
	region: { scope: 'exact', fallback: 'US' },
	sort: ['-date', 'series_id', 'value', 'region', 'vintage', 'tier', 'independent_sources'],
	searched: 'series'
});

/** Keys that say what is shown of a series, beside the filters that choose it. */
export const TRANSFORM_KEYS = [
	'transform',
	'index_date',
	'frequency_to',
	'aggregate',
	'terms'
] as const;

const {
	dataset: _,
	observation_id,
	...stated
} = observationsCollection.row.omit({
	source_id: true,
	source_title: true,
	source_url: true,
	publisher: true,
	tier: true,
	independent_sources: true
}).shape;

export const transformedCollection = defineCollection({
	name: 'transformed',
	title: 'Observations',
	description:
		'Observations as change, percent change, change on a year before or index, after values were put into quarters or years where asked for. Values with nothing to compare with are left out. A figure made from several is as certain as the least certain of them.',
	row: z.object({
		...stated,
		value: number('Value after the transform, in unit'),
		unit: text('Unit after the transform'),
		transform: oneOf(TRANSFORMS, 'What is shown'),
		level: number('Value before the transform, in level_unit'),
		level_unit: text('Unit before the transform'),
		base_date: optional(text('Period compared with')),
		dataset: observation.dataset,
		observation_id,
		...provenance
	}),
	id: 'observation_id',
	filters: [
		...observationsCollection.filters.filter((key) => key !== 'vintage'),
		...TRANSFORM_KEYS
	],
	region: observationsCollection.region,
	sort: observationsCollection.sort,
	searched: null
});

export const modelPricesCollection = defineCollection({
	name: 'model-prices',
	title: 'Model prices',
	description:
		'List prices of AI models per million tokens at one host, from when to when; worldwide.',
	row: z.object({
		region: price.region,
		...regionName,
		date: optional(text('First day of the price; empty where not seen')),
		date_start: price.date_start,
		date_end: price.date_end,
		model: price.model,
		model_name: price.model_name,
		provider: price.provider,
		host: price.host,
		model_class: price.model_class,
		open_weights: price.open_weights,
		released: price.released,
		input_usd_per_mtok: price.input_usd_per_mtok,
		cached_input_usd_per_mtok: price.cached_input_usd_per_mtok,
		output_usd_per_mtok: price.output_usd_per_mtok,
		blended_usd_per_mtok: price.blended_usd_per_mtok,
		valid_from_basis: price.valid_from_basis,
		valid_to: price.valid_to,
		note: price.note,
		dataset: price.dataset,
		model_price_id: text('model|host|valid_from'),
		...provenance
	}),
	id: 'model_price_id',
	filters: [
		'region',
		'scope',
		'from',
		'to',
		'provider',
		'model',
		'host',
		'model_class',
		'open_weights',
		...COMMON_FILTERS
	],
	region: { scope: 'exact', fallback: 'WLD' },
	sort: [
		'-date',
		'model',
		'provider',
		'input_usd_per_mtok',
		'output_usd_per_mtok',
		'blended_usd_per_mtok',
		'model_class',
		'released',
		'tier',
		'independent_sources'
	],
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
		'The cheapest list price among the models of each class, on each day it changed. A model takes part while its price holds: from its first day until its stated end; a price without a stated end counts as still offered. Prices whose first day was not seen take no part.',
	row: z.object({
		region: price.region,
		...regionName,
		date: DAY,
		model_class: price.model_class,
		measure: measured,
		...offer('cheapest price'),
		provider: optional(price.provider),
		open_weights: price.open_weights,
		offers: integer('Prices of the class that hold on that day', { min: 0 }),
		cheapest_id: text('model_class|day'),
		...provenance
	}),
	id: 'cheapest_id',
	filters: ['from', 'to', 'model_class', 'open_weights', 'measure', 'dataset'],
	region: null,
	sort: ['-date', 'model_class', 'price'],
	searched: null
});

export const OPEN_GAP_DEFINITION =
	'The cheapest list price among models with closed weights divided by the cheapest among models with open weights, in one class, on each day either changed. 2 means that the cheapest closed model costs twice as much. The two are not equally able: the class is where each vendor placed its model, and open models are sold by many hosts of which few are recorded here.';

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
		ratio: optional(number('Closed price divided by open price; empty where that is free')),
		gap_id: text('model_class|day'),
		tier: price.tier,
		independent_sources: price.independent_sources
	}),
	id: 'gap_id',
	filters: ['from', 'to', 'model_class', 'measure', 'dataset'],
	region: null,
	sort: ['-date', 'model_class', 'ratio'],
	searched: null
});

export const modelCostsCollection = defineCollection({
	name: 'model-costs',
	title: 'Cost by model',
	description:
		'What so many tokens in and out a month cost at the list price of each model and host that held on each day asked for; today unless told. Without discounts for cached input or batches.',
	row: z.object({
		region: price.region,
		...regionName,
		date: text('Day the price held'),
		model: price.model,
		model_name: price.model_name,
		provider: price.provider,
		host: price.host,
		model_class: price.model_class,
		open_weights: price.open_weights,
		tokens_in: integer('Tokens in, a month', { min: 0 }),
		tokens_out: integer('Tokens out, a month', { min: 0 }),
		cost_usd: number('Cost a month', { unit: 'USD', min: 0 }),
		input_usd_per_mtok: price.input_usd_per_mtok,
		output_usd_per_mtok: price.output_usd_per_mtok,
		valid_from: optional(text('First day of the price')),
		cost_id: text('model|host|valid_from|day'),
		...provenance
	}),
	id: 'cost_id',
	filters: [
		'tokens_in',
		'tokens_out',
		'days',
		'provider',
		'model',
		'host',
		'model_class',
		'open_weights',
		'dataset',
		'tier',
		'min_sources'
	],
	region: null,
	sort: ['cost_usd', 'date', 'model', 'provider', 'model_class'],
	searched: null
});

export const statePricesCollection = defineCollection({
	name: 'state-prices',
	title: 'Electricity price for homes by state',
	description:
		'The newest yearly residential price of each state with its change over 1, 5 and 10 years and its rank among the states that have a value of that year, 1 the highest.',
	row: z.object({
		region: observation.region,
		...regionName,
		date: text('Year of the price'),
		value: number('Price', { unit: 'cents/kWh' }),
		unit: text('Unit of the price'),
		change_1_year: optional(number('Change on the year before', { unit: 'percent' })),
		change_5_years: optional(number('Change on five years before', { unit: 'percent' })),
		change_10_years: optional(number('Change on ten years before', { unit: 'percent' })),
		rank: integer('Rank among the states, 1 the highest price', { min: 1 }),
		ranked: integer('States ranked', { min: 1 }),
		observation_id,
		...provenance
	}),
	id: 'region',
	filters: ['dataset', 'tier'],
	region: null,
	sort: ['rank', 'region_name', 'value', 'change_1_year', 'change_5_years', 'change_10_years'],
	searched: null
});
