import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cachedRelease, FIXTURE } from '../../../tests/setup/release.ts';

/** The invented data that the product serves here, and a release of it. */
export interface Served {
	data: string;
	releases: string;
}

/** The product in a process of its own. */
export interface Product {
	/** Its address, without a slash at the end. */
	address: string;
	/** Lines of its log that tell of a failure of its own, since the last call. */
	failures: () => string[];
	/** Processor time it has taken so far, in seconds; null where the system does not tell. */
	cpu: () => number | null;
	/** Memory it holds, in MB; null where the system does not tell. */
	memory: () => number | null;
	isRunning: () => boolean;
	stop: () => Promise<number | null>;
}

/** Copies the invented data and a release of it: nothing that is tried reaches `data/` or `tests/`. */
export function servedIn(folder: string): Served {
	const served = { data: join(folder, 'data'), releases: join(folder, 'releases') };
	cpSync(FIXTURE, served.data, { recursive: true });
	cpSync(cachedRelease(FIXTURE), served.releases, { recursive: true });
	return served;
}

/**
 * Starts the product as a user does.
 * @throws Error where it ends before it listens
 */
export async function startProduct({ data, releases }: Served): Promise<Product> {
	const { GROUNDSWELL_DATA: _, ...env } = process.env;
	const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts', data], {
		env: {
			...env,
			PORT: '0',
			HOST: '127.0.0.1',
			GROUNDSWELL_LOG: 'error',
			GROUNDSWELL_RELEASES: releases
		},
		stdio: ['ignore', 'pipe', 'pipe']
	});
	const failed: string[] = [];
	const address = await addressOf(child, failed);
	const { pid = 0 } = child;
	return {
		address,
		failures: () => failed.splice(0),
		cpu: () => cpuOf(pid),
		memory: () => memoryOf(pid),
		isRunning: () => child.exitCode === null && child.signalCode === null,
		stop: async () => {
			if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
			const ended = once(child, 'exit');
			child.kill('SIGTERM');
			await ended;
			return child.exitCode;
		}
	};
}

/** Reads the address the product prints, and keeps what it says afterwards: at this level only failures. */
function addressOf({ stdout, stderr }: ChildProcess, failed: string[]): Promise<string> {
	return new Promise((found, failedToStart) => {
		if (!stdout || !stderr) throw new Error('the product was started without an output to read');
		const said: string[] = [];
		let isListening = false;
		const told = (line: string) => {
			const address = /^Groundswell is at (http:\S+)$/.exec(line)?.[1];
			if (address !== undefined) {
				isListening = true;
				found(address);
			} else (isListening ? failed : said).push(line);
		};
		createInterface({ input: stdout }).on('line', told);
		const errors = createInterface({ input: stderr }).on('line', told);
		errors.once('close', () =>
			failedToStart(new Error(`the product ended before it listened:\n${said.join('\n')}`))
		);
	});
}

/** Clock ticks of a second, as every Linux has them. */
const TICKS = 100;

function cpuOf(pid: number): number | null {
	const path = `/proc/${pid}/stat`;
	if (!existsSync(path)) return null;
	// The name of the process, in brackets, may hold spaces.
	const fields = readFileSync(path, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
	return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

function memoryOf(pid: number): number | null {
	const path = `/proc/${pid}/status`;
	if (!existsSync(path)) return null;
	const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(path, 'utf8'))?.[1];
	return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}
