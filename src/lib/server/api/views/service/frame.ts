import type { Stated } from '../stated.ts';
import { pastOf } from '#lib/domain/changes/past.ts';
import { momentIn } from '#lib/domain/filter/link/moment.ts';
import { bodyOf, type Api } from '../view-tools.ts';
import { namesIn } from '../regions/names.ts';

/** What stands around every page: the regions of its address with their names, and the past it looks at. */
export async function frameView(api: Api, url: URL, { today }: Pick<Stated, 'today'>) {
	const [named, past] = await Promise.all([namesIn(api, url), pastIn(api, url, today)]);
	return { ...named, past };
}

async function pastIn(api: Api, url: URL, today: string) {
	if (Object.keys(momentIn(url.searchParams)).length === 0) return null;
	const [{ meta }, releases] = await Promise.all([
		bodyOf(api.regions.$get({ query: { limit: '1' } })),
		bodyOf(api.releases.$get())
	]);
	return pastOf(meta, releases.data, today);
}
