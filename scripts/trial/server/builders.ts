import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { BuildOptions } from '#lib/server/ingest/plan.ts';

const BUILDER = fileURLToPath(new URL('builder.ts', import.meta.url));
/** Below `node_modules`, so that packages are found from there. */
const BUNDLES = resolve('node_modules/.cache/groundswell-trial');

/** A process that builds. */
export interface Builder {
	/** Sets it to build one after the other; what it says of each comes by `next`. */
	start: (wanted: readonly BuildOptions[]) => void;
	/** What comes of the next build: its status, `busy`, or a stack trace. */
	next: () => Promise<string>;
	/** Ends it where it is, with nothing of it left to clean up. */
	kill: () => Promise<void>;
}

let bundled: Promise<string> | undefined;

/** A builder that has loaded its code and waits. */
export async function builder(): Promise<Builder> {
	const child = fork(await (bundled ??= bundle()), {
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

/** The code of a builder in one file: hundreds are started, and from the sources each takes a second to load. */
async function bundle(): Promise<string> {
	const outDir = join(BUNDLES, String(process.pid));
	await build({
		configFile: false,
		logLevel: 'warn',
		build: { ssr: BUILDER, outDir, minify: false, target: 'node20' }
	});
	process.once('exit', () => rmSync(outDir, { recursive: true, force: true }));
	return join(outDir, 'builder.js');
}
