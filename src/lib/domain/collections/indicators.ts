import { z } from 'zod';
import { integer, optional, text } from '../column.ts';
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
