import { fork, type ChildProcess, type Serializable } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** A server whose main thread is watched. */
export interface Watched {
	address: string;
	/** The longest block of its main thread since the last call, in milliseconds of processor time. */
	longest: () => Promise<number>;
	stop: () => Promise<void>;
}

/** Starts the API over a folder of releases, with its work in workers, or `here`: on the main thread. */
export async function watchedApi(
	releases: string,
	where: 'workers' | 'here' = 'workers'
): Promise<Watched> {
	const child = fork(here('api.ts'), [where], {
		execArgv: ['--import', 'tsx', '--import', here('hook.ts')],
		env: { ...process.env, GROUNDSWELL_RELEASES: releases, GROUNDSWELL_LOG: 'error' }
	});
	const { address } = z.object({ address: z.string() }).parse(await answerOf(child));
	return {
		address,
		longest: async () =>
			z.object({ longest: z.number() }).parse(await answerOf(child, 'take')).longest,
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
