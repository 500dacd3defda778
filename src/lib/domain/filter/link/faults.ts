import { DATE_HINT, isoDate, parseDate } from '../../dates.ts';
import { withParams } from './address.ts';
import { LIST_SEPARATOR, UNKNOWN_KEY } from '../grammar.ts';
import { MOMENT_KEYS } from './moment.ts';
import { capital } from '../../text/format.ts';
import type { QueryProblem } from '../query.ts';

/** A value of an address that is not taken; the rest of the page stands without it. */
export type Fault = Pick<QueryProblem, 'key' | 'value' | 'message' | 'did_you_mean'> & {
	/** What it is about, as a form's label says it. */
	label?: string;
};

/** Keys that say which data a page shows: without them it would show others than were asked for. */
const MEANT: ReadonlySet<string> = new Set(MOMENT_KEYS);

/**
 * The faults without which a page can stand; none where one of them is a key that does not exist, chooses the data
 * itself, or stands in the page's path.
 * @param inPath keys whose values the page's path names
 */
export function faultsIn(
	problems: readonly QueryProblem[],
	asked: URLSearchParams,
	inPath: readonly string[] = []
): Fault[] {
	const stands = ({ key, message }: QueryProblem) =>
		message !== UNKNOWN_KEY && asked.has(key) && !inPath.includes(key) && !MEANT.has(key);
	return problems.every(stands) ? problems.map(faultOf) : [];
}

/** What a page says of a problem: all but what else is allowed. */
export const faultOf = ({ key, value, message, did_you_mean }: QueryProblem): Fault => ({
	key,
	value,
	message,
	...(did_you_mean === undefined ? {} : { did_you_mean })
});

/** What is wrong with a date as typed; null where nothing is, or nothing is typed. */
export function dateFault(key: string, value: string): Fault | null {
	if (value.trim() === '' || parseDate(isoDate(value)) !== null) return null;
	return { key, value, message: DATE_HINT };
}

/** Whether what is said of a value goes on after it: `is not known`. */
const IS_PREDICATE = /^(?:is|are|belongs|chooses) /;

/** A sentence on a fault, for beside its field. */
export function faultWords({ value, message }: Fault): string {
	const [wrong = ''] = message.split('; ');
	return IS_PREDICATE.test(wrong)
		? `“${value}” ${wrong} and is left out.`
		: `“${value}” is left out: ${wrong}.`;
}

/**
 * What is wrong with an address, where, and what to do, in sentences.
 * @example problemWords({ key: 'region', value: 'US-XX', message: 'is not known', did_you_mean: 'US-VA' })
 * // 'region "US-XX" is not known. Did you mean "US-VA"?'
 */
export function problemWords({ key, value, message, did_you_mean }: Fault): string {
	const [wrong = '', ...advice] = message.split('; ');
	const where = message === UNKNOWN_KEY ? `"${key}"` : `${key} "${value}"`;
	return [
		`${where}${IS_PREDICATE.test(wrong) ? '' : ':'} ${wrong}.`,
		...(did_you_mean === undefined ? [] : [`Did you mean "${did_you_mean}"?`]),
		...advice.map((one) => `${capital(one)}.`)
	].join(' ');
}

/**
 * What is wrong with a part of a page's path; where another is meant, the page leads there.
 * @example 'region "US-XX" is not known.'
 */
export const pathWords = ({ key, value, message }: Fault): string =>
	problemWords({ key, value, message: message.split('; ', 1)[0] ?? message });

/** A page's address with a wrong value replaced by the nearest right one; null where none is near. */
export function repaired(url: URL, { key, value, did_you_mean }: Fault): string | null {
	if (did_you_mean === undefined) return null;
	const values = (url.searchParams.get(key) ?? '').split(LIST_SEPARATOR);
	const isIt = (one: string) => one.toLowerCase() === value.toLowerCase();
	const mended = values.map((one) => (isIt(one) ? did_you_mean : one));
	return withParams(url, { [key]: [...new Set(mended)].join(LIST_SEPARATOR) });
}

/**
 * A page's address with all that is wrong in it replaced by what is nearest, names of keys and values alike; null where
 * something of it has nothing near.
 */
export function mended(url: URL, faults: readonly Fault[]): string | null {
	let address: string | null = null;
	for (const fault of faults) {
		const now: URL = new URL(address ?? url, url);
		if (fault.did_you_mean === undefined) return null;
		address =
			fault.message === UNKNOWN_KEY
				? withParams(now, { [fault.key]: null, [fault.did_you_mean]: fault.value })
				: repaired(now, fault);
	}
	return address;
}
