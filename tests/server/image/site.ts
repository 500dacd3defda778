import { GET as shapes } from '../../../src/routes/map/shapes/[edition]/[region]/+server.ts';
import { CHARTS, MAPS } from '#lib/figures/registry.ts';
import { entryOf, exampleOf, resolveFigure } from '#lib/figures/embed/resolve.ts';
import type { Figure } from '#lib/figures/figure.ts';
import { apiOver } from '../api/setup/support.ts';

const BASE = 'http://site.invalid';

/** Every chart and map there is, as `[kind, id]`. */
export const ENTRIES = [
	...Object.keys(CHARTS).map((id) => ['chart', id] as const),
	...Object.keys(MAPS).map((id) => ['map', id] as const)
];

/** Figures as the running site makes them, without a socket: the API, and the outlines of the map. */
export function siteOver(options: Parameters<typeof apiOver>[0] = {}) {
	const { api } = apiOver(options);
	const fetch: typeof globalThis.fetch = async (input, init) => {
		const url = new URL(input instanceof Request ? input.url : input, BASE);
		const [, edition = '', region = ''] =
			/^\/map\/shapes\/([^/]+)\/([^/]+)$/.exec(url.pathname) ?? [];
		if (edition !== '')
			return shapes({ params: { edition, region } } as Parameters<typeof shapes>[0]);
		return api.request(`${url.pathname}${url.search}`, init);
	};
	return {
		fetch,
		figure: (
			kind: 'chart' | 'map',
			id: string,
			query: Record<string, string> = {}
		): Promise<Figure | null> =>
			resolveFigure(
				fetch,
				entryOf(kind, id),
				new URL(`${BASE}/embed/${kind}/${id}?${new URLSearchParams(query).toString()}`)
			),
		/** The figure of an entry for its example. */
		example: async (kind: 'chart' | 'map', id: string): Promise<Figure> => {
			const entry = entryOf(kind, id);
			const example = await exampleOf(entry, fetch, new URL(BASE));
			const search = new URLSearchParams(example).toString();
			const found = await resolveFigure(
				fetch,
				entry,
				new URL(`${BASE}/embed/${kind}/${id}?${search}`)
			);
			if (found === null) throw new Error(`${kind} ${id} has nothing to draw for its example`);
			return found;
		}
	};
}
