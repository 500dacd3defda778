import { client } from '#lib/client/api.ts';
import { bodyOf, viewAsAsked } from '#lib/client/view.ts';
import { momentIn } from '#lib/domain/filter/link/moment.ts';

/** A region's or place's profile, without the lists of its page. */
export async function askProfile(
	fetch: typeof globalThis.fetch,
	url: URL,
	where: { region: string } | { place: string }
) {
	const { data: profile, meta } = await bodyOf(
		client(fetch, url).profile.$get({ query: { ...where, ...momentIn(url.searchParams) } })
	);
	return { profile, meta };
}

/** The same with the estimate from all polls like those it shows; null where there is none. */
export async function askOpposed(...asked: Parameters<typeof askProfile>) {
	const [fetch, url] = asked;
	const view = await askProfile(...asked);
	const region = view.profile.opposition?.headline.region;
	if (region === undefined) return { ...view, pooled: null };
	const polled = new URL('/regions', url);
	polled.search = new URLSearchParams(momentIn(url.searchParams)).toString();
	const { pooled } = await viewAsAsked(fetch, polled, 'profile', { region });
	return { ...view, pooled };
}
