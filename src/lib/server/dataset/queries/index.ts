import type { CollectionName } from '#lib/domain/collections/index.ts';
import { actionsQuery } from './actions/actions.ts';
import {
	firstTestActionsQuery,
	forecastScoresQuery,
	forecastsQuery,
	forecastTrialsQuery,
	whatFollowedQuery
} from './forecasts.ts';
import { modelPricesQuery, observationsQuery, seriesQuery } from './indicators/indicators.ts';
import { answersQuery, pollsQuery, questionsQuery } from './polls/polls.ts';
import type { CollectionQuery } from './query.ts';
import { readingsQuery } from './polls/readings.ts';
import { citationsQuery, claimsQuery, regionsQuery, sourcesQuery } from './records/reference.ts';
import { coverageQuery, populationsQuery, sightingsQuery } from './actions/trackers.ts';
import { freshLimitsQuery, projectsQuery, staleQuery, statusesQuery } from './actions/status.ts';
import { housesQuery, trendPollsQuery, trendsQuery } from './polls/trends.ts';

/** The statements of every collection. */
export const queries: { [N in CollectionName]: CollectionQuery<N> } = {
	regions: regionsQuery,
	sources: sourcesQuery,
	citations: citationsQuery,
	polls: pollsQuery,
	questions: questionsQuery,
	answers: answersQuery,
	readings: readingsQuery,
	trends: trendsQuery,
	'trend-polls': trendPollsQuery,
	houses: housesQuery,
	actions: actionsQuery,
	statuses: statusesQuery,
	projects: projectsQuery,
	stale: staleQuery,
	'fresh-limits': freshLimitsQuery,
	sightings: sightingsQuery,
	coverage: coverageQuery,
	populations: populationsQuery,
	'what-followed': whatFollowedQuery,
	forecasts: forecastsQuery,
	'forecast-scores': forecastScoresQuery,
	'forecast-trials': forecastTrialsQuery,
	'first-test-actions': firstTestActionsQuery,
	series: seriesQuery,
	observations: observationsQuery,
	'model-prices': modelPricesQuery,
	claims: claimsQuery
};
