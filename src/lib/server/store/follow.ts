import { setTimeout as pause } from 'node:timers/promises';
import { currentId } from '../dataset/releases/release-log.ts';
import { BusyError } from '../ingest/publish/lock.ts';
import type { Mirror } from './mirror.ts';
import { StoreError } from './objects/objects.ts';

/** How often the store is asked for a new release, and how long it is left alone at most after failures. */
const LOOK_AFTER_MS = 2000;
const REST_MS = 5000;

interface FollowOptions {
	mirror: Mirror;
	/** The folder of copies. */
	folder: string;
	/** Told once of what goes wrong, and when all is well again. */
	say: (line: string) => void;
	/** Releases whose copies were found damaged here. */
	damaged: () => readonly string[];
	lookAfterMs?: number;
}

/** A store that is being followed. */
export interface Following {
	/** When the store was last read, in ms since 1970; null where it was not yet. */
	lookedAt: () => number | null;
	stop: () => void;
}

/**
 * Copies the current release of a store, then follows it: a new release is here within seconds.
 * @throws Error in one line where there is nothing to serve: the store has no release, or cannot be read and none was
 * copied before
 */
export async function follow({
	mirror,
	folder,
	say,
	damaged,
	lookAfterMs = LOOK_AFTER_MS
}: FollowOptions): Promise<Following> {
	const end = new AbortController();
	let lookedAt: number | null = null;
	let said = '';
	let failures = 0;
	const tell = (line: string) => {
		if (line !== said && line !== '') say(line);
		said = line;
	};
	const look = async (past: boolean) => {
		try {
			const bad = await mirror.round({ past, suspects: damaged() });
			lookedAt = Date.now();
			if (failures > 0) tell('the store of releases is read again');
			failures = 0;
			if (bad.length > 0) tell(bad.map(({ message }) => message).join('; '));
		} catch (error) {
			// What another process copies into the folder is served here too.
			if (error instanceof BusyError) return;
			failures++;
			tell(`${wordsOf(error)}; serving what is here`);
		}
	};
	if (await firstLook(mirror, folder, say)) lookedAt = Date.now();
	void (async () => {
		while (!end.signal.aborted) {
			await look(true);
			const rest = Math.min(REST_MS, lookAfterMs * 2 ** Math.min(failures, 8));
			await pause(rest, null, { signal: end.signal, ref: false }).catch(() => null);
		}
	})();
	return { lookedAt: () => lookedAt, stop: () => end.abort() };
}

/**
 * Copies the current release, if there is a newer one than here.
 * @param past whether those before it are copied too
 * @returns whether the store was read; else what was here before is served
 * @throws Error where there is nothing to serve
 */
export async function firstLook(
	mirror: Mirror,
	folder: string,
	say: (line: string) => void,
	past = false
): Promise<boolean> {
	try {
		for (const { message } of await mirror.round({ past })) say(message);
	} catch (error) {
		if (!(error instanceof StoreError || error instanceof BusyError)) throw error;
		if (currentId(folder) === null) throw error;
		say(`${wordsOf(error)}; serving what is here`);
		return false;
	}
	if (currentId(folder) === null)
		throw new StoreError(
			'the store holds no release yet; run npm run ingest with the same GROUNDSWELL_RELEASES'
		);
	return true;
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
