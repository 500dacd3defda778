import { redirect } from '@sveltejs/kit';
import { bodyOf, client, queryOf } from '#lib/client.ts';
import { addMonths } from '#lib/domain/dates.ts';
import { withParams } from '#lib/ui/address.ts';
import { contextOf } from '#lib/figures/context.ts';
import type { PageLoad } from './$types';

/** The region is kept for other pages: list prices hold worldwide. */
const OWN = ['region'];
/** A month of a small team, to begin with: three parts in, one part out. */
const START = { tokens_in: '30000000', tokens_out: '10000000' };

export const load: PageLoad = async ({ fetch, url }) => {
	const api = client(fetch, url);
	const given = (key: string) => {
		const value = url.searchParams.get(key);
		return value === '' ? null : value;
	};
	if (given('tokens_in') === null || given('tokens_out') === null || given('days') === null) {
		const { on } = await bodyOf(api.collections.$get({ query: {} }));
		const today = given('on') ?? on;
		redirect(
			307,
			withParams(url, {
				tokens_in: given('tokens_in') ?? START.tokens_in,
				tokens_out: given('tokens_out') ?? START.tokens_out,
				days: given('days') ?? [addMonths(today, -12), today].join('~')
			})
		);
	}
	const query = queryOf(url, {}, OWN);
	const [table, facets, everything] = await Promise.all([
		bodyOf(api['model-costs'].$get({ query })),
		bodyOf(api.filters.$get({ query: { collection: 'model-prices' } })),
		bodyOf(
			api['model-costs'].$get({
				query: { ...contextOf(url), tokens_in: '1', tokens_out: '1', limit: '1' }
			})
		)
	]);
	return {
		table,
		facets: facets.data,
		query,
		meta: table.meta,
		everything: everything.page.total
	};
};
