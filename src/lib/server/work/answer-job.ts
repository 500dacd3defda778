import { readSettings } from '../env.ts';
import { openLog, withRequest } from '../log/log.ts';
import { withPinned } from '../pinned.ts';
import type { Answered, Job, Piece } from '../pool/job.ts';
import type { Told } from '../pool/message.ts';
import { api, releases } from '../runtime.ts';
import { handOn } from './pieces.ts';
import { pageOf } from './pages.ts';

openLog(readSettings(process.env).log ?? 'warn');

let suspicions = 0;
releases().onSuspicion(() => suspicions++);

/** Answers a request that the main thread hands on: as it would itself, and from the release that it sees. */
export async function answer(job: Job, told: Told): Promise<Answered> {
	const before = suspicions;
	const { status, headers, body } = await withPinned({ release: job.release, at: job.at }, () =>
		job.id === null ? made(job, told) : withRequest(job.id, () => made(job, told))
	);
	return { status, headers, body, isSuspect: suspicions > before };
}

async function made(job: Job, told: Told): Promise<Omit<Answered, 'isSuspect'>> {
	const { of, url, method, headers: sent, body: brought, reached, client, pieces } = job;
	const request = new Request(url, {
		method,
		headers: sent.map(([name, value]): [string, string] => [name, value]),
		body: brought
	});
	const response = await (of === 'page'
		? pageOf(request, client)
		: api().fetch(request, { reached }));
	const { status, body } = response;
	const headers = Object.fromEntries(response.headers);
	if (pieces === null || status !== 200 || body === null)
		return { status, headers, body: new Uint8Array(await response.arrayBuffer()) };
	const head: Piece = { kind: 'head', status, headers };
	pieces.port.postMessage(head);
	await handOn(body, pieces, told);
	return { status, headers, body: null };
}
