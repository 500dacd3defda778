import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi } from '#lib/server/api/app.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { build } from '#lib/server/ingest/build.ts';
import { refresh, type Refreshed } from '#lib/server/ingest/upstreams/refresh.ts';
import { rowsFolder } from '#lib/server/ingest/upstreams/store.ts';
import { readTable } from '#lib/server/ingest/upstreams/parse/read-table.ts';
import type { InputTableName } from '#lib/domain/tables/index.ts';
import { serveRecordings } from './recordings.ts';

const MEGABYTE = 1 << 20;

/** Answers that refreshed prices can change, by what the lines say. */
const WATCHED: Record<string, string> = {
	'cheapest by class, today and in the past': '/api/v1/cheapest-prices?limit=1000',
	'open against closed': '/api/v1/open-gap?limit=1000'
};

interface ReplayOptions {
	/** Folder of the recordings. */
	folder: string;
	/** Day on which they are taken to come, YYYY-MM-DD. */
	day: string;
	/** The data folder they are laid beside. */
	embedded: string;
	print: (line: string) => void;
}

/**
 * Takes recordings through the real refresh and two real builds, one without and one with them, in a folder of its
 * own, and prints what came in, what was left out and what changed.
 * @returns whether all that has a recording was refreshed
 */
export async function replay({ folder, day, embedded, print }: ReplayOptions): Promise<boolean> {
	const workshop = mkdtempSync(join(tmpdir(), 'groundswell-replay-'));
	const recordings = await serveRecordings(folder);
	try {
		const root = join(workshop, 'upstream');
		const started = performance.now();
		const done = await refresh([], {
			root,
			settings: { eiaKey: null, contact: 'replay@example.org' },
			fetcher: {
				userAgent: 'Groundswell replay',
				standIn: recordings.standIn,
				tries: 1,
				now: () => new Date(`${day}T06:00:00Z`)
			}
		});
		print(`refreshed in ${seconds(started)} s`);
		const now = () => new Date(`${day}T07:00:00Z`);
		const [before, after] = [null, root].map((upstream) => {
			const releases = join(workshop, upstream === null ? 'before' : 'after');
			const began = performance.now();
			const result = build({ embedded, upstream, overlays: [], releases, now, today: day });
			for (const { file, line, message } of result.problems)
				print(`  ${file}:${line ?? ''} ${message}`);
			const size = result.status === 'published' ? sizeOf(releases, result.id) : 0;
			print(
				`${upstream === null ? 'without' : 'with'} upstreams: release ${result.id} ${result.status}, ${(size / MEGABYTE).toFixed(1)} MB, built in ${seconds(began)} s`
			);
			for (const note of result.notes) print(`  note: ${note}`);
			return { releases, size, result };
		});
		if (!before || !after) return false;
		print(`release grows by ${((after.size / before.size - 1) * 100).toFixed(1)}%`);
		for (const one of done) print(upstreamLine(root, one));
		for (const one of [...new Set(recordings.missing)].sort()) print(`no recording: ${one}`);
		for (const [what, address] of Object.entries(WATCHED))
			await compare(what, address, [before.releases, after.releases], now, print);
		print(`memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most`);
		return after.result.status === 'published';
	} finally {
		await recordings.stop();
		rmSync(workshop, { recursive: true, force: true });
	}
}

const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(1);

function sizeOf(releases: string, id: string): number {
	return readdirSync(releases)
		.filter((name) => name.includes(id))
		.reduce((sum, name) => sum + statSync(join(releases, name)).size, 0);
}

/** What came in of an upstream, what became of it, and what was left out. */
function upstreamLine(
	root: string,
	{ name, status, reason, rows, odd, newest }: Refreshed
): string {
	const folder = rowsFolder(root, name);
	const made = existsSync(folder)
		? readdirSync(folder)
				.filter((file) => file.endsWith('.csv'))
				.map((file) => {
					const table = file.replace('.csv', '') as InputTableName;
					return `${table} ${readTable(table, readFileSync(join(folder, file), 'utf8')).length}`;
				})
		: [];
	return [
		`${name}: ${status}${reason === null ? '' : ` (${reason})`}`,
		`  rows in ${rows}, odd ${odd.length}, newest data ${newest ?? 'none'}`,
		`  out: ${made.length === 0 ? 'nothing' : made.join(', ')}`,
		...odd.slice(0, 10).map((one) => `  left out: ${one}`)
	].join('\n');
}

type Row = Record<string, unknown>;

async function rowsAt(releases: string, address: string, now: () => Date): Promise<Row[]> {
	const store = new ReleaseStore(releases);
	try {
		const response = await createApi({ store, now }).request(address);
		return ((await response.json()) as { data: Row[] }).data;
	} finally {
		store.close();
	}
}

/** Prints the rows of a list that came or went. */
async function compare(
	what: string,
	address: string,
	[before, after]: [string, string],
	now: () => Date,
	print: (line: string) => void
): Promise<void> {
	const [old, fresh] = [await rowsAt(before, address, now), await rowsAt(after, address, now)].map(
		(rows) => new Set(rows.map(textOf))
	);
	const gone = [...(old ?? [])].filter((row) => !fresh?.has(row));
	const came = [...(fresh ?? [])].filter((row) => !old?.has(row));
	print(`${what}: ${old?.size ?? 0} rows before, ${fresh?.size ?? 0} after`);
	for (const row of gone) print(`  - ${row}`);
	for (const row of came) print(`  + ${row}`);
}

/** A row as text, without what every row of a list changes by. */
const textOf = (row: Row): string =>
	Object.entries(row)
		.filter(
			([key, value]) => value !== null && !/^(source_|tier|independent|verified|address)/.test(key)
		)
		.map(([key, value]) => `${key}=${String(value)}`)
		.join(' ');
