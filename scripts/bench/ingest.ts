/**
 * Ingestion of 1,000,000 synthetic observations, from CSV file to published release, against the sqlite3 shell
 * doing the same work on the same rows: `.import` into the same STRICT table, the same indexes, ANALYZE,
 * foreign_key_check, VACUUM, integrity_check. The shell gets the easier half: it loads into a database whose
 * parent tables are filled already, from a file in which every column ingestion computes is filled in.
 * Alone: `npx tsx scripts/bench/ingest.ts`, or `npm run bench -- ingest`.
 */
import Database from 'better-sqlite3';
import { spawnSync } from 'node:child_process';
import {
	appendFileSync,
	copyFileSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'csv-stringify/sync';
import { parseDate } from '#lib/domain/dates.ts';
import { columnsOf } from '#lib/domain/schema/table.ts';
import { observations } from '#lib/domain/tables/indicators.ts';
import { currentId } from '#lib/server/dataset/releases/release-log.ts';
import {
	createIndexesSql,
	createTableSql,
	storedColumns,
	tableOf
} from '#lib/server/dataset/sql.ts';
import { alternating, type Measure } from './measure.ts';

const ROWS = 1_000_000;
const SERIES = 40;
const SOURCES = 20;
const MONTHS = 12;
const RUNS = 3;
const DATASET = 'synthetic';
const PARENTS = ['regions', 'sources', 'series'] as const;

/** The synthetic folder, the file for the shell, and where either builds. */
interface Files {
	folder: string;
	data: string;
	shellRows: string;
	shellBase: string;
}

/** Measures ingestion; takes a few minutes and 1.5 GB of temporary files. */
export async function* run(): AsyncGenerator<Measure> {
	needShell();
	const folder = mkdtempSync(join(tmpdir(), 'groundswell-bench-'));
	try {
		const files = writeSynthetic(folder);
		const embedded = timeOf(() => ingest(join(folder, 'embedded'), []));
		const peak = Math.max(ingest(join(folder, 'first'), [files.data]), 0);
		writeShellBase(files, join(folder, 'first'));
		const peaks = [peak];
		const { measured, reference } = await alternating(
			() => {
				const releases = join(folder, 'again');
				rmSync(releases, { recursive: true, force: true });
				return timeOf(() => peaks.push(ingest(releases, [files.data])));
			},
			() => timeOf(() => importWithShell(files)),
			RUNS
		);
		yield* [
			{
				name: `${ROWS.toLocaleString('en-US')} synthetic observations over the embedded data, file to release`,
				measured,
				reference,
				unit: 's',
				limit: 1.5,
				holds: 'at most'
			},
			{
				name: 'the same, peak resident memory',
				measured: Math.max(...peaks),
				reference: null,
				unit: 'MB',
				limit: 400,
				holds: 'at most'
			},
			{
				name: 'embedded release, file to release',
				measured: embedded,
				reference: null,
				unit: 's',
				limit: 10,
				holds: 'at most'
			}
		];
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function needShell(): void {
	if (spawnSync('sqlite3', ['--version']).status !== 0)
		throw new Error(
			'this bench compares with the sqlite3 shell, which is not there; get it with: apt-get install sqlite3'
		);
}

function timeOf(work: () => unknown): number {
	const start = performance.now();
	work();
	return (performance.now() - start) / 1000;
}

/** Runs the command as a user would, in a process of its own. @returns its peak resident memory in MB */
function ingest(releases: string, overlays: readonly string[]): number {
	const report = `${releases}.memory`;
	const { status, stderr } = spawnSync(
		process.execPath,
		[
			'--import',
			'tsx',
			'--import',
			`data:text/javascript,${encodeURIComponent(peakReporter(report))}`,
			'scripts/ingest.ts',
			'--releases',
			releases,
			...overlays.flatMap((overlay) => ['--data', overlay])
		],
		{ encoding: 'utf8' }
	);
	if (status !== 0) throw new Error(`ingestion failed:\n${stderr}`);
	return Number(readFileSync(report, 'utf8')) / 1024;
}

/** Code that writes the peak resident memory of its process, in kB, as the process ends. */
const peakReporter = (path: string) =>
	`import { writeFileSync } from 'node:fs';
	process.on('exit', () => writeFileSync(${JSON.stringify(path)}, String(process.resourceUsage().maxRSS)));`;

function writeSynthetic(folder: string): Files {
	const data = join(folder, DATASET);
	mkdirSync(join(data, 'observations'), { recursive: true });
	const files = {
		folder,
		data,
		shellRows: join(folder, 'shell.csv'),
		shellBase: join(folder, 'shell-base.sqlite')
	};
	writeFileSync(join(data, 'series.csv'), stringify(syntheticSeries(), { header: true }));
	writeFileSync(join(data, 'sources.csv'), stringify(syntheticSources(), { header: true }));
	writeObservations(files);
	return files;
}

const syntheticSeries = () =>
	Array.from({ length: SERIES }, (_, index) => ({
		series_id: `synthetic-${index}`,
		title: `Synthetic series ${index}`,
		unit: 'USD',
		frequency: 'monthly',
		category: 'electricity_price',
		subject: '',
		subject_kind: 'none',
		description: 'Made up for a benchmark',
		polarity: 'neutral',
		basis: ''
	}));

const syntheticSources = () =>
	Array.from({ length: SOURCES }, (_, index) => ({
		source_id: `synthetic-source-${index}`,
		title: `Synthetic source ${index}`,
		publisher: `Nobody ${index}`,
		tier: 'own'
	}));

/** Writes the same rows twice: as a user would, and with every stored column for the shell. */
function writeObservations({ data, shellRows }: Files): void {
	const file = join(data, 'observations', 'all.csv');
	const names = columnsOf(observations.row).map(({ name }) => name);
	writeFileSync(file, `${names.join(',')}\n`);
	const counties = countyCodes();
	let ours: string[][] = [];
	let theirs: string[][] = [];
	for (let index = 0; index < ROWS; index++) {
		const row = syntheticObservation(index, counties);
		ours.push(names.map((name) => row[name] ?? ''));
		theirs.push(storedColumns(tableOf('observations')).map(({ name }) => stored(row, name)));
		if (ours.length === 50_000 || index === ROWS - 1) {
			appendFileSync(file, stringify(ours));
			appendFileSync(shellRows, stringify(theirs));
			ours = [];
			theirs = [];
		}
	}
}

function countyCodes(): string[] {
	return readFileSync('data/regions.csv', 'utf8')
		.split('\n')
		.map((line) => line.slice(0, line.indexOf(',')))
		.filter((code) => /^US-[A-Z]{2}-\d{5}$/.test(code));
}

function syntheticObservation(index: number, counties: readonly string[]): Record<string, string> {
	const month = index % MONTHS;
	const county = Math.floor(index / MONTHS);
	const value = ((index * 7919) % 100_003) / 100;
	return {
		series_id: `synthetic-${Math.floor(county / counties.length) % SERIES}`,
		region: counties[county % counties.length] ?? '',
		period: `2025-${String(month + 1).padStart(2, '0')}`,
		value: String(value),
		low: String(value - 1),
		high: String(value + 1),
		estimate: 'estimate',
		vintage: '',
		source_id: `synthetic-source-${index % SOURCES}`,
		note: 'Synthetic value'
	};
}

/** What ingestion stores in a column of a synthetic row. */
function stored(row: Record<string, string>, name: string): string {
	const days = parseDate(row['period'] ?? '');
	switch (name) {
		case 'series_id':
		case 'source_id':
			return `${DATASET}:${row[name] ?? ''}`;
		case 'dataset':
			return DATASET;
		case 'date_start':
			return days?.start ?? '';
		case 'date_end':
			return days?.end ?? '';
		case 'date_precision':
			return days?.precision ?? '';
		case 'latest':
			return 'yes';
		case 'tier':
			return 'own';
		case 'independent_sources':
			return '1';
		default:
			return row[name] ?? '';
	}
}

/** The database the shell starts from: an empty table, and its parents as ingestion has built them. */
function writeShellBase({ shellBase }: Files, releases: string): void {
	const db = new Database(shellBase);
	db.pragma('foreign_keys = OFF');
	db.prepare('ATTACH ? AS built').run(join(releases, `${currentId(releases) ?? ''}.sqlite`));
	for (const name of [...PARENTS, 'observations'] as const) db.exec(createTableSql(tableOf(name)));
	for (const name of PARENTS) {
		db.exec(`INSERT INTO main."${name}" SELECT * FROM built."${name}"`);
		for (const statement of createIndexesSql(tableOf(name))) db.exec(statement);
	}
	db.close();
}

function importWithShell({ folder, shellBase, shellRows }: Files): void {
	const path = join(folder, 'shell.sqlite');
	copyFileSync(shellBase, path);
	const script = [
		'.bail on',
		'PRAGMA journal_mode = OFF;',
		'PRAGMA synchronous = OFF;',
		'PRAGMA cache_size = -65536;',
		'BEGIN;',
		'.mode csv',
		`.import "${shellRows}" observations`,
		'COMMIT;',
		...createIndexesSql(tableOf('observations')).map((statement) => `${statement};`),
		'CREATE INDEX observations_dates ON observations (date_start, date_end);',
		'ANALYZE;',
		'PRAGMA foreign_key_check;',
		'VACUUM;',
		'PRAGMA integrity_check;',
		'SELECT count(*) FROM observations;'
	].join('\n');
	const { status, stdout, stderr } = spawnSync('sqlite3', [path], {
		input: script,
		encoding: 'utf8'
	});
	if (status !== 0 || !stdout.includes('ok') || !stdout.includes(String(ROWS)))
		throw new Error(`the sqlite3 shell failed: ${stdout}${stderr}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
	for await (const measure of run()) console.table([measure]);
