import { utcDay } from '#lib/domain/dates.ts';
import { client } from '#lib/client/api.ts';
import { bodyOf } from '#lib/client/view.ts';
import type { LayoutServerLoad } from './$types';

/** Which version of the data pages show, and since when it is there; asked once, as no address chooses it here. */
export const load: LayoutServerLoad = async ({ fetch }) => {
	try {
		const { data } = await bodyOf(client(fetch).releases.$get());
		const current = data.find((release) => release.current);
		return {
			version: current && { release: current.id, day: utcDay(new Date(current.published_at)) }
		};
	} catch {
		// Without any release the page says so itself.
		return { version: undefined };
	}
};
