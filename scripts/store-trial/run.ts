import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pointerOf, readLog } from '#lib/server/dataset/releases/release-log.ts';
import { leftovers } from '#lib/server/ingest/publish/publish.ts';
import { Ledger } from '#lib/server/store/ledger.ts';
import { probe } from '#lib/server/store/objects/probe.ts';
import { s3Objects } from '#lib/server/store/objects/s3.ts';
import { Random } from '../trial/random/random.ts';
import { Shelf, VALUES } from '../trial/server/shelf.ts';
import { startCeph, type Ceph } from './ceph.ts';
import { startNginx } from './nginx.ts';
import { answering, freePort, partOf, type Part } from './processes.ts';
import { readAgainAndAgain } from './readers.ts';
import { spread, Watch } from './watch.ts';

const BUCKET = 'groundswell';
const RELEASES = `s3://${BUCKET}/trial`;
const SERVERS = 4;
const WRITERS = 2;
const READERS = 6;
/** Releases kept in the store. */
const KEEP = 4;
/** How long a storage daemon or the gateway stays away. */
const AWAY_MS = [6000, 15_000] as const;
const NODE = [process.execPath, '--import', 'tsx'];

interface TrialOptions {
	folder: string;
	seed: number;
	seconds: number;
	/** How long between two kills, in seconds. */
	every: number;
	say: (line: string) => void;
}

/**
 * Publishes small releases built before to a Ceph of one machine as fast as it takes them, serves them by four servers
 * behind nginx, reads all the while, and kills storage daemons, the gateway, servers and writers at random.
 * @returns what did not hold; nothing where all did
 */
export async function runStoreTrial(options: TrialOptions): Promise<string[]> {
	const { folder, say } = options;
	const shelf = new Shelf(folder);
	for (const value of VALUES) shelf.build(value, { keep: null });
	say(`${VALUES.length} releases of ${sizes(shelf.releases)} MB are built`);
	const cephFolder = join(folder, 'ceph');
	mkdirSync(cephFolder);
	const ceph = await startCeph(cephFolder);
	const running: Part[] = [];
	try {
		return await onCeph(options, shelf, ceph, running);
	} finally {
		for (const part of running) await part.kill();
		await ceph.stop();
	}
}

async function onCeph(
	{ folder, seed, seconds, every, say }: TrialOptions,
	shelf: Shelf,
	ceph: Ceph,
	running: Part[]
): Promise<string[]> {
	const env = {
		...ceph.keys,
		AWS_ENDPOINT_URL: ceph.endpoint,
		AWS_REGION: 'us-east-1',
		AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
		GROUNDSWELL_RELEASES: RELEASES
	};
	Object.assign(process.env, env);
	const client = new S3Client({ endpoint: ceph.endpoint, forcePathStyle: true });
	await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
	const place = { bucket: BUCKET, prefix: 'trial/', endpoint: ceph.endpoint, region: 'us-east-1' };
	const objects = s3Objects(place);
	await probe(objects);
	const watch = new Watch();
	const writers = Array.from({ length: WRITERS }, (_, at) =>
		partOf(
			`writer ${at}`,
			[
				...NODE,
				'scripts/store-trial/writer.ts',
				shelf.releases,
				join(folder, `writer-${at}`),
				`${seed} ${at}`,
				String(KEEP)
			],
			{ log: join(folder, `writer-${at}.out`), env, line: (line) => watch.said(line) }
		)
	);
	running.push(...writers);
	for (const writer of writers) writer.start();
	while (watch.published.size === 0) await pause(100);
	const copies = Array.from({ length: SERVERS }, (_, at) => join(folder, `copy-${at}`));
	const ports = await Promise.all(copies.map(() => freePort()));
	const servers = copies.map((copy, at) =>
		partOf(`server ${at}`, [...NODE, 'scripts/start.ts'], {
			log: join(folder, `server-${at}.out`),
			env: {
				...env,
				PORT: String(ports[at]),
				GROUNDSWELL_COPY: copy,
				GROUNDSWELL_LOG: 'error',
				GROUNDSWELL_TRUSTED_PROXY: 'loopback'
			}
		})
	);
	running.push(...servers);
	for (const server of servers) server.start();
	const isReady = (at: number) => answering(`http://127.0.0.1:${ports[at]}/live`);
	for (const at of ports.keys()) await isReady(at);
	const nginx = await startNginx(join(folder, 'nginx'), ports);
	running.push(nginx.part);
	say(`${SERVERS} servers answer behind nginx; ${seconds} s, a kill every ${every} s or so`);

	const end = new AbortController();
	const began = Date.now();
	const readers = Array.from({ length: READERS }, (_, at) =>
		readAgainAndAgain(
			nginx.address,
			new Random(seed, 'reader', at),
			(id) => shelf.valueOf(id),
			watch,
			end.signal
		)
	);
	const parts = { ceph, servers, writers };
	await killAtRandom(parts, new Random(seed, 'kills'), {
		until: began + seconds * 1000,
		every,
		copies,
		isReady,
		watch,
		say
	});
	end.abort();
	await Promise.all(readers);
	const took = (Date.now() - began) / 1000;
	for (const writer of writers) await writer.kill();
	for (const at of servers.keys()) watch.readFailures(join(folder, `server-${at}.out`));
	const wrong = [
		...watch.faults,
		...(await settled(copies, servers, new Ledger(objects, join(folder, 'commits.tsv')), watch))
	];
	const ledger = new Ledger(objects, join(folder, 'at-the-end.tsv'));
	await ledger.refresh();
	for (const [id, file] of ledger.shelf.files) {
		const found = await objects.fingerprint(file.key);
		if (found?.sha256 !== file.sha256) wrong.push(`the store no longer holds release ${id} whole`);
	}
	const { published } = watch;
	say(
		`${took.toFixed(0)} s: a release every ${(took / Math.max(1, published.size)).toFixed(1)} s, ${ledger.shelf.number} commits`
	);
	for (const [what, count] of Object.entries(watch.numbers).sort()) say(`  ${what}: ${count}`);
	const { median, p99, max } = spread(watch.behind);
	say(
		`  seconds a running server was behind: median ${median.toFixed(1)}, 99 of 100 below ${p99.toFixed(1)}, at most ${max.toFixed(1)}`
	);
	const cpu = (some: readonly Part[]) => some.reduce((sum, part) => sum + part.cpu(), 0).toFixed(0);
	say(
		`  CPU-seconds: servers ${cpu(servers)}, writers ${cpu(writers)}, storage ${cpu(ceph.storage)}, gateway ${cpu([ceph.gateway])}, nginx ${cpu([nginx.part])}`
	);
	return wrong;
}

