import { collections, type CollectionName } from '#lib/domain/collections/index.ts';
import { actionsByHand } from './actions/actions.ts';
import {
	freshLimitsByHand,
	projectsByHand,
	staleByHand,
	statusesByHand
} from './actions/status.ts';
import { sightingsByHand } from './actions/trackers.ts';
import { modelPricesByHand, observationsByHand, seriesByHand } from './indicators/indicators.ts';
import type { ByHand } from './column-sql.ts';
import { answersByHand, pollsByHand, questionsByHand, readingsByHand } from './polls/polls.ts';
import { housesByHand, trendPollsByHand, trendsByHand } from './polls/trends.ts';
import { defineQuery, type CollectionQuery } from './collection-query.ts';
import {
	citationsByHand,
	claimsByHand,
	regionsByHand,
	sourcesByHand
} from './records/reference.ts';

/** What of a list's statement does not follow from its declaration; most lists need nothing. */
const BY_HAND: { [N in CollectionName]?: ByHand<N> } = {
	regions: regionsByHand,
	sources: sourcesByHand,
	citations: citationsByHand,
	polls: pollsByHand,
	questions: questionsByHand,
	answers: answersByHand,
	readings: readingsByHand,
	trends: trendsByHand,
	'trend-polls': trendPollsByHand,
	houses: housesByHand,
	actions: actionsByHand,
	statuses: statusesByHand,
	projects: projectsByHand,
	stale: staleByHand,
	'fresh-limits': freshLimitsByHand,
	sightings: sightingsByHand,
	series: seriesByHand,
	observations: observationsByHand,
	'model-prices': modelPricesByHand,
	claims: claimsByHand
};

const statementsOf = <N extends CollectionName>(name: N): CollectionQuery<N> =>
	defineQuery<N>(collections[name], BY_HAND[name]);

/** The statements of every collection. */
export const queries = Object.fromEntries(
	(Object.keys(collections) as CollectionName[]).map((name) => [name, statementsOf(name)])
) as { [N in CollectionName]: CollectionQuery<N> };
