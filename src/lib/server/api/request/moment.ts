import type { UpstreamState } from '#lib/domain/history/upstreams.ts';
import { parseDate, utcDay } from '#lib/domain/dates.ts';
import {
	ComingError,
	DamagedError,
	NoReleaseError,
	NotServedError
} from '../../dataset/releases/not-served.ts';
import type { ReleaseStore } from '../../dataset/releases/release-store.ts';
import type { OpenRelease } from '../../dataset/release.ts';
import type { Elsewhere } from '../hand-on/handed.ts';
import type { Guard } from './turns.ts';
import { readCursor } from './cursor.ts';
import { ProblemError } from './problem.ts';
import { RELEASE_ID } from '#lib/domain/filter/grammar.ts';

/** A release that is being built: what is being done, how much of it is done, and of how much where that is known. */
export interface Building {
	doing: string;
	done: number;
	of: number | null;
}

/** @example wordsOf({ doing: 'estimating trends', done: 12, of: 37 }) // 'estimating trends: 12 of 37' */
export const wordsOf = ({ doing, done, of }: Building): string =>
	of !== null
		? `${doing}: ${done} of ${of}`
		: done > 0
			? `${doing}: ${done.toLocaleString('en-US')}`
			: doing;

/** What the API needs from outside. */
export interface Deps {
	store: ReleaseStore;
	now: () => Date;
	/** Where readers reach the site through a proxy; null or left out: where the request came to. */
	origin?: string | null;
	/** What stands before work that no kept answer saves; nothing by default. */
	guard?: Guard;
	/** How the upstreams stand on a UTC day; none by default. */
	upstreams?: (today: string) => readonly UpstreamState[];
	/** How far a release is that is being built beside the server; null where none is, or not told. */
	building?: () => Building | null;
	/** The release that somebody has chosen as the current one; the store's where it is null or not told. */
	current?: () => OpenRelease | null;
	/** Where answers are made that no kept answer saves; here by default. */
	elsewhere?: Elsewhere;
}

/** The releases and the day as they stand when a request arrives: a swap or midnight while it runs changes nothing. */
export interface Moment {
	store: ReleaseStore;
	today: string;
	/** The current release. @throws NoReleaseError where there is none. */
	current: () => OpenRelease;
	/** How the upstreams stand. */
	upstreams: () => readonly UpstreamState[];
	/** How far a release is that is being built beside the server; null where none is. */
	building: () => Building | null;
}

/** Fixes the moment a request is answered at. */
export function momentOf({ store, now, upstreams, building, current: chosen }: Deps): Moment {
	let current: OpenRelease | undefined;
	const today = utcDay(now());
	return {
		store,
		today,
		current: () => (current ??= chosen?.() ?? store.current()),
		upstreams: () => upstreams?.(today) ?? [],
		building: () => building?.() ?? null
	};
}

/** What an answer is made from: the release, and the day for which ages and windows are computed. */
export interface Basis {
	release: OpenRelease;
	on: string;
	/** Whether the address itself says both, so that it will be answered the same for good. */
	pinned: boolean;
}

/**
 * The release and day a query asks for, by its cursor, `release`, `as_of` and `on`; what is no date or id
 * at all is left to the parser.
 * @throws ProblemError 404 for a release that never was here, 410 or 503 for one that is not served; NoReleaseError
 * where there is none at all
 */
function basisOf(params: URLSearchParams, moment: Moment): Basis {
	const cursor = readCursor(params.get('cursor'));
	const id = cursor?.release ?? params.get('release');
	const day = dayOf(params.get('as_of'));
	const on = dayOf(cursor?.on ?? params.get('on'));
	const latest = day !== null && day < moment.today ? day : moment.today;
	return {
		release: releaseOf(id, day, moment),
		on: on ?? latest,
		pinned: id !== null && on !== null
	};
}

/**
 * A question as the door read it, once: lists, files and views take it from here, and nothing reads the address again.
 */
export interface Call {
	/** The query as it is written once. */
	params: URLSearchParams;
	moment: Moment;
	/** Release and day of the answer, found when they are first wanted. @throws as `basisOf` */
	basis: () => Basis;
}

/** @param params the query as it is written once */
export function callOf(params: URLSearchParams, moment: Moment): Call {
	let known: Basis | undefined;
	return { params, moment, basis: () => (known ??= basisOf(params, moment)) };
}

/** The same question with only some of its keys, at the same release and day. */
export const narrowed = (call: Call, isKept: (key: string) => boolean): Call => ({
	...call,
	params: new URLSearchParams([...call.params].filter(([key]) => isKept(key)))
});

const dayOf = (value: string | null) =>
	value !== null && parseDate(value)?.precision === 'day' ? value : null;

function releaseOf(id: string | null, day: string | null, moment: Moment): OpenRelease {
	if (id !== null && RELEASE_ID.test(id)) {
		const release = foundRelease(() => moment.store.byId(id));
		if (release) return release;
		throw new ProblemError(
			404,
			`release ${id} is not here; /api/v1/releases lists those that are`,
			{
				readerDetail: `There is no version with the id "${id}".`
			}
		);
	}
	if (day === null || day >= moment.today) return moment.current();
	try {
		return foundRelease(() => moment.store.at(day));
	} catch (error) {
		if (!(error instanceof NoReleaseError) || error.oldest === null) throw error;
		throw new ProblemError(404, `${error.message}; the oldest is of ${error.oldest}`);
	}
}

/** Releases named in a message: the newest. */
const NAMED = 5;

/** After how many seconds to ask again for a release whose file is damaged: somebody has to build it anew. */
const REBUILT_AFTER = '3600';
/** The same for one that is on its way here. */
const COPIED_AFTER = '5';

/**
 * Finds a release.
 * @throws ProblemError naming what is here: 410 where it was pruned or is of another version, 503 where it is damaged or on its way
 */
export function foundRelease<Found>(find: () => Found): Found {
	try {
		return find();
	} catch (error) {
		if (!(error instanceof NotServedError)) throw error;
		const { left } = error;
		const newest = left
			.slice(-NAMED)
			.reverse()
			.map(({ id, published_at }) => `${id} (${utcDay(new Date(published_at))})`);
		const again = againAfter(error);
		const older = left.length > NAMED ? ` and ${left.length - NAMED} older` : '';
		const status = again === null ? 410 : 503;
		const headers: Record<string, string> = again === null ? {} : { 'retry-after': again };
		if (left.length === 0)
			throw new ProblemError(status, `${error.message}; none is left here`, { headers });
		const readerDetail = `${error.message}; still here: ${newest.join(', ')}${older}`;
		throw new ProblemError(status, `${readerDetail}. /api/v1/releases lists all`, {
			headers,
			readerDetail
		});
	}
}

/** After how many seconds a release may be here; null where it will not be. */
function againAfter(error: NotServedError): string | null {
	if (error instanceof ComingError) return COPIED_AFTER;
	return error instanceof DamagedError ? REBUILT_AFTER : null;
}
