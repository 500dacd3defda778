import { viewOf } from '#lib/client/view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url }) => viewOf(fetch, url, 'updates');
