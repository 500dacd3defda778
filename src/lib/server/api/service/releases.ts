import { createRoute, z } from '@hono/zod-openapi';
import { answers } from '../list/collection.ts';
import type { Call } from '../request/moment.ts';
import { allowOnly } from '../request/request.ts';

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
	responses: answers('Releases', z.object({ data: z.array(releaseSchema) }))
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
