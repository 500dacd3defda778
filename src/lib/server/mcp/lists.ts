import type { CollectionName, CollectionRow } from '#lib/domain/collections/index.ts';
import { picked, type Answer } from './bounded.ts';
import { addressOf, withQuery, type Ask, type Query } from './ask.ts';

/** A page of a list as the API answers it. */
export interface ListAnswer {
	data: object[];
	page: { total: number };
	meta: { release: string; on: string; sentence: string; notes: string[] };
}

/** Where every row of a list says what it rests on. */
export const SOURCE = ['publisher', 'tier', 'independent_sources', 'source_url'] as const;

/**
 * The first rows of a list of the API as an answer.
 * @param columns those of a row that are given, sources last
 * @param page path of the page that shows the list; it takes the same query, but for the number of rows and `unshown`
 */
export async function listAnswer<Name extends CollectionName>(
	ask: Ask,
	{
		list,
		query,
		columns,
		page,
		unshown = [],
		caveat
	}: {
		list: Name;
		query: Query;
		columns: readonly (keyof CollectionRow<Name> & string)[];
		page: string;
		/** Keys of the query that the page does not take. */
		unshown?: readonly string[];
		caveat: string;
	}
): Promise<Answer> {
	const { data, page: found, meta } = (await ask(`/${list}`, query)) as ListAnswer;
	const shown = Object.fromEntries(
		Object.entries(query).filter(([key]) => ![...unshown, 'limit'].includes(key))
	);
	return {
		rows: data.map((row) => picked(row, columns)),
		total: found.total,
		asked: meta.sentence,
		caveat,
		release: meta.release,
		on: meta.on,
		page: withQuery(page, shown),
		api: addressOf(`/${list}`, query),
		notes: meta.notes
	};
}
