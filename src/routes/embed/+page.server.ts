import { embedAddress } from '#lib/figures/embed/embed-address.ts';
import { CHARTS, MAPS, type FigureEntry } from '#lib/figures/registry.ts';
import { exampleOf } from '#lib/figures/embed/resolve.ts';
import { TABLES } from '#lib/figures/embed/embed-tables.ts';
import { momentIn } from '#lib/domain/filter/link/moment.ts';
import type { PageServerLoad } from './$types';

/** Everything that can be embedded, from the registries that make it. */
export const load: PageServerLoad = async ({ url, fetch }) => {
	const moment = momentIn(url.searchParams);
	const listed = (
		kind: 'chart' | 'map' | 'table',
		id: string,
		about: string,
		example: Record<string, string> = {}
	) => ({
		id,
		about,
		kind,
		address: embedAddress({ kind, id }, { ...example, ...moment })
	});
	const figures = (kind: 'chart' | 'map', entries: Readonly<Record<string, FigureEntry>>) =>
		Promise.all(
			Object.entries(entries).map(async ([id, entry]) =>
				listed(kind, id, entry.about, await exampleOf(entry, fetch, url))
			)
		);
	return {
		charts: await figures('chart', CHARTS),
		maps: await figures('map', MAPS),
		tables: Object.entries(TABLES).map(([id, { title, example }]) =>
			listed('table', id, title, example)
		)
	};
};
