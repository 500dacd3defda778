import { availableParallelism } from 'node:os';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WorkerPool, type PoolLimits } from './pool.ts';
import type { ServerTasks } from './tasks.ts';

export { BusyError, ExhaustedError, LeftError } from './pool.ts';

const LIMITS: PoolLimits = {
	threads: Math.min(4, availableParallelism()),
	waiting: 32,
	megabytes: 128,
	idleMs: 60_000
};

const ENTRY = 'src/lib/server/pool/entry.js';

/** What workers begin with, above this module: it is run from its source, and from the built pages. */
function entry(): string {
	let folder = dirname(fileURLToPath(import.meta.url));
	while (!existsSync(join(folder, ENTRY)) && folder !== dirname(folder)) folder = dirname(folder);
	return join(folder, ENTRY);
}

const POOL = Symbol.for('groundswell.workers');
const shared = globalThis as typeof globalThis & { [POOL]?: WorkerPool<ServerTasks> | undefined };

/** The workers of this process: one pool, also where two bundles of this code are loaded. No worker runs before a task. */
export const workers = (): WorkerPool<ServerTasks> =>
	(shared[POOL] ??= new WorkerPool(entry(), LIMITS));

/** Tasks that wait for a worker. */
export const workersWaiting = (): number => shared[POOL]?.counts.waiting ?? 0;

/** Ends the workers, where there are any. */
export async function closeWorkers(): Promise<void> {
	await shared[POOL]?.close();
	shared[POOL] = undefined;
}
