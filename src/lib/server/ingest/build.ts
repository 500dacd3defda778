import Database from 'better-sqlite3';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { lock } from 'proper-lockfile';
import { inputTables, tables, type TableName } from '#lib/domain/tables/index.ts';
import { createReleaseSql } from '../dataset/sql.ts';
import { currentId, readLog, type LogEntry } from '../dataset/release-store.ts';
import { removeDuplicates } from './duplicates.ts';
import { dataFolders, inputFiles, releaseId, type DataFolder, type InputFile } from './inputs.ts';
import { Loader } from './load.ts';
import { buildModel } from './model.ts';
import { Overrides } from './overrides.ts';
import type { Problem } from './problems.ts';
import {
	createIndexes,
	point,
	publish,
	releasePath,
	removeLeftovers,
	seal,
	temporaryPath
} from './publish.ts';
import { rejectOrphans } from './orphans.ts';
import { BUILDER_VERSION, schemaVersion } from './versions.ts';

export interface BuildOptions {
	/** The embedded data folder. */
	embedded: string;
	/** User folders laid over it. */
	overlays: readonly string[];
	releases: string;
	lenient?: boolean;
	dryRun?: boolean;
	allowShrink?: boolean;
	/** Called while rows are read. */
	onProgress?: (table: string, rows: number) => void;
	now?: () => Date;
}

export type BuildStatus = 'published' | 'unchanged' | 'checked' | 'invalid' | 'refused';

export interface BuildResult {
	status: BuildStatus;
	id: string;
	counts: Record<string, number>;
	problems: Problem[];
	/** Where every problem is listed, if there are any. */
	report: string | null;
	notes: string[];
	/** Tables that would lose rows: the reason of a refusal. */
	lost: { table: string; before: number; after: number }[];
	folders: DataFolder[];
}

/** Another build holds the releases folder. */
export class BusyError extends Error {}

/** What a set of folders would build, without building it. */
export async function plan(
	options: Pick<BuildOptions, 'embedded' | 'overlays' | 'lenient'>
): Promise<{ id: string; folders: DataFolder[]; files: InputFile[]; problems: Problem[] }> {
	const folders = dataFolders(options.embedded, options.overlays);
	const listed = await Promise.all(folders.map(inputFiles));
	const files = listed.flatMap((folder) => folder.files);
	const id = releaseId(files, {
		lenient: options.lenient ?? false,
		schemaVersion: schemaVersion(),
		builderVersion: BUILDER_VERSION
	});
	const problems = [
		...listed.flatMap((folder) => folder.problems),
		...files.flatMap((file) => file.problems)
	];
	return { id, folders, files, problems };
}

/**
 * Builds a release beside the current one and, unless told not to, swaps it in.
 * The published release is never edited: whatever goes wrong, it stays.
 * @throws BusyError where another build runs; Error where a folder is missing or cannot be written.
 */
export async function build(options: BuildOptions): Promise<BuildResult> {
	mkdirSync(options.releases, { recursive: true });
	const release = await lock(options.releases, { stale: 30_000, realpath: false }).catch(() => {
		throw new BusyError(
			`another build is writing to ${options.releases}; wait for it, or remove ${options.releases}.lock if none runs`
		);
	});
	try {
		return await buildLocked(options);
	} finally {
		await release();
	}
}

