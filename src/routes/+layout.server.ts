import { viewOf } from '#lib/client/view.ts';
import type { LayoutServerLoad } from './$types';

/** Which version of the data pages show, and since when it is there; asked once, as no address chooses it here. */
export const load: LayoutServerLoad = async ({ fetch }) => {
	try {
		const { version } = await viewOf(fetch, new URL('http://page.invalid/'), 'frame');
		return { version };
	} catch {
		// Without any release the page says so itself.
		return { version: null };
	}
};
