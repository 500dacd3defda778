import { connect } from 'node:net';
import { Fault } from './trial.ts';

/** What came back on a connection of its own. */
export interface RawAnswer {
	status: number;
	headers: Record<string, string>;
	/** Bytes of the status line and the headers. */
	headBytes: number;
	/** What follows the headers, as it was sent. */
	body: string;
}

/** Nobody waits longer for an answer than this. */
const PATIENCE_MS = 60_000;

/**
 * Sends bytes as they are and reads until the server closes; null where it closed without an answer.
 * @param cutOff whether the connection is given up once the bytes are sent
 * @throws Fault where the server keeps the connection and says nothing
 */
export function sendRaw(
	address: string,
	bytes: string | Uint8Array,
	cutOff = false
): Promise<RawAnswer | null> {
	const { hostname, port } = new URL(address);
	return new Promise((done, failed) => {
		const pieces: Buffer[] = [];
		const socket = connect(Number(port), hostname);
		const finish = () => {
			socket.destroy();
			done(parsed(Buffer.concat(pieces)));
		};
		socket.setTimeout(PATIENCE_MS, () => {
			socket.destroy();
			const shown = JSON.stringify(String(bytes).slice(0, 200));
			failed(new Fault(`nothing came within ${PATIENCE_MS / 1000} s for ${shown}`));
		});
		socket.on('data', (piece) => void pieces.push(piece));
		socket.on('error', finish);
		socket.on('close', finish);
		socket.write(bytes, () => {
			if (cutOff) socket.destroy();
		});
	});
}

function parsed(bytes: Buffer): RawAnswer | null {
	// What says "go on" comes before the answer.
	const text = bytes.toString('utf8').replace(/^(HTTP\/1\.1 1\d\d [^]*?\r\n\r\n)+/, '');
	const end = text.indexOf('\r\n\r\n');
	const status = /^HTTP\/1\.[01] (\d{3})/.exec(text)?.[1];
	if (end === -1 || status === undefined) return null;
	const [, ...lines] = text.slice(0, end).split('\r\n');
	const headers = Object.fromEntries(
		lines.map((line) => {
			const at = line.indexOf(':');
			return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
		})
	);
	return { status: Number(status), headers, headBytes: end + 4, body: text.slice(end + 4) };
}
