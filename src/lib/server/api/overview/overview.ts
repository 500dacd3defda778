import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { createRoute, z } from '@hono/zod-openapi';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { actionsCollection } from '#lib/domain/collections/lists/actions.ts';
import { readingsCollection } from '#lib/domain/collections/lists/polls.ts';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { ANY_QUERY } from '#lib/domain/filter/query.ts';
import { isVerified } from '#lib/domain/verified.ts';
import { coverage } from '../../dataset/queries/records/coverage.ts';
import { lineage } from '../../dataset/queries/regions/overview.ts';
import { queries } from '../../dataset/queries/index.ts';
import { restrictiveDays, monthSchema, monthsOf } from '../actions/by-month.ts';
import { answers, all, dataControls } from '../list/collection.ts';
import { coverageSchema } from '../actions/coverage.ts';
import { metaOfAnswer, metaSchema } from '../request/envelope.ts';
import { headlineSchema, oppositionOf } from '../profile/opposition.ts';
import { tiles, tileSchema } from './overview-tiles.ts';
import { badQuery } from '../request/problem.ts';
import { ask, type Asked, type Call } from '../request/request.ts';

export const overviewRoute = createRoute({
	method: 'get',
	path: '/overview' as const,
	summary: 'Overview of a region',
	description:
		'The polls of the pollster that asked one question most often, five figures with change and source, actions by month and the latest ones. Where the region has no figure, that of the larger area is given and named.',
	request: {
		query: z.object({
			region: z.string().optional().openapi({ description: 'One region; US by default' }),
			...dataControls
		})
	},
	responses: answers(
		'What the overview page shows',
		z.object({
			data: z.object({
				region: z.string(),
				region_name: z.string(),
				headline: z.union([headlineSchema, z.null()]),
				readings: z.array(readingsCollection.row),
				tiles: z.array(tileSchema),
				months: z.array(monthSchema),
				confirmed_months: z
					.array(monthSchema)
					.openapi({ description: 'The same, of verified actions' }),
				coverage: coverageSchema,
				rug: z
					.array(z.string())
					.openapi({ description: 'Days of restrictive actions known to the day' }),
				landmark: actionsCollection.row.nullable(),
				latest: z.array(actionsCollection.row)
			}),
			meta: metaSchema
		})
	)
});

const COLLECTION: Collection = {
	...readingsCollection,
	title: 'Overview',
	filters: ['region']
};

/**
 * Everything the overview page shows of one region.
 * @throws ProblemError 400 for a query that is not allowed, 404 or 410 for a release that is not here
 */
export function overview(call: Call) {
	const asked = ask(COLLECTION, call, 'record');
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
			confirmed_months: monthsOf(actions.filter(isVerified)),
			coverage: coverage(asked.release),
			rug: restrictiveDays(actions.filter(({ direction }) => direction === 'restrictive')),
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
			value: query.filters.region?.join(LIST_SEPARATOR) ?? '',
			message: 'the overview takes one region',
			allowed: query.regions
		}
	]);
}

function actionsIn({ release, on }: Asked, region: string): CollectionRow<'actions'>[] {
	const query = {
		...ANY_QUERY,
		day: on,
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
