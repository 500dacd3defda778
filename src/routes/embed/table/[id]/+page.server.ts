import { embeddedTable } from '#lib/figures/embed/embed-table.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ fetch, params, url }) =>
	embeddedTable({ fetch, url }, params.id);
