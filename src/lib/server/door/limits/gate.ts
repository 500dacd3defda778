import type { Refused, Turn } from '../../api/request/guard.ts';

export interface GateOptions {
	/** Answers made at the same time. */
	running: number;
	/** Requests that wait for their turn at once. */
	waiting: number;
	/** Where the first in line has waited longer than this, nobody else is let in line. */
	patienceMs: number;
	/** How long the event loop keeps others waiting at present, in ms; where it is longer, nothing new begins. */
	delayMs: () => number;
	mostDelayMs: number;
	/** A clock that only goes forward, in ms. */
	now: () => number;
	/** Calls back once others have been let in between two turns. */
	between: (then: () => void) => void;
}

/** Seconds after which whoever is turned away may come back. */
const RETRY_S = 5;

interface Waiting {
	since: number;
	isGone: () => boolean;
	enter: (turn: Turn | Refused) => void;
}

const NEVER = () => false;

/**
 * Bounds the work that waits: a request is answered in its turn, or told at once to come back, so that nobody waits
 * for an answer that comes when it is no longer wanted. Between two turns the event loop is free to tell others.
 */
export class Gate {
	readonly #options: GateOptions;
	readonly #line: Waiting[] = [];
	#running = 0;
	#refused = 0;

	constructor(options: GateOptions) {
		this.#options = options;
	}

	/** Requests in line. */
	get waiting(): number {
		return this.#line.length;
	}

	/** Answers being made. */
	get running(): number {
		return this.#running;
	}

	/** Requests turned away since the start. */
	get refused(): number {
		return this.#refused;
	}

	/** A place among the answers being made, or why there is none. */
	turn(isGone: () => boolean = NEVER): Promise<Turn | Refused> {
		const overloaded = this.overloaded();
		if (overloaded) return Promise.resolve(overloaded);
		if (this.#running < this.#options.running && this.#line.length === 0)
			return Promise.resolve(this.#place());
		const full = this.#full();
		if (full) return Promise.resolve(full);
		return new Promise((enter) => {
			this.#line.push({ since: this.#options.now(), isGone, enter });
		});
	}

	/** Why nothing new should begin; null where it may. */
	overloaded(): Refused | null {
		const { delayMs, mostDelayMs } = this.#options;
		return delayMs() > mostDelayMs ? this.#away() : null;
	}

	#full(): Refused | null {
		const { waiting, patienceMs, now } = this.#options;
		const [first] = this.#line;
		const isLong = first !== undefined && now() - first.since > patienceMs;
		return isLong || this.#line.length >= waiting ? this.#away() : null;
	}

	#away(): Refused {
		this.#refused++;
		return {
			status: 503,
			words: `The server has more to do than it can. Come back in ${RETRY_S} seconds.`,
			retryAfterS: RETRY_S
		};
	}

	#place(): Turn {
		this.#running++;
		let isHeld = true;
		return {
			leave: () => {
				if (!isHeld) return;
				isHeld = false;
				this.#options.between(() => {
					this.#running--;
					this.#next();
				});
			}
		};
	}

	#next(): void {
		while (this.#running < this.#options.running) {
			const first = this.#line.shift();
			if (!first) return;
			// Whoever went away is not worked for.
			if (first.isGone()) first.enter({ status: 503, words: 'nobody waits', retryAfterS: RETRY_S });
			else first.enter(this.#place());
		}
	}
}