async function buildLocked(options: BuildOptions): Promise<BuildResult> {
	const { id, folders, files, problems } = await plan(options);
	const notes = files.flatMap((file) => file.notes);
	const current = currentId(options.releases);
	const base = { id, folders, notes, problems, report: null, lost: [], counts: {} };
	if (id === current && !options.dryRun) return { ...base, status: 'unchanged' };
	removeLeftovers(options.releases);
	const path = temporaryPath(options.releases, id);
	const db = new Database(path);
	try {
		const counts = await fill(db, id, files, problems, notes, options);
		const failed =
			problems.length > 0 && !(options.lenient && problems.every(({ line }) => line !== null));
		const report = problems.length > 0 ? writeReport(options.releases, id, problems) : null;
		if (failed) return { ...base, counts, report, status: 'invalid' };
		const lost = losses(options.releases, current, counts);
		if (options.dryRun) return { ...base, counts, report, lost, status: 'checked' };
		if (lost.length > 0 && !options.allowShrink)
			return { ...base, counts, report, lost, status: 'refused' };
		createIndexes(db);
		seal(db);
		const dataThrough = db.prepare('SELECT data_through FROM release_info').pluck().get() as
			string | null;
		db.close();
		const entry: LogEntry = {
			id,
			published_at: (options.now?.() ?? new Date()).toISOString(),
			data_through: dataThrough,
			counts,
			inputs: folders,
			lenient: options.lenient ?? false
		};
		if (existsSync(releasePath(options.releases, id))) point(options.releases, entry);
		else publish(options.releases, entry);
		return { ...base, counts, report, status: 'published' };
	} finally {
		db.close();
		rmSync(path, { force: true });
	}
}

async function fill(
	db: Database.Database,
	id: string,
	files: readonly InputFile[],
	problems: Problem[],
	notes: string[],
	options: BuildOptions
): Promise<Record<string, number>> {
	const report = (problem: Problem) => problems.push(problem);
	db.pragma('journal_mode = OFF');
	db.pragma('synchronous = OFF');
	db.pragma('foreign_keys = OFF');
	db.pragma('cache_size = -65536');
	db.pragma('temp_store = MEMORY');
	for (const statement of createReleaseSql()) db.exec(statement);
	db.exec('BEGIN');
	const overrides = await Overrides.read(files, report);
	const loader = new Loader(db, files, overrides, {
		problem: report,
		progress: (table, rows) => options.onProgress?.(table, rows)
	});
	await loader.loadAll();
	await removeDuplicates(db, files, report);
	if (options.lenient) rejectOrphans(db, report);
	for (const problem of overrides.unused()) report(problem);
	notes.push(...overrides.applied(), ...new Set(loader.references.notes));
	buildModel(db);
	const counts = countRows(db);
	db.prepare('INSERT INTO release_info VALUES (?, ?, ?, ?, ?, ?)').run(
		id,
		schemaVersion(),
		BUILDER_VERSION,
		options.lenient ? 'yes' : 'no',
		dataThrough(db),
		JSON.stringify(counts)
	);
	db.exec('COMMIT');
	return counts;
}

function countRows(db: Database.Database): Record<string, number> {
	return Object.fromEntries(
		(Object.keys(tables) as TableName[]).map((name) => [
			name,
			db.prepare(`SELECT count(*) FROM "${name}"`).pluck().get() as number
		])
	);
}

/** The newest day any poll or action speaks of; observations may lie ahead (delivery years). */
function dataThrough(db: Database.Database): string | null {
	return db
		.prepare(
			`SELECT max(day) FROM (
				SELECT max(date_start) AS day FROM polls
				UNION ALL SELECT max(date_start) FROM actions)`
		)
		.pluck()
		.get() as string | null;
}

function losses(
	folder: string,
	current: string | null,
	counts: Record<string, number>
): BuildResult['lost'] {
	const before = readLog(folder).findLast((entry) => entry.id === current)?.counts ?? {};
	return Object.keys(inputTables)
		.map((table) => ({ table, before: before[table] ?? 0, after: counts[table] ?? 0 }))
		.filter(({ before, after }) => after < before);
}

function writeReport(folder: string, id: string, problems: readonly Problem[]): string {
	const path = join(folder, `${id}.problems.csv`);
	const columns = ['file', 'line', 'column', 'value', 'code', 'message'];
	writeFileSync(
		path,
		stringify(problems as Problem[], { header: true, columns, escape_formulas: true })
	);
	return path;
}
