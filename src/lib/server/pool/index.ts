import { availableParallelism } from 'node:os';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WorkerPool, type PoolLimits, type Runner } from './pool.ts';
import type { ServerTasks } from './tasks.ts';

export { BusyError, ExhaustedError, LeftError } from './pool.ts';

/** Two at least, so that one is free for short work while another does long work. */
const THREADS = Math.max(2, Math.min(4, availableParallelism()));
const LIMITS: PoolLimits = {
	threads: THREADS,
	waiting: 32,
	megabytes: 512,
	idleMs: 60_000
};

const ENTRY = 'src/lib/server/work/entry.js';

/** What workers begin with, above this module: it is run from its source, and from the built pages. */
function entry(): string {
	let folder = dirname(fileURLToPath(import.meta.url));
	while (!existsSync(join(folder, ENTRY)) && folder !== dirname(folder)) folder = dirname(folder);
	return join(folder, ENTRY);
}

const POOL = Symbol.for('groundswell.workers');
const shared = globalThis as typeof globalThis & { [POOL]?: Runner<ServerTasks> | undefined };

/** The workers of this process: one pool, also where two bundles of this code are loaded. No worker runs before a task. */
export const workers = (): Runner<ServerTasks> =>
	(shared[POOL] ??= new WorkerPool<ServerTasks>(entry(), LIMITS));

/** Begins with workers before a task asks for one; so many stay when nothing is to be done. */
export function startWorkers(staying: number): void {
	shared[POOL] ??= new WorkerPool<ServerTasks>(entry(), {
		...LIMITS,
		staying: Math.min(staying, THREADS)
	});
}

/** Runs tasks otherwise: in a worker, where it is. */
export function useRunner(runner: Runner<ServerTasks>): void {
	shared[POOL] = runner;
}

/** Tasks that wait for a worker. */
export const workersWaiting = (): number => shared[POOL]?.counts.waiting ?? 0;

/** Ends the workers, where there are any. */
export async function closeWorkers(): Promise<void> {
	await shared[POOL]?.close();
	shared[POOL] = undefined;
}
