import type { Transferable } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { WaitingLine, type Queued } from './line.ts';
import { STATE, type InputOf, type Message, type OutputOf, type TasksByName } from './message.ts';

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
	/** Workers that stay without a task; none by default. */
	staying?: number;
	/** Tasks that wait for a worker. */
	waiting: number;
	/** Megabytes of JavaScript heap of each worker. */
	megabytes: number;
	/** Milliseconds after which a worker without a task ends. */
	idleMs: number;
}

/** How a task is run. */
interface RunOptions {
	/** Aborted when who asked leaves: a task that waits is dropped, one that runs is ended. */
	signal?: AbortSignal | undefined;
	/** Whether a task that runs when who asked leaves is only told so, and its worker goes on; it is ended by default. */
	isTold?: boolean;
	/** Milliseconds until a task has to be done, waiting included. */
	timeMs?: number;
	/** Buffers and ports of the input that are handed over, not copied. */
	transfer?: readonly Transferable[];
	/** Whether it may take long: one worker is left to what does not. */
	isLong?: boolean;
	/** Whose work it is, so that nobody takes every worker; null where that cannot be told. */
	client?: string | null;
}

/** What runs tasks by their names. */
export interface Runner<Tasks extends TasksByName> {
	run: <Name extends keyof Tasks & string>(
		name: Name,
		input: InputOf<Tasks, Name>,
		options?: RunOptions
	) => Promise<OutputOf<Tasks, Name>>;
	readonly counts: { waiting: number; threads: number; done: number };
	close: () => Promise<void>;
}

const TIME_MS = 60_000;

/**
 * New objects of a worker, in MB. A worker at its limit gets 16 MB more to end in, and the whole process ends where these
 * do not suffice: what one collection may move from here to the limited part has to fit in. Newer Node has 48 and more; a
 * process started with `--max-semi-space-size` has what that says.
 */
const YOUNG_MB = 16;

interface Waiting extends Queued {
	begin: () => void;
	drop: () => void;
}

/** Worker threads that take tasks in turn, bounded in number, waiting, time and memory. */
export class WorkerPool<Tasks extends TasksByName> implements Runner<Tasks> {
	#piscina: Piscina;
	#most: number;
	#line: WaitingLine<Waiting>;

	/** @param entry absolute path of the module that workers run */
	constructor(entry: string, { threads, staying = 0, waiting, megabytes, idleMs }: PoolLimits) {
		this.#most = waiting;
		this.#line = new WaitingLine(threads);
		this.#piscina = new Piscina({
			filename: entry,
			minThreads: staying,
			maxThreads: threads,
			// Bounded in `run`, which can tell a full queue from any other failure.
			maxQueue: Infinity,
			idleTimeout: idleMs,
			// A worker begins alike, whatever options the process was started with.
			execArgv: [],
			resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: YOUNG_MB }
		});
		// A worker that ends without a task has nobody to tell; the next task starts another.
		this.#piscina.on('error', (error) => console.error(error));
	}

	/** How many tasks wait for a worker, how many workers there are, and how many tasks have ended since the start. */
	get counts(): { waiting: number; threads: number; done: number } {
		const { threads, completed } = this.#piscina;
		return { waiting: this.#line.waiting, threads: threads.length, done: completed };
	}

	/**
	 * Runs a task in a worker.
	 * @throws BusyError where too many tasks wait, or no worker was free in time; ExhaustedError where the task took too
	 * long or too much memory; LeftError where `signal` was aborted; else what the task throws
	 */
	async run<Name extends keyof Tasks & string>(
		name: Name,
		input: InputOf<Tasks, Name>,
		options: RunOptions = {}
	): Promise<OutputOf<Tasks, Name>> {
		const { signal, timeMs = TIME_MS, isLong = false, client = null } = options;
		if (this.#line.waiting >= this.#most)
			throw new BusyError(`${this.#most} tasks are waiting; come back in 5 s`);
		const state = new Int32Array(new SharedArrayBuffer(4));
		const ended = new AbortController();
		const timer = setTimeout(() => ended.abort('time'), timeMs);
		const leave = () => {
			const hasBegun = Atomics.exchange(state, 0, STATE.left) === STATE.begun;
			if (!hasBegun || options.isTold !== true) ended.abort('left');
		};
		if (signal?.aborted) ended.abort('left');
		signal?.addEventListener('abort', leave);
		let hasBegun = false;
		try {
			const place = await this.#turn({ isLong, client }, ended.signal);
			try {
				const message: Message = { name, input, state };
				return (await this.#piscina.run(message, {
					signal: ended.signal,
					transferList: [...(options.transfer ?? [])]
				})) as OutputOf<Tasks, Name>;
			} finally {
				hasBegun = Atomics.load(state, 0) !== STATE.waiting;
				this.#line.leave(place);
				this.#next();
			}
		} catch (error) {
			throw reasonOf(error, ended.signal, hasBegun);
		} finally {
			clearTimeout(timer);
			signal?.removeEventListener('abort', leave);
		}
	}

	/** Ends every worker; tasks that wait or run fail. */
	async close(): Promise<void> {
		for (const one of this.#line.empty()) one.drop();
		await this.#piscina.destroy();
	}

	/** Waits for a place among those that are worked on. @throws Error where it ends while it waits */
	#turn(of: Queued, ended: AbortSignal): Promise<Waiting> {
		return new Promise((begun, failed) => {
			const drop = () => {
				this.#line.drop(one);
				failed(new Error('ended while it waited'));
			};
			const one: Waiting = {
				...of,
				begin: () => {
					ended.removeEventListener('abort', drop);
					begun(one);
				},
				drop
			};
			if (ended.aborted) return drop();
			ended.addEventListener('abort', drop);
			this.#line.join(one);
			this.#next();
		});
	}

	#next(): void {
		for (let one = this.#line.next(); one !== undefined; one = this.#line.next()) one.begin();
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
