import { AsyncLocalStorage } from 'node:async_hooks';

/** What an answer is made from, as who took the request saw it. */
export interface Pinned {
	/** The current release; null where there is none. */
	release: string | null;
	/** Milliseconds since 1970. */
	at: number;
}

const PINNED = Symbol.for('groundswell.pinned');
/** Pages are a bundle of their own in the same thread: both answer from the same release. */
const shared = globalThis as typeof globalThis & { [PINNED]?: AsyncLocalStorage<Pinned> };

const pinned = (shared[PINNED] ??= new AsyncLocalStorage<Pinned>());

/** Runs what answers a request from a release and at a time that somebody else has chosen. */
export const withPinned = <Result>(basis: Pinned, answer: () => Result): Result =>
	pinned.run(basis, answer);

/** What was chosen for the answer that is being made; undefined where nothing was. */
export const pinnedNow = (): Pinned | undefined => pinned.getStore();
