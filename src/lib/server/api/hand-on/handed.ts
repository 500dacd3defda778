import { ProblemError } from '../request/problem.ts';

/** A request that is handed on, to be answered beside the main thread. */
export interface Handed {
	/** Path and query as they were sent. */
	text: string;
	method: string;
	headers: readonly (readonly [string, string])[];
	body: Uint8Array<ArrayBuffer> | null;
	/** Scheme and host under which the reader reached the site. */
	reached: string;
	/** What its requests are counted under; null where that cannot be told. */
	client: string | null;
	/** The release that is current for this answer; null where there is none. */
	release: string | null;
	/** Milliseconds since 1970. */
	at: number;
	/** Aborted when who asks leaves. */
	signal?: AbortSignal;
	/** Whether it may take long: what does not goes before it. */
	isLong: boolean;
}

/** An answer that is complete. */
export interface WholeAnswer {
	status: number;
	headers: Record<string, string>;
	body: Uint8Array<ArrayBuffer>;
}

/** Where answers are made, so that the main thread is free for others. */
export interface Elsewhere {
	/** An answer all at once. @throws ProblemError 503 where nobody can make it now, 422 where it takes too much */
	whole: (handed: Handed) => Promise<WholeAnswer>;
	/**
	 * A file, kept for who asks for the same one next, or for a part of it.
	 * @param key names what it is made from
	 * @param finished called once, when the last of it is out or the reader has gone
	 * @throws ProblemError as `whole`
	 */
	file: (handed: Handed, key: string, range: Ranged, finished: () => void) => Promise<Response>;
	/** An answer of which nothing is kept, as it is made. @throws ProblemError as `whole` */
	stream: (handed: Handed, finished: () => void) => Promise<Response>;
}

/** What a request says of the part of a file it wants, and of what it has. */
export interface Ranged {
	range: string | null;
	ifRange: string | null;
	ifNoneMatch: string | null;
}

/** A refusal that was made elsewhere, to be passed on as it is. */
export class PassedOn extends Error {
	readonly whole: WholeAnswer;
	constructor(whole: WholeAnswer) {
		super(`answered with ${whole.status}`);
		this.whole = whole;
	}
}

/** An answer as a response. */
export const responseOf = ({ status, headers, body }: WholeAnswer): Response =>
	new Response(body.byteLength === 0 ? null : body, { status, headers });

/** What an answer says that takes more than any may. */
export const tooMuch = (of: 'time' | 'memory'): ProblemError =>
	new ProblemError(
		422,
		`the answer takes more ${of} than any may: narrow it by series, region or dates, or ask for fewer rows`
	);
