import { EARLIEST_DAY, parseDate } from '../../dates.ts';
import { canonical } from './canonical.ts';

/** Keys that choose the data every page and answer is made from: its release and its day. */
export const MOMENT_KEYS = ['on', 'as_of', 'release'] as const;

/** The release and the day an address asks for, as far as it does. */
export function momentIn(params: URLSearchParams): Record<string, string> {
	const moment: Record<string, string> = {};
	for (const key of MOMENT_KEYS) {
		const value = params.get(key);
		if (value) moment[key] = value;
	}
	return moment;
}

/**
 * The day an address asks for, by `on` or else `as_of`; null where it asks for none, or for what the API refuses.
 */
export function dayIn(params: URLSearchParams): string | null {
	const asked = params.get('on') ?? params.get('as_of');
	const isDay = asked !== null && asked >= EARLIEST_DAY && parseDate(asked)?.precision === 'day';
	return isDay ? asked : null;
}

/**
 * An address of this site at the release and day of another one. What it says itself stays: a release of its own
 * is not met with another `as_of`, and the reverse.
 * @example keepMoment('/polls?region=US', new URLSearchParams('on=2026-11-01')) // '/polls?on=2026-11-01&region=US'
 */
export function keepMoment(address: string, from: URLSearchParams): string {
	const moment = momentIn(from);
	if (Object.keys(moment).length === 0 || !address.startsWith('/')) return address;
	const [rest = '', ...fragment] = address.split('#');
	const [path = '', search = ''] = rest.split('?');
	const params = new URLSearchParams(search);
	const choosesRelease = params.has('release') || params.has('as_of');
	for (const [key, value] of Object.entries(moment))
		if (!params.has(key) && (key === 'on' || !choosesRelease)) params.set(key, value);
	return [`${path}?${canonical(params)}`, ...fragment].join('#');
}

/** Answers about the server itself, which have no past. */
const OF_NOW = /^\/api\/v1\/(health|live|releases)\b/;

/** A `fetch` whose calls are for the release and the day an address asks for, unless a call says otherwise. */
export const atMoment =
	(fetch: typeof globalThis.fetch, url: URL): typeof globalThis.fetch =>
	(input, init) =>
		typeof input === 'string' && !OF_NOW.test(input)
			? fetch(keepMoment(input, url.searchParams), init)
			: fetch(input, init);
