import { embedAddress } from '#lib/figures/address.ts';
import { CHARTS, MAPS } from '#lib/figures/registry.ts';
import { TABLES } from '#lib/figures/tables.ts';
import { momentIn } from '#lib/domain/filter/moment.ts';
import type { PageServerLoad } from './$types';

/** Everything that can be embedded, from the registries that make it. */
export const load: PageServerLoad = ({ url }) => {
	const moment = momentIn(url.searchParams);
	const entry = (
		kind: 'chart' | 'map' | 'table',
		id: string,
		about: string,
		example: Record<string, string> | undefined
	) => ({
		id,
		about,
		kind,
		address: embedAddress({ kind, id }, { ...example, ...moment })
	});
	return {
		charts: Object.entries(CHARTS).map(([id, { about, example }]) =>
			entry('chart', id, about, example)
		),
		maps: Object.entries(MAPS).map(([id, { about, example }]) => entry('map', id, about, example)),
		tables: Object.entries(TABLES).map(([id, { title, example }]) =>
			entry('table', id, title, example)
		)
	};
};
