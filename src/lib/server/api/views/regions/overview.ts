import { contextOf } from '#lib/domain/filter/link/address.ts';
import { bodyOf, queryOf, type Api } from '../view-tools.ts';
import { pooledOf } from '../polls/estimate-days.ts';
import type { Stated } from '../stated.ts';
import { windowOf } from '#lib/map/window.ts';
import { stateOf } from '#lib/domain/regions/region-codes.ts';

/** Everything the overview shows. */
export async function overviewView(api: Api, url: URL, stated: Stated) {
	const { region: _region, ...when } = queryOf(url);
	const { data, meta } = await bodyOf(api.overview.$get({ query: queryOf(url) }));
	const counted: Record<string, string> = { direction: 'restrictive', ...windowOf(12, meta.on) };
	const states = isOnMap(data.region)
		? await bodyOf(api.map.$get({ query: { ...when, ...counted } }))
		: null;
	return {
		...data,
		meta,
		counted,
		states,
		pooled: await pooledOf(api, stated, contextOf(url), data.headline)
	};
}

/** The map of the states stands on the page of the world, the country and what lies in it. */
const isOnMap = (region: string) => ['WLD', 'US'].includes(region) || stateOf(region) !== null;
