import type { Refused, Turn } from '../../api/request/turns.ts';
import { WaitingLine, type Queued } from '../../pool/line.ts';

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

interface Waiting extends Queued {
	since: number;
	isGone: () => boolean;
	enter: (turn: Turn | Refused) => void;
}

const NEVER = () => false;

/**
 * Bounds the work that waits: a request is answered in its turn, or told at once to come back, so that nobody waits
 * for an answer that comes when it is no longer wanted. Of several clients the one with the least under way comes first,
 * and gives way where the line is full of its requests. Between two turns the event loop is free to tell others.
 */
export class Gate {
	readonly #options: GateOptions;
	readonly #line: WaitingLine<Waiting>;
	#refused = 0;

	constructor(options: GateOptions) {
		this.#options = options;
		this.#line = new WaitingLine(options.running);
	}

	/** Requests in line. */
	get waiting(): number {
		return this.#line.waiting;
	}

	/** Answers being made. */
	get running(): number {
		return this.#line.running;
	}

	/** Requests turned away since the start. */
	get refused(): number {
		return this.#refused;
	}

	/** A place among the answers being made, or why there is none. @param client who asks; null where that cannot be told */
	turn(isGone: () => boolean = NEVER, client: string | null = null): Promise<Turn | Refused> {
		const refused = this.overloaded() ?? this.#full(client);
		if (refused) return Promise.resolve(refused);
		return new Promise((enter) => {
			this.#line.join({ since: this.#options.now(), isGone, enter, client, isLong: false });
			this.#next();
		});
	}

	/** Why nothing new should begin; null where it may. */
	overloaded(): Refused | null {
		const { delayMs, mostDelayMs } = this.#options;
		return delayMs() > mostDelayMs ? this.#away() : null;
	}

	/** Why nobody else is let in line; null where there is room, or who crowds it made some. */
	#full(client: string | null): Refused | null {
		const { running, waiting, patienceMs, now } = this.#options;
		const { first } = this.#line;
		if (first === undefined && this.#line.running < running) return null;
		if (first !== undefined && now() - first.since > patienceMs) return this.#away();
		if (this.#line.waiting < waiting) return null;
		const crowding = this.#line.crowding(client);
		if (crowding === undefined) return this.#away();
		this.#line.drop(crowding);
		crowding.enter(this.#away());
		return null;
	}

	#away(): Refused {
		this.#refused++;
		return {
			status: 503,
			words: `The server has more to do than it can. Come back in ${RETRY_S} seconds.`,
			retryAfterS: RETRY_S
		};
	}

	#next(): void {
		for (let one = this.#line.next(); one !== undefined; one = this.#line.next()) {
			// Whoever went away is not worked for.
			if (!one.isGone()) one.enter(this.#turnOf(one));
			else {
				this.#line.leave(one);
				one.enter({ status: 503, words: 'nobody waits', retryAfterS: RETRY_S });
			}
		}
	}

	#turnOf(one: Waiting): Turn {
		let isHeld = true;
		return {
			leave: () => {
				if (!isHeld) return;
				isHeld = false;
				this.#options.between(() => {
					this.#line.leave(one);
					this.#next();
				});
			}
		};
	}
}
