import { OpenAPIHono, type RouteConfig, type z } from '@hono/zod-openapi';
import type { Hono } from 'hono';
import type { BlankEnv } from 'hono/types';
import { actionDays, actionDaysRoute, byMonth, byMonthRoute } from './actions/by-month.ts';
import { collectionsRoute, listCollections } from './service/collections.ts';
import { findings, findingsRoute } from './indicators/findings.ts';
import { latest, latestRoute } from './indicators/latest.ts';
import { lists } from './lists.ts';
import { map, mapRoute } from './map/map.ts';
import { mapTime, mapTimeRoute } from './map/map-time.ts';
import type { Call } from './request/moment.ts';
import { overview, overviewRoute } from './overview/overview.ts';
import { badQuery } from './request/problem.ts';
import { profileRoute } from './profile/profile-schema.ts';
import { profile } from './profile/profile.ts';
import { readingGroups, readingGroupsRoute } from './polls/reading-groups.ts';
import { actionRecord, actionRoute, pollRecord, pollRoute } from './records/records.ts';
import { search, searchRoute } from './records/search.ts';
import { filters, filtersRoute } from './service/filter-values.ts';
import { health, healthRoute, live, liveRoute } from './service/health.ts';
import { releases, releasesRoute } from './service/releases.ts';
import { trendMethod, trendMethodRoute } from './polls/trend-method.ts';
import { trendSummary, trendSummaryRoute } from './polls/trend-summary.ts';

/** What a route declares, and the handler that answers every request for it. */
interface Handled {
	route: RouteConfig;
	/** @param id what the path ends in, where the route has one @throws ProblemError */
	answer: (call: Call, id: string) => unknown;
}

/** Every route, in the order in which the description of the API names them. */
const ROUTES = {
	...lists,
	findings: { route: findingsRoute, answer: findings },
	'actions/by-month': { route: byMonthRoute, answer: byMonth },
	'actions/days': { route: actionDaysRoute, answer: actionDays },
	'observations/latest': { route: latestRoute, answer: latest },
	'readings/groups': { route: readingGroupsRoute, answer: readingGroups },
	'trends/summary': { route: trendSummaryRoute, answer: trendSummary },
	'trends/method': { route: trendMethodRoute, answer: trendMethod },
	map: { route: mapRoute, answer: map },
	'map-time': { route: mapTimeRoute, answer: mapTime },
	profile: { route: profileRoute, answer: profile },
	search: { route: searchRoute, answer: search },
	overview: { route: overviewRoute, answer: overview },
	'polls/{id}': { route: pollRoute, answer: pollRecord },
	'actions/{id}': { route: actionRoute, answer: actionRecord },
	collections: { route: collectionsRoute, answer: listCollections },
	filters: { route: filtersRoute, answer: filters },
	releases: { route: releasesRoute, answer: releases },
	live: { route: liveRoute, answer: live },
	health: { route: healthRoute, answer: health }
} satisfies Record<string, Handled>;

const HANDLED: Readonly<Record<string, Handled>> = ROUTES;
/** Keys that a route cannot do without are checked before its handler runs; most have none. */
const CHECKED: ReadonlySet<string> = new Set(['filters']);

/**
 * The answer of the route at a path; undefined where there is none.
 * @param path below `/api/v1`, with its first slash
 * @throws ProblemError where the route refuses
 */
export function answerAt(path: string, call: Call): unknown {
	const name = path.slice(1);
	const found = Object.hasOwn(HANDLED, name) ? name : name.replace(/\/[^/]+$/, '/{id}');
	const handled = Object.hasOwn(HANDLED, found) ? HANDLED[found] : undefined;
	if (handled === undefined) return undefined;
	if (CHECKED.has(found)) check(handled.route, call.params);
	return handled.answer(call, idIn(path));
}

/** @throws ProblemError 400 for a query that the route's declaration does not allow */
function check({ request }: RouteConfig, params: URLSearchParams): void {
	const checked = (request?.query as z.ZodObject | undefined)?.safeParse(
		Object.fromEntries(params)
	);
	if (checked?.success !== false) return;
	throw badQuery(
		checked.error.issues.map(({ path, message }) => ({ key: path.join('.'), value: '', message }))
	);
}

/** The id a path ends in; one that does not decode is left as it is. */
function idIn(path: string): string {
	const written = path.slice(path.lastIndexOf('/') + 1);
	try {
		return decodeURIComponent(written);
	} catch {
		return written;
	}
}

/** Every route as the description of the API declares it. */
export function declaredRoutes(): OpenAPIHono {
	const declared = new OpenAPIHono();
	for (const { route } of Object.values(HANDLED)) declared.openAPIRegistry.registerPath(route);
	return declared;
}

type Body<Route> = Route extends {
	responses: { 200: { content: { 'application/json': { schema: infer Schema } } } };
}
	? z.output<Schema>
	: never;
type Input<Route, Part extends 'query' | 'params', Name extends string> = Route extends {
	request: Record<Part, infer Schema>;
}
	? Record<Name, z.input<Schema>>
	: object;
type Written<Path> = Path extends `${infer Before}{${infer Key}}` ? `${Before}:${Key}` : Path;

/** Every route with what it takes and answers, for typed calls. */
export type Routes = Hono<
	BlankEnv,
	{
		[Name in keyof typeof ROUTES as Written<(typeof ROUTES)[Name]['route']['path']>]: {
			$get: {
				input: Input<(typeof ROUTES)[Name]['route'], 'query', 'query'> &
					Input<(typeof ROUTES)[Name]['route'], 'params', 'param'>;
				output: Body<(typeof ROUTES)[Name]['route']>;
				outputFormat: 'json';
				status: 200;
			};
		};
	}
>;
