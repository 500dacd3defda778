import { createRoute, z } from '@hono/zod-openapi';
import { TIERS } from '#lib/domain/closed.ts';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { actionsCollection } from '#lib/domain/collections/actions.ts';
import { readingsCollection } from '#lib/domain/collections/polls.ts';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { addDays, addMonths } from '#lib/domain/dates.ts';
import { ANY_QUERY } from '#lib/domain/filter/query.ts';
import { DATA_CENTER_ELECTRICITY, RESIDENTIAL_PRICE } from '#lib/domain/headline.ts';
import { marginOfChange } from '#lib/domain/margin.ts';
import {
	cheapestFrontier,
	itemWithMostWaves,
	lineage,
	groupOf,
	newestOppositionGroup,
	newestValues,
	restrictiveActions,
	type ValueRow
} from '../dataset/queries/overview.ts';
import { queries } from '../dataset/queries/index.ts';
import type { OpenRelease } from '../dataset/release.ts';
import { daysOf, monthSchema, monthsOf } from './by-month.ts';
import { all, dataControls, PROBLEMS } from './collection.ts';
import { metaOfAnswer, metaSchema } from './envelope.ts';
import { badQuery } from './problem.ts';
import { ask, type Asked, type Moment } from './request.ts';

type Reading = CollectionRow<'readings'>;

const tileSchema = z.object({
	key: z.enum([
		'opposition',
		'restrictive_actions',
		'data_center_electricity',
		'residential_price',
		'frontier_price'
	]),
	title: z.string(),
	value: z.number(),
	unit: z.string(),
	detail: z.string(),
	change: z
		.object({ value: z.number(), unit: z.string(), since: z.string() })
		.nullable()
		.openapi({ description: 'Change against an earlier period' }),
	period: z.string(),
	region: z.string(),
	region_name: z.string(),
	source_title: z.string(),
	source_url: z.string().nullable(),
	publisher: z.string(),
	tier: z.enum(TIERS),
	independent_sources: z.int()
});
type Tile = z.output<typeof tileSchema>;

export const headlineSchema = z
	.object({
		region: z.string(),
		region_name: z.string(),
		wording_group: z.string(),
		wording_group_label: z.string(),
		item: z.string().nullable(),
		house: z.string(),
		first: readingsCollection.row,
		last: readingsCollection.row,
		waves: z.int(),
		change: z.number().nullable(),
		change_margin: z.number().nullable()
	})
	.openapi('Headline');
export type Headline = z.output<typeof headlineSchema>;

export const overviewRoute = createRoute({
	method: 'get',
	path: '/overview' as const,
	summary: 'Overview of a region',
	description:
		'The line of the house with most waves, five figures with change and source, actions by month and the latest ones. Where the region has no figure of its own, that of the region around it is given and named.',
	request: {
		query: z.object({
			region: z.string().optional().openapi({ description: 'One region; US unless told' }),
			...dataControls
		})
	},
	responses: {
		200: {
			description: 'What the overview page shows',
			content: {
				'application/json': {
					schema: z.object({
						data: z.object({
							region: z.string(),
							region_name: z.string(),
							headline: headlineSchema.nullable(),
							readings: z.array(readingsCollection.row),
							tiles: z.array(tileSchema),
							months: z.array(monthSchema),
							confirmed_months: z
								.array(monthSchema)
								.openapi({ description: 'The same, of actions confirmed beyond a tracker' }),
							rug: z
								.array(z.string())
								.openapi({ description: 'Days of restrictive actions known to the day' }),
							landmark: actionsCollection.row.nullable(),
							latest: z.array(actionsCollection.row)
						}),
						meta: metaSchema
					})
				}
			}
		},
		...PROBLEMS
	}
});

const COLLECTION = {
	...readingsCollection,
	title: 'Overview',
	filters: ['region']
} as unknown as Collection;

