import { OpenAPIHono, type z } from '@hono/zod-openapi';
import { actionDays, actionDaysRoute, actionsByMonth, byMonth, byMonthRoute } from './by-month.ts';
import { listPage, listRoute } from './collection.ts';
import { changes } from './changes.ts';
import { claimEvidence } from './claims-record.ts';
import { collectionsRoute, listCollections } from './collections.ts';
import { computedPage, computedRoute } from './computed.ts';
import { findings, findingsRoute } from './findings.ts';
import { latest, latestRoute } from './latest.ts';
import { map, mapRoute } from './map.ts';
import { mapTime, mapTimeRoute } from './map-time.ts';
import { cheapestPrices, modelCosts, openGaps } from './model-price-stats.ts';
import { overview, overviewRoute } from './overview.ts';
import { badQuery } from './problem.ts';
import { profileRoute } from './profile-schema.ts';
import { profile } from './profile.ts';
import { readingGroups, readingGroupsRoute } from './reading-groups.ts';
import { actionRecord, actionRoute, pollRecord, pollRoute } from './records.ts';
import type { Moment } from './request.ts';
import { search, searchRoute } from './search.ts';
import { statePrices } from './state-prices.ts';
import { verification } from './verification.ts';
import { transformed } from './transform.ts';
import { trendMethod, trendMethodRoute } from './trend-method.ts';
import { trendSummary, trendSummaryRoute } from './trend-summary.ts';
import {
	filters,
	filtersRoute,
	health,
	healthRoute,
	live,
	liveRoute,
	releases,
	releasesRoute
} from './service.ts';

/** What every route is handed: the moment it answers at. */
interface Env {
	Bindings: { moment: Moment };
}

const at = (c: { req: { url: string } }) => new URL(c.req.url);

const problemOf = ({ path, message }: z.core.$ZodIssue) => ({
	key: path.join('.'),
	value: '',
	message
});

