import type { MessagePort } from 'node:worker_threads';

/** A request that is answered in a worker. */
export interface Job {
	/** Who answers: the API, or the pages. */
	of: 'api' | 'page';
	/** Whole address. */
	url: string;
	method: string;
	headers: readonly (readonly [string, string])[];
	body: Uint8Array<ArrayBuffer> | null;
	/** Scheme and host under which the reader reached the site. */
	reached: string;
	/** What the requests of who asks are counted under; null where that cannot be told. */
	client: string | null;
	/** Id of the request in the log; null outside one. */
	id: string | null;
	/** The release that is current for this answer, and the time in milliseconds: as who hands on the request sees them. */
	release: string | null;
	at: number;
	/** How a body that is made piece by piece is handed on; null where it is wanted whole. */
	pieces: Pieces | null;
}

/** Where the pieces of a body go, and how that is told. */
export interface Pieces {
	/** A file the pieces are written to; null where each is sent. */
	path: string | null;
	port: MessagePort;
}

/** What a worker tells of an answer whose body is made piece by piece. */
export type Piece =
	| { kind: 'head'; status: number; headers: Record<string, string> }
	| { kind: 'written'; bytes: number }
	| { kind: 'sent'; bytes: Uint8Array<ArrayBuffer> }
	| { kind: 'end' };

/** An answer of a worker. */
export interface Answered {
	status: number;
	headers: Record<string, string>;
	/** All of it; null where it went out in pieces. */
	body: Uint8Array<ArrayBuffer> | null;
	/** Whether a file of a release seemed damaged while it was made. */
	isSuspect: boolean;
}
