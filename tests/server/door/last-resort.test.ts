import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { lastResort } from '#lib/server/door/watch/last-resort.ts';

/** A process that ends nothing. */
function standIn() {
	const events = new EventEmitter();
	const codes: number[] = [];
	const logged: unknown[] = [];
	return {
		codes,
		logged,
		tell: (event: 'uncaughtException' | 'unhandledRejection', error: unknown) =>
			events.emit(event, error),
		ending: {
			on: (event: string, told: (error: unknown) => void) => void events.on(event, told),
			exit: (code: number) => void codes.push(code)
		},
		log: (error: unknown) => void logged.push(error)
	};
}

test.each(['uncaughtException', 'unhandledRejection'] as const)(
	'%s: logged, answers under way finished, then the end with 1',
	async (event) => {
		const { ending, codes, logged, tell, log } = standIn();
		let finish: () => void = () => undefined;
		const finished = new Promise<void>((done) => (finish = done));
		lastResort(ending, () => finished, log);
		const failure = new Error('nobody caught this');
		tell(event, failure);
		await Promise.resolve();
		expect(logged).toEqual([failure]);
		expect(codes).toEqual([]);
		finish();
		await expect.poll(() => codes).toEqual([1]);
	}
);

test('a second failure is logged, and does not hurry the end', async () => {
	const { ending, codes, logged, tell, log } = standIn();
	let closes = 0;
	lastResort(
		ending,
		async () => {
			closes++;
			await Promise.resolve();
		},
		log
	);
	tell('uncaughtException', new Error('first'));
	tell('unhandledRejection', new Error('second'));
	await expect.poll(() => codes).toEqual([1]);
	expect(closes).toBe(1);
	expect(logged).toHaveLength(2);
});

test('it ends, too, where what is under way cannot be finished', async () => {
	const { ending, codes, tell, log } = standIn();
	lastResort(ending, () => Promise.reject(new Error('cannot close')), log);
	tell('uncaughtException', new Error('first'));
	await expect.poll(() => codes).toEqual([1]);
});
