import { UpstreamFailure } from './failure.ts';
import type { FetcherOptions } from './fetcher.ts';

/** Longest time the parts of one upstream are asked for, in milliseconds. */
const BUDGET_MS = 600_000;

/**
 * How patiently the next part of an upstream is asked for: a server that is down costs every part all its tries, and
 * an upstream of thirty parts would take the night.
 */
export class Budget {
	readonly #options: FetcherOptions;
	readonly #until: number;
	#isDown = false;

	constructor(options: FetcherOptions) {
		this.#options = options;
		this.#until = performance.now() + (options.budgetMs ?? BUDGET_MS);
	}

	/**
	 * How to ask for the next part: once, where the one before failed after all its tries.
	 * @throws UpstreamFailure where the time is used up
	 */
	options(): FetcherOptions {
		if (performance.now() >= this.#until)
			throw new UpstreamFailure('out_of_time', 'not asked, as the parts before took too long');
		return this.#isDown ? { ...this.#options, tries: 1 } : this.#options;
	}

	came(): void {
		this.#isDown = false;
	}

	failed({ passing }: UpstreamFailure): void {
		this.#isDown = passing;
	}
}