/** Everything the overview page shows of one region. */
export function overview(url: URL, moment: Moment) {
	const asked = ask(COLLECTION, url.searchParams, moment, 'record');
	const region = oneRegion(asked);
	const around = lineage(asked.release, region);
	const here = around[0] ?? { region, label: region };
	const opposition = oppositionOf(asked, around);
	const actions = actionsIn(asked, region);
	return {
		data: {
			region: here.region,
			region_name: here.label,
			headline: opposition?.headline ?? null,
			readings: opposition?.readings ?? [],
			tiles: tiles(asked, around, opposition?.headline ?? null),
			months: monthsOf(actions),
			confirmed_months: monthsOf(actions.filter(({ tier }) => tier !== 'aggregator')),
			rug: daysOf(actions.filter(({ direction }) => direction === 'restrictive')),
			landmark: landmark(actions),
			latest: actions.slice(0, 6)
		},
		meta: metaOfAnswer(asked)
	};
}

/** The region an overview is of: the world where every region is asked for. @throws ProblemError 400 for several */
function oneRegion({ query }: Asked): string {
	if (query.regions === null) return 'WLD';
	const [region = 'US', ...more] = query.regions;
	if (more.length === 0) return region;
	throw badQuery([
		{
			key: 'region',
			value: query.filters.region?.join('~') ?? '',
			message: 'the overview takes one region',
			allowed: query.regions
		}
	]);
}

/** Every reading against data centers of one topic, whatever the house and the wording. */
function readingsAgainst(release: OpenRelease, region: string, topic: string): Reading[] {
	const query = {
		...ANY_QUERY,
		filters: { topic: [topic], stance: ['oppose'], subgroup: ['all'] },
		regions: [region],
		scope: 'exact' as const,
		sort: { column: 'date', descending: false }
	};
	return all<Reading>({ release }, queries.readings.rows(release.kysely, query));
}

function actionsIn({ release, on }: Asked, region: string): CollectionRow<'actions'>[] {
	const query = {
		...ANY_QUERY,
		filters: { to: [on], repeated: ['no'] },
		regions: region === 'WLD' ? null : [region],
		scope: 'within' as const
	};
	return all<CollectionRow<'actions'>>({ release }, queries.actions.rows(release.kysely, query));
}

/** The ballot measure with the widest restrictive margin: one landmark vote for the chart. */
function landmark(actions: CollectionRow<'actions'>[]): CollectionRow<'actions'> | null {
	const votes = actions.filter(
		({ action_type, direction, percent_restrictive }) =>
			action_type === 'ballot_measure' &&
			direction === 'restrictive' &&
			percent_restrictive !== null
	);
	return (
		votes.sort((a, b) => (b.percent_restrictive ?? 0) - (a.percent_restrictive ?? 0))[0] ?? null
	);
}

/** What is known of opposition in a region, or in the nearest region around it of which something is. */
export function oppositionOf(
	{ release, on }: Asked,
	around: { region: string; label: string }[]
): { headline: Headline; readings: Reading[] } | null {
	for (const { region, label } of around) {
		const item = itemWithMostWaves(release, region);
		const group = item ? groupOf(release, item) : newestOppositionGroup(release, region);
		if (group === null) continue;
		const readings = readingsAgainst(release, region, group.topic).filter(
			({ date_start }) => (date_start ?? '') <= on
		);
		const line = readings.filter((reading) =>
			item ? reading.item === item : reading.wording_group === group.wording_group
		);
		const [first, last] = item ? [line[0], line.at(-1)] : [line.at(-1), line.at(-1)];
		if (!first || !last) continue;
		return {
			readings,
			headline: headlineOf(region, label, item, first, last, item ? line.length : 1)
		};
	}
	return null;
}

function headlineOf(
	region: string,
	region_name: string,
	item: string | null,
	first: Reading,
	last: Reading,
	waves: number
): Headline {
	return {
		region,
		region_name,
		wording_group: last.wording_group,
		wording_group_label: last.wording_group_label,
		item,
		house: last.house,
		first,
		last,
		waves,
		change: waves > 1 ? last.percent - first.percent : null,
		change_margin:
			waves > 1 && first.margin !== null && last.margin !== null
				? marginOfChange(first.margin, last.margin)
				: null
	};
}

function tiles(
	asked: Asked,
	around: { region: string; label: string }[],
	headline: Headline | null
): Tile[] {
	return [
		headline && oppositionTile(headline),
		actionsTile(asked, around),
		electricityTile(asked, around),
		priceTile(asked, around),
		frontierTile(asked)
	].filter((tile) => tile !== null);
}

