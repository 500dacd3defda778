import { z } from 'zod';
import { integer, number, oneOf, optional, text } from '../../schema/column.ts';
import { TRANSFORMS } from '../../indicators/measures.ts';
import { observations, series } from '../../tables/indicators.ts';
import {
	defineCollection,
	provenance,
	RECORD_FILTERS,
	regionName,
	STAMP_FILTERS,
	STAMP_SORT,
	picked,
	words
} from '../collection.ts';
import { stamps } from '../../tables/derived.ts';
import { defineStored, described } from '../stored.ts';

const observation = { ...observations.row.shape, ...observations.derived.shape };

const seriesCollection = defineStored({
	name: 'series',
	title: 'Indicators',
	description: 'Indicators of energy and AI cost: what is measured, in which unit, how often.',
	from: { s: 'series' },
	row: z.object({
		...picked(series.row.shape, 'series_id title unit'),
		unit_label: text('Unit in words'),
		frequency: series.row.shape.frequency,
		category: series.row.shape.category,
		category_label: text('Category in words'),
		...picked(series.row.shape, 'subject subject_kind description polarity basis'),
		...picked(series.row.shape, 'precedence'),
		observations: integer('Values, newest edition of each period', { min: 0 }),
		regions: integer('Regions with values', { min: 0 }),
		first_date: optional(text('First day with a value, YYYY-MM-DD')),
		last_date: optional(text('Last day with a value, YYYY-MM-DD')),
		...stamps,
		dataset: series.derived.shape.dataset
	}),
	id: 'series_id',
	filters: [
		...words('region scope series category subject frequency'),
		...STAMP_FILTERS,
		'dataset',
		'q'
	],
	region: { scope: 'exact', fallback: 'all' },
	sort: [
		'title',
		...words('series_id category subject unit frequency observations first_date'),
		...words('last_date'),
		...STAMP_SORT
	],
	shown: ['title', 'unit_label', 'frequency', 'category_label', 'first_date', 'last_date'],
	searched: 'series'
});

export const observationsCollection = defineStored({
	name: 'observations',
	title: 'Values of indicators',
	description:
		'Dated values of the indicators; by default the newest edition (vintage) of each period.',
	from: {
		o: 'observations',
		i: { table: 'series', on: 'o.series_id' },
		...described('o')
	},
	row: z.object({
		region: observation.region,
		...regionName,
		date: text('Period the value is about'),
		...picked(observation, 'date_start date_end date_precision series_id'),
		series_title: series.row.shape.title,
		...picked(observation, 'value low high'),
		unit: series.row.shape.unit,
		...picked(observation, 'estimate vintage origin latest'),
		category: series.row.shape.category,
		subject: series.row.shape.subject,
		note: observation.note,
		...stamps,
		dataset: observation.dataset,
		observation_id: text('series_id|region|period|vintage'),
		...provenance
	}),
	id: 'observation_id',
	filters: [
		...words('region scope from to series category subject frequency estimate vintage'),
		...RECORD_FILTERS
	],
	region: { scope: 'exact', fallback: 'US' },
	sort: [
		'-date',
		...words('series_id value region vintage tier independent_sources'),
		...STAMP_SORT
	],
	page: '/energy',
	shown: ['date', 'series_title', 'region_name', 'value', 'estimate', 'vintage'],
	searched: 'series'
});

/** Keys that say what is shown of a series, beside the filters that choose it. */
export const TRANSFORM_KEYS = [
	...words('transform index_date frequency_to aggregate terms')
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
	title: 'Values of indicators',
	description:
		'Values as change, percent change, change from a year earlier or index, by quarter or year if asked for. Values with nothing to compare with are left out. A figure made from several is as certain as the least certain of them.',
	row: z.object({
		...stated,
		value: number('Value after the change of form, in unit'),
		unit: text('Unit after the change of form'),
		transform: oneOf(TRANSFORMS, 'What is shown'),
		level: number('Value before the change of form, in level_unit'),
		level_unit: text('Unit before the change of form'),
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
	page: '/energy',
	shown: ['date', 'series_title', 'region_name', 'value', 'transform', 'level'],
	example: {
		series: 'us-electricity-price-residential-annual',
		region: 'US',
		transform: 'year_on_year'
	},
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
	page: '/energy/states',
	searched: null
});

/** Lists of indicators that a release stores. */
export const indicatorLists = {
	series: seriesCollection,
	observations: observationsCollection
};
