import { client } from '#lib/client/api.ts';
import { bodyOf } from '#lib/client/view.ts';
import { momentIn } from '#lib/domain/filter/link/moment.ts';

/** A region's or place's profile, without the lists of its page. */
export async function profileView(
	fetch: typeof globalThis.fetch,
	url: URL,
	where: { region: string } | { place: string }
) {
	const { data: profile, meta } = await bodyOf(
		client(fetch, url).profile.$get({ query: { ...where, ...momentIn(url.searchParams) } })
	);
	return { profile, meta };
}
