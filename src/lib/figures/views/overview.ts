import { viewOf } from '#lib/client/view.ts';
import { shapesOf } from '#lib/map/shapes/shapes.ts';

/** Everything the overview shows, with the outlines of its map. @param ask how the view is asked for */
export async function askOverview(fetch: typeof globalThis.fetch, url: URL, ask = viewOf) {
	const view = await ask(fetch, url, 'overview');
	return { ...view, shapes: view.states === null ? null : await shapesOf(fetch, null) };
}

export type OverviewData = Awaited<ReturnType<typeof askOverview>>;
