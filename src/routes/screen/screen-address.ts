import { COMPONENTS, WEIGHT_PREFIX } from '#lib/domain/screening/facts/components.ts';
import { AT_A_GLANCE, SHOWABLE } from '#lib/domain/screening/groups.ts';
import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { MOMENT_KEYS } from '#lib/domain/filter/link/moment.ts';

/** Rows of a result on a page. */
export const ROWS = 100;

/** Field of the form that says that columns could be chosen in it. */
export const COLUMNS_ASKED = 'columns_asked';

/** Keys of the address that the API takes too: weights, order, position, the one site. */
const ASKED = [...COMPONENTS.map((one) => WEIGHT_PREFIX + one), 'sort', 'first', 'site', 'pending'];
/** Keys that only say how the answer is shown. */
const SHOWN = ['columns', 'view'];
const DEFAULTS: Record<string, string> = {
	sort: 'row',
	first: '1',
	columns: AT_A_GLANCE,
	view: 'table'
};

/** The query of a page's address as far as it is about screening, in canonical order. */
export function queryIn(params: URLSearchParams): string {
	const kept = new URLSearchParams();
	for (const key of [...MOMENT_KEYS, ...ASKED, ...SHOWN].sort()) {
		const value = params.get(key) ?? '';
		const isNothing = value === '' || (key.startsWith(WEIGHT_PREFIX) && value === '0');
		if (!isNothing && DEFAULTS[key] !== value) kept.set(key, value);
	}
	return kept.toString().replaceAll('%7E', LIST_SEPARATOR);
}

/**
 * The query a form asks for: what it holds, with the day and release of the address.
 * @param form its fields in their order, as a browser or a server has them
 */
export function queryOfForm(
	form: Iterable<readonly [name: string, value: unknown]>,
	address: URLSearchParams
): string {
	const params = new URLSearchParams();
	const fields = [...form];
	const all = (wanted: string) =>
		fields.flatMap(([name, value]) => (name === wanted ? [value] : []));
	const take = (key: string, value: unknown) => {
		if (typeof value === 'string') params.set(key, value);
	};
	for (const key of MOMENT_KEYS) take(key, address.get(key));
	// Of a field and a button of one name, the button comes last.
	for (const key of [...ASKED, 'view']) take(key, all(key).at(-1));
	if (params.get('view') === DEFAULTS['view']) params.delete('site');
	const chosen = all('columns');
	take(
		'columns',
		all(COLUMNS_ASKED).length > 0
			? SHOWABLE.filter((key) => chosen.includes(key)).join(LIST_SEPARATOR)
			: address.get('columns')
	);
	return queryIn(params);
}

/** What the API is asked for a page: records behind the facts where sites have a page each, dots where there is a map. */
export function apiQuery(query: string): string {
	const params = new URLSearchParams(query);
	const isSheets = hasSheets(params);
	for (const key of SHOWN) params.delete(key);
	params.set('limit', String(ROWS));
	params.set(isSheets ? 'evidence' : 'points', 'yes');
	return params.toString();
}

/** The query of a file, which holds every row whatever page of them is shown. */
export function fileQuery(query: string): string {
	const params = new URLSearchParams(query);
	for (const key of [...SHOWN, 'first', 'site']) params.delete(key);
	return params.toString();
}

/** Whether an address shows sites as pages to print. */
export const hasSheets = (params: URLSearchParams): boolean =>
	params.has('site') || params.get('view') === 'sheets';

/** Which columns an address shows. */
export function shownIn(params: URLSearchParams): readonly string[] {
	const asked = (params.get('columns') ?? '').split(LIST_SEPARATOR);
	const known = SHOWABLE.filter((key) => asked.includes(key));
	return known.length > 0 ? known : [AT_A_GLANCE];
}

/** What follows a path: a query behind its question mark, or nothing. */
export const searchOf = (query: string): string => (query === '' ? '' : `?${query}`);
