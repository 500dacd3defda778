import { momentIn } from '#lib/domain/filter/link/moment.ts';
import { apiAddress } from '#lib/domain/filter/link/address.ts';

/** Whether a path is that of something to stand in pages of other sites. */
export const isEmbed = (pathname: string): boolean => pathname.startsWith('/embed/');

/** What can be embedded: a chart or a map, which have a picture too, or a table. */
export type Kind = 'chart' | 'map' | 'table';

/** What an embed shows: its kind, its id in the registry, and the query of its page. */
export interface Embeddable {
	kind: Kind;
	id: string;
	title: string;
	query: Record<string, string>;
	release: string;
	on: string;
	/** Path and query of the page with the same filters. */
	view: string;
	/** Height in pixels of an embed that shows it whole; a table scrolls inside. */
	height: number;
}

/** Height of an embed of a table. */
export const TABLE_HEIGHT = 640;
/** The map of the map's own page has the short address. */
const pathOf = ({ kind, id }: Pick<Embeddable, 'kind' | 'id'>) =>
	kind === 'map' && id === 'map' ? 'map' : `${kind}/${id}`;

/** The query that shows the same for good: release and day said, and nothing that chooses them otherwise. */
export const pinned = ({ query, release, on }: Pick<Embeddable, 'query' | 'release' | 'on'>) => {
	const { as_of: _, ...rest } = query;
	return { ...rest, release, on };
};

/** The query that shows what is newest. */
export const live = ({ query }: Pick<Embeddable, 'query'>): Record<string, string> => {
	const moment = Object.keys(momentIn(new URLSearchParams(query)));
	return Object.fromEntries(Object.entries(query).filter(([key]) => !moment.includes(key)));
};

/** Path and query of an embed. */
export const embedAddress = (
	what: Pick<Embeddable, 'kind' | 'id'>,
	query: Record<string, string>
): string => apiAddress(`/embed/${pathOf(what)}`, query);

/** Path and query of a picture. */
export const pictureAddress = (
	what: Pick<Embeddable, 'kind' | 'id'>,
	query: Record<string, string>
): string => apiAddress(`/embed/${pathOf(what)}.png`, query);

/** Path and query of the page from which something is shared, for readers without JavaScript. */
export const shareAddress = (
	what: Pick<Embeddable, 'kind' | 'id'>,
	query: Record<string, string>
): string => apiAddress(`/share/${what.kind}/${what.id}`, query);
