import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { utcDay } from '#lib/domain/dates.ts';
import type { OpenRelease } from './dataset/release.ts';
import { ReleaseStore } from './dataset/releases/release-store.ts';
import { createApi } from './api/app.ts';
import { isApiPath } from './api/api-address.ts';
import { Door } from './door/door.ts';
import { PageCache } from './door/pages/page-cache.ts';
import { building } from './building.ts';
import { elsewhere } from './elsewhere.ts';
import { readSettings } from './env.ts';
import { withAssistants, type Answering } from './mcp/http.ts';
import { isAssistantPath } from './mcp/paths.ts';
import { pinnedNow } from './pinned.ts';
import { workersWaiting } from './pool/index.ts';
import { lastRefresh, refreshMark } from './ingest/upstreams/last-refresh.ts';
import { upstreamStates } from './ingest/upstreams/upstream-status.ts';
import { log } from './log/log.ts';
import { UPSTREAM } from './store/mirror.ts';
import { followStore as followIn } from './store/objects/open.ts';
import type { Following } from './store/follow.ts';

const STORE = Symbol.for('groundswell.releases');
const API = Symbol.for('groundswell.api');
const DOOR = Symbol.for('groundswell.door');
const PAGES = Symbol.for('groundswell.pages');
const shared = globalThis as typeof globalThis & {
	[STORE]?: ReleaseStore;
	[API]?: Answering;
	[DOOR]?: Door;
	[PAGES]?: PageCache;
};
/** Where it lies what upstreams sent, or of a store, what is told of it. */
function upstreams(): string {
	if (upstreamFolder !== undefined) return upstreamFolder;
	const { store, releases: folder } = readSettings(process.env);
	return (upstreamFolder = store === null ? 'data/upstream' : join(folder, UPSTREAM));
}
let upstreamFolder: string | undefined;

/** The releases of this process: one store, also where two bundles of this code are loaded. */
export function releases(): ReleaseStore {
	return (shared[STORE] ??= new ReleaseStore(
		readSettings(process.env).releases,
		undefined,
		(line) => log().error(line)
	));
}

/**
 * Follows the store of releases, if there is one.
 * @throws Error in one line where there is no release to serve
 */
export async function followStore(): Promise<Following | null> {
	const troubled = () => releases().state().troubled;
	return (followed = await followIn(
		readSettings(process.env),
		(line) => log().error(line),
		() => troubled().flatMap(({ id, kind }) => (kind === 'damaged' ? [id] : []))
	));
}
let followed: Following | null = null;

/** What this process answers and what waits: one for the API and the pages. */
export function door(): Door {
	return (shared[DOOR] ??= new Door(readSettings(process.env), {
		release: served,
		upstreams: () => lastRefresh(upstreams()),
		workersWaiting,
		storeReadAt: () => followed?.lookedAt() ?? null,
		now: () => new Date()
	}));
}

/** The pages this process keeps: filled where they are made, sent from at the door. */
export function pages(): PageCache {
	const known = shared[PAGES];
	if (known) return known;
	const basis = () => {
		try {
			return {
				release: releases().current().id,
				day: utcDay(new Date()),
				refresh: refreshMark(upstreams())
			};
		} catch {
			return null;
		}
	};
	const made = (shared[PAGES] = new PageCache(basis, Date.now));
	releases().onChangedFile(() => made.clear());
	return made;
}

/** The release that is served; null where none can be. */
function served() {
	try {
		const { id, info } = releases().current();
		const logged = releases()
			.list()
			.find((one) => one.id === id);
		return { id, publishedAt: logged?.published_at ?? null, dataThrough: info.data_through };
	} catch {
		return null;
	}
}

/** What a worker keeps of its answers, in megabytes: pages ask alike, and the main thread keeps what it sends. */
const WORKER_CACHE = 16;

/** Whether the API, or what answers assistants, answers a path; everything else is a page. */
export const isAnswered = (pathname: string): boolean =>
	isApiPath(pathname) || isAssistantPath(pathname);

/**
 * The API of this thread, with what answers assistants: the main thread hands on what it has not kept, a worker makes
 * it. In development a changed module makes a new one over the same store, which hands on nothing.
 */
export function api(fresh = false): Answering {
	if (fresh || !shared[API]) shared[API] = made(fresh);
	return shared[API];
}

function made(fresh: boolean): Answering {
	const { origin, host } = readSettings(process.env);
	const now = () => new Date(pinnedNow()?.at ?? Date.now());
	const data = createApi(
		{
			store: releases(),
			now,
			current: pinnedRelease,
			origin,
			upstreams: (today) => upstreamStates(upstreams(), today),
			building,
			...(isMainThread ? { guard: door() } : {}),
			...(isMainThread && !fresh ? { elsewhere: elsewhere(releases()) } : {})
		},
		isMainThread ? {} : { cacheMegabytes: WORKER_CACHE }
	);
	return withAssistants(data, { now, origin, host });
}

/** The release that was chosen for this answer; null where none was, or it is no longer here. */
function pinnedRelease(): OpenRelease | null {
	const id = pinnedNow()?.release ?? null;
	if (id === null) return null;
	try {
		return releases().byId(id);
	} catch {
		return null;
	}
}
