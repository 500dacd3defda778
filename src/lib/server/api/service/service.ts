import { createRoute, z } from '@hono/zod-openapi';
import { collections, type CollectionName } from '#lib/domain/collections/index.ts';
import { daysBetween } from '#lib/domain/dates.ts';
import { FILTERS } from '#lib/domain/filter/filters.ts';
import { LIST_SEPARATOR } from '#lib/domain/filter/keys.ts';
import { NoReleaseError } from '../../dataset/releases/release-store.ts';
import { rememberedLook } from '../../dataset/releases/readable.ts';
import type { OpenRelease } from '../../dataset/release.ts';
import { logFailure } from '../../log/log.ts';
import { dataControls, PROBLEMS } from '../list/collection.ts';
import { badQuery, ProblemError } from '../request/problem.ts';
import { countsOf } from '../list/facet-counts.ts';
import { narrowed, type Call, type Moment } from '../request/moment.ts';
import { allowOnly, ask, askMoment } from '../request/request.ts';
import { vocabularyOf } from '../request/vocabulary.ts';

const releaseSchema = z
	.object({
		id: z.string(),
		published_at: z.string(),
		data_through: z.string().nullable(),
		counts: z.record(z.string(), z.int()),
		datasets: z.array(z.string()),
		commit: z.string().nullable().openapi({
			description: 'Commit of data/ it can be built from anywhere, if it was built from one alone'
		}),
		sha256: z
			.string()
			.nullable()
			.openapi({ description: 'Hash of its file; null where a version that told none built it' }),
		state: z.enum(['served', 'coming', 'pruned', 'damaged', 'other_version']).openapi({
			description:
				'Whether it answers when asked for: coming while it is copied to this server, pruned once its file was taken away, damaged where its file is not what was published, other_version where this version of the code cannot read it'
		}),
		available: z.boolean(),
		current: z.boolean()
	})
	.openapi('Release');

export const releasesRoute = createRoute({
	method: 'get',
	path: '/releases' as const,
	summary: 'Releases',
	description: 'Every release that was published here, oldest first.',
	responses: {
		200: {
			description: 'Releases',
			content: { 'application/json': { schema: z.object({ data: z.array(releaseSchema) }) } }
		},
		...PROBLEMS
	}
});

/**
 * Every release with what it holds; the paths of user folders stay private.
 * @throws ProblemError 400 for a query that is not allowed, 404 or 410 for a release that is not here
 */
export function releases(call: Call) {
	allowOnly(call, []);
	const { store } = call.moment;
	const data = store
		.list()
		.map(
			({
				id,
				published_at,
				data_through,
				counts,
				inputs,
				commit = null,
				sha256 = null,
				state,
				available,
				current
			}) => ({
				id,
				published_at,
				data_through,
				counts,
				datasets: inputs.map(({ dataset }) => dataset),
				commit,
				sha256,
				state,
				available,
				current
			})
		);
	return { data };
}

const upstreamSchema = z
	.object({
		name: z.string(),
		title: z.string(),
		purpose: z.string(),
		not_taken: z.string().nullable(),
		licence: z.string(),
		attribution: z.string(),
		needs: z.string().nullable(),
		asked: z.string().nullable(),
		last_good: z.string().nullable(),
		newest: z.string().nullable(),
		newest_age_days: z.int().nullable(),
		stale: z.boolean(),
		failed: z.boolean(),
		rows: z.int(),
		odd: z.int(),
		warnings: z.array(z.string())
	})
	.openapi('Upstream');

const buildingSchema = z
	.object({ doing: z.string(), done: z.int(), of: z.int().nullable() })
	.openapi('Building');

export const healthRoute = createRoute({
	method: 'get',
	path: '/health' as const,
	summary: 'Readiness',
	description:
		'Whether the release can be read and new requests are wanted, how old the data is, and how long the server has been up. 503 while a release is missing or damaged, and while the server is about to end.',
	responses: {
		200: {
			description: 'Serving',
			content: {
				'application/json': {
					schema: z.object({
						status: z.literal('ok'),
						release: z.string(),
						data_through: z.string().nullable(),
						data_age_days: z.int().nullable(),
						damaged: z.array(z.string()).openapi({
							description:
								'Releases whose files were found damaged and are not served; where the last published is one, the newest whole one is'
						}),
						upstreams: z.array(upstreamSchema).openapi({
							description:
								'Where fresh data come from: how old the data of each are, whether that is older than its rhythm, and whether it could be refreshed'
						}),
						building: buildingSchema.nullable().openapi({
							description:
								'The release that is being built beside this server: what is being done, how much of it, and of how much where that is known'
						}),
						uptime_seconds: z.int()
					})
				}
			}
		},
		...PROBLEMS
	}
});

const LOOK_AGAIN_MS = 30_000;
const look = rememberedLook(LOOK_AGAIN_MS, () => performance.now());

/**
 * Whether the server can answer.
 * @throws NoReleaseError where there is no release, ProblemError 503 where the current one cannot be read
 */
