import { ALL_PLACES } from '#lib/domain/text/format.ts';
import { bodyOf, leadTo, queryOf, withParams, type Api } from '../view-tools.ts';
import { regionNamed } from '../regions/names.ts';

/** What became of a row, in the order in which they are told. */
const KINDS = ['added', 'changed', 'removed'] as const;

/** What became of rows between two releases. @throws Lead to the explicit address */
export async function changesView(api: Api, url: URL) {
	const [{ data: releases }, { meta }] = await Promise.all([
		bodyOf(api.releases.$get()),
		bodyOf(api.regions.$get({ query: { limit: '1' } }))
	]);
	const here = releases.filter(({ available }) => available);
	const until = meta.release;
	const before = here[here.findIndex(({ id }) => id === until) - 1];
	const since = url.searchParams.get('since') ?? '';
	if (since === '' && before !== undefined) leadTo(withParams(url, { since: before.id }));
	const regionName = (await regionNamed(api, url)) ?? ALL_PLACES;
	const frame = { regionName, meta, releases: here.toReversed(), since, until };
	if (since === '') return { ...frame, table: null };
	const query = queryOf(url);
	const { change: _, cursor: __, sort: ___, ...narrowed } = query;
	const [table, everything, ...counts] = await Promise.all([
		bodyOf(api.changes.$get({ query })),
		bodyOf(api.changes.$get({ query: { since, limit: '1' } })),
		...KINDS.map((change) =>
			bodyOf(api.changes.$get({ query: { ...narrowed, change, limit: '1' } }))
		)
	]);
	return {
		...frame,
		table,
		query,
		everything: everything.page.total,
		counts: KINDS.map((change, index) => ({ change, rows: counts[index]?.page.total ?? 0 }))
	};
}
