import { bodyOf, client, queryOf } from '#lib/client.ts';
import { shapesOf } from '#lib/map/shapes.ts';
import { windowOf } from '#lib/map/window.ts';
import { stateOf } from '#lib/map/sheet.ts';

/** Everything the overview shows. */
export async function overviewView(fetch: typeof globalThis.fetch, url: URL) {
	const api = client(fetch, url);
	const { region: _region, ...when } = queryOf(url);
	const { data, meta } = await bodyOf(api.overview.$get({ query: queryOf(url) }));
	const counted: Record<string, string> = { direction: 'restrictive', ...windowOf(12, meta.on) };
	const [states, shapes] = isOnMap(data.region)
		? await Promise.all([
				bodyOf(api.map.$get({ query: { ...when, ...counted } })),
				shapesOf(fetch, null)
			])
		: [null, null];
	return { ...data, meta, counted, states, shapes };
}

export type OverviewData = Awaited<ReturnType<typeof overviewView>>;

/** The map of the states stands on the page of the world, the country and what lies in it. */
const isOnMap = (region: string) => ['WLD', 'US'].includes(region) || stateOf(region) !== null;
