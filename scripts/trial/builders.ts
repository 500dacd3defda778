import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BuildOptions } from '#lib/server/ingest/build.ts';

const BUILDER = fileURLToPath(new URL('builder.ts', import.meta.url));

/** A process that builds. */
export interface Builder {
	/** Sets it to build one after the other; what it says of each comes by `next`. */
	start: (wanted: readonly BuildOptions[]) => void;
	/** What comes of the next build: its status, `busy`, or a stack trace. */
	next: () => Promise<string>;
	/** Ends it where it is, with nothing of it left to clean up. */
	kill: () => Promise<void>;
}

/** A builder that has loaded its code and waits. */
export async function builder(): Promise<Builder> {
	const child = fork(BUILDER, {
		execArgv: ['--import', 'tsx'],
		stdio: ['ignore', 'ignore', 'inherit', 'ipc']
	});
	const ended = once(child, 'exit');
	const next = async () => {
		const said = await Promise.race([
			once(child, 'message'),
			ended.then(() => ['the process ended by itself'])
		]);
		return String(said[0]);
	};
	await next();
	return {
		start: (wanted) => void child.send(wanted),
		next,
		kill: async () => {
			child.kill('SIGKILL');
			await ended;
		}
	};
}
