import { Agent, get, type IncomingMessage } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

const open = (address: string, options = {}) =>
	new Promise<IncomingMessage>((answered, failed) => {
		get(address, options, answered).on('error', failed);
	});

/** Downloads a file and counts it: milliseconds, bytes, and the rows it was said to have. */
export async function download(
	address: string
): Promise<{ ms: number; bytes: number; rows: number }> {
	const started = performance.now();
	const response = await open(address);
	let bytes = 0;
	for await (const chunk of response) bytes += (chunk as Buffer).length;
	const rows = Number(response.headers['x-groundswell-rows']);
	return { ms: performance.now() - started, bytes, rows };
}

/** Milliseconds of each of a number of requests, one after the other over one connection. */
export async function latencies(address: string, count: number): Promise<number[]> {
	const found: number[] = [];
	for (let request = 0; request < count; request++) {
		const started = performance.now();
		const response = await open(address, { agent });
		response.resume();
		await new Promise((ended) => response.once('end', ended));
		found.push(performance.now() - started);
	}
	return found;
}

const TICK_MS = 100;

/** Reads an address at a number of bytes a second, until stopped. */
export async function readSlowly(address: string, bytesPerSecond: number): Promise<() => void> {
	const response = await open(address);
	const share = Math.floor((bytesPerSecond * TICK_MS) / 1000);
	const timer = setInterval(() => void response.read(share), TICK_MS);
	return () => {
		clearInterval(timer);
		response.destroy();
	};
}