/** Routes in one chain, so that the typed client knows every answer. */
export const routes = () =>
	new OpenAPIHono<Env>({
		defaultHook: (result) => {
			if (!result.success) throw badQuery(result.error.issues.map(problemOf));
		}
	})
		.openapi(listRoute('regions'), (c) =>
			c.json(listPage('regions', at(c).searchParams, c.env.moment), 200)
		)
		.openapi(listRoute('sources'), (c) =>
			c.json(listPage('sources', at(c).searchParams, c.env.moment), 200)
		)
		.openapi(listRoute('citations'), (c) =>
			c.json(listPage('citations', at(c).searchParams, c.env.moment), 200)
		)
		.openapi(listRoute('polls'), (c) =>
			c.json(listPage('polls', at(c).searchParams, c.env.moment), 200)
		)
		.openapi(listRoute('questions'), (c) =>
			c.json(listPage('questions', at(c).searchParams, c.env.moment), 200)
		)
		.openapi(listRoute('answers'), (c) =>
			c.json(listPage('answers', at(c).searchParams, c.env.moment), 200)
		)
		.openapi(listRoute('readings'), (c) =>
			c.json(listPage('readings', at(c).searchParams, c.env.moment), 200)
		)
		.openapi(listRoute('trends'), (c) =>
			c.json(listPage('trends', at(c).searchParams, c.env.moment), 200)
		)
		.openapi(listRoute('trend-polls'), (c) =>
			c.json(listPage('trend-polls', at(c).searchParams, c.env.moment), 200)
		)
		.openapi(listRoute('houses'), (c) =>
			c.json(listPage('houses', at(c).searchParams, c.env.moment), 200)
		)
		.openapi(listRoute('actions'), (c) =>
			c.json(listPage('actions', at(c).searchParams, c.env.moment), 200)
		)
		.openapi(listRoute('statuses'), (c) =>
			c.json(listPage('statuses', at(c).searchParams, c.env.moment), 200)
		)
		.openapi(listRoute('projects'), (c) =>
			c.json(listPage('projects', at(c).searchParams, c.env.moment), 200)
		)
		.openapi(listRoute('stale'), (c) =>
			c.json(listPage('stale', at(c).searchParams, c.env.moment), 200)
		)
		.openapi(listRoute('fresh-limits'), (c) =>
			c.json(listPage('fresh-limits', at(c).searchParams, c.env.moment), 200)
		)
		.openapi(listRoute('series'), (c) =>
			c.json(listPage('series', at(c).searchParams, c.env.moment), 200)
		)
		.openapi(listRoute('observations'), (c) =>
			c.json(listPage('observations', at(c).searchParams, c.env.moment), 200)
		)
		.openapi(listRoute('model-prices'), (c) =>
			c.json(listPage('model-prices', at(c).searchParams, c.env.moment), 200)
		)
		.openapi(listRoute('claims'), (c) =>
			c.json(listPage('claims', at(c).searchParams, c.env.moment), 200)
		)
		.openapi(listRoute('sightings'), (c) =>
			c.json(listPage('sightings', at(c).searchParams, c.env.moment), 200)
		)
		.openapi(listRoute('coverage'), (c) =>
			c.json(listPage('coverage', at(c).searchParams, c.env.moment), 200)
		)
		.openapi(listRoute('populations'), (c) =>
			c.json(listPage('populations', at(c).searchParams, c.env.moment), 200)
		)
		.openapi(computedRoute(transformed), (c) =>
			c.json(computedPage(transformed, at(c).searchParams, c.env.moment), 200)
		)
		.openapi(computedRoute(statePrices), (c) =>
			c.json(computedPage(statePrices, at(c).searchParams, c.env.moment), 200)
		)
		.openapi(computedRoute(cheapestPrices), (c) =>
			c.json(computedPage(cheapestPrices, at(c).searchParams, c.env.moment), 200)
		)
		.openapi(computedRoute(openGaps), (c) =>
			c.json(computedPage(openGaps, at(c).searchParams, c.env.moment), 200)
		)
		.openapi(computedRoute(modelCosts), (c) =>
			c.json(computedPage(modelCosts, at(c).searchParams, c.env.moment), 200)
		)
		.openapi(computedRoute(verification), (c) =>
			c.json(computedPage(verification, at(c).searchParams, c.env.moment), 200)
		)
		.openapi(computedRoute(claimEvidence), (c) =>
			c.json(computedPage(claimEvidence, at(c).searchParams, c.env.moment), 200)
		)
		.openapi(computedRoute(actionsByMonth), (c) =>
			c.json(computedPage(actionsByMonth, at(c).searchParams, c.env.moment), 200)
		)
		.openapi(computedRoute(changes), (c) =>
			c.json(computedPage(changes, at(c).searchParams, c.env.moment), 200)
		)
		.openapi(findingsRoute, (c) => c.json(findings(at(c), c.env.moment), 200))
		.openapi(byMonthRoute, (c) => c.json(byMonth(at(c), c.env.moment), 200))
		.openapi(actionDaysRoute, (c) => c.json(actionDays(at(c), c.env.moment), 200))
		.openapi(latestRoute, (c) => c.json(latest(at(c), c.env.moment), 200))
		.openapi(readingGroupsRoute, (c) => c.json(readingGroups(at(c), c.env.moment), 200))
		.openapi(trendSummaryRoute, (c) => c.json(trendSummary(at(c), c.env.moment), 200))
		.openapi(trendMethodRoute, (c) => c.json(trendMethod(at(c), c.env.moment), 200))
		.openapi(mapRoute, (c) => c.json(map(at(c), c.env.moment), 200))
		.openapi(mapTimeRoute, (c) => c.json(mapTime(at(c), c.env.moment), 200))
		.openapi(profileRoute, (c) => c.json(profile(at(c), c.env.moment), 200))
		.openapi(searchRoute, (c) => c.json(search(at(c), c.env.moment), 200))
		.openapi(overviewRoute, (c) => c.json(overview(at(c), c.env.moment), 200))
		.openapi(pollRoute, (c) =>
			c.json(pollRecord(c.req.valid('param').id, at(c), c.env.moment), 200)
		)
		.openapi(actionRoute, (c) =>
			c.json(actionRecord(c.req.valid('param').id, at(c), c.env.moment), 200)
		)
		.openapi(collectionsRoute, (c) => c.json(listCollections(at(c), c.env.moment), 200))
		.openapi(filtersRoute, (c) => c.json(filters(at(c), c.env.moment), 200))
		.openapi(releasesRoute, (c) => c.json(releases(at(c), c.env.moment), 200))
		.openapi(liveRoute, (c) => c.json(live(at(c)), 200))
		.openapi(healthRoute, (c) => c.json(health(at(c), c.env.moment), 200));

/** Every route with what it answers, for typed calls. */
export type Routes = ReturnType<typeof routes>;
