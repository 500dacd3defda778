import { MessageChannel } from 'node:worker_threads';
import {
	PassedOn,
	tooMuch,
	type Elsewhere,
	type Handed,
	type WholeAnswer
} from './api/hand-on/handed.ts';
import { ProblemError } from './api/request/problem.ts';
import type { ReleaseStore } from './dataset/releases/release-store.ts';
import { sendFile } from './door/files/send-file.ts';
import { Spool } from './door/files/spool.ts';
import { requestNow } from './log/log.ts';
import { BusyError, ExhaustedError, LeftError, workers } from './pool/index.ts';
import type { Answered, Job, Piece } from './pool/job.ts';

/** Milliseconds an answer may take, waiting included, and one that is made piece by piece. */
const ANSWER_MS = 30_000;
const PIECES_MS = 600_000;

/** Makes answers in the workers of this process. */
export function elsewhere(store: ReleaseStore): Elsewhere {
	const spool = new Spool();
	store.onChangedFile(() => spool.clear());
	process.once('exit', () => spool.close());

	const whole = async (handed: Handed): Promise<WholeAnswer> =>
		wholeOf(await run(store, 'api', handed));

	/** Has an answer made piece by piece; fulfilled once the last piece is here. @throws PassedOn for one that is no success */
	const inPieces = async (
		handed: Handed,
		path: string | null,
		take: (piece: Piece) => void
	): Promise<void> => {
		const { port1, port2 } = new MessageChannel();
		try {
			const ended = new Promise<void>((end) => {
				port1.on('message', (piece: Piece) => {
					if (piece.kind === 'end') end();
					else take(piece);
				});
			});
			const answer = await run(store, 'api', handed, { path, port: port2 });
			// Without pieces there is an answer that is whole: a refusal.
			if (answer.body !== null) throw new PassedOn(wholeOf(answer));
			await ended;
		} finally {
			port1.close();
		}
	};

	return {
		whole,
		file: async (handed, key, ranged, finished) => {
			const file = spool.get(key, ({ path, signal, begun, written }) =>
				inPieces({ ...handed, signal }, path, (piece) => {
					if (piece.kind === 'head') begun(piece);
					if (piece.kind === 'written') written(piece.bytes);
				})
			);
			return sendFile(file, ranged, finished);
		},
		stream: (handed, finished) =>
			new Promise((answer, refuse) => {
				const left = new AbortController();
				const signal = AbortSignal.any([left.signal, ...(handed.signal ? [handed.signal] : [])]);
				let to: ReadableStreamDefaultController<Uint8Array> | undefined;
				const body = new ReadableStream<Uint8Array>({
					start: (controller) => void (to = controller),
					cancel: () => left.abort()
				});
				inPieces({ ...handed, signal }, null, (piece) => {
					if (piece.kind === 'head') answer(new Response(body, piece));
					if (piece.kind === 'sent' && !left.signal.aborted) to?.enqueue(piece.bytes);
				})
					.then(
						() => left.signal.aborted || to?.close(),
						(error: unknown) => {
							refuse(error instanceof Error ? error : new Error(String(error)));
							if (!left.signal.aborted) to?.error(error);
						}
					)
					.finally(finished);
			})
	};
}

/** Answers a request for a page in a worker. @throws ProblemError where nobody can make it now, or it takes too much */
export const pageElsewhere = async (store: ReleaseStore, handed: Handed): Promise<WholeAnswer> =>
	wholeOf(await run(store, 'page', handed));

async function run(
	store: ReleaseStore,
	of: Job['of'],
	{ text, signal, isLong, ...handed }: Handed,
	pieces: Job['pieces'] = null
): Promise<Answered> {
	const job: Job = { ...handed, of, url: handed.reached + text, id: requestNow(), pieces };
	try {
		const answered = await workers().run('answer', job, {
			signal,
			isTold: true,
			isLong,
			client: handed.client,
			timeMs: pieces === null ? ANSWER_MS : PIECES_MS,
			transfer: pieces === null ? [] : [pieces.port]
		});
		if (answered.isSuspect) store.suspect(damaged());
		return answered;
	} catch (error) {
		if (error instanceof ExhaustedError) throw tooMuch(error.of);
		if (error instanceof BusyError)
			throw new ProblemError(503, error.message, {
				headers: { 'retry-after': String(error.retryAfter) }
			});
		throw error instanceof LeftError ? new ProblemError(503, 'nobody waits any more') : error;
	}
}

/** What a worker noticed, as the error the store of this thread knows. */
const damaged = () =>
	Object.assign(new Error('a worker could not read a release'), { code: 'SQLITE_CORRUPT' });

const EMPTY = new Uint8Array(0);

const wholeOf = ({ status, headers, body }: Answered): WholeAnswer => ({
	status,
	headers,
	body: body ?? EMPTY
});
