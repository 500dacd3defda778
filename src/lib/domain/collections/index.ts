import type { z } from 'zod';
import { actionLists } from './actions.ts';
import { claimLists } from './claims.ts';
import { forecastLists } from './forecasts.ts';
import { indicatorLists } from './indicators.ts';
import { pollLists } from './polls.ts';
import { priceLists } from './prices.ts';
import { referenceLists } from './reference.ts';
import { statusLists } from './status.ts';
import { trackerLists } from './trackers.ts';
import { trendLists } from './trends.ts';

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
