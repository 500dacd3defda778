import { working } from '#lib/server/pool/working.ts';

/** What the worker of the tests can do. */
export const TASKS = {
	twice: () => Promise.resolve((input: number) => input * 2),
	/** Waits until the first number is not 0. */
	wait: () =>
		Promise.resolve((until: Int32Array) => {
			Atomics.wait(until, 0, 0);
			return 'done';
		}),
	endless: () =>
		Promise.resolve((_: null): string => {
			for (;;);
		}),
	fill: () =>
		Promise.resolve((_: null): number => {
			const kept: number[][] = [];
			for (;;) kept.push(Array.from({ length: 1000 }, (_, index) => index + kept.length));
		}),
	fillWithWords: () =>
		Promise.resolve((_: null): number => {
			const kept: string[] = [];
			for (;;) kept.push('x'.repeat(100) + String(kept.length));
		}),
	fail: () =>
		Promise.resolve((words: string): string => {
			throw new Error(words);
		})
};

export default working(TASKS);
