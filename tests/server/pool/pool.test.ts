import { resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
	BusyError,
	ExhaustedError,
	LeftError,
	WorkerPool,
	type PoolLimits
} from '#lib/server/pool/pool.ts';
import type { TASKS } from './tasks.ts';

/** A worker takes a while to begin on a busy machine. */
const PATIENCE = 60_000;
const ENTRY = resolve('tests/server/pool/entry.js');

function pool(limits: Partial<PoolLimits> = {}) {
	const made = new WorkerPool<typeof TASKS>(ENTRY, {
		threads: 1,
		waiting: 2,
		megabytes: 64,
		idleMs: 1000,
		...limits
	});
	onTestFinished(() => made.close());
	return made;
}

/** Something workers wait for until it is opened. */
function gate() {
	const open = new Int32Array(new SharedArrayBuffer(4));
	return {
		open,
		release: () => {
			Atomics.store(open, 0, 1);
			Atomics.notify(open, 0);
		}
	};
}

describe('a pool of workers', { timeout: PATIENCE }, () => {
	it('runs a task and gives back what it returns, or throws what it throws', async () => {
		const workers = pool();
		expect(await workers.run('twice', 21)).toBe(42);
		await expect(workers.run('fail', 'because')).rejects.toThrow('because');
		expect(await workers.run('twice', 4)).toBe(8);
	});

	it('lets so many tasks wait, tells how many do, and refuses the next', async () => {
		const workers = pool();
		const { open, release } = gate();
		// A worker that has begun once takes the next task at once.
		await workers.run('twice', 1);
		const running = workers.run('wait', open);
		const waiting = [workers.run('twice', 1), workers.run('twice', 2)];
		expect(workers.counts.waiting).toBe(2);
		const refused = await workers.run('twice', 3).catch((error: unknown) => error);
		expect(refused).toBeInstanceOf(BusyError);
		expect((refused as BusyError).retryAfter).toBeGreaterThan(0);
		release();
		expect(await running).toBe('done');
		expect(await Promise.all(waiting)).toEqual([2, 4]);
		expect(await workers.run('twice', 3)).toBe(6);
	});

	it('ends a task that takes too long, and goes on with the next', async () => {
		const workers = pool();
		await workers.run('twice', 1);
		const ended = await workers
			.run('endless', null, { timeMs: 200 })
			.catch((error: unknown) => error);
		expect(ended).toMatchObject({ of: 'time' });
		expect(ended).toBeInstanceOf(ExhaustedError);
		expect(await workers.run('twice', 3)).toBe(6);
	});

	it('says that nobody was free where a task waited all its time', async () => {
		const workers = pool();
		const { open, release } = gate();
		await workers.run('twice', 1);
		const running = workers.run('wait', open);
		await expect(workers.run('twice', 1, { timeMs: 50 })).rejects.toBeInstanceOf(BusyError);
		release();
		expect(await running).toBe('done');
	});

	it.each(['fill', 'fillWithWords'] as const)(
		'ends a task that takes too much memory (%s), and goes on with the next',
		async (task) => {
			const workers = pool();
			const ended = await workers.run(task, null).catch((error: unknown) => error);
			expect(ended).toMatchObject({ of: 'memory' });
			expect(await workers.run('twice', 3)).toBe(6);
		}
	);

	it('drops what a reader who left was waiting for', async () => {
		const workers = pool();
		const { open, release } = gate();
		await workers.run('twice', 1);
		const running = workers.run('wait', open);
		const reader = new AbortController();
		const dropped = workers.run('twice', 1, { signal: reader.signal });
		reader.abort();
		await expect(dropped).rejects.toBeInstanceOf(LeftError);
		expect(workers.counts.waiting).toBe(0);
		release();
		expect(await running).toBe('done');
		await expect(workers.run('twice', 1, { signal: reader.signal })).rejects.toBeInstanceOf(
			LeftError
		);
	});

	it('ends what a reader who left had begun', async () => {
		const workers = pool();
		await workers.run('twice', 1);
		const reader = new AbortController();
		const ended = workers.run('endless', null, { signal: reader.signal });
		reader.abort();
		await expect(ended).rejects.toBeInstanceOf(LeftError);
		expect(await workers.run('twice', 3)).toBe(6);
	});

	it('ends with everything that runs and waits', async () => {
		const workers = pool();
		await workers.run('twice', 1);
		const running = workers.run('endless', null);
		const waiting = workers.run('twice', 1);
		const both = Promise.allSettled([running, waiting]);
		await workers.close();
		expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	});
});
