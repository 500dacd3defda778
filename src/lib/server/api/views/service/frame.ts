import { pastOf } from '#lib/domain/changes/past.ts';
import { utcDay } from '#lib/domain/dates.ts';
import { momentIn } from '#lib/domain/filter/link/moment.ts';
import { bodyOf, type Api } from '../view-tools.ts';
import { namesIn } from '../regions/names.ts';

/** What stands around every page: the regions of its address with their names, the version and the past it looks at. */
export async function frameView(api: Api, url: URL, today: string) {
	const [named, { meta }, releases] = await Promise.all([
		namesIn(api, url),
		bodyOf(api.regions.$get({ query: { limit: '1' } })),
		bodyOf(api.releases.$get())
	]);
	const published = releases.data.find(({ id }) => id === meta.release)?.published_at;
	const isPast = Object.keys(momentIn(url.searchParams)).length > 0;
	return {
		...named,
		past: isPast ? pastOf(meta, releases.data, today) : null,
		/** Which version is shown, and the UTC day on which it came; null where that is not on record. */
		version: {
			release: meta.release,
			day: published === undefined ? null : utcDay(new Date(published))
		}
	};
}
