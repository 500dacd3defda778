import type { Random } from './random/random.ts';
import type { Product } from './server/product.ts';

/** The product did what it never may; the message says what, in one line. */
export class Fault extends Error {}

/** @throws Fault where something that always holds does not */
export function hold(isSo: boolean, what: () => string): void {
	if (!isSo) throw new Fault(what());
}

/** What a trial counts. */
export class Tally {
	readonly numbers: Record<string, number> = {};

	/** Adds to a number. */
	add(name: string, by = 1): void {
		this.numbers[name] = (this.numbers[name] ?? 0) + by;
	}

	/** Keeps the largest of a number, to one decimal. */
	most(name: string, value: number): void {
		const rounded = Math.round(value * 10) / 10;
		this.numbers[name] = Math.max(this.numbers[name] ?? 0, rounded);
	}
}

/** What trials work with. */
export interface Setting {
	/** A folder of the trial's own, empty when it begins. */
	folder: string;
	/** How long the trial has, in ms: some divide it themselves. */
	ms: number;
	/** The built product, served over a copy of the invented data; one for all trials of a run. */
	product: () => Promise<Product>;
}

/** A trial that has been set up. */
export interface Running {
	/**
	 * One case, which follows from its random numbers alone, save for what the machine decides (who is killed first).
	 * @throws Fault where the product fails
	 */
	attempt: (random: Random, tally: Tally) => Promise<void> | void;
	/** Takes away what the trial has started. */
	close?: () => Promise<void> | void;
}

/** A kind of fault that is tried on the product. A trial is a file of `trials/` that exports one as `trial`. */
export interface Trial {
	/** What is tried, in a few words. */
	about: string;
	/** Its part of the time, beside the parts of the others. */
	share: number;
	open: (setting: Setting) => Promise<Running> | Running;
}