interface Kills {
	until: number;
	every: number;
	copies: readonly string[];
	/** Waits until a server answers. */
	isReady: (at: number) => Promise<void>;
	watch: Watch;
	say: (line: string) => void;
}

/** Kills a part from time to time; one of storage comes back after a while, the rest at once. */
async function killAtRandom(
	{ ceph, servers, writers }: { ceph: Ceph; servers: Part[]; writers: Part[] },
	random: Random,
	{ until, every, copies, isReady, watch, say }: Kills
): Promise<void> {
	let next = Date.now() + every * 1000;
	let back: { part: Part; at: number } | null = null;
	/** Servers that do not answer yet. */
	const starting = new Set<number>();
	while (Date.now() < until) {
		await pause(250);
		for (const [at, copy] of copies.entries()) if (!starting.has(at)) watch.look(copy);
		if (back !== null && Date.now() > back.at) {
			back.part.start();
			back = null;
		}
		if (Date.now() < next) continue;
		next = Date.now() + every * 1000 * (0.5 + random.next());
		const kind = random.pick([
			'storage',
			'storage',
			'gateway',
			'server',
			'server',
			'writer',
			'writer'
		]);
		// Two of three storage daemons must be there for anything to be written.
		if ((kind === 'storage' || kind === 'gateway') && back !== null) continue;
		const part =
			kind === 'storage'
				? random.pick(ceph.storage)
				: kind === 'gateway'
					? ceph.gateway
					: random.pick(kind === 'server' ? servers : writers);
		await part.kill();
		say(`  killed ${part.name}`);
		watch.add(`kills: ${kind}`);
		if (kind === 'storage' || kind === 'gateway')
			back = { part, at: Date.now() + random.between(...AWAY_MS) };
		else part.start();
		const at = servers.indexOf(part);
		if (at === -1) continue;
		starting.add(at);
		void isReady(at).then(
			() => starting.delete(at),
			() => watch.fault(`${part.name} did not come back`)
		);
	}
	back?.part.start();
}

/** How long servers may take to hold what was published last, once nothing is killed any more. */
const CATCH_UP_S = 180;

/** Waits until every server holds what the store holds; says what is lost or left. */
async function settled(
	copies: readonly string[],
	servers: readonly Part[],
	ledger: Ledger,
	watch: Watch
): Promise<string[]> {
	for (let at = 0; at < CATCH_UP_S * 2; at++) {
		await pause(500);
		await ledger.refresh().catch(() => false);
		const { current, log } = ledger.shelf;
		if (
			current !== null &&
			copies.every((copy) => pointerOf(copy) === current && readLog(copy).length === log.length)
		)
			break;
	}
	const { shelf } = ledger;
	const wrong: string[] = [];
	const logged = new Set(shelf.log.map(({ id, published_at }) => `${id} ${published_at}`));
	// Publishing what is current anyway adds no line.
	const ids = shelf.log.map(({ id }) => id);
	for (const [number, { id, at }] of watch.published)
		if (number > shelf.number || (!logged.has(`${id} ${at}`) && !ids.includes(id)))
			wrong.push(`release ${id} was published by commit ${number}, and the log does not know it`);
	for (const [at, copy] of copies.entries()) {
		const name = servers[at]?.name ?? '';
		if (!servers[at]?.isRunning()) wrong.push(`${name} has ended`);
		if (pointerOf(copy) !== shelf.current)
			wrong.push(`${name} serves ${pointerOf(copy)} where ${shelf.current} is current`);
		if (JSON.stringify(readLog(copy)) !== JSON.stringify(shelf.log))
			wrong.push(`the log of ${name} is not that of the store`);
		const left = leftovers(copy);
		if (left.length > 0) wrong.push(`${name} has left ${left.join(', ')}`);
	}
	return wrong;
}

const sizes = (folder: string) => ((readLog(folder)[0]?.size ?? 0) / 1e6).toFixed(1);
