/** Why a request is not answered now, and when to come back. */
export interface Refused {
	status: 429 | 503;
	words: string;
	retryAfterS: number;
}

/** A place among the answers being made. */
export interface Turn {
	/** Gives the place back; only the first call does. */
	leave: () => void;
}

/** What stands before work that no kept answer saves. */
export interface Guard {
	/**
	 * Waits for a place among the answers being made.
	 * @param isGone whether nobody waits for the answer any more
	 * @param client who asks; null where that cannot be told
	 */
	turn: (isGone?: () => boolean, client?: string | null) => Promise<Turn | Refused>;
	/** Why even work with a bound of its own should not begin now; null where it may. */
	overloaded: () => Refused | null;
	/** Counts an answer that was kept, or had to be made. */
	cached: (isKept: boolean) => void;
	/** Whether the server is about to end and wants no new requests. */
	isDraining: () => boolean;
}

/** Lets everything pass, as inside a script or a test. */
export const OPEN: Guard = {
	turn: () => Promise.resolve({ leave: () => undefined }),
	overloaded: () => null,
	cached: () => undefined,
	isDraining: () => false
};
