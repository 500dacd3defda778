import { frameOf } from '#lib/client/frame.ts';
import type { LayoutLoad } from './$types';

/** The regions of the address with their names, which every page shows in the picker, and the past it looks at. */
export const load: LayoutLoad = async ({ fetch, url, data }) => ({
	...(await frameOf(fetch, url)),
	version: data.version
});
