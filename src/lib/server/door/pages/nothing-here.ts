import { FOUND_PAGES } from '#lib/domain/finder/found-pages.ts';
import { nearest } from '#lib/domain/text/nearest.ts';

/** What there is near an address of which a part was cut off, by how it begins. */
const NEAR: readonly (readonly [start: string, words: string])[] = [
	['/embed/', '/embed lists every chart, map and table that can be embedded'],
	['/share/', '/embed lists every chart, map and table that can be shared'],
	['/map/', 'The map is at /map'],
	['/api/', '/api lists every route of the API']
];
const ELSEWHERE =
	'The address may be mistyped, or the page may have moved. Search for a place, poll or page';
/** Pages that somebody may mean by the beginning of an address: those found by name, and those that are of a name. */
const PAGES = new Set([
	...FOUND_PAGES.map(({ path }) => path.split('/')[1] ?? ''),
	'regions',
	'places',
	'search'
]);
/** Longest part of an address that is repeated. */
const SHOWN = 100;

/** What to say of an address without a page: what was asked, and where to look instead. */
export function nothingAt(pathname: string): App.Error {
	const message = `There is no page at ${pathname.slice(0, SHOWN)}.`;
	const known = NEAR.find(([start]) => `${pathname}/`.startsWith(start))?.[1];
	const meant = known === undefined ? meantBy(pathname) : null;
	return meant === null ? { message: `${message} ${known ?? ELSEWHERE}.` } : { message, meant };
}

/** Pages that are found by name, by their addresses without the first slash. */
const ADDRESSES = FOUND_PAGES.map(({ path }) => path.slice(1)).filter((path) => path !== '');

/** Pages below which there is one for each record or place. */
const WITH_RECORDS = new Set(['regions', 'places', 'polls', 'actions']);

/** The page that an address may mean; null where none is near. */
function meantBy(pathname: string): string | null {
	const asked = pathname.replace(/^\/+|\/+$/g, '');
	const whole = nearest(asked, ADDRESSES);
	if (whole !== null) return `/${whole}`;
	const [first = '', ...rest] = asked.split('/');
	const page = nearest(first, PAGES);
	if (page === null) return null;
	const isOfRecord = page !== first && WITH_RECORDS.has(page) && rest.join('/').length <= SHOWN;
	return `/${[page, ...(isOfRecord ? rest : [])].join('/')}`;
}

/** Words for a path whose percent signs stand for no character. */
export const MALFORMED =
	'The address has a "%" that is not followed by the code of a character. Write "%25" for a percent sign.';
