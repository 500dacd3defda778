import { createRoute, z } from '@hono/zod-openapi';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { collections } from '#lib/domain/collections/index.ts';
import { DATE_PRECISIONS, TIERS } from '#lib/domain/closed.ts';
import { AHEAD_BASES, AHEAD_KINDS } from '#lib/domain/keeping-up/ahead.ts';
import { REACHES, RULES, STATUSES } from '#lib/domain/status/status-words.ts';
import { answers, dataControls } from '../list/collection.ts';
import { metaSchema } from '../request/envelope.ts';
import { headlineSchema } from './opposition.ts';

/** Years a price line reaches back. */
export const PRICE_YEARS = 10;

const ruleSchema = collections.statuses.row.extend({
	words: z
		.string()
		.nullable()
		.openapi({ description: 'What a county’s rule means for a town inside it' })
});

const aheadSchema = z
	.object({
		ahead_id: z.string(),
		kind: z.enum(AHEAD_KINDS),
		date_start: z.string(),
		date_end: z.string(),
		date_precision: z.enum(DATE_PRECISIONS),
		basis: z.enum(AHEAD_BASES),
		region: z.string(),
		region_name: z.string(),
		place_id: z.string(),
		place_name: z.string(),
		reach: z.enum(REACHES),
		rule: z.enum(RULES).nullable(),
		action_id: z.string(),
		action_type_label: z.string(),
		summary: z.string(),
		source_id: z.string(),
		source_url: z.string().nullable(),
		publisher: z.string(),
		tier: z.enum(TIERS),
		independent_sources: z.int()
	})
	.openapi('DateAhead');

const pendingSchema = z
	.object({
		region: z.string(),
		region_name: z.string(),
		place_id: z.string().nullable(),
		place_name: z.string().nullable(),
		tracker: z.string(),
		tracker_record_id: z.string(),
		tracker_types: z.string().nullable(),
		status: z.string(),
		first_pending: z.string().openapi({ description: 'First day it was seen pending' }),
		last_pending: z
			.string()
			.openapi({ description: 'Last day it was seen pending, up to the day asked for' }),
		project_name: z.string().nullable(),
		action_id: z.string().nullable(),
		since_action: z
			.string()
			.nullable()
			.openapi({ description: 'First restriction there since it was last seen pending' }),
		since_date: z.string().nullable(),
		source_id: z.string(),
		source_url: z.string().nullable(),
		publisher: z.string(),
		tier: z.enum(TIERS)
	})
	.openapi('PendingMatter');

const count = z.int();
const childSchema = z.object({
	region: z.string().nullable(),
	place_id: z.string().nullable(),
	name: z.string(),
	kind: z.string(),
	actions: count,
	restrictive: count,
	holding: count.openapi({ description: 'Places in it with a rule in force as far as recorded' })
});

const peopleSchema = z
	.object({
		population: count,
		year: count,
		subdivisions: count.nullable().openapi({
			description: 'Townships and towns with a government; null where the state has none'
		}),
		municipalities: count
			.nullable()
			.openapi({ description: 'Municipalities placed in the county by name: a lower bound' })
	})
	.openapi({ description: 'People and local governments of a county' });

const votesSchema = z.object({
	decided: count,
	restrictive: count,
	permissive: count,
	neutral: count,
	restrictive_confirmed: count,
	decided_confirmed: count
});

const contextSchema = z
	.object({
		region: z.string(),
		region_name: z.string(),
		holding: count.openapi({
			description: 'Places inside with a rule in force as far as recorded'
		}),
		holding_verified: count.openapi({ description: 'Of these, those that are verified' }),
		votes: votesSchema
	})
	.openapi({ description: 'The state around a county or town, in a line' });

const profileSchema = z
	.object({
		region: z.string(),
		place_id: z.string().nullable(),
		name: z.string(),
		label: z.string(),
		kind: z.string(),
		around: z.array(z.object({ region: z.string(), region_name: z.string() })),
		in_force: z.object({
			own: z.array(ruleSchema),
			county: z.array(ruleSchema),
			state: z.array(ruleSchema),
			country: z.array(ruleSchema)
		}),
		inside: z
			.partialRecord(z.enum(STATUSES), count)
			.openapi({ description: 'Places inside by the firmest status of their rules on the day' }),
		inside_verified: count.openapi({
			description:
				'Of the places inside whose rule holds as far as recorded: how many rest on a step that a source beyond trackers states'
		}),
		ahead: z.array(aheadSchema),
		newest: z
			.object({ decided: collections.actions.row, counted: collections.actions.row.nullable() })
			.nullable()
			.openapi({
				description: 'The newest action that was decided, and the newest with a count of votes'
			}),
		people: peopleSchema.nullable(),
		context: contextSchema.nullable(),
		pending: z.array(pendingSchema).openapi({
			description: 'Restrictions that trackers listed as pending, as known on the day'
		}),
		followed: z.string().nullable().openapi({
			description:
				'What followed in counties with a restriction pending, or that no record reassures nobody; it describes and does not forecast'
		}),
		actions: z.object({ total: count, confirmed: count }),
		votes: votesSchema,
		opposition: z
			.object({ headline: headlineSchema, readings: z.array(collections.readings.row) })
			.nullable(),
		price: z
			.object({
				series_id: z.string(),
				region: z.string(),
				outdated: z.boolean().openapi({
					description: 'Whether the newest value is past the limit of its frequency'
				}),
				rank: z.object({ period: z.string(), rank: count, of: count }).nullable(),
				rows: z
					.array(collections.observations.row)
					.openapi({ description: `Yearly values of ${PRICE_YEARS} years, with the nation’s` })
			})
			.nullable(),
		projects: z.array(collections.projects.row),
		children: z.object({ all: count, known: z.array(childSchema) })
	})
	.openapi('Profile');
export type Profile = z.output<typeof profileSchema>;

export const PROFILE: Collection = {
	...collections.actions,
	name: 'actions',
	title: 'Facts about a place',
	filters: ['region', 'place'],
	region: { scope: 'within', fallback: 'US' }
};

export const profileRoute = createRoute({
	method: 'get',
	path: '/profile' as const,
	summary: 'Profile of a region or place',
	description:
		'What is in force on the day (own, county, state and country rules, each listed apart), upcoming dates, decided votes, opposition (its own polls, otherwise those of the next larger area), the residential electricity price with its rank, projects, and what lies inside. One region or one place; US by default. The same in one file, one row per fact: /api/v1/profile.csv with the same query, or another extension.',
	request: {
		query: z.object({
			region: z.string().optional().openapi({ description: 'One region; US by default' }),
			place: z.string().optional().openapi({ description: 'One place by its place_id, instead' }),
			...dataControls
		})
	},
	responses: answers('The profile', z.object({ data: profileSchema, meta: metaSchema }))
});
