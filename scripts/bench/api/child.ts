import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { startSchema } from './serve.ts';

const TSX = ['--import', 'tsx'];
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** A server that runs in a process of its own. */
export interface Served {
	address: string;
	/** The most resident memory since the last call, in bytes. */
	peak: () => Promise<number>;
	stop: () => void;
}

/** Starts a server as serve.ts describes. */
export async function served(start: z.input<typeof startSchema>): Promise<Served> {
	const child = fork(here('serve.ts'), [JSON.stringify(start)], { execArgv: TSX });
	const { port } = z.object({ port: z.int() }).parse(await nextMessage(child));
	return {
		address: `http://127.0.0.1:${port}`,
		peak: async () => {
			child.send('peak');
			return z.object({ peak: z.number() }).parse(await nextMessage(child)).peak;
		},
		stop: () => child.kill()
	};
}

async function nextMessage(child: ChildProcess): Promise<unknown> {
	const [message] = (await once(child, 'message', {
		signal: AbortSignal.timeout(60_000)
	})) as unknown[];
	return message;
}

/** Runs plain.ts; the milliseconds it took. @throws Error where it fails */
export async function plainCsv(path: string, query: unknown, target: string): Promise<number> {
	const child = spawn(process.execPath, [
		...TSX,
		here('plain.ts'),
		path,
		JSON.stringify(query),
		target
	]);
	let printed = '';
	child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
	child.stderr.pipe(process.stderr);
	const [code] = (await once(child, 'close')) as [number];
	if (code !== 0) throw new Error(`plain.ts ended with code ${code}`);
	return Number(printed);
}
