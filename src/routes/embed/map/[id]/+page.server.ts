import { embedded } from '#lib/figures/embed/embed.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ fetch, params, url }) =>
	embedded({ fetch, url }, 'map', params.id);
