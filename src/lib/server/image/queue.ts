import { ProblemError } from '../api/request/problem.ts';

/** Seconds after which a client that was turned away may come back. */
const RETRY_S = 5;

/**
 * Runs tasks one after another, with the event loop free between them.
 * @param most tasks that wait at once
 * @returns a function that adds a task; it throws ProblemError 503 where too many wait
 */
export function queue(most: number): <Result>(task: () => Promise<Result>) => Promise<Result> {
	let last: Promise<unknown> = Promise.resolve();
	let waiting = 0;
	return async (task) => {
		if (waiting >= most)
			throw new ProblemError(
				503,
				`${most} pictures are waiting to be drawn; come back in ${RETRY_S} s`,
				{
					headers: { 'retry-after': String(RETRY_S) }
				}
			);
		waiting++;
		const turn = last
			.then(() => new Promise((resolve) => setImmediate(resolve)))
			.then(task)
			.finally(() => waiting--);
		// Whoever asked is told of a failure by `turn`; the next one only waits for its end.
		last = turn.catch(() => undefined);
		return turn;
	};
}
