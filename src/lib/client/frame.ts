import { isHttpError } from '@sveltejs/kit';
import { isOffline } from './offline.ts';
import { viewOf } from './view.ts';
import { MOMENT_KEYS } from '#lib/domain/filter/link/moment.ts';
import type { ViewData } from '#lib/server/api/views/index.ts';

/** What stands around every page: the regions of its address with their names, and the past it looks at. */
export type Frame = ViewData<'frame'>;
export type Named = Omit<Frame, 'past'>;

const NO_REGIONS: Frame = { regions: [], regionNotes: [], past: null };

/**
 * What stands around the page of an address, in one call; none where it names neither region nor past. What the API
 * refuses here it refuses the page too, which says so.
 */
export async function frameOf(fetch: typeof globalThis.fetch, url: URL): Promise<Frame> {
	const about = new URL(url);
	for (const key of url.searchParams.keys())
		if (key !== 'region' && !(MOMENT_KEYS as readonly string[]).includes(key))
			about.searchParams.delete(key);
	if (![...about.searchParams.values()].some((value) => value !== '')) return NO_REGIONS;
	try {
		return await viewOf(fetch, about, 'frame');
	} catch (refused) {
		// Without a network the page says so itself, where what stands around it does not fail first.
		if (isHttpError(refused) || isOffline()) return NO_REGIONS;
		throw refused;
	}
}
