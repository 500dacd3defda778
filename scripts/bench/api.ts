/** The API against the least that could answer the same: `npm run bench -- api`. */
import autocannon from 'autocannon';
import Database from 'better-sqlite3';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { collections, type CollectionName } from '#lib/domain/collections/index.ts';
import { parseQuery } from '#lib/domain/filter/query.ts';
import { createApi } from '#lib/server/api/app.ts';
import { vocabularyOf } from '#lib/server/api/request/vocabulary.ts';
import { queries } from '#lib/server/dataset/queries/index.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { build } from '#lib/server/ingest/build.ts';
import { plainCsv, served } from './api/child.ts';
import { download, latencies, readSlowly } from './api/http.ts';
import { ROWS, syntheticRelease } from './api/synthetic.ts';
import { alternating, quantile, type Measure } from './measure.ts';

const WARM = '/api/v1/polls?region=US-VA';
const WARM_SECONDS = 2;
const CONNECTIONS = 20;

/** Lists answered uncached: [collection, query that differs from request to request]. */
const UNCACHED: [CollectionName, string[]][] = [
	['polls', ['region=US', 'region=US-VA', 'region=US-TX', 'region=US-OH', 'region=US-AZ']],
	['readings', ['stance=oppose', 'stance=support', 'topic=local_siting', 'topic=general_view']],
	['actions', ['region=US-VA', 'region=US-TX', 'direction=restrictive', 'direction=permissive']],
	['observations', ['region=US-VA', 'region=US-TX', 'region=US', 'region=US-CA&from=2020']]
];
const UNCACHED_ROUNDS = 25;
const CSV = '/api/v1/observations.csv?region=all';
const SLOW = 10_000;
const REQUESTS = 1500;
const MEGABYTE = 1024 * 1024;

