import { createHash } from 'node:crypto';

/** Numbers that follow from words alone: the same words give the same numbers on every machine. */
export class Random {
	#state: number;

	constructor(...words: readonly (string | number)[]) {
		this.#state = createHash('sha256').update(words.join('\n')).digest().readUInt32LE();
	}

	/** From 0 up to, and without, 1 (mulberry32). */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A whole number from 0 up to, and without, `end`. */
	below(end: number): number {
		return Math.floor(this.next() * end);
	}

	/** A whole number of a span, both ends included. */
	between(first: number, last: number): number {
		return first + this.below(last - first + 1);
	}

	chance(share: number): boolean {
		return this.next() < share;
	}

	/** @throws Error for a list of nothing */
	pick<Item>(items: readonly Item[]): Item {
		const at = this.below(items.length);
		if (at >= items.length) throw new Error('nothing to pick from');
		return items[at] as Item;
	}

	/** So many of a list, each picked anew. */
	several<Item>(items: readonly Item[], count: number): Item[] {
		return Array.from({ length: count }, () => this.pick(items));
	}
}
