import { keepMoment } from '#lib/domain/filter/moment.ts';
import { canonical } from '#lib/domain/filter/query.ts';

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

/** Keeps the region, the release and the day, which every page understands, when moving to another page. */
export function keepRegion(path: string, url: URL): string {
	const region = url.searchParams.get('region') ?? profiled(url.pathname);
	const there = region
		? `${path}?region=${encodeURIComponent(region).replaceAll('%7E', '~')}`
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

/** A path with a query in canonical form; empty values are dropped. */
export function apiAddress(path: string, query: Record<string, string>): string {
	const search = canonical(new URLSearchParams(query));
	return search === '' ? path : `${path}?${search}`;
}
