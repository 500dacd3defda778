import { LIST_SEPARATOR } from '../filter/grammar.ts';

/** The path of a region's profile, whatever its code or name is made of. */
export const regionPath = (region: string): string => `/regions/${encodeURIComponent(region)}`;

/** The path of a place's profile: the parts of its id are parts of the path. */
export const placePath = (place: string): string =>
	`/places/${place.split('/').map(encodeURIComponent).join('/')}`;

/** The page of a poll, and that of an action, whatever its id is made of. */
export const pollPath = (poll: string): string => `/polls/${encodeURIComponent(poll)}`;
export const actionPath = (action: string): string => `/actions/${encodeURIComponent(action)}`;

/** The place of a claim on the page of claims. */
export const claimPath = (claim: string): string => `/claims#${encodeURIComponent(claim)}`;

/** So many places are compared side by side at most, and these to begin with where none is named. */
export const MOST_COMPARED = 6;
export const FIRST_COMPARED = ['US-VA', 'US-WI'];

/** Whether an id of a list of places is that of a town: codes of regions have no slash. */
export const isTown = (id: string): boolean => id.includes('/');

/** A list of codes of regions and ids of towns as the keys of an address hold it; null for a key without any. */
export function listsOf(ids: readonly string[]): { region: string | null; place: string | null } {
	const list = (towns: boolean) =>
		ids.filter((id) => isTown(id) === towns).join(LIST_SEPARATOR) || null;
	return { region: list(false), place: list(true) };
}

/** The same, without the keys that hold none. */
export const listedIn = (ids: readonly string[]): Record<string, string> =>
	Object.fromEntries(
		Object.entries(listsOf(ids)).flatMap(([key, value]) => (value === null ? [] : [[key, value]]))
	);

/** The order of a list of places where no other is asked for: regions before towns, each by its code. */
export const usualOrder = (ids: readonly string[]): string[] =>
	ids.toSorted((a, b) => Number(isTown(a)) - Number(isTown(b)) || (a < b ? -1 : a > b ? 1 : 0));

/** The code of the region or id of the town whose page a path is; null of other pages. */
export function idOfPath(path: string): string | null {
	const [, region, town] = /^\/(?:regions\/([^/?#]+)|places\/([^?#]+))/.exec(path) ?? [];
	const id = region ?? town;
	return id === undefined ? null : decodeURIComponent(id);
}
