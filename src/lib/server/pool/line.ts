/** What waits for a worker, or is being worked on. */
export interface Queued {
	/** Whether it may take long: such work never takes the last worker. */
	isLong: boolean;
	/** Whose work it is; null where nobody can be told from others. */
	client: string | null;
}

/**
 * Who is next: long work leaves one of several workers to short work, and of those who wait the client with the least
 * work under way comes first, the longest waiting before others.
 */
export class WaitingLine<Waiting extends Queued> {
	readonly #waiting: Waiting[] = [];
	readonly #running = new Set<Queued>();
	readonly #places: number;

	/** @param places workers at once */
	constructor(places: number) {
		this.#places = places;
	}

	get waiting(): number {
		return this.#waiting.length;
	}

	get running(): number {
		return this.#running.size;
	}

	/** Who has waited longest. */
	get first(): Waiting | undefined {
		return this.#waiting[0];
	}

	/** The last to come of the client of whom most wait, where more do than of another; undefined where there is none. */
	crowding(than: string | null): Waiting | undefined {
		const waiting = new Map<string, Waiting[]>();
		for (const one of this.#waiting)
			if (one.client !== null) waiting.set(one.client, [...(waiting.get(one.client) ?? []), one]);
		const most = [...waiting.values()].reduce<Waiting[]>(
			(best, of) => (of.length > best.length ? of : best),
			[]
		);
		const own = than === null ? 0 : (waiting.get(than)?.length ?? 0);
		return most.length > own + 1 ? most.at(-1) : undefined;
	}

	join(one: Waiting): void {
		this.#waiting.push(one);
	}

	/** Takes out one that waits; whether it did. */
	drop(one: Waiting): boolean {
		const at = this.#waiting.indexOf(one);
		if (at >= 0) this.#waiting.splice(at, 1);
		return at >= 0;
	}

	/** Takes out all that wait. */
	empty(): Waiting[] {
		return this.#waiting.splice(0);
	}

	/** The next to begin, which takes a place until it leaves; undefined where none may. */
	next(): Waiting | undefined {
		if (this.#running.size >= this.#places) return undefined;
		const may = this.#waiting.filter(({ isLong }) => !isLong || this.#hasRoomForLong());
		const [first, ...rest] = may;
		if (first === undefined) return undefined;
		const next = rest.reduce(
			(best, one) => (this.#runningOf(one) < this.#runningOf(best) ? one : best),
			first
		);
		this.drop(next);
		this.#running.add(next);
		return next;
	}

	leave(one: Waiting): void {
		this.#running.delete(one);
	}

	#hasRoomForLong(): boolean {
		const long = [...this.#running].filter(({ isLong }) => isLong).length;
		return long < Math.max(1, this.#places - 1);
	}

	#runningOf({ client }: Queued): number {
		return client === null ? 0 : [...this.#running].filter((one) => one.client === client).length;
	}
}
