import { collections, type CollectionName } from '#lib/domain/collections/index.ts';
import type { ComputedName } from '#lib/domain/collections/computed.ts';
import type { PageListName } from '#lib/domain/collections/page-lists.ts';
import type { FileFormat } from '#lib/domain/files.ts';
import { actionsByMonth } from './actions/by-month.ts';
import { changes } from './records/changes.ts';
import { claimEvidence } from './claims/claims-record.ts';
import { listPage, listRoute } from './list/collection.ts';
import { computedPage, computedRoute, findComputed, type Computed } from './list/computed.ts';
import { find, type WholeResult } from './list/list-files.ts';
import { findMap } from './map/map.ts';
import { findMapTime } from './map/map-time.ts';
import { cheapestPrices, modelCosts, openGaps } from './prices/model-price-stats.ts';
import type { Call } from './request/moment.ts';
import { findProfile } from './profile/profile-rows.ts';
import { statePrices } from './indicators/state-prices.ts';
import { transformed } from './indicators/transform.ts';
import { verification } from './records/verification.ts';

/** Finds the whole of what has a name, for a file of it. @throws ProblemError 400 for a query that is not allowed */
type Find = (call: Call, format: FileFormat | 'metadata') => WholeResult;

/** A list whose rows a release holds: what its route declares, answers with, and finds for a file. */
const stored = <Name extends CollectionName>(name: Name) => ({
	route: listRoute(name),
	answer: (call: Call) => listPage(name, call),
	find: ((call, format) => find(name, call, format)) satisfies Find
});

/** A list that is computed when it is asked for. */
const computed = <Name extends ComputedName>(list: Computed<Name>) => ({
	route: computedRoute(list),
	answer: (call: Call) => computedPage(list, call),
	find: ((call, format) => findComputed(list, call, format)) satisfies Find
});

type Stored = { [Name in CollectionName]: ReturnType<typeof stored<Name>> };

/** Every list of the API by its name: one that is declared in domain/collections is here by itself. */
export const lists = {
	...(Object.fromEntries(
		(Object.keys(collections) as CollectionName[]).map((name) => [name, stored(name)])
	) as Stored),
	transformed: computed(transformed),
	'state-prices': computed(statePrices),
	'cheapest-prices': computed(cheapestPrices),
	'open-gap': computed(openGaps),
	'model-costs': computed(modelCosts),
	verification: computed(verification),
	'claim-evidence': computed(claimEvidence),
	'actions-by-month': computed(actionsByMonth),
	changes: computed(changes)
} satisfies Record<CollectionName | ComputedName, { find: Find }>;

/** How what a page shows as a whole is found, where it is the list of no collection. */
const VIEWS: Record<PageListName, Find> = {
	map: findMap,
	'map-time': findMapTime,
	profile: findProfile
};

/** How the whole of what has a name is found, for a file of any format; undefined where nothing of this name is one. */
export function wholeOf(name: string): Find | undefined {
	if (Object.hasOwn(VIEWS, name)) return VIEWS[name as PageListName];
	return Object.hasOwn(lists, name) ? lists[name as keyof typeof lists].find : undefined;
}
