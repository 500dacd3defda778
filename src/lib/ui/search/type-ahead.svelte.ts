/**
 * What a field finds for its words as they are typed. Answers may come in any order: only that to the newest words
 * counts, and the last one stands until it is there.
 */
export class TypeAhead<Answer> {
	/** What came of looking: nothing asked yet, on its way, there, or not to be had. */
	state = $state<'idle' | 'looking' | 'found' | 'failed'>('idle');
	answer = $state.raw<Answer | null>(null);
	/** Which result is marked, from 0. */
	active = $state(0);
	readonly #ask: (words: string) => Promise<Answer | null>;
	#asked = 0;
	#answered = Promise.resolve();

	/** @param ask finds what words mean; null where the server does not answer */
	constructor(ask: (words: string) => Promise<Answer | null>) {
		this.#ask = ask;
	}

	/** Looks for words; without any it forgets what it found. */
	look(words: string): void {
		const mine = ++this.#asked;
		this.active = 0;
		if (words.trim() === '') {
			this.answer = null;
			this.state = 'idle';
			return;
		}
		this.state = 'looking';
		this.#answered = this.#ask(words.trim())
			.catch(() => null)
			.then((answer) => {
				if (mine !== this.#asked) return;
				this.answer = answer;
				this.state = answer === null ? 'failed' : 'found';
				this.active = 0;
			});
	}

	/** Marks the result below or above where a key asks for that, round the ends. @returns whether it does */
	walk(event: KeyboardEvent, results: number): boolean {
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (step === undefined) return false;
		event.preventDefault();
		this.active = (this.active + step + results) % Math.max(1, results);
		return true;
	}

	/** Waits until the words are answered, also those that are typed meanwhile. */
	async settled(): Promise<void> {
		for (let seen = 0; this.state === 'looking' && seen !== this.#asked;) {
			seen = this.#asked;
			await this.#answered;
		}
	}
}
