import type { z } from 'zod';
import { actionLists } from './lists/actions.ts';
import { claimLists } from './lists/claims.ts';
import { forecastLists } from './lists/forecasts.ts';
import { indicatorLists } from './lists/indicators.ts';
import { pollLists } from './lists/polls.ts';
import { priceLists } from './lists/prices.ts';
import { referenceLists } from './lists/reference.ts';
import { statusLists } from './lists/status.ts';
import { trackerLists } from './lists/trackers.ts';
import { trendLists } from './lists/trends.ts';

/** Every stored list of the API by its name in the address, subject by subject. */
export const collections = {
	...referenceLists,
	...pollLists,
	...trendLists,
	...actionLists,
	...statusLists,
	...indicatorLists,
	...priceLists,
	...claimLists,
	...trackerLists,
	...forecastLists
};

export type CollectionName = keyof typeof collections;
/** One row of a collection as JSON and CSV show it. */
export type CollectionRow<N extends CollectionName> = z.output<(typeof collections)[N]['row']>;
