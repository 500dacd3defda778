import type { z } from 'zod';
import { actionsCollection } from './actions.ts';
import {
	firstTestActionsCollection,
	forecastScoresCollection,
	forecastsCollection,
	forecastTrialsCollection,
	whatFollowedCollection
} from './forecasts.ts';
import { observationsCollection, seriesCollection } from './indicators.ts';
import { modelPricesCollection } from './prices.ts';
import {
	answersCollection,
	pollsCollection,
	questionsCollection,
	readingsCollection
} from './polls.ts';
import {
	citationsCollection,
	claimsCollection,
	regionsCollection,
	sourcesCollection
} from './reference.ts';
import {
	freshLimitsCollection,
	projectsCollection,
	staleCollection,
	statusesCollection
} from './status.ts';
import { coverageCollection, populationsCollection, sightingsCollection } from './trackers.ts';
import { housesCollection, trendPollsCollection, trendsCollection } from './trends.ts';

/** Every collection of the API by its name in the address. */
export const collections = {
	regions: regionsCollection,
	sources: sourcesCollection,
	citations: citationsCollection,
	polls: pollsCollection,
	questions: questionsCollection,
	answers: answersCollection,
	readings: readingsCollection,
	trends: trendsCollection,
	'trend-polls': trendPollsCollection,
	houses: housesCollection,
	actions: actionsCollection,
	statuses: statusesCollection,
	projects: projectsCollection,
	stale: staleCollection,
	'fresh-limits': freshLimitsCollection,
	series: seriesCollection,
	observations: observationsCollection,
	'model-prices': modelPricesCollection,
	claims: claimsCollection,
	sightings: sightingsCollection,
	coverage: coverageCollection,
	populations: populationsCollection,
	'what-followed': whatFollowedCollection,
	forecasts: forecastsCollection,
	'forecast-scores': forecastScoresCollection,
	'forecast-trials': forecastTrialsCollection,
	'first-test-actions': firstTestActionsCollection
} as const;

export type CollectionName = keyof typeof collections;
/** One row of a collection as JSON and CSV show it. */
export type CollectionRow<N extends CollectionName> = z.output<(typeof collections)[N]['row']>;
