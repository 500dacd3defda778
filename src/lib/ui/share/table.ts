import { TABLE_HEIGHT, type Embeddable } from '#lib/figures/address.ts';
import { withParams } from '../address.ts';

/** What makes a table one that can be shared: its list in the API and the query of its rows there. */
export interface TableShare {
	list: string;
	query: Record<string, string>;
	release: string;
	on: string;
}

/** A table of a page as what can be embedded: from its first row, as it is sorted. */
export function shared(
	{ list, query, release, on }: TableShare,
	title: string,
	url: URL
): Embeddable {
	const { cursor: _cursor, limit: _limit, ...rest } = query;
	return {
		kind: 'table',
		id: list,
		title,
		query: rest,
		release,
		on,
		view: withParams(url, {}),
		height: TABLE_HEIGHT
	};
}
