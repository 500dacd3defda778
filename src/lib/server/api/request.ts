import { createHash } from 'node:crypto';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { utcDay } from '#lib/domain/dates.ts';
import { canonical, parseQuery, type Query } from '#lib/domain/filter/query.ts';
import { sentence } from '#lib/domain/filter/words.ts';
import { NoReleaseError, type ReleaseStore } from '../dataset/release-store.ts';
import type { OpenRelease } from '../dataset/release.ts';
import { badQuery, ProblemError } from './problem.ts';
import { labelsOf, vocabularyOf } from './vocabulary.ts';

/** What the API needs from outside. */
export interface Deps {
	store: ReleaseStore;
	now: () => Date;
}

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
 * @throws ProblemError 400 with every problem, 404 for a release that is not there, 503 without any.
 */
export function ask(collection: Collection, params: URLSearchParams, deps: Deps): Asked {
	const cursor = readCursor(params);
	const release = pick(params, cursor?.release ?? null, deps);
	const { query, problems } = parseQuery(collection, params, vocabularyOf(release, collection));
	const today = utcDay(deps.now());
	const latest = query.asOf !== null && query.asOf < today ? query.asOf : today;
	if (query.on !== null && query.asOf !== null && query.on > query.asOf)
		problems.push({ key: 'on', value: query.on, message: `lies after as_of=${query.asOf}` });
	if (cursor && cursor.hash !== filterHash(params))
		problems.push({
			key: 'cursor',
			value: query.cursor ?? '',
			message: 'belongs to other filters; start without a cursor'
		});
	if (query.cursor !== null && cursor === null)
		problems.push({
			key: 'cursor',
			value: query.cursor,
			message: 'is no cursor; follow page.next'
		});
	if (problems.length > 0) throw badQuery(problems);
	return {
		release,
		query,
		on: query.on ?? latest,
		offset: cursor?.offset ?? 0,
		sentence: sentence(collection, query, labelsOf(release, collection))
	};
}

function pick(params: URLSearchParams, cursorRelease: string | null, { store }: Deps): OpenRelease {
	const wanted = cursorRelease ?? params.get('release');
	try {
		if (wanted !== null && wanted !== '') {
			const release = store.byId(wanted);
			if (release) return release;
			if (/^[0-9a-f]{12}$/.test(wanted))
				throw new ProblemError(
					404,
					`release ${wanted} is not here; /api/v1/releases lists those that are`
				);
		}
		const asOf = params.get('as_of');
		if (asOf !== null && /^\d{4}-\d{2}-\d{2}$/.test(asOf)) return store.at(asOf);
		return store.current();
	} catch (error) {
		if (!(error instanceof NoReleaseError)) throw error;
		if (error.oldest === null) throw new ProblemError(503, error.message);
		throw new ProblemError(404, `${error.message}; the oldest is of ${error.oldest}`);
	}
}

interface Cursor {
	release: string;
	offset: number;
	hash: string;
}

/** Position in a result that cannot change, since a release never does: release, rows passed, filters. */
export function writeCursor(release: string, offset: number, params: URLSearchParams): string {
	return Buffer.from(`${release}.${offset}.${filterHash(params)}`).toString('base64url');
}

function readCursor(params: URLSearchParams): Cursor | null {
	const value = params.get('cursor');
	if (value === null) return null;
	const match = /^([0-9a-f]{12})\.(\d{1,9})\.([0-9a-f]{8})$/.exec(
		Buffer.from(value, 'base64url').toString('latin1')
	);
	if (!match) return null;
	const [, release = '', offset = '', hash = ''] = match;
	return { release, offset: Number(offset), hash };
}

function filterHash(params: URLSearchParams): string {
	const own = new URLSearchParams(params);
	for (const key of ['cursor', 'limit', 'as_of', 'release']) own.delete(key);
	return createHash('sha256').update(canonical(own)).digest('hex').slice(0, 8);
}
