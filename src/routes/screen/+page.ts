import { error } from '@sveltejs/kit';
import { momentIn } from '#lib/domain/filter/link/moment.ts';
import { queryIn } from './screen-address.ts';
import type { PageLoad } from './$types';

/** A column of a result, as the API describes it. */
export interface ResultColumn {
	name: string;
	type: 'text' | 'number' | 'integer';
	unit: string | null;
	definition: string;
}

/** What a screening answers with; the list itself is sent by the page's form and is in no address. */
export const load: PageLoad = async ({ fetch, url }) => {
	const moment = new URLSearchParams(momentIn(url.searchParams));
	const response = await fetch(`/api/v1/screen.metadata.json?${moment}`);
	const body = (await response.json()) as {
		columns: ResultColumn[];
		release: { id: string };
		on: string;
		detail?: string;
	};
	if (!response.ok) error(response.status, body.detail ?? 'the API did not answer');
	return {
		columns: body.columns,
		query: queryIn(url.searchParams),
		meta: { release: body.release.id, on: body.on }
	};
};
