import { createRoute, z } from '@hono/zod-openapi';
import { daysBetween } from '#lib/domain/dates.ts';
import { NoReleaseError } from '../../dataset/releases/not-served.ts';
import { rememberedLook } from '../../dataset/releases/readable.ts';
import type { OpenRelease } from '../../dataset/release.ts';
import { logFailure } from '../../log/log.ts';
import { answers } from '../list/collection.ts';
import { ProblemError } from '../request/problem.ts';
import type { Call, Moment } from '../request/moment.ts';
import { allowOnly } from '../request/request.ts';

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
	responses: answers(
		'Serving',
		z.object({
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
	)
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
	responses: answers('Alive', z.object({ status: z.literal('ok'), uptime_seconds: z.int() }))
});

/** That the process answers. */
export function live(call: Call) {
	allowOnly(call, []);
	return { status: 'ok' as const, uptime_seconds: Math.floor(process.uptime()) };
}
