import { client } from '#lib/client.ts';
import { pastOf } from '#lib/domain/changes/past.ts';
import { utcDay } from '#lib/domain/dates.ts';
import { momentIn } from '#lib/domain/filter/moment.ts';
import { namesOf } from '#lib/region-names.ts';
import type { LayoutLoad } from './$types';

/**
 * The regions of the address with their names, which every page shows in the picker, and the past it looks at.
 * What the API refuses here it refuses the page too, whose error shows the API's words inside the usual frame.
 */
export const load: LayoutLoad = async ({ fetch, url }) => {
	const [named, past] = await Promise.all([namesOf(fetch, url), pastIn(fetch, url)]);
	return { ...named, past };
};

async function pastIn(fetch: typeof globalThis.fetch, url: URL) {
	if (Object.keys(momentIn(url.searchParams)).length === 0) return null;
	const api = client(fetch, url);
	const [answer, releases] = await Promise.all([
		api.regions.$get({ query: { limit: '1' } }),
		api.releases.$get()
	]);
	if (!answer.ok || !releases.ok) return null;
	const { meta } = await answer.json();
	return pastOf(meta, (await releases.json()).data, utcDay(new Date()));
}