export function health(call: Call) {
	allowOnly(call, []);
	const { store, current, today, upstreams, building } = call.moment;
	const { id, path, info } = readable(current);
	try {
		look(path);
	} catch (error) {
		// Its bytes are compared with the log, and the next answer is made from a release that is whole.
		store.suspect(error instanceof Error ? error.cause : error);
		throw unreadable(error);
	}
	return {
		status: 'ok' as const,
		release: id,
		data_through: info.data_through,
		data_age_days: info.data_through === null ? null : daysBetween(info.data_through, today),
		damaged: store
			.state()
			.troubled.filter(({ kind }) => kind === 'damaged')
			.map((trouble) => trouble.id),
		upstreams: [...upstreams()],
		building: building(),
		uptime_seconds: Math.floor(process.uptime())
	};
}

function readable(current: Moment['current']): OpenRelease {
	try {
		return current();
	} catch (error) {
		throw error instanceof NoReleaseError ? error : unreadable(error);
	}
}

/** The path of the file stays in the log. */
function unreadable(error: unknown): ProblemError {
	logFailure(error, 'the current release cannot be read');
	return new ProblemError(
		503,
		'The current release cannot be read. The log of the server names the file; npm run ingest builds it anew.'
	);
}

export const liveRoute = createRoute({
	method: 'get',
	path: '/live' as const,
	summary: 'Liveness',
	description: 'Whether the process answers at all, whatever the state of its data.',
	responses: {
		200: {
			description: 'Alive',
			content: {
				'application/json': {
					schema: z.object({ status: z.literal('ok'), uptime_seconds: z.int() })
				}
			}
		},
		...PROBLEMS
	}
});

/** That the process answers. */
export function live(call: Call) {
	allowOnly(call, []);
	return { status: 'ok' as const, uptime_seconds: Math.floor(process.uptime()) };
}

const facetSchema = z.object({
	key: z.string(),
	label: z.string(),
	shape: z.enum(['list', 'one', 'date', 'count', 'words', 'amount', 'dates']),
	values: z.array(
		z.object({
			value: z.string(),
			label: z.string(),
			rows: z.int().nullable().openapi({
				description:
					'With counted=yes, where the values are not too many: rows it leaves, every other filter as it is'
			})
		})
	)
});
export type Facet = z.output<typeof facetSchema>;

export const filtersRoute = createRoute({
	method: 'get',
	path: '/filters' as const,
	summary: 'Filters of a collection',
	description:
		'Every key a collection takes, with the values a release holds; the current one unless told.',
	request: {
		query: z.object({
			collection: z.string().openapi({ description: 'Name of the collection, for example polls' }),
			keys: z
				.string()
				.optional()
				.openapi({ description: 'Only these filters, joined with ~; all unless told' }),
			counted: z.enum(['yes']).optional().openapi({
				description:
					'Count the rows of each value of short lists; takes the filters of the collection beside it'
			}),
			...dataControls
		})
	},
	responses: {
		200: {
			description: 'Filters',
			content: {
				'application/json': {
					schema: z.object({ data: z.array(facetSchema), release: z.string(), on: z.string() })
				}
			}
		},
		...PROBLEMS
	}
});

/** Keys of the route itself, beside release and day. */
const OF_FILTERS: readonly string[] = ['collection', 'keys', 'counted'];

/** The filters of a collection with their values. @throws ProblemError 400 for an unknown collection or filter. */
export function filters(call: Call) {
	const { params } = call;
	const name = params.get('collection') ?? '';
	if (!Object.hasOwn(collections, name))
		throw badQuery([
			{
				key: 'collection',
				value: name,
				message: 'expected the name of a collection',
				allowed: Object.keys(collections)
			}
		]);
	const collection = collections[name as CollectionName];
	const isCounted = params.get('counted') === 'yes';
	const rest = narrowed(call, (key) => !OF_FILTERS.includes(key));
	const asked = isCounted ? ask(collection, rest, 'record') : null;
	const { release, on } = asked ?? askMoment(call, OF_FILTERS);
	const offered = collection.filters.filter((key) => key !== 'region');
	const wanted = params.get('keys')?.split(LIST_SEPARATOR) ?? offered;
	const unknown = wanted.find((key) => !(offered as readonly string[]).includes(key));
	if (unknown !== undefined)
		throw badQuery([
			{ key: 'keys', value: unknown, message: `no filter of ${name}`, allowed: [...offered] }
		]);
	const vocabulary = vocabularyOf(release, collection);
	return {
		release: release.id,
		on,
		data: offered
			.filter((key) => wanted.includes(key))
			.map((key): Facet => {
				const spec = FILTERS[key];
				const open = [...vocabulary.values(key)].map(([value, label]) => ({ value, label }));
				const closed = spec.values?.map((value) => ({ value, label: value.replaceAll('_', ' ') }));
				const values = closed ?? open;
				const counts =
					asked && (spec.shape === 'list' || spec.shape === 'one')
						? countsOf(
								name as CollectionName,
								key,
								values.map(({ value }) => value),
								asked
							)
						: null;
				return {
					...{ key, label: spec.label, shape: spec.shape },
					values: values.map((one) => ({ ...one, rows: counts?.get(one.value) ?? null }))
				};
			})
	};
}
