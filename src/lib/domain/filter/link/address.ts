import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { canonical } from './canonical.ts';
import { keepMoment, MOMENT_KEYS } from './moment.ts';

/** An address with some parameters changed (null removes one); the position in a list starts anew. */
export function withParams(url: URL, changes: Record<string, string | null>): string {
	const params = new URLSearchParams(url.searchParams);
	if (!('cursor' in changes)) params.delete('cursor');
	for (const [key, value] of Object.entries(changes)) {
		if (value === null) params.delete(key);
		else params.set(key, value);
	}
	const search = canonical(params);
	return search === '' ? url.pathname : `${url.pathname}?${search}`;
}

/**
 * Keeps the region, the release and the day, which every page understands, when moving to another page.
 * @param around the region around the town that a page is of, which its address does not name
 */
export function keepRegion(path: string, url: URL, around?: string): string {
	const region =
		url.searchParams.get('region') ??
		profiled(url.pathname) ??
		(url.pathname.startsWith('/places/') ? (around ?? null) : null);
	const there = region
		? `${path}?region=${encodeURIComponent(region).replaceAll('%7E', LIST_SEPARATOR)}`
		: path;
	return keepMoment(there, url.searchParams);
}

/** The region a profile is of: there it stands in the path. */
function profiled(pathname: string): string | null {
	const [, region] = /^\/regions\/([^/]+)$/.exec(pathname) ?? [];
	return region === undefined ? null : decoded(region);
}

/** A part of a path as it was meant; null where it is malformed, as on the page that says so. */
function decoded(part: string): string | null {
	try {
		return decodeURIComponent(part);
	} catch {
		return null;
	}
}

/**
 * Whether an address is another's with what that leaves to defaults: the same page, and every key as it is given
 * there. One that writes a name as its code is another address.
 */
export const fillsIn = (whole: URL, asked: URL): boolean =>
	whole.origin === asked.origin &&
	whole.pathname === asked.pathname &&
	whole.search !== asked.search &&
	[...new Set(asked.searchParams.keys())].every(
		(key) => whole.searchParams.getAll(key).join() === asked.searchParams.getAll(key).join()
	);

/** A path with a query in canonical form; empty values are dropped. */
export function apiAddress(path: string, query: Record<string, string>): string {
	const search = canonical(new URLSearchParams(query));
	return search === '' ? path : `${path}?${search}`;
}

/** A page's query as the API takes it: some keys of the page kept to itself, others set. */
export function queryOf(
	url: URL,
	set: Record<string, string> = {},
	own: readonly string[] = []
): Record<string, string> {
	// Every key is passed on, "__proto__" too, which an assignment would swallow: the API refuses what it does not know.
	const query = Object.fromEntries(
		[...url.searchParams].filter(([key, value]) => value !== '' && !own.includes(key))
	);
	return { ...query, ...set };
}

/**
 * The keys of an address that choose the data of every answer alike: dataset, release and day.
 * @param more further keys to take along
 */
export const contextOf = (url: URL, more: readonly string[] = []): Record<string, string> =>
	Object.fromEntries(
		[...more, 'dataset', ...MOMENT_KEYS].flatMap((key) => {
			const value = url.searchParams.get(key);
			return value ? [[key, value]] : [];
		})
	);
