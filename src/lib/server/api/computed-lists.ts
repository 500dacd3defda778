import type { ComputedName } from '#lib/domain/collections/computed.ts';
import { actionsByMonth } from './by-month.ts';
import { changes } from './changes.ts';
import { claimEvidence } from './claims-record.ts';
import type { AnyComputed } from './computed.ts';
import { statePrices } from './state-prices.ts';
import { cheapestPrices, modelCosts, openGaps } from './model-price-stats.ts';
import { verification } from './verification.ts';
import { transformed } from './transform.ts';

/** How each computed list is made. */
const LISTS = {
	transformed,
	'state-prices': statePrices,
	'cheapest-prices': cheapestPrices,
	'open-gap': openGaps,
	'model-costs': modelCosts,
	'claim-evidence': claimEvidence,
	'actions-by-month': actionsByMonth,
	verification,
	changes
} satisfies Record<ComputedName, AnyComputed>;

/** The computed list of a name, or undefined where there is none. */
export const computedList = (name: string): AnyComputed | undefined =>
	Object.hasOwn(LISTS, name) ? LISTS[name as ComputedName] : undefined;
