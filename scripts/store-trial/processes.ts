import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A process that can be killed and started again. */
export interface Part {
	name: string;
	start: () => void;
	/** Ends it where it is (SIGKILL). */
	kill: () => Promise<void>;
	isRunning: () => boolean;
	/** Processor time of all its runs so far, in seconds. */
	cpu: () => number;
}

/** Clock ticks of a second, as every Linux has them. */
const TICKS = 100;

/**
 * A process by its command line.
 * @param log the file for what it prints
 * @param line called with each line it prints, where somebody reads along
 */
export function partOf(
	name: string,
	[program = '', ...args]: readonly string[],
	{
		log,
		env = {},
		line
	}: { log: string; env?: Record<string, string>; line?: (text: string) => void }
): Part {
	let child: ChildProcess | null = null;
	let spent = 0;
	const isRunning = () => child?.exitCode === null && child.signalCode === null;
	const cpu = () => spent + (isRunning() ? cpuOf(child?.pid ?? 0) : 0);
	return {
		name,
		isRunning,
		cpu,
		start: () => {
			const file = openSync(log, 'a');
			child = spawn(program, args, {
				env: { ...process.env, ...env },
				stdio: ['ignore', line ? 'pipe' : file, file]
			});
			closeSync(file);
			let rest = '';
			child.stdout?.setEncoding('utf8').on('data', (text: string) => {
				const lines = (rest + text).split('\n');
				rest = lines.pop() ?? '';
				for (const one of lines) line?.(one);
			});
		},
		kill: async () => {
			if (child === null || !isRunning()) return;
			spent += cpuOf(child.pid ?? 0);
			const ended = once(child, 'exit');
			child.kill('SIGKILL');
			await ended;
		}
	};
}

function cpuOf(pid: number): number {
	try {
		// The name of the process, in brackets, may hold spaces.
		const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
		return (Number(fields[11]) + Number(fields[12])) / TICKS;
	} catch {
		return 0;
	}
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}

/** So long a server may take to answer for the first time. */
const ANSWERED_S = 120;

/** Waits until something answers at an address. @throws Error after a while */
export async function answering(address: string): Promise<void> {
	for (let at = 0; at < ANSWERED_S * 4; at++) {
		const answer = await fetch(address).catch(() => null);
		await answer?.arrayBuffer().catch(() => null);
		if (answer && answer.status < 500) return;
		await pause(250);
	}
	throw new Error(`${address} does not answer after ${ANSWERED_S} s`);
}
