import { fork, type ChildProcess, type Serializable } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** A server whose main thread is watched. */
export interface Watched {
	address: string;
	/** The longest block of its main thread since the last call, in milliseconds of processor time. */
	longest: () => Promise<number>;
	/** Processor time of the whole process so far, in seconds. */
	cpu: () => Promise<number>;
	stop: () => Promise<void>;
}

/** Starts the API over a folder of releases, with its work in workers, or `here`: on the main thread. */
export const watchedApi = (
	releases: string,
	where: 'workers' | 'here' = 'workers'
): Promise<Watched> => watched('api.ts', where, { GROUNDSWELL_RELEASES: releases });

/** Starts the product as it is built, over a folder of releases. */
export const watchedProduct = (releases: string): Promise<Watched> =>
	watched('product.ts', '', { GROUNDSWELL_RELEASES: releases, GROUNDSWELL_WAIT: '60' });

/** Starts the least that could send some bytes. */
export function watchedBare(body: Uint8Array): Promise<Watched> {
	const path = join(mkdtempSync(join(tmpdir(), 'groundswell-bare-')), 'body');
	writeFileSync(path, body);
	return watched('bare.ts', path, {});
}

async function watched(
	script: string,
	argument: string,
	env: Record<string, string>
): Promise<Watched> {
	const child = fork(here(script), [argument], {
		execArgv: ['--import', 'tsx', '--import', here('hook.ts')],
		env: { ...process.env, GROUNDSWELL_LOG: 'error', ...env }
	});
	const { address } = z.object({ address: z.string() }).parse(await answerOf(child));
	const told = z.object({ longest: z.number(), cpu: z.number() });
	const take = async () => told.parse(await answerOf(child, 'take'));
	return {
		address,
		longest: async () => (await take()).longest,
		cpu: async () => (await take()).cpu,
		stop: async () => {
			const ended = once(child, 'exit');
			child.kill('SIGTERM');
			await ended;
		}
	};
}

/** The next message of a process, after one to it. @throws Error where it ends before */
async function answerOf(child: ChildProcess, question?: Serializable): Promise<unknown> {
	const ended = new AbortController();
	const exit = once(child, 'exit', { signal: ended.signal }).then(([code]) => {
		throw new Error(`the server ended with code ${String(code)}`);
	});
	const message = once(child, 'message').then(([said]: unknown[]) => said);
	if (question !== undefined) child.send(question);
	try {
		return await Promise.race([message, exit]);
	} finally {
		exit.catch(() => undefined);
		ended.abort();
	}
}
