/** The product beside other programs that do the same, in processor time: `npm run bench -- peers`. */
import { RELEASES } from './parts/built-release.ts';
import { spawnSync } from 'node:child_process';
import { collections } from '#lib/domain/collections/index.ts';
import { parseQuery } from '#lib/domain/filter/query.ts';
import { vocabularyOf } from '#lib/server/api/request/vocabulary.ts';
import { queries } from '#lib/server/dataset/queries/index.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { watchedBare, watchedProduct, type Watched } from './blocks/child.ts';
import { MILLION, syntheticRelease } from './api/synthetic.ts';
import { median, type Measure } from './measure.ts';

/** Series of the made-up million that are about 135,000 rows. */
const SERIES = ['0', '1', '2', '3', '4', '5', '6'].map((one) => `synthetic-${one}`);
const ROUNDS = 3;
const PAGES = 300;

/** The measures of this bench, one by one. @throws Error where what is measured fails */
export async function* run(): AsyncGenerator<Measure> {
	yield await csv();
	yield await page();
}

/** A CSV of 140,000 rows against the shell of SQLite with the same statement. */
async function csv(): Promise<Measure> {
	const releases = syntheticRelease(RELEASES, MILLION);
	const { path, text } = statement(releases);
	const server = await watchedProduct(releases);
	const ours: number[] = [];
	const theirs: number[] = [];
	try {
		await (await fetch(`${server.address}/api/v1/observations.csv?region=US`)).arrayBuffer();
		for (let round = 0; round < ROUNDS; round++) {
			// Another order is another file: none is kept.
			const sort = ['', '&sort=date', '&sort=region'][round] ?? '';
			const search = `region=all&series=${SERIES.join('~')}${sort}`;
			ours.push(
				await cpuOf(server, () => taken(`${server.address}/api/v1/observations.csv?${search}`))
			);
			theirs.push(shell(path, text));
		}
	} finally {
		await server.stop();
	}
	return {
		name: 'CSV of 140,000 rows over HTTP, against sqlite3 -csv',
		measured: median(ours),
		reference: median(theirs),
		unit: 's CPU',
		limit: 2.5,
		holds: 'at most'
	};
}

function statement(releases: string): { path: string; text: string } {
	const store = new ReleaseStore(releases);
	const release = store.current();
	const collection = collections.observations;
	const { query } = parseQuery(
		collection,
		new URLSearchParams(`region=all&series=${SERIES.join('~')}`),
		vocabularyOf(release, collection)
	);
	const { sql, parameters } = queries.observations.rows(release.kysely, query);
	store.close();
	let index = 0;
	const text = sql.replaceAll('?', () => `'${String(parameters[index++]).replaceAll("'", "''")}'`);
	return { path: release.path, text };
}

/** Processor seconds of the shell of SQLite, writing a statement's rows as CSV. */
function shell(path: string, text: string): number {
	const { stderr, status } = spawnSync(
		'bash',
		['-c', 'TIMEFORMAT="%U %S"; time sqlite3 -readonly -csv "$0" "$1" > /dev/null', path, text],
		{ encoding: 'utf8' }
	);
	if (status !== 0) throw new Error(`sqlite3: ${stderr}`);
	return stderr
		.trim()
		.split(/\s+/)
		.slice(-2)
		.map(Number)
		.reduce((sum, one) => sum + one, 0);
}

/** A page that is kept, against bare node sending the same bytes. */
async function page(): Promise<Measure> {
	const server = await watchedProduct(RELEASES);
	try {
		const address = `${server.address}/polls`;
		const headers = { 'accept-encoding': 'identity' };
		const body = new Uint8Array(await (await fetch(address, { headers })).arrayBuffer());
		const many = async (url: string) => {
			for (let at = 0; at < PAGES; at++) await taken(url, headers);
		};
		await quiet(server);
		await many(address);
		const ours = await cpuOf(server, () => many(address));
		return {
			name: `a page that is kept (${Math.round(body.byteLength / 1000)} kB), against bare node sending the same bytes`,
			measured: (ours / PAGES) * 1000,
			reference: ((await bare(body, many)) / PAGES) * 1000,
			unit: 'ms CPU',
			limit: 3,
			holds: 'at most'
		};
	} finally {
		await server.stop();
	}
}

/** Seconds to wait for a server at most, and the processor seconds a second of one that does nothing but be watched. */
const PATIENCE_S = 120;
const IDLE_S = 0.25;

/** Waits until a server does nothing of its own: it makes pages before anybody asks for them. */
async function quiet(server: Watched): Promise<void> {
	for (let waited = 0; waited < PATIENCE_S; waited++) {
		const spent = await cpuOf(server, () => new Promise((done) => setTimeout(done, 1000)));
		if (spent < IDLE_S) return;
	}
}

/** Processor seconds of a server of a few lines, in a process of its own. */
async function bare(body: Uint8Array, ask: (url: string) => Promise<void>): Promise<number> {
	const server = await watchedBare(body);
	try {
		await ask(server.address);
		return await cpuOf(server, () => ask(server.address));
	} finally {
		await server.stop();
	}
}

async function taken(url: string, headers: Record<string, string> = {}): Promise<void> {
	const response = await fetch(url, { headers });
	for await (const _ of response.body ?? []);
	if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
}

async function cpuOf(server: Watched, act: () => Promise<void>): Promise<number> {
	const before = await server.cpu();
	await act();
	return (await server.cpu()) - before;
}
