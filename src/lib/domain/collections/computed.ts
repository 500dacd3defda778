import type { z } from 'zod';
import { changesCollection } from '../changes/change-list.ts';
import { byMonthCollection } from './lists/by-month.ts';
import { claimEvidenceCollection } from './lists/claims.ts';
import { statePricesCollection, transformedCollection } from './lists/indicators.ts';
import { verificationCollection } from './lists/verification.ts';
import { cheapestCollection, modelCostsCollection, openGapCollection } from './lists/prices.ts';

/** Lists the API computes from collections when asked, by their name in the address. */
export const computedCollections = {
	transformed: transformedCollection,
	'state-prices': statePricesCollection,
	'cheapest-prices': cheapestCollection,
	'open-gap': openGapCollection,
	'model-costs': modelCostsCollection,
	'claim-evidence': claimEvidenceCollection,
	'actions-by-month': byMonthCollection,
	verification: verificationCollection,
	changes: changesCollection
} as const;

export type ComputedName = keyof typeof computedCollections;
/** One row of a computed list. */
export type ComputedRow<N extends ComputedName> = z.output<(typeof computedCollections)[N]['row']>;
