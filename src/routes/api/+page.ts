import type { PageLoad } from './$types';
import { digest, type ApiDocument } from './digest.ts';

/** The page is text: nothing of it needs a script. */
export const csr = false;

export const load: PageLoad = async ({ fetch, url }) => {
	const response = await fetch('/api/v1/openapi.json');
	return { ...digest((await response.json()) as ApiDocument), origin: url.origin };
};
