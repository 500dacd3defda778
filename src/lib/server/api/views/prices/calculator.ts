import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { addMonths } from '#lib/domain/dates.ts';
import { contextOf } from '#lib/domain/filter/link/address.ts';
import { bodyOf, facetsOf, givenIn, leadTo, queryOf, withParams, type Api } from '../view-tools.ts';

/** The region is kept for other pages: list prices hold worldwide. */
const PAGE_KEYS = ['region'];
/** A month of a small team, to begin with: three parts in, one part out. */
const START = { tokens_in: '30000000', tokens_out: '10000000' };

/** What a number of tokens costs with each model. @throws Lead to the explicit address */
export async function calculatorView(api: Api, url: URL) {
	const given = (key: string) => givenIn(url, key);
	if (given('tokens_in') === null || given('tokens_out') === null || given('days') === null) {
		const { on } = await bodyOf(api.collections.$get({ query: {} }));
		const today = given('on') ?? on;
		leadTo(
			withParams(url, {
				tokens_in: given('tokens_in') ?? START.tokens_in,
				tokens_out: given('tokens_out') ?? START.tokens_out,
				days: given('days') ?? [addMonths(today, -12), today].join(LIST_SEPARATOR)
			})
		);
	}
	const query = queryOf(url, {}, PAGE_KEYS);
	const [table, facets, everything] = await Promise.all([
		bodyOf(api['model-costs'].$get({ query })),
		facetsOf(api, 'model-prices', query),
		bodyOf(
			api['model-costs'].$get({
				query: { ...contextOf(url), tokens_in: '1', tokens_out: '1', limit: '1' }
			})
		)
	]);
	return {
		table,
		facets,
		query,
		meta: table.meta,
		everything: everything.page.total
	};
}
