import { bodyOf, client, queryOf } from '#lib/client.ts';
import { windowOf } from '#lib/map/window.ts';
import { stateOf } from '#lib/map/sheet.ts';

/** Everything the overview shows. */
export async function overviewView(fetch: typeof globalThis.fetch, url: URL) {
	const api = client(fetch, url);
	const { region: _region, ...when } = queryOf(url);
	const { data, meta } = await bodyOf(api.overview.$get({ query: queryOf(url) }));
	const counted: Record<string, string> = { direction: 'restrictive', ...windowOf(12, meta.on) };
	const states = isOnMap(data.region)
		? await bodyOf(api.map.$get({ query: { ...when, ...counted } }))
		: null;
	return { ...data, meta, counted, states };
}

export type OverviewData = Awaited<ReturnType<typeof overviewView>>;

/** The map of the states stands on the page of the world, the country and what lies in it. */
const isOnMap = (region: string) => ['WLD', 'US'].includes(region) || stateOf(region) !== null;