/** The measures of this bench, one by one. @throws Error where what is measured fails */
export async function* run(): AsyncGenerator<Measure> {
	const folder = mkdtempSync(join(tmpdir(), 'groundswell-bench-'));
	const releases = join(folder, 'embedded');
	try {
		const { status } = build({ embedded: 'data', overlays: [], releases });
		if (status !== 'published') throw new Error(`the embedded release is ${status}`);
		const large = syntheticRelease(releases, join(folder, 'synthetic'));
		yield await warm(releases, folder);
		yield* await uncached(releases);
		yield* await csv(large, folder);
		yield await health(large);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** A filtered JSON route served warm, against a bare Hono route with the same bytes and headers. */
async function warm(releases: string, folder: string): Promise<Measure> {
	const ours = await served({ kind: 'api', releases });
	const answer = await fetch(ours.address + WARM, { headers: { 'accept-encoding': 'identity' } });
	const body = join(folder, 'body');
	writeFileSync(body, new Uint8Array(await answer.arrayBuffer()));
	const sent = ['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding'];
	const headers = Object.fromEntries([...answer.headers].filter(([name]) => !sent.includes(name)));
	const [path = ''] = WARM.split('?');
	const theirs = await served({ kind: 'bare', path, body, headers });
	const rate = async (address: string) => {
		const { requests, non2xx, errors } = await autocannon({
			url: address + WARM,
			connections: CONNECTIONS,
			duration: WARM_SECONDS
		});
		if (non2xx > 0 || errors > 0) throw new Error(`${address} failed ${non2xx + errors} times`);
		return requests.average;
	};
	await rate(ours.address);
	await rate(theirs.address);
	const rates = await alternating(
		() => rate(ours.address),
		() => rate(theirs.address)
	);
	ours.stop();
	theirs.stop();
	return {
		name: 'filtered JSON, warm, against a bare Hono route',
		...rates,
		unit: 'requests/s',
		limit: 0.8,
		holds: 'at least'
	};
}

/** Lists answered without cache, against their bare statement and JSON.stringify. */
async function uncached(releases: string): Promise<Measure[]> {
	const store = new ReleaseStore(releases);
	const api = createApi({ store, now: () => new Date() }, { cacheMegabytes: 1 / MEGABYTE });
	const measures: Measure[] = [];
	for (const [name, searches] of UNCACHED) {
		const bare = bareAnswers(store, name, searches);
		const times = await alternating(
			() =>
				perRequest(searches.length, async (index) => {
					const response = await api.request(`/api/v1/${name}?${searches[index] ?? ''}`);
					if (!response.ok) throw new Error(await response.text());
				}),
			() => perRequest(searches.length, (index) => bare(index))
		);
		measures.push({
			name: `${name}, uncached, against statement and JSON.stringify`,
			...times,
			unit: 'ms',
			limit: 3,
			holds: 'at most'
		});
	}
	store.close();
	return measures;
}

/** The statement behind each query, prepared once, run and written as JSON. */
function bareAnswers(store: ReleaseStore, name: CollectionName, searches: string[]) {
	const release = store.current();
	const db = new Database(release.path, { readonly: true });
	const collection = collections[name];
	const prepared = searches.map((search) => {
		const { query } = parseQuery(
			collection,
			new URLSearchParams(search),
			vocabularyOf(release, collection)
		);
		const page = { limit: query.limit, offset: 0 };
		const { sql, parameters } = queries[name].rows(release.kysely, query, page);
		return { statement: db.prepare(sql), parameters };
	});
	return (index: number) => {
		const one = prepared[index];
		if (one) JSON.stringify(one.statement.all(...one.parameters));
	};
}

/** Mean milliseconds of a call, over every query in turn. */
async function perRequest(
	count: number,
	call: (index: number) => void | Promise<void>
): Promise<number> {
	const started = performance.now();
	for (let round = 0; round < UNCACHED_ROUNDS; round++)
		for (let index = 0; index < count; index++) await call(index);
	return (performance.now() - started) / (UNCACHED_ROUNDS * count);
}

/** A million made-up rows as CSV over HTTP, against a plain loop that writes a file with the same library. */
async function csv(large: string, folder: string): Promise<Measure[]> {
	const store = new ReleaseStore(large);
	const { path, kysely } = store.current();
	const collection = collections.observations;
	const { query } = parseQuery(
		collection,
		new URLSearchParams('region=all'),
		vocabularyOf(store.current(), collection)
	);
	const { sql, parameters } = queries.observations.rows(kysely, query);
	store.close();
	const server = await served({ kind: 'api', releases: large });
	await latencies(`${server.address}/api/v1/health`, 100);
	await latencies(`${server.address}/api/v1/observations?region=all`, 5);
	await server.peak();
	const before = await server.peak();
	const rates = await alternating(
		async () => {
			const { ms, rows } = await download(server.address + CSV);
			if (rows !== ROWS) throw new Error(`${rows} rows came instead of ${ROWS}`);
			return ROWS / (ms / 1000);
		},
		async () =>
			ROWS / ((await plainCsv(path, { sql, parameters }, join(folder, 'plain.csv'))) / 1000)
	);
	const growth = (await server.peak()) - before;
	server.stop();
	return [
		{
			name: 'CSV of 1,000,000 rows over HTTP, against a plain loop',
			...rates,
			unit: 'rows/s',
			limit: 0.7,
			holds: 'at least'
		},
		{
			name: 'memory growing while the CSV is served',
			measured: growth / MEGABYTE,
			reference: null,
			unit: 'MB',
			limit: 64,
			holds: 'at most'
		}
	];
}

/** 95th percentile of /health while one client reads a download slowly, against the idle server. */
async function health(large: string): Promise<Measure> {
	const server = await served({ kind: 'api', releases: large });
	const address = `${server.address}/api/v1/health`;
	await latencies(address, REQUESTS);
	const p95 = async () => quantile(await latencies(address, REQUESTS), 0.95);
	const times = await alternating(async () => {
		const stop = await readSlowly(server.address + CSV, SLOW);
		await pause(500);
		const time = await p95();
		stop();
		return time;
	}, p95);
	server.stop();
	return {
		name: 'p95 of /health while one client reads at 10 kB/s, against idle',
		...times,
		unit: 'ms',
		limit: 3,
		holds: 'at most'
	};
}
