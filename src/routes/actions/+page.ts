import { actionsView } from '#lib/figures/views/actions.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent }) =>
	actionsView(fetch, url, await parent());
