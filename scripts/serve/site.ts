import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onFile } from '#lib/server/dataset/releases/system-error.ts';

/** What the built pages follow from. */
const INPUTS = [
	'src',
	'static',
	'data/us',
	'package.json',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts',
	'tsconfig.json'
];
/** Where a build notes what it was made from; inside the build, so that both go together. */
const RECORD = 'inputs.sha256';

/** The site could not be built; the message holds the builder's output. */
class SiteError extends Error {}

/** Sha256 over the path and content of every file below `paths`, in the order of their names. */
export function hashOf(root: string, paths: readonly string[]): string {
	const hash = createHash('sha256');
	for (const path of paths.flatMap((path) => filesBelow(root, path)).sort()) {
		hash.update(`${path}\0`);
		hash.update(readFileSync(join(root, path)));
		hash.update('\0');
	}
	return hash.digest('hex');
}

function filesBelow(root: string, path: string): string[] {
	const full = join(root, path);
	if (!existsSync(full)) return [];
	if (statSync(full).isFile()) return [path];
	return readdirSync(full).flatMap((name) => filesBelow(root, `${path}/${name}`));
}

/** Whether the pages in `build/` are those of the code as it stands. */
export function siteIsCurrent(root: string): boolean {
	const record = join(root, 'build', RECORD);
	return (
		existsSync(join(root, 'build/handler.js')) &&
		existsSync(record) &&
		readFileSync(record, 'utf8').trim() === hashOf(root, INPUTS)
	);
}

/**
 * Builds the pages into `build/` where they are missing or older than the code.
 * @throws SiteError with the output of the failed build
 */
export async function ensureSite(root: string, say: (line: string) => void): Promise<void> {
	if (siteIsCurrent(root)) return;
	const started = performance.now();
	const hash = hashOf(root, INPUTS);
	say('building the site');
	await vite(root);
	const path = join(root, 'build', RECORD);
	onFile(path, () => writeFileSync(path, `${hash}\n`));
	say(`site built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** In a process of its own, whose memory the server does not keep. */
function vite(root: string): Promise<void> {
	return new Promise((done, failed) => {
		const child = spawn(process.execPath, ['node_modules/vite/bin/vite.js', 'build'], {
			cwd: root,
			env: { ...process.env, NODE_ENV: 'production' },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		const output: Buffer[] = [];
		child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
		child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
		child.on('error', failed);
		child.on('close', (code) => {
			if (code === 0) done();
			else
				failed(new SiteError(`${Buffer.concat(output).toString()}\nthe site could not be built`));
		});
	});
}
