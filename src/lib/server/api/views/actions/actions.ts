import { ALL_PLACES } from '#lib/domain/text/format.ts';
import { bodyOf, facetsOf, queryOf, type Api } from '../view-tools.ts';
import { regionNamed } from '../regions/names.ts';
import { tiersBeyondTracker } from '#lib/domain/actions/words/action-words.ts';

/** Everything the page of votes and actions shows. */
export async function actionsView(api: Api, url: URL) {
	const query = queryOf(url);
	const { cursor: _cursor, sort: _sort, limit: _limit, ...filters } = query;
	const beyond = tiersBeyondTracker(filters['tier']);
	const byMonth = api.actions['by-month'];
	const [table, months, confirmed, facets, everything, regionName = ALL_PLACES] = await Promise.all(
		[
			bodyOf(api.actions.$get({ query })),
			bodyOf(byMonth.$get({ query: filters })),
			beyond === null ? null : bodyOf(byMonth.$get({ query: { ...filters, tier: beyond } })),
			facetsOf(api, 'actions', filters),
			bodyOf(api.actions.$get({ query: { limit: '1' } })),
			regionNamed(api, url)
		]
	);
	return {
		regionName,
		table,
		query,
		filters,
		months: months.data,
		undated: months.undated,
		coverage: months.coverage,
		/** Rows of the table that tell an event another row tells already: no count has them. */
		repeated: months.repeated,
		confirmed: { data: confirmed?.data ?? [], undated: confirmed?.undated ?? 0 },
		facets,
		everything: everything.page.total
	};
}

export type ActionsData = Awaited<ReturnType<typeof actionsView>>;
