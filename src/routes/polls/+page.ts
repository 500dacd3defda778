import { redirect } from '@sveltejs/kit';
import { bodyOf, client, queryOf } from '#lib/client.ts';
import { withParams } from '#lib/ui/address.ts';
import type { PageLoad } from './$types';

/** Keys that say which question is looked at; without any of them a page takes the best known one. */
const QUESTION = ['wording_group', 'item', 'topic', 'proximity', 'q'];
/** Rows a chart takes at most; a table has them all, page by page. */
const DRAWN = '1000';

export const load: PageLoad = async ({ fetch, url }) => {
	const api = client(fetch);
	const region: Record<string, string> = {};
	for (const key of ['region', 'scope', 'dataset', 'as_of', 'on', 'release']) {
		const value = url.searchParams.get(key);
		if (value) region[key] = value;
	}
	const groups = await bodyOf(api.readings.groups.$get({ query: { ...region, subgroup: 'all' } }));
	if (!QUESTION.some((key) => url.searchParams.has(key))) {
		const best = bestGroup(groups.data);
		if (best) redirect(307, withParams(url, { wording_group: best, subgroup: 'all' }));
	}
	const query = queryOf(url);
	const { cursor: _, ...whole } = query;
	const [table, drawn, facets, everything] = await Promise.all([
		bodyOf(api.readings.$get({ query })),
		bodyOf(api.readings.$get({ query: { ...whole, sort: 'date', limit: DRAWN } })),
		bodyOf(api.filters.$get({ query: { collection: 'readings' } })),
		bodyOf(api.readings.$get({ query: { region: 'all', limit: '1' } }))
	]);
	return {
		table,
		drawn,
		query,
		facets: facets.data,
		groups: groups.data,
		everything: everything.page.total
	};
};

interface Group {
	wording_group: string;
	topic: string;
	items: { waves: number }[];
}

/** The group whose question was asked again most often, else the first about siting nearby, else the first. */
function bestGroup(groups: readonly Group[]): string | null {
	const waves = ({ items }: Group) => Math.max(0, ...items.map((item) => item.waves));
	const siting = groups.filter(({ topic }) => topic === 'local_siting');
	const [best] = siting.toSorted((a, b) => waves(b) - waves(a));
	return (best ?? groups[0])?.wording_group ?? null;
}
