import { redirect } from '@sveltejs/kit';
import { bodyOf, client, queryOf } from '#lib/client.ts';
import { withParams } from '#lib/ui/address.ts';
import type { PageLoad } from './$types';

/** What became of a row, in the order in which they are told. */
const KINDS = ['added', 'changed', 'removed'] as const;

export const load: PageLoad = async ({ fetch, url, parent }) => {
	const api = client(fetch, url);
	const [{ data: releases }, { meta }] = await Promise.all([
		bodyOf(api.releases.$get()),
		bodyOf(api.regions.$get({ query: { limit: '1' } }))
	]);
	const here = releases.filter(({ available }) => available);
	const until = meta.release;
	const before = here[here.findIndex(({ id }) => id === until) - 1];
	const since = url.searchParams.get('since') ?? '';
	if (since === '' && before !== undefined) redirect(307, withParams(url, { since: before.id }));
	const { regionName = 'Every region' } = await parent();
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
};
