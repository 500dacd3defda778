import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';

/** How a command ended: its exit code (null where a signal ended it), all it said, and the CPU it took. */
export interface Run {
	code: number | null;
	output: string;
	/** CPU-seconds of the command and the processes it waited for; null where the system does not tell. */
	cpu: number | null;
}

/** `times` is how a POSIX shell tells the CPU that its commands took; it is told on a channel of its own. */
const MEASURED = '"$@"; code=$?; times >&3; exit $code';

/** Runs a command without a terminal, and collects what it says. @throws Error where it cannot be started */
export function run(
	command: string,
	args: readonly string[],
	env: NodeJS.ProcessEnv
): Promise<Run> {
	const windows = process.platform === 'win32';
	return new Promise((done, failed) => {
		const child = windows
			? spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], shell: true })
			: spawn('sh', ['-c', MEASURED, 'sh', command, ...args], {
					env,
					stdio: ['ignore', 'pipe', 'pipe', 'pipe']
				});
		const [, stdout, stderr, times] = child.stdio;
		const output = collect(stdout, stderr);
		const told = collect(times);
		child.on('error', failed);
		child.on('close', (code) => done({ code, output: text(output), cpu: cpuOf(text(told)) }));
	});
}

/**
 * CPU-seconds of a shell's commands, from what its `times` prints: a line for itself and a line for them, each with
 * the time in its own code and in the system's, as in `0m1.50s 0m0.25s`.
 */
export function cpuOf(times: string): number | null {
	const [, commands] = times.trim().split('\n');
	const parts = [...(commands ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
	if (parts.length !== 2) return null;
	return parts.reduce(
		(sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds),
		0
	);
}

function collect(...streams: unknown[]): Buffer[] {
	const chunks: Buffer[] = [];
	for (const stream of streams)
		if (stream instanceof Readable) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
	return chunks;
}

const text = (chunks: readonly Buffer[]) => Buffer.concat(chunks).toString();
