import { chosen, type Facet } from '#lib/domain/filter/facets.ts';
import { FILTER_KEYS } from '#lib/domain/filter/keys.ts';
import { matching } from '#lib/domain/schema/table-search.ts';
import { ALL_PLACES } from '#lib/domain/text/format.ts';
import { bodyOf, facetsOf, queryOf, type Answer, type Api } from '../view-tools.ts';
import type { Stated } from '../stated.ts';
import { regionNamed } from '../regions/names.ts';

/** Everything the page of the data shows. */
export async function dataView(api: Api, url: URL, stated: Stated) {
	// What is looked for among tables and columns is of the page.
	const query = queryOf(url, {}, ['find']);
	const find = url.searchParams.get('find')?.slice(0, 100) ?? '';
	const [collections, releases, sources, upstreams, facets, regionName = ALL_PLACES] =
		await Promise.all([
			bodyOf(api.collections.$get({ query: {} })),
			bodyOf(api.releases.$get()),
			bodyOf(api.sources.$get({ query })),
			// The page is there although the server is about to end.
			bodyOf(api.health.$get()).then(
				(health) => health.upstreams,
				() => []
			),
			facetsOf(api, 'sources', query, 'tier~dataset'),
			regionNamed(api, url)
		]);
	return {
		regionName,
		query,
		find,
		collections: collections.data.map(listed),
		/** Tables and columns that hold what is looked for. */
		found: matching(collections.data, find),
		inputs: collections.inputs,
		on: collections.on,
		/** Whether the SQLite file lacks figures that the release has: it is then no copy of it, and has another hash. */
		hasWithheld: stated.hasWithheld(),
		releases: releases.data.map(({ counts: _counts, ...release }) => release),
		upstreams,
		/** How many sources each value leaves. */
		facets: OFFERED.flatMap((key) => offered(key, facets, url)),
		sources
	};
}

type Table = Answer<Api['collections']['$get']>['data'][number];

/** A table as the page lists and draws it: of its columns, how many there are and those that are keys of other tables. */
const listed = ({ name, title, description, rows, columns }: Table) => ({
	...{ name, title, description, rows },
	columns: columns.length,
	keys: columns
		.filter(({ joins }) => joins !== null)
		.map(({ name: column, joins }) => ({ name: column, joins }))
});

/** Filters of the sources. */
const OFFERED = ['q', 'tier', 'publisher', 'from', 'to', 'dataset'] as const;

/** Publishers are too many to offer: one is chosen in the table and stands here so that it can be taken out. */
function offered(key: (typeof OFFERED)[number], counted: readonly Facet[], url: URL): Facet[] {
	const facet = counted.find((one) => one.key === key);
	if (facet !== undefined) return [facet];
	const { label, shape } = FILTER_KEYS[key];
	const known = chosen(url, key);
	if (shape === 'list' && known.length === 0) return [];
	const values = shape === 'list' ? known.map((value) => ({ value, label: value })) : [];
	return [{ key, label, shape, values }];
}
