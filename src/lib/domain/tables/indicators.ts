import { z } from 'zod';
import {
	ESTIMATES,
	FREQUENCIES,
	ORIGINS,
	POLARITIES,
	PRICE_BASES,
	PRICE_END_BASES
} from '../closed.ts';
import { SERIES_ROLES } from '../indicators/series-roles.ts';
import {
	code,
	date,
	id,
	integer,
	number,
	oneOf,
	optional,
	ref,
	text,
	yesNo
} from '../schema/column.ts';
import { defineTable } from '../schema/table.ts';
import { bestSource, dataset, interval, STAMPS, stamps, support } from './derived.ts';

export const series = defineTable({
	name: 'series',
	title: 'Indicators',
	description: 'Indicators of energy and AI cost: what is measured, in which unit, how often.',
	file: 'series.csv',
	key: ['series_id'],
	ids: 'dataset',
	stated: STAMPS,
	row: z.object({
		series_id: id('Identifier of the series'),
		title: text('What is measured'),
		unit: code('unit', 'Unit of the values'),
		frequency: oneOf(FREQUENCIES, 'How often a value is published'),
		category: code('category', 'Group of indicators', { indexed: true }),
		subject: optional(text('Whom or what it is about', { indexed: true })),
		subject_kind: code('subject_kind', 'Kind of subject'),
		description: text('Definition'),
		polarity: oneOf(POLARITIES, 'Whether a rise is bad news, good news or neither'),
		basis: optional(
			text('What is counted, and what is not; series of unlike basis are never joined')
		),
		precedence: optional(
			oneOf(
				ORIGINS,
				'Whose value counts where both have one of a period: curated or upstream; the other stays as a vintage. Empty: the newest vintage counts'
			)
		)
	}),
	derived: z.object({ ...dataset, ...stamps })
});

export const series_roles = defineTable({
	name: 'series_roles',
	title: 'Roles of series',
	description:
		'Which series stand for a figure that pages, findings and the map need. Of the series of a role the one with the lowest rank that has a value for the region is shown. A user folder can add series at ranks of its own.',
	file: 'series_roles.csv',
	key: ['role', 'rank'],
	ids: 'shared',
	row: z.object({
		role: oneOf(
			SERIES_ROLES,
			'What the series is shown as. Of small_chart: in the small chart of its category. Of price_many_data_centers and price_no_data_centers those of one label are compared'
		),
		rank: integer('Order among the series of the role, 1 the most preferred', { min: 1 }),
		series_id: ref('series', 'series_id', 'The series'),
		label: optional(text('What sets it apart from the others of its role, in words'))
	}),
	derived: z.object({ ...dataset })
});

export const observations = defineTable({
	name: 'observations',
	title: 'Values of indicators',
	description: 'Dated values of the series.',
	file: 'observations',
	key: ['series_id', 'region', 'period', 'vintage'],
	ids: 'dataset',
	dated: 'period',
	stated: STAMPS,
	row: z.object({
		series_id: ref('series', 'series_id', 'The series'),
		region: ref('regions', 'region', 'Region the value is about'),
		period: date('Period the value is about', 'planned'),
		value: number('Value in the unit of the series'),
		low: optional(number('Lower end of the stated range, in the unit of the series')),
		high: optional(number('Upper end of the stated range, in the unit of the series')),
		estimate: oneOf(ESTIMATES, 'actual, estimate, projection or reported_claim', { indexed: true }),
		vintage: optional(
			date('When the value was published, where a statistic comes in editions', 'published')
		),
		source_id: ref('sources', 'source_id', 'Source'),
		note: optional(text('Anything to know about the value'))
	}),
	derived: z.object({
		...dataset,
		...stamps,
		...interval,
		origin: oneOf(ORIGINS, 'curated in data/ or a user folder, or fetched from an upstream'),
		latest: yesNo('yes on the vintage of a period that counts'),
		...support,
		...bestSource
	})
});

export const model_prices = defineTable({
	name: 'model_prices',
	title: 'Model prices',
	description: 'List prices of AI models per million tokens at one host, from when to when.',
	file: 'model_prices.csv',
	key: ['model', 'host', 'valid_from'],
	ids: 'dataset',
	dated: 'valid_from',
	stated: STAMPS,
	row: z.object({
		model: id('Short name of the model'),
		model_name: text('Name as sold'),
		provider: text('Who makes it', { indexed: true }),
		released: optional(date('When it was released', 'happened')),
		open_weights: optional(yesNo('Whether the weights can be downloaded', { indexed: true })),
		model_class: code('model_class', 'How the vendor placed the model when it came out', {
			indexed: true
		}),
		host: optional(text('Who sells it at this price')),
		input_usd_per_mtok: number('Input', { unit: 'USD per million tokens', min: 0 }),
		cached_input_usd_per_mtok: optional(
			number('Cached input', { unit: 'USD per million tokens', min: 0 })
		),
		output_usd_per_mtok: optional(number('Output', { unit: 'USD per million tokens', min: 0 })),
		valid_from: optional(date('First day of the price; empty where not seen', 'happened')),
		valid_from_basis: optional(
			oneOf(
				PRICE_BASES,
				'announced by the vendor, or tracker: the day it was first seen in a list, which need not be its first'
			)
		),
		valid_to: optional(
			date(
				'Day from which it no longer holds (exclusive); empty where it still does or the end was not seen',
				'planned'
			)
		),
		condition: optional(
			code(
				'price_condition',
				'What the price is bound to, from the words of the record; empty where they do not say. A conditional price enters no cheapest price, gap or headline'
			)
		),
		source_id: ref('sources', 'source_id', 'Source'),
		note: optional(text('Anything to know about the price'))
	}),
	derived: z.object({
		...dataset,
		...stamps,
		region: ref('regions', 'region', 'WLD: list prices hold worldwide'),
		...interval,
		end_basis: oneOf(
			PRICE_END_BASES,
			'How its end is known. stated: valid_to; listed: a price list that drops what is gone still shows it; unknown: no end was seen, so it is taken to hold for twelve months and may have ended after'
		),
		blended_usd_per_mtok: optional(
			number('Blend of three parts input and one part output', {
				unit: 'USD per million tokens',
				min: 0
			})
		),
		...support,
		...bestSource
	})
});
