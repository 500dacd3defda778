import { TABLE_HEIGHT, type Embeddable } from '#lib/figures/embed/embed-address.ts';
import type { Figure } from '#lib/figures/figure.ts';
import { keepMoment } from '#lib/domain/filter/link/moment.ts';
import { apiAddress, withParams } from '#lib/domain/filter/link/address.ts';

/** What makes a table one that can be shared: its list in the API and the query of its rows there. */
export interface TableShare {
	list: string;
	query: Record<string, string>;
	release: string;
	on: string;
}

/** What makes a table of the page one that can be shared. @param meta of the answer its rows are from */
export const tableShare = (
	list: string,
	query: Record<string, string>,
	{ release, on }: { release: string; on: string }
): TableShare => ({ list, query, release, on });

/** A table of a page as what can be embedded: from its first row, as it is sorted. */
export function shared(
	{ list, query, release, on }: TableShare,
	title: string,
	url: URL
): Embeddable {
	const { cursor: _cursor, limit: _limit, ...rest } = query;
	// What is shared stays at the release and day of the page it is shared from.
	const [, search = ''] = keepMoment(apiAddress('/', rest), url.searchParams).split('?');
	return {
		kind: 'table',
		id: list,
		title,
		query: Object.fromEntries(new URLSearchParams(search)),
		release,
		on,
		view: withParams(url, {}),
		height: TABLE_HEIGHT
	};
}

/** The rows behind a chart as a table that can be shared: those of its CSV. */
export function shareOf({ csv, release, on }: Pick<Figure, 'csv' | 'release' | 'on'>): TableShare {
	const [path = '', search = ''] = csv.split('?');
	const list = /\/([\w-]+)\.csv$/.exec(path)?.[1] ?? '';
	return { list, query: Object.fromEntries(new URLSearchParams(search)), release, on };
}
