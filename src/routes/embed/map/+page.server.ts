import { embedded } from '#lib/figures/embed/embed.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ fetch, url }) => embedded({ fetch, url }, 'map', 'map');
