/**
 * What a field finds for its words as they are typed. Answers may come in any order: only that to the newest words
 * counts, and the last one stands until it is there.
 */
export class TypeAhead<Answer> {
	/** What came of looking: nothing asked yet, on its way, there, or not to be had. */
	state = $state<'idle' | 'looking' | 'found' | 'failed'>('idle');
	answer = $state.raw<Answer | null>(null);
	/** Which result is marked, from 0; -1 for none. */
	active = $state(0);
	readonly #ask: (words: string) => Promise<Answer | null>;
	readonly #isSure: (answer: Answer) => boolean;
	#asked = 0;
	#answered = Promise.resolve();

	/**
	 * @param ask finds what words mean; null where the server does not answer
	 * @param isSure whether the first result is marked at once, so that Enter opens it
	 */
	constructor(
		ask: (words: string) => Promise<Answer | null>,
		isSure: (answer: Answer) => boolean = () => true
	) {
		this.#ask = ask;
		this.#isSure = isSure;
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
				this.active = answer === null || this.#isSure(answer) ? 0 : -1;
			});
	}

	/** Marks the result below or above where a key asks for that, round the ends. @returns whether it does */
	walk(event: KeyboardEvent, results: number): boolean {
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (step === undefined) return false;
		event.preventDefault();
		const from = this.active === -1 && step === -1 ? 0 : this.active;
		this.active = (from + step + results) % Math.max(1, results);
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
