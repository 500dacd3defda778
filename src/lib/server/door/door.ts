import type { Guard, Refused, Turn } from '../api/request/turns.ts';
import { Gate } from './limits/gate.ts';
import { loopDelay } from './watch/loop-delay.ts';
import { whenQuiet } from './limits/quiet.ts';
import { metricsOf, type Metrics, type Readings } from './watch/metrics.ts';

/** Answers made at the same time: one works while others wait for files or workers. */
const RUNNING = 4;
/** Requests in line, whatever the time they take: each holds a connection and little more. */
const WAITING = 200;
/** Where the event loop keeps others waiting longer than this, nothing new begins. */
const MOST_DELAY_MS = 500;

/** How long a request may wait for its turn, in ms, and how many may at once. */
interface Patience {
	waitMs: number;
	waiting?: number;
	/** How long the event loop keeps others waiting, in ms; measured by default. */
	delayMs?: () => number;
}

/** What a door reads of the server around it. */
export type Around = Pick<
	Readings,
	'release' | 'upstreams' | 'workersWaiting' | 'storeReadAt' | 'now'
>;

/** The state of a server towards the outside: what it answers, what waits, whether it is about to end. */
export class Door implements Guard {
	readonly #gate: Gate;
	readonly #metrics: Metrics;
	#isDraining = false;
	#connections = () => 0;
	#arrivals = 0;

	constructor({ waitMs, waiting = WAITING, delayMs = loopDelay() }: Patience, around: Around) {
		this.#gate = new Gate({
			running: RUNNING,
			waiting,
			patienceMs: waitMs,
			delayMs,
			mostDelayMs: MOST_DELAY_MS,
			now: () => performance.now(),
			between: whenQuiet(() => this.#arrivals)
		});
		this.#metrics = metricsOf({
			waiting: () => this.#gate.waiting,
			running: () => this.#gate.running,
			refused: () => this.#gate.refused,
			connections: () => this.#connections(),
			...around
		});
	}

	get metrics(): Metrics {
		return this.#metrics;
	}

	/** Tells the door how to count open connections. */
	counts(connections: () => number): void {
		this.#connections = connections;
	}

	/** Somebody came: a connection, or a request on one. */
	arrived(): void {
		this.#arrivals++;
	}

	turn(isGone?: () => boolean, client?: string | null): Promise<Turn | Refused> {
		return this.#gate.turn(isGone, client);
	}

	overloaded(): Refused | null {
		return this.#gate.overloaded();
	}

	cached(isKept: boolean): void {
		this.#metrics.cached(isKept);
	}

	isDraining(): boolean {
		return this.#isDraining;
	}

	/** From now on the server is not ready: it answers what comes, and says that it is about to end. */
	drain(): void {
		this.#isDraining = true;
	}
}

/** A server about which nothing is known from outside. */
export const NOTHING_AROUND: Around = {
	release: () => null,
	upstreams: () => [],
	workersWaiting: () => 0,
	storeReadAt: () => null,
	now: () => new Date()
};
