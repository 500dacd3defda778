import type { Transferable } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { InputOf, Message, OutputOf, TasksByName } from './message.ts';

/** Nobody can begin with a task now: too many wait, or the pool is being closed. */
export class BusyError extends Error {
	/** Seconds after which it is worth asking again. */
	readonly retryAfter = 5;
}

/** A task was ended: it took longer, or more memory, than any task may. */
export class ExhaustedError extends Error {
	readonly of: 'time' | 'memory';
	constructor(of: 'time' | 'memory') {
		super(`the task took more ${of} than it may`);
		this.of = of;
	}
}

/** Who asked has left; nobody waits for the result. */
export class LeftError extends Error {}

/** What the workers of a pool may use. */
export interface PoolLimits {
	/** Workers at once. */
	threads: number;
	/** Tasks that wait for a worker. */
	waiting: number;
	/** Megabytes of JavaScript heap of each worker. */
	megabytes: number;
	/** Milliseconds after which a worker without a task ends. */
	idleMs: number;
}

/** How a task is run. */
export interface RunOptions {
	/** Aborted when who asked leaves: a task that waits is dropped, one that runs is ended. */
	signal?: AbortSignal | undefined;
	/** Milliseconds until a task has to be done, waiting included. */
	timeMs?: number;
	/** Buffers of the input that are handed over, not copied. */
	transfer?: readonly Transferable[];
}

const TIME_MS = 60_000;

/** Worker threads that take tasks in turn, bounded in number, waiting, time and memory. */
export class WorkerPool<Tasks extends TasksByName> {
	#piscina: Piscina;
	#waiting: number;

	/** @param entry absolute path of the module that workers run */
	constructor(entry: string, { threads, waiting, megabytes, idleMs }: PoolLimits) {
		this.#waiting = waiting;
		this.#piscina = new Piscina({
			filename: entry,
			minThreads: 0,
			maxThreads: threads,
			// Bounded in `run`, which can tell a full queue from any other failure.
			maxQueue: Infinity,
			idleTimeout: idleMs,
			// A worker begins alike, whatever options the process was started with.
			execArgv: [],
			resourceLimits: { maxOldGenerationSizeMb: megabytes }
		});
		// A worker that ends without a task has nobody to tell; the next task starts another.
		this.#piscina.on('error', (error) => console.error(error));
	}

	/** How many tasks wait for a worker, how many workers there are, and how many tasks have ended since the start. */
	get counts(): { waiting: number; threads: number; done: number } {
		const { queueSize, threads, completed } = this.#piscina;
		return { waiting: queueSize, threads: threads.length, done: completed };
	}

	/**
	 * Runs a task in a worker.
	 * @throws BusyError where too many tasks wait, or no worker was free in time; ExhaustedError where the task took too
	 * long or too much memory; LeftError where `signal` was aborted; else what the task throws
	 */
	async run<Name extends keyof Tasks & string>(
		name: Name,
		input: InputOf<Tasks, Name>,
		{ signal, timeMs = TIME_MS, transfer = [] }: RunOptions = {}
	): Promise<OutputOf<Tasks, Name>> {
		if (this.counts.waiting >= this.#waiting)
			throw new BusyError(`${this.#waiting} tasks are waiting; come back in 5 s`);
		const begun = new Int32Array(new SharedArrayBuffer(4));
		const message: Message = { name, input, begun };
		const ended = new AbortController();
		const timer = setTimeout(() => ended.abort('time'), timeMs);
		const leave = () => ended.abort('left');
		if (signal?.aborted) leave();
		signal?.addEventListener('abort', leave);
		try {
			return (await this.#piscina.run(message, {
				signal: ended.signal,
				transferList: [...transfer]
			})) as OutputOf<Tasks, Name>;
		} catch (error) {
			throw reasonOf(error, ended.signal, Atomics.load(begun, 0) === 1);
		} finally {
			clearTimeout(timer);
			signal?.removeEventListener('abort', leave);
		}
	}

	/** Ends every worker; tasks that wait or run fail. */
	async close(): Promise<void> {
		await this.#piscina.destroy();
	}
}

/** What a failure of the pool was, in its own words. */
function reasonOf(error: unknown, ended: AbortSignal, hasBegun: boolean): unknown {
	if (ended.aborted) {
		if (ended.reason === 'left') return new LeftError('who asked has left');
		return hasBegun ? new ExhaustedError('time') : new BusyError('no worker was free in time');
	}
	const isMemory =
		error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
	return isMemory ? new ExhaustedError('memory') : error;
}
