import { client } from '#lib/client.ts';
import { pastOf } from '#lib/domain/changes/past.ts';
import { utcDay } from '#lib/domain/dates.ts';
import { momentIn } from '#lib/domain/filter/moment.ts';
import type { LayoutLoad } from './$types';

/**
 * The regions of the address with their names, which every page shows in the picker, and the past it looks at.
 * What the API refuses here it refuses the page too, whose error shows the API's words inside the usual frame.
 */
export const load: LayoutLoad = async ({ fetch, url }) => {
	const region = url.searchParams.get('region') ?? '';
	const [named, past] = await Promise.all([namesOf(fetch, url, region), pastIn(fetch, url)]);
	return { ...named, past };
};

async function namesOf(fetch: typeof globalThis.fetch, url: URL, region: string) {
	if (region === '') return { regions: [] };
	if (region === 'all') return { regions: [], regionName: 'Every region' };
	const answer = await client(fetch, url).regions.$get({ query: { region, scope: 'exact' } });
	if (!answer.ok) return { regions: [] };
	const { data } = await answer.json();
	return { regions: data, regionName: data.map(({ region_name }) => region_name).join(' or ') };
}

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
