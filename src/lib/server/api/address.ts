import { collections, type CollectionName } from '#lib/domain/collections/index.ts';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { computedCollections } from '#lib/domain/collections/computed.ts';
import { canonical, canonicalForm } from '#lib/domain/filter/canonical.ts';

export const BASE = '/api/v1';

/** Pages whose table has an API address of its own: `/polls.csv` leads there with the same query. */
const TABLES: Record<string, CollectionName> = {
	polls: 'readings',
	actions: 'actions',
	energy: 'observations',
	costs: 'model-prices',
	'costs/indicators': 'observations'
};
const PAGE_DOWNLOAD = /^\/(polls|actions|energy|costs|costs\/indicators)\.(csv|json)$/;
/** Keys of a page that say how it is drawn, or are kept for the next page: its table does not take them. */
const OF_PAGE: Record<string, readonly string[]> = { costs: ['measure', 'region'] };
const RECORD_DOWNLOAD = /^\/polls\/([^/]+)\.(csv|json)$/;

/** Collections that summaries count, and whose query they take. */
const SUMMARIES: Record<string, CollectionName> = {
	'/actions/by-month': 'actions',
	'/observations/latest': 'observations',
	'/readings/groups': 'readings'
};

/** Answers that are no list, by their path below BASE. */
const DOCUMENTS = ['/feed.atom', '/calendar.ics', '/profile.csv'];

/** What an address asks for, read from its text alone. */
export interface Address {
	kind: 'answer';
	/** Path below `/api/v1`; without extension, but of a document. */
	path: string;
	format: 'json' | 'csv' | 'document';
	/** The query as it is written once. */
	search: string;
	params: URLSearchParams;
	/** Whether the query itself has a say in which release or day answers. */
	chooses: boolean;
}

/** The address to ask instead. */
export interface Redirect {
	kind: 'redirect';
	status: 303 | 308;
	location: string;
}

/** Whether the API answers a path; everything else is a page. */
export const isApiPath = (pathname: string): boolean =>
	pathname === BASE ||
	pathname.startsWith(`${BASE}/`) ||
	PAGE_DOWNLOAD.test(pathname) ||
	RECORD_DOWNLOAD.test(pathname);

/**
 * Reads a path with its query. Equal questions get equal answers: keys sorted, defaults dropped.
 * @example readAddress('/api/v1/polls.csv?tier=primary&region=all').search // 'tier=primary'
 */
export function readAddress(text: string): Address | Redirect {
	const mark = text.indexOf('?');
	const pathname = mark === -1 ? text : text.slice(0, mark);
	const search = mark === -1 ? '' : text.slice(mark + 1);
	const elsewhere = tableOf(pathname, search);
	if (elsewhere !== null) return { kind: 'redirect', status: 308, location: elsewhere };
	const below = pathname.slice(BASE.length);
	const isDocument = DOCUMENTS.includes(below);
	const name = isDocument ? undefined : /^\/([a-z-]+)\.csv$/.exec(below)?.[1];
	const format = isDocument ? 'document' : name === undefined ? 'json' : 'csv';
	const path = name !== undefined ? `/${name}` : isDocument ? below : below.replace(/\.json$/, '');
	const collection = collectionOf(path);
	const params = new URLSearchParams(search);
	const rewritten = canonicalForm(params, collection) ?? withoutPage(format, params, collection);
	if (rewritten !== null)
		return {
			kind: 'redirect',
			status: 303,
			location: rewritten === '' ? pathname : `${pathname}?${rewritten}`
		};
	const once = canonical(params, collection);
	return {
		kind: 'answer',
		path,
		format,
		search: once,
		params: new URLSearchParams(once),
		chooses: ['release', 'as_of', 'on', 'cursor'].some((key) => params.has(key))
	};
}

/** The API address behind a page's `.csv`, or behind the API's bare name. */
function tableOf(pathname: string, search: string): string | null {
	if (pathname === BASE || pathname === `${BASE}/`) return '/api';
	const [, page, extension] = PAGE_DOWNLOAD.exec(pathname) ?? [];
	if (page !== undefined && TABLES[page]) {
		const rest = without(search, OF_PAGE[page] ?? []);
		return `${BASE}/${TABLES[page]}.${extension}${rest === '' ? '' : `?${rest}`}`;
	}
	const [, poll, format] = RECORD_DOWNLOAD.exec(pathname) ?? [];
	if (poll === undefined) return null;
	return `${BASE}/answers.${format}?poll=${poll}${search === '' ? '' : `&${search}`}`;
}

/** A query, as it was sent, without some keys. */
const without = (search: string, keys: readonly string[]): string =>
	search
		.split('&')
		.filter((part) => !keys.includes(part.split('=')[0] ?? ''))
		.join('&');

function collectionOf(path: string): Collection | undefined {
	const name = SUMMARIES[path] ?? path.slice(1);
	const lists: Record<string, unknown> = { ...collections, ...computedCollections };
	return Object.hasOwn(lists, name) ? (lists[name] as Collection) : undefined;
}

/** A file is the whole result: the position of a page is taken out of its address, for everyone to see. */
function withoutPage(
	format: Address['format'],
	params: URLSearchParams,
	collection: Collection | undefined
): string | null {
	if (format !== 'csv' || !(params.has('limit') || params.has('cursor'))) return null;
	const whole = new URLSearchParams(params);
	whole.delete('limit');
	whole.delete('cursor');
	return canonical(whole, collection);
}
