import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { median } from '../../bench/measure.ts';
import type { Random } from '../random/random.ts';
import { hold, type Tally, type Trial } from '../trial.ts';

/** What is served is served within this, at the median, on a machine that does nothing else. */
const MOST_MS = 2000;
/** Nobody waits longer than this for an answer, on a machine that does nothing else. */
const LONGEST_MS = 15_000;
/** After this no answer comes any more, on any machine. */
const HANG_MS = 120_000;
/** Times the rate at which the product answers one after the other. */
const OVER = 2;
/** Clients that ask one after the other while capacity is measured. */
const CLIENTS = 8;
/** At least, and at most, how long a case lasts. */
const SPAN_MS = [2500, 60_000] as const;

interface Answered {
	status: number;
	ms: number;
	retryAfter: string | undefined;
}

/**
 * The built product is asked twice as much as it can answer: capacity is measured first, with a bare server beside it
 * that tells how busy the machine is. What is served comes in time, the rest is told to come back, nobody hangs.
 */
export const trial: Trial = {
	about: 'twice as many requests as can be answered',
	share: 10,
	open: async ({ product, ms }) => {
		const { address, isRunning, failures } = await product();
		const child = fork(fileURLToPath(new URL('../server/bare.ts', import.meta.url)), {
			execArgv: ['--import', 'tsx']
		});
		const bare = `http://127.0.0.1:${String((await once(child, 'message'))[0])}`;
		const span = Math.min(SPAN_MS[1], Math.max(SPAN_MS[0], ms * 0.8));
		return {
			attempt: async (random, tally) => {
				const measuring = Math.min(5000, span / 4);
				const idle = median(await closedLoop(bare, measuring / 4, random, 1));
				// What is loaded with the first answers is no part of the capacity.
				await closedLoop(address, measuring / 4, random, CLIENTS);
				const times = await closedLoop(address, measuring, random, CLIENTS);
				const rate = (OVER * times.length * 1000) / measuring;
				const beside: number[] = [];
				const probing = besides(bare, span - measuring, beside);
				const answers = await openLoop(address, rate, span - measuring, random);
				await probing;
				tally.most('times as slow the bare server became', median(beside) / idle);
				judge(answers, { rate, slower: Math.max(1, median(beside) / idle) }, tally);
				hold(isRunning(), () => 'the server ended under load');
				hold(failures().length === 0, () => 'the server logged failures under load');
				const after = await ask(address, '/api/v1/health');
				hold(after.status === 200, () => `health is ${after.status} after the load`);
			},
			close: () => void child.kill()
		};
	}
};

function judge(
	answers: readonly (Answered | string)[],
	{ rate, slower }: { rate: number; slower: number },
	tally: Tally
): void {
	const answered = answers.filter((one) => typeof one !== 'string');
	const failed = answers.filter((one) => typeof one === 'string');
	const served = answered.filter(({ status }) => status < 400);
	const shed = answered.filter(({ status }) => status === 503);
	tally.most('requests a second, offered', rate);
	tally.add('requests', answers.length);
	tally.add('served', served.length);
	tally.add('told to come back', shed.length);
	const reasons = [...new Set(failed)].join(', ');
	hold(
		failed.length === 0,
		() => `${failed.length} of ${answers.length} requests came to nothing: ${reasons}`
	);
	const longest = answered.reduce((most, { ms }) => Math.max(most, ms), 0);
	tally.most('longest wait in s', longest / 1000);
	hold(
		longest <= LONGEST_MS * slower,
		() =>
			`somebody waited ${(longest / 1000).toFixed(0)} s, the bare server being ${slower.toFixed(1)} times as slow`
	);
	const without = shed.filter(({ retryAfter }) => retryAfter === undefined).length;
	hold(without === 0, () => `${without} refusals do not say when to come back`);
	const other = answered.find(({ status }) => status >= 400 && status !== 503);
	hold(other === undefined, () => `a request answered ${other?.status}`);
	hold(served.length > 0, () => 'nothing was served');
	const middle = median(served.map(({ ms }) => ms));
	tally.most('median of what was served, in ms', middle);
	const limit = MOST_MS * slower;
	hold(
		middle <= limit,
		() => `what is served takes ${middle.toFixed(0)} ms, of ${limit.toFixed(0)}`
	);
}

const LISTS = ['polls', 'actions', 'readings', 'observations', 'statuses'];
const REGIONS = ['US', 'US-VA', 'US-TX', 'US-OH', 'US-AZ', 'US-CA', 'US-GA', 'US-IN'];
const PAGES = ['/actions', '/polls', '/map', '/energy', '/'];

/** An address whose answer is not kept: a page or a list, for a day of its own. */
function addressFor(random: Random): string {
	const region = random.pick(REGIONS);
	const day = new Date(Date.UTC(2024, 0, 1 + random.below(1000))).toISOString().slice(0, 10);
	if (random.chance(0.3)) return `${random.pick(PAGES)}?on=${day}&region=${region}`;
	return `/api/v1/${random.pick(LISTS)}?region=${region}&on=${day}&limit=${random.between(1, 100)}`;
}

/** Times of requests sent one after the other by some clients. */
async function closedLoop(site: string, ms: number, random: Random, clients: number) {
	const until = performance.now() + ms;
	const times: number[] = [];
	const client = async () => {
		while (performance.now() < until) times.push((await ask(site, addressFor(random))).ms);
	};
	await Promise.all(Array.from({ length: clients }, client));
	return times;
}

/** Requests sent at a rate, whether or not those before are answered; in words why one came to nothing. */
async function openLoop(site: string, rate: number, ms: number, random: Random) {
	const began = performance.now();
	const answers: Promise<Answered | string>[] = [];
	while (performance.now() - began < ms) {
		const due = Math.floor(((performance.now() - began) * rate) / 1000);
		while (answers.length < due) answers.push(ask(site, addressFor(random)).catch(String));
		await new Promise((next) => setTimeout(next, 5));
	}
	return Promise.all(answers);
}

/** Times of the bare server while the other is under load. */
async function besides(bare: string, ms: number, times: number[]): Promise<void> {
	const until = performance.now() + ms;
	while (performance.now() < until || times.length === 0) {
		times.push((await ask(bare, '/')).ms);
		await new Promise((next) => setTimeout(next, 50));
	}
}

const agent = new Agent({ keepAlive: true, maxSockets: 1000 });

function ask(site: string, path: string, began = performance.now()): Promise<Answered> {
	return new Promise((done, failed) => {
		const asked = request(site + path, { agent }, (answer) => {
			answer.resume();
			answer.on('error', failed);
			answer.on('end', () =>
				done({
					status: answer.statusCode ?? 0,
					ms: performance.now() - began,
					retryAfter: answer.headers['retry-after']
				})
			);
		});
		asked.setTimeout(HANG_MS, () => asked.destroy(new Error('no answer')));
		asked.on('error', (error: NodeJS.ErrnoException) => {
			// A server may close a connection that is kept while a request is on its way: every client asks again.
			const isLate = asked.reusedSocket && error.code === 'ECONNRESET';
			if (isLate) ask(site, path, began).then(done, failed);
			else failed(error);
		});
		asked.end();
	});
}
