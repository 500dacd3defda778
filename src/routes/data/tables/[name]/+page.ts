import { error } from '@sveltejs/kit';
import { answerAt } from '#lib/client/view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, params }) => {
	const collections = await answerAt(fetch, url, 'collections');
	const table = collections.data.find(({ name }) => name === params.name);
	if (!table)
		error(404, `There is no table "${params.name.slice(0, 60)}". /data lists every table.`);
	const joinedBy = collections.data
		.filter(({ name }) => name !== table.name)
		.map(({ name, columns }) => ({
			table: name,
			columns: columns
				.filter(({ joins }) => joins?.collection === table.name)
				.map((column) => column.name)
		}))
		.filter(({ columns }) => columns.length > 0);
	return { table, joinedBy, release: collections.release };
};