function oppositionTile({
	region,
	region_name,
	last,
	first,
	change,
	wording_group_label,
	house
}: Headline): Tile {
	return {
		key: 'opposition',
		title: wording_group_label,
		value: last.percent,
		unit: 'percent',
		detail: house,
		change: change === null ? null : { value: change, unit: 'points', since: first.date },
		period: last.date,
		region,
		region_name,
		source_title: last.source_title,
		source_url: last.source_url,
		publisher: last.publisher,
		tier: last.tier,
		independent_sources: last.independent_sources
	};
}

function actionsTile(
	{ release, on }: Asked,
	around: { region: string; label: string }[]
): Tile | null {
	const here = around[0];
	if (!here) return null;
	const region = here.region;
	const yearAgo = addMonths(on, -12);
	const now = restrictiveActions(release, region, yearAgo, on);
	const before = restrictiveActions(release, region, addMonths(on, -24), yearAgo);
	return {
		key: 'restrictive_actions',
		title: 'Restrictive actions, 12 months',
		value: now.total,
		unit: 'count',
		detail: `${now.states > 1 ? `in ${now.states} states; ` : ''}${now.confirmed} confirmed beyond a tracker`,
		change: {
			value: now.total - before.total,
			unit: 'actions',
			since: 'the 12 months before'
		},
		period: `${addDays(yearAgo, 1)} to ${on}`,
		region,
		region_name: here.label,
		source_title: 'Votes and actions of this release',
		source_url: null,
		publisher: 'Groundswell, counted from cited records',
		tier: now.confirmed > 0 && now.confirmed === now.total ? 'reported' : 'aggregator',
		independent_sources: 0
	};
}

function valueTile(
	key: Tile['key'],
	title: string,
	now: ValueRow,
	before: ValueRow | undefined
): Tile {
	return {
		key,
		title,
		value: now.value,
		unit: now.unit,
		detail: now.title,
		change: before
			? { value: (now.value / before.value - 1) * 100, unit: 'percent', since: before.period }
			: null,
		period: now.period,
		region: now.region,
		region_name: now.region_name,
		source_title: now.source_title,
		source_url: now.source_url,
		publisher: now.publisher,
		tier: now.tier,
		independent_sources: now.independent_sources
	};
}

function firstWithValues(
	{ release, on }: Asked,
	around: { region: string }[],
	series: readonly string[]
): ValueRow[] {
	for (const { region } of around)
		for (const id of series) {
			const values = newestValues(release, id, region, on, 2);
			if (values.length > 0) return values;
		}
	return [];
}

function electricityTile(asked: Asked, around: { region: string }[]): Tile | null {
	const [now, before] = firstWithValues(asked, around, DATA_CENTER_ELECTRICITY);
	return now ? valueTile('data_center_electricity', 'Data-center electricity', now, before) : null;
}

function priceTile(asked: Asked, around: { region: string }[]): Tile | null {
	const [now, before] = firstWithValues(asked, around, RESIDENTIAL_PRICE);
	return now ? valueTile('residential_price', 'Residential electricity price', now, before) : null;
}

function frontierTile({ release, on }: Asked): Tile | null {
	const now = cheapestFrontier(release, on);
	if (!now) return null;
	const before = cheapestFrontier(release, addMonths(on, -12));
	return {
		key: 'frontier_price',
		title: 'Cheapest frontier model',
		value: now.blended_usd_per_mtok,
		unit: 'USD per million tokens',
		detail: `${now.model_name}${now.host ? ` at ${now.host}` : ''}; blend of 3 parts input, 1 part output`,
		change: before
			? {
					value: (now.blended_usd_per_mtok / before.blended_usd_per_mtok - 1) * 100,
					unit: 'percent',
					since: `${addMonths(on, -12)} (${before.model_name})`
				}
			: null,
		period: now.valid_from,
		region: 'WLD',
		region_name: 'World',
		source_title: now.source_title,
		source_url: now.source_url,
		publisher: now.publisher,
		tier: now.tier,
		independent_sources: now.independent_sources
	};
}
