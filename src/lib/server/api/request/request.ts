import { z } from 'zod';
import { EARLIEST_DAY } from '#lib/domain/dates.ts';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { MOMENT_KEYS } from '#lib/domain/filter/link/moment.ts';
import {
	parseQuery,
	unknownKeys,
	type Format,
	type Query,
	type QueryProblem
} from '#lib/domain/filter/query.ts';
import { sentence } from '#lib/domain/filter/sentence.ts';
import type { OpenRelease } from '../../dataset/release.ts';
import { fingerprint, readCursor } from './cursor.ts';
import { narrowed, type Call } from './moment.ts';
import { badQuery } from './problem.ts';
import { labelsOf, vocabularyOf } from './vocabulary.ts';

export type { Call, Moment } from './moment.ts';

/** A request after parsing: which release answers, for which day, and what is asked. */
export interface Asked {
	release: OpenRelease;
	query: Query;
	/** The day for which status, windows and ages are computed. */
	on: string;
	offset: number;
	sentence: string;
}

/**
 * Reads a request's query for a collection.
 * @throws ProblemError 400 with every problem, 404 for a release that is not there; NoReleaseError without any
 */
export function ask(collection: Collection, call: Call, format: Format = 'json'): Asked {
	const { params, moment } = call;
	const { release, on } = call.basis();
	const { query, problems } = parseQuery(
		collection,
		params,
		vocabularyOf(release, collection),
		format
	);
	problems.push(...dayProblems(query, moment.today));
	if (query.cursor !== null && format === 'json')
		problems.push(...cursorProblems(collection, params, query.cursor));
	if (problems.length > 0) throw badQuery(problems);
	return {
		release,
		query: { ...query, day: on },
		on,
		offset: readCursor(query.cursor)?.offset ?? 0,
		sentence: sentence(collection, query, labelsOf(release, collection))
	};
}

/** What has no filters of its own. */
const NO_LIST: Collection = {
	name: 'release',
	title: 'Release',
	description: '',
	row: z.object({}),
	id: '',
	filters: [],
	region: null,
	sort: ['id'],
	searched: null
};

/**
 * The release and day of an answer that takes no filters, beside keys of its own.
 * @throws ProblemError as `ask`
 */
export function askMoment(call: Call, own: readonly string[] = []): Pick<Asked, 'release' | 'on'> {
	allowOnly(call, [...own, ...MOMENT_KEYS]);
	return ask(
		NO_LIST,
		narrowed(call, (key) => !own.includes(key)),
		'record'
	);
}

/** Refuses keys that an address without filters does not take. @throws ProblemError 400 */
export function allowOnly({ params }: Pick<Call, 'params'>, allowed: readonly string[]): void {
	const problems = unknownKeys(params, allowed);
	if (problems.length > 0) throw badQuery(problems);
}

/** Nobody knows yet what a later day will show: `on` and `as_of` end today, and `on` ends at `as_of`. */
function dayProblems({ on, asOf, release }: Query, today: string): QueryProblem[] {
	const problems: QueryProblem[] = [];
	if (on !== null && on < EARLIEST_DAY)
		problems.push({
			key: 'on',
			value: on,
			message: `is too early; the first day is ${EARLIEST_DAY}`
		});
	if (asOf !== null && asOf > today)
		problems.push({
			key: 'as_of',
			value: asOf,
			message: `is in the future; today is ${today} (UTC)`
		});
	if (on !== null && on > today)
		problems.push({ key: 'on', value: on, message: `is in the future; today is ${today} (UTC)` });
	else if (on !== null && asOf !== null && on > asOf)
		problems.push({ key: 'on', value: on, message: `is later than as_of=${asOf}` });
	if (release !== null && asOf !== null)
		problems.push({
			key: 'as_of',
			value: asOf,
			message: `chooses a release, and so does release=${release}; give one of the two`
		});
	return problems;
}

function cursorProblems(
	collection: Collection,
	params: URLSearchParams,
	value: string
): QueryProblem[] {
	const cursor = readCursor(value);
	if (cursor === null)
		return [{ key: 'cursor', value, message: 'is not a cursor; follow page.next' }];
	if (cursor.hash === fingerprint(params, collection)) return [];
	return [
		{
			key: 'cursor',
			value,
			message: 'belongs to other filters or another order; start without a cursor'
		}
	];
}
