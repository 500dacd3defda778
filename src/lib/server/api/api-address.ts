import { collections, type CollectionName } from '#lib/domain/collections/index.ts';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { computedCollections } from '#lib/domain/collections/computed.ts';
import { views } from '#lib/domain/collections/page-lists.ts';
import { isEverything } from '#lib/domain/schema/everything.ts';
import { FILE_FORMATS, type FileFormat } from '#lib/domain/files.ts';
import { withoutAppended } from '#lib/domain/filter/link/appended.ts';
import { canonical, canonicalForm } from '#lib/domain/filter/link/canonical.ts';

export const BASE = '/api/v1';

/** Pages whose table has an API address of its own: `/polls.csv` leads there with the same query. */
const TABLES: Record<string, CollectionName> = {
	polls: 'readings',
	actions: 'actions',
	energy: 'observations',
	costs: 'model-prices',
	'costs/indicators': 'observations'
};
const EXTENSION = FILE_FORMATS.join('|');
const PAGE_DOWNLOAD = new RegExp(
	`^/(polls|actions|energy|costs|costs/indicators)\\.(${EXTENSION})$`
);
/** Keys of a page that say how it is drawn, or are kept for the next page: its table does not take them. */
const OF_PAGE: Record<string, readonly string[]> = { costs: ['measure', 'region'] };
const RECORD_DOWNLOAD = new RegExp(`^/polls/([^/]+)\\.(${EXTENSION})$`);
/** A whole list as a file, or what describes it, below BASE. */
const LIST_FILE = new RegExp(`^/([a-z-]+)\\.(metadata\\.json|${EXTENSION})$`);

/** Collections that summaries count, and whose query they take. */
const SUMMARIES: Record<string, CollectionName> = {
	'/actions/by-month': 'actions',
	'/observations/latest': 'observations',
	'/readings/groups': 'readings'
};

/** Answers that are no list, by their path below BASE. */
const DOCUMENTS = ['/feed.atom', '/feed.rss', '/calendar.ics'];

/** What an address asks for, read from its text alone. */
export interface Address {
	kind: 'answer';
	/** Path below `/api/v1`; without extension, but of a document. */
	path: string;
	/** `page` is JSON: one page of a list, or any answer that is none; `json` is a whole list; `everything` all of them. */
	format: 'page' | 'document' | 'everything' | 'metadata' | FileFormat;
	/** The query as it is written once. */
	search: string;
	params: URLSearchParams;
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
 * Reads a path with its query. Equal questions get equal answers: keys sorted, defaults and keys that
 * others append dropped.
 * @example readAddress('/api/v1/polls.csv?tier=primary&region=all').search // 'tier=primary'
 */
export function readAddress(text: string): Address | Redirect {
	const mark = text.indexOf('?');
	const pathname = mark === -1 ? text : text.slice(0, mark);
	const search = mark === -1 ? '' : withoutAppended(text.slice(mark + 1));
	const elsewhere = tableOf(pathname, search);
	if (elsewhere !== null) return { kind: 'redirect', status: 308, location: elsewhere };
	const below = pathname.slice(BASE.length);
	const params = new URLSearchParams(search);
	const format = DOCUMENTS.includes(below)
		? 'document'
		: isEverything(below)
			? 'everything'
			: formatOf(below, params);
	const path =
		format === 'document' || format === 'everything'
			? below
			: format === 'page'
				? below.replace(/\.json$/, '')
				: below.slice(0, below.indexOf('.'));
	const collection = collectionOf(path);
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
		params: new URLSearchParams(once)
	};
}

/** A list's `.json` is all of it, unless the query asks for a page. */
function formatOf(
	below: string,
	params: URLSearchParams
): Exclude<Address['format'], 'document' | 'everything'> {
	const [, name = '', extension] = LIST_FILE.exec(below) ?? [];
	if (extension === undefined) return 'page';
	if (extension === 'metadata.json') return 'metadata';
	const isPage = !wholeNamed(name) || params.has('limit') || params.has('cursor');
	return extension === 'json' && isPage ? 'page' : (extension as FileFormat);
}

/** The API address behind a page's `.csv`, or behind the API's bare name. */
function tableOf(pathname: string, search: string): string | null {
	if (pathname === BASE || pathname === `${BASE}/`) return '/api';
	const [, page, extension] = PAGE_DOWNLOAD.exec(pathname) ?? [];
	if (page !== undefined && TABLES[page]) {
		const rest = without(search, OF_PAGE[page] ?? []);
		const list =
			TABLES[page] === 'observations' && /(^|&)transform=/.test(search)
				? 'transformed'
				: TABLES[page];
		return `${BASE}/${list}.${extension}${rest === '' ? '' : `?${rest}`}`;
	}
	const [, poll, format] = RECORD_DOWNLOAD.exec(pathname) ?? [];
	if (poll === undefined) return null;
	// What separates keys of a query is part of a name in a path.
	const id = poll.replace(/[&+=]/g, encodeURIComponent);
	return `${BASE}/answers.${format}?poll=${id}${search === '' ? '' : `&${search}`}`;
}

/** A query, as it was sent, without some keys. */
const without = (search: string, keys: readonly string[]): string =>
	search
		.split('&')
		.filter((part) => !keys.includes(part.split('=')[0] ?? ''))
		.join('&');

function collectionOf(path: string): Collection | undefined {
	return listNamed(SUMMARIES[path] ?? path.slice(1));
}

const LISTS: Record<string, unknown> = { ...collections, ...computedCollections };

/** The collection or computed list of a name, or undefined where there is none. */
export const listNamed = (name: string): Collection | undefined =>
	Object.hasOwn(LISTS, name) ? (LISTS[name] as Collection) : undefined;

/** What can be had as a file of every format, by its name: a list, or what a page shows as a whole. */
export const wholeNamed = (name: string): Collection | undefined =>
	Object.hasOwn(views, name) ? views[name as keyof typeof views] : listNamed(name);

/** A file is the whole result: the position of a page is taken out of its address, for everyone to see. */
function withoutPage(
	format: Address['format'],
	params: URLSearchParams,
	collection: Collection | undefined
): string | null {
	if (format === 'page' || format === 'document') return null;
	if (!(params.has('limit') || params.has('cursor'))) return null;
	const whole = new URLSearchParams(params);
	whole.delete('limit');
	whole.delete('cursor');
	return canonical(whole, collection);
}

/** Path and query of a request, as they were sent. */
export function pathOf(url: string): string {
	const start = url.indexOf('/', url.indexOf('//') + 2);
	return start === -1 ? '/' : url.slice(start);
}
