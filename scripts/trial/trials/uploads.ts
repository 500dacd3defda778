import { request } from 'node:http';
import { hostileForms, hostileUploads } from '../../../tests/fixtures/uploads.ts';
import { workbook } from '../../../tests/fixtures/workbook.ts';
import type { Product } from '../server/product.ts';
import type { Random } from '../random/random.ts';
import { sendRaw } from '../raw.ts';
import { Fault, hold, type Tally, type Trial } from '../trial.ts';

const PATHS = [
	'/api/v1/screen',
	'/api/v1/screen.csv',
	'/api/v1/screen.xlsx',
	'/api/v1/screen.json'
];
/** What an upload may cost the server, in seconds of processor time and MB held at once more than before. */
const MOST_CPU = 2;
const MOST_MB = 300;
/** Others are asked for this often while an upload is read. */
const ASK_MS = 20;
/** An upload that takes longer is one beside which others have to be answered. */
const LONG_MS = 500;

const LIST =
	'name,city,state,fips,lat,lon\nA,Leesburg,VA,51107,39.1,-77.5\nB,,TX,48113,,\n"C, D",Reno,NV,,,\n';
const WORKBOOK = workbook({
	Sites: [
		['name', 'fips'],
		['A', '51107'],
		['B', 48113]
	]
});

interface Upload {
	name: string;
	path: string;
	type: string;
	body: Uint8Array;
	/** Statuses it may be answered with. */
	status: readonly number[];
}

/**
 * Hostile lists of sites and forms, those of the tests and mutations of good ones, are sent to the built product over
 * a socket; while each is read, others are answered.
 */
export const trial: Trial = {
	about: 'hostile uploads, with others answered meanwhile',
	share: 12,
	open: async ({ product }) => {
		const server = await product();
		await others(server.address);
		return {
			attempt: async (random, tally) => {
				if (random.chance(0.1)) return brokenOff(server, random, tally);
				const upload = uploadOf(random);
				const before = { cpu: server.cpu(), memory: server.memory() };
				const { status, text, answered, ms } = await sent(server, upload, tally);
				tally.add('uploads');
				tally.add(`status ${status}`);
				const { name, path } = upload;
				hold(server.isRunning(), () => `${name} to ${path} ended the server`);
				hold(
					upload.status.includes(status),
					() => `${name} to ${path} answered ${status}: ${text.slice(0, 300)}`
				);
				hold(
					status === 200 || text.length > 20,
					() => `${name} to ${path} is refused without words`
				);
				hold(
					ms < LONG_MS || answered > 0,
					() => `${name} to ${path}: nobody was answered meanwhile`
				);
				const failed = server.failures();
				hold(failed.length === 0, () => `the log of ${name} says ${failed[0]?.slice(0, 600)}`);
				tally.add('others answered meanwhile', answered);
				if (before.cpu === null || before.memory === null) return;
				const cpu = (server.cpu() ?? 0) - before.cpu;
				tally.most('most CPU-seconds', cpu);
				tally.most('most MB more', (server.memory() ?? 0) - before.memory);
				hold(cpu < MOST_CPU, () => `${name} to ${path} took ${cpu.toFixed(1)} CPU-seconds`);
				const more = (server.memory() ?? 0) - before.memory;
				hold(more < MOST_MB, () => `${name} to ${path} left ${more.toFixed(0)} MB more`);
			}
		};
	}
};

function uploadOf(random: Random): Upload {
	const path = random.pick(PATHS);
	const kind = random.next();
	if (kind < 0.45) {
		const { name, body, status } = random.pick(hostileUploads);
		return { name, path, type: '', body: body(), status };
	}
	if (kind < 0.55) {
		const { name, body, status, type } = random.pick(hostileForms);
		return { name, path, type, body: body(), status };
	}
	const isWorkbook = kind < 0.8;
	const good = isWorkbook ? WORKBOOK : new TextEncoder().encode(LIST);
	const name = `a mutated ${isWorkbook ? 'workbook' : 'list'}`;
	return { name, path, type: '', body: mutated(good, random), status: [200, 400, 413, 422] };
}

/** Bytes changed, taken out, doubled or cut off. */
function mutated(bytes: Uint8Array, random: Random): Uint8Array {
	let result = Buffer.from(bytes);
	for (let left = random.between(1, 6); left > 0; left--) {
		const at = random.below(result.length + 1);
		const end = Math.min(result.length, at + random.below(30));
		const way = random.below(4);
		if (way === 0 && at < result.length) result[at] = random.below(256);
		else if (way === 1) result = Buffer.concat([result.subarray(0, at), result.subarray(end)]);
		else if (way === 2) result = Buffer.concat([result.subarray(0, end), result.subarray(at)]);
		else if (random.chance(0.2)) result = result.subarray(0, at);
	}
	return result;
}

/** Asks for health while an upload is answered; how often that was answered before it. */
async function sent({ address }: Product, upload: Upload, tally: Tally) {
	const began = performance.now();
	let isDone = false;
	const answer = post(address + upload.path, upload).finally(() => (isDone = true));
	let answered = 0;
	const asking = (async () => {
		while (!isDone) {
			await others(address);
			if (!isDone) answered++;
			await new Promise((next) => setTimeout(next, ASK_MS));
		}
	})();
	const [{ status, text }] = await Promise.all([answer, asking]);
	tally.most('longest upload in s', (performance.now() - began) / 1000);
	return { status, text, answered, ms: performance.now() - began };
}

const HEALTH = 'GET /api/v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n';

async function others(address: string): Promise<void> {
	const health = await sendRaw(address, HEALTH);
	hold(health?.status === 200, () => `health answered ${health?.status} beside an upload`);
}

const PATIENCE_MS = 120_000;

function post(address: string, { type, body }: Upload): Promise<{ status: number; text: string }> {
	return new Promise((done, failed) => {
		const headers = {
			...(type === '' ? {} : { 'content-type': type }),
			'content-length': body.length
		};
		const asked = request(address, { method: 'POST', headers, agent: false }, (answer) => {
			const pieces: Buffer[] = [];
			answer.on('data', (piece: Buffer) => pieces.push(piece));
			answer.on('error', failed);
			answer.on('end', () =>
				done({ status: answer.statusCode ?? 0, text: Buffer.concat(pieces).toString() })
			);
		});
		asked.setTimeout(PATIENCE_MS, () => asked.destroy(new Fault('an upload was not answered')));
		// A refusal may come before everything is sent; then the answer counts, not the broken pipe.
		asked.on('error', (error) => void setTimeout(() => failed(error), 1000));
		asked.end(body);
	});
}

/** An upload that stops in the middle, or that says it is larger than anything that is taken. */
async function brokenOff(server: Product, random: Random, tally: Tally): Promise<void> {
	const head = (length: number) =>
		`POST ${random.pick(PATHS)} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n`;
	if (random.chance(0.5)) {
		tally.add('uploads that say they are huge');
		const answer = await sendRaw(
			server.address,
			head(random.pick([8_000_001, 99_999_999_999, 2 ** 53]))
		);
		hold(answer?.status === 413, () => `a huge upload is answered ${answer?.status}`);
	} else {
		tally.add('uploads broken off');
		await sendRaw(server.address, head(5000) + LIST, true);
	}
	await others(server.address);
	const failed = server.failures();
	hold(
		failed.length === 0,
		() => `the log of an upload broken off says ${failed[0]?.slice(0, 600)}`
	);
}
