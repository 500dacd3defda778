import { storyView } from '#lib/figures/views/story.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url }) => storyView(fetch, url);
