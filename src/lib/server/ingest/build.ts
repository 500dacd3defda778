import Database from 'better-sqlite3';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { utcDay } from '#lib/domain/dates.ts';
import { tables, type TableName } from '#lib/domain/tables/index.ts';
import {
	commitPath,
	readLog,
	releasePath,
	type LogEntry
} from '../dataset/releases/release-log.ts';
import { coverage } from '../dataset/queries/records/coverage.ts';
import { createReleaseSql } from '../dataset/sql.ts';
import { stampRows } from './history/stamps.ts';
import {
	dataFolders,
	defaultFiles,
	inputFiles,
	releaseId,
	upstreamFiles,
	type DataFolder,
	type InputFile
} from './read/inputs.ts';
import { Loader } from './resolve/load.ts';
import { lockFolder } from './publish/lock.ts';
import { guard } from './publish/guard.ts';
import type { Loss } from './publish/losses.ts';
import { actionReport, type ActionReport } from './model/matching.ts';
import { mend } from './publish/mend.ts';
import { buildModel } from './model/model.ts';
import { sourceFinder } from './read/source-finder.ts';
import { Overrides } from './read/overrides.ts';
import { pollReport, type PollReport } from './model/polls/poll-matching.ts';
import { positionNotes } from './model/positions.ts';
import { ProblemLog } from './problem-log.ts';
import type { Problem, ProblemGroup } from './problems.ts';
import { prune } from './publish/prune.ts';
import { fileDamage, publishedIn, type Published } from './publish/published.ts';
import { readingNotes } from './model/polls/reading-notes.ts';
import {
	addBeside,
	createIndexes,
	point,
	publish,
	removeLeftovers,
	seal,
	temporaryPath
} from './publish/publish.ts';
import { deriveRows } from './upstreams/derive.ts';
import { BUILDER_VERSION, schemaVersion } from './versions.ts';
import { warningsOf } from './warnings/index.ts';
import type { Warning } from './warnings/warning.ts';

export { BusyError } from './publish/lock.ts';

/** The folder of upstreams inside the embedded one. */
const UPSTREAM = 'upstream';

export interface BuildOptions {
	/** The embedded data folder. */
	embedded: string;
	/** What upstreams were refreshed into; default `upstream` in the embedded folder, null for none. */
	upstream?: string | null;
	/** User folders laid over it. */
	overlays: readonly string[];
	releases: string;
	lenient?: boolean;
	dryRun?: boolean;
	allowShrink?: boolean;
	/** How many of the newest releases stay in the folder; null, or left out, for all. */
	keep?: number | null;
	/** The commit these inputs are of: its release is put beside the current one, which stays. */
	commit?: Commit;
	/** The commit that holds the embedded folder as it is; the log names it where nothing else went into a release. */
	checkedOut?: string | null;
	/** Called while rows are read, with the rows of the table so far. */
	onProgress?: (table: string, rows: number) => void;
	/** Called when all rows are read and while trends are estimated from them: how many of how many. */
	onEstimate?: (done: number, of: number) => void;
	now?: () => Date;
	/** The day after which no row can have come or changed, YYYY-MM-DD in UTC; today unless told. */
	today?: string;
}

/** A commit of `data/`. */
export interface Commit {
	/** Its full id. */
	sha: string;
	at: Date;
}

/**
 * `published`: the new release is current; `unchanged`: it was already; `rebuilt`: a release of the past is
 * here again beside the current one; `present`: it was already; `checked`: a dry run found nothing
 * wrong; `invalid`: the input has problems; `refused`: records would be lost. The last three publish nothing.
 */
export type BuildStatus =
	'published' | 'unchanged' | 'rebuilt' | 'present' | 'checked' | 'invalid' | 'refused';

export interface BuildResult {
	status: BuildStatus;
	id: string;
	/** Rows of each table; empty where nothing was built. */
	counts: Record<string, number>;
	/** The first problems. */
	problems: Problem[];
	/** The first problems that differ in more than their line, each with how many rows have it. */
	groups: ProblemGroup[];
	/** How many problems there are; the report lists them all. */
	problemCount: number;
	/** Where every problem is listed, if there are any. */
	report: string | null;
	notes: string[];
	/** Rows that may be wrong; they stop no build. */
	warnings: Warning[];
	/** Tables that would lose records: the reason of a refusal. */
	lost: Loss[];
	folders: DataFolder[];
	/** Actions of user folders, compared with those recorded before them; null where nothing was built. */
	actions: ActionReport | null;
	/** The same for polls. */
	polls: PollReport | null;
}

interface Plan {
	id: string;
	folders: DataFolder[];
	files: InputFile[];
	/** Problems that make a file, or a folder, unreadable as a whole. */
	problems: Problem[];
}

/**
 * What a set of folders would build, without building it.
 * @throws UsageError where a folder is missing or has no usable name.
 */
export function plan(
	options: Pick<BuildOptions, 'embedded' | 'upstream' | 'overlays' | 'lenient'>
): Plan {
	const folders = dataFolders(options.embedded, options.overlays);
	const upstream = upstreamFolder(options);
	const listed = [
		...folders.map(inputFiles),
		...(upstream === null ? [] : [upstreamFiles(upstream)])
	];
	const given = listed.flatMap((folder) => folder.files);
	const files = [...given, ...defaultFiles(given)];
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
 * @throws UsageError where a folder cannot be used; BusyError where another build runs; Error where files
 * cannot be read or written.
 */
export function build(options: BuildOptions): BuildResult {
	mkdirSync(options.releases, { recursive: true });
	const unlock = lockFolder(options.releases);
	try {
		const mended = options.dryRun ? removeLeftovers(options.releases) : mend(options.releases);
		const upstream = upstreamFolder(options);
		const leftOut = upstream === null ? [] : deriveRows(upstream, options.embedded);
		const result = buildLocked(options, plan(options));
		return {
			...result,
			notes: [...mended, ...leftOut, ...result.notes, ...pruned(options, result)]
		};
	} finally {
		unlock();
	}
}

/** Keeps a folder to its number of releases, once the newest is in it; says what went. */
function pruned(
	{ releases, keep, commit, dryRun }: BuildOptions,
	{ status }: BuildResult
): string[] {
	const isCurrent = status === 'published' || status === 'unchanged';
	if (keep === undefined || keep === null || !isCurrent || commit || dryRun) return [];
	const gone = prune(releases, keep);
	return gone.length === 0 ? [] : [`pruned ${gone.join(', ')}; the newest ${keep} are kept`];
}

/** Where the rows of upstreams lie, or null for none. */
const upstreamFolder = ({ embedded, upstream }: Pick<BuildOptions, 'embedded' | 'upstream'>) =>
	upstream === undefined ? join(embedded, UPSTREAM) : upstream;

function buildLocked(options: BuildOptions, planned: Plan): BuildResult {
	const { id, folders, files } = planned;
	const before = publishedIn(options.releases);
	const result = (status: BuildStatus, rest: Partial<BuildResult> = {}): BuildResult => ({
		status,
		id,
		counts: {},
		problems: [],
		groups: [],
		problemCount: 0,
		report: null,
		notes: files.flatMap((file) => file.notes),
		warnings: [],
		lost: [],
		folders,
		actions: null,
		polls: null,
		...rest
	});
	if (planned.problems.length === 0 && !options.dryRun) {
		if (options.commit && isThere(options.releases, id)) return result('present');
		if (!options.commit && id === before?.id && before.damage === null) return result('unchanged');
	}
	const log = new ProblemLog(join(options.releases, `${id}.problems.csv`));
	for (const problem of planned.problems) log.add(problem);
	const path = temporaryPath(options.releases, id);
	const db = new Database(path);
	try {
		const { counts, notes, warnings, actions, polls } = fill(db, planned, log, options);
		const found = {
			counts,
			actions,
			polls,
			warnings,
			notes: [
				...damageNotes(options.releases, before),
				...files.flatMap((file) => file.notes),
				...notes
			],
			problems: log.first,
			groups: log.groups,
			problemCount: log.count,
			report: log.close()
		};
		if (isInvalid(log, options)) return result('invalid', found);
		const { lost, notes: withdrawn } = losses(db, planned, counts, options, before);
		found.notes.push(...withdrawn);
		if (lost.length > 0 && !options.allowShrink) return result('refused', { ...found, lost });
		if (options.dryRun) return result('checked', { ...found, lost });
		release(db, options, planned, counts);
		return result(options.commit ? 'rebuilt' : 'published', { ...found, lost });
	} finally {
		log.close();
		db.close();
		rmSync(path, { force: true });
	}
}

/** What the release published before had and a new one lacks: nothing where it is built again, or of the past. */
function losses(
	db: Database.Database,
	{ id, folders, files }: Plan,
	counts: Record<string, number>,
	{ commit, checkedOut = null, releases }: BuildOptions,
	before: Published | null
) {
	if (before === null || commit || before.id === id) return { lost: [], notes: [] };
	const hasUpstream = files.some(({ origin }) => origin === 'upstream');
	const isCommitted = checkedOut !== null;
	return guard({ db, counts, folders, hasUpstream, isCommitted }, releases, before);
}

function damageNotes(releases: string, before: Published | null): string[] {
	if (!before?.damage) return [];
	return [`${releasePath(releases, before.id)} ${before.damage}: release ${before.id} is damaged`];
}

/** Whether what was found in the input keeps it from being published. */
const isInvalid = (log: ProblemLog, { lenient }: BuildOptions) =>
	log.fatal || (log.count > 0 && !lenient);

/** Whether a release is in the log, and its file is what was published. */
function isThere(folder: string, id: string): boolean {
	const entry = readLog(folder).findLast((one) => one.id === id);
	return entry !== undefined && fileDamage(folder, entry) === null;
}

/** Makes the filled database the current release, or puts that of a commit beside it. */
function release(
	db: Database.Database,
	options: BuildOptions,
	{ id, folders, files }: Plan,
	counts: Record<string, number>
): void {
	const { commit } = options;
	const sha = commit?.sha ?? committed(options, files);
	const entry: LogEntry = {
		id,
		published_at: (commit?.at ?? options.now?.() ?? new Date()).toISOString(),
		data_through: dataThrough(db),
		counts,
		inputs: commit
			? folders.map(({ dataset }) => ({ dataset, path: commitPath(commit.sha) }))
			: folders,
		lenient: options.lenient ?? false,
		builder: BUILDER_VERSION,
		...(sha === null ? {} : { commit: sha })
	};
	const { releases } = options;
	const known = readLog(releases).findLast((one) => one.id === id);
	if (!commit && known && fileDamage(releases, known) === null)
		return point(releases, { ...entry, ...fileOf(known) });
	createIndexes(db);
	const sealed = { ...entry, ...seal(db, releases, id) };
	if (commit) addBeside(releases, sealed);
	else publish(releases, sealed);
}

const fileOf = ({ sha256, size }: LogEntry) =>
	sha256 === undefined || size === undefined ? {} : { sha256, size };

/** The commit by which anybody can build the same; null where rows come from elsewhere too. */
const committed = (
	{ overlays, checkedOut = null }: BuildOptions,
	files: readonly InputFile[]
): string | null =>
	overlays.length === 0 && files.every(({ origin }) => origin !== 'upstream') ? checkedOut : null;

function fill(
	db: Database.Database,
	{ id, files }: Plan,
	log: ProblemLog,
	options: BuildOptions
): Pick<BuildResult, 'counts' | 'notes' | 'warnings' | 'actions' | 'polls'> {
	db.pragma('journal_mode = OFF');
	db.pragma('synchronous = OFF');
	db.pragma('foreign_keys = OFF');
	db.pragma('cache_size = -16384');
	for (const statement of createReleaseSql()) db.exec(statement);
	db.exec('BEGIN');
	const readable = files.filter(({ problems }) => problems.length === 0);
	const overrides = Overrides.read(
		readable.filter(({ table }) => table === 'overrides'),
		sourceFinder(readable.filter(({ table }) => table === 'sources')),
		log.add
	);
	const today = options.today ?? utcDay(new Date());
	const loader = new Loader(db, files, overrides, {
		lenient: options.lenient ?? false,
		report: log.add,
		progress: (table, rows) => options.onProgress?.(table, rows),
		today
	});
	loader.loadAll();
	for (const problem of overrides.unused()) log.add(problem);
	// What is broken elsewhere is mended first; and a commit of the past is taken as it is.
	if (log.count === 0 && !options.commit)
		for (const problem of loader.history.problems()) log.add(problem);
	if (log.count === 0) for (const problem of loader.withdrawn.problems(db)) log.add(problem);
	const notes = () => [...loader.notes, ...overrides.applied(), ...loader.references.notes];
	if (isInvalid(log, options)) {
		// Whoever waits for a list of errors need not wait for estimates that nobody will see.
		db.exec('COMMIT');
		return { counts: countRows(db), notes: notes(), warnings: [], actions: null, polls: null };
	}
	stampRows(db);
	buildModel(db, options.onEstimate);
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
	return {
		counts,
		notes: [...notes(), ...readingNotes(db), ...positionNotes(db)],
		warnings: options.commit ? [] : warningsOf(db, loader.whereIs, today),
		actions: actionReport(db),
		polls: pollReport(db)
	};
}

function countRows(db: Database.Database): Record<string, number> {
	return Object.fromEntries(
		(Object.keys(tables) as TableName[]).map((name) => [
			name,
			db.prepare(`SELECT count(*) FROM "${name}"`).pluck().get() as number
		])
	);
}

/**
 * The newest day any poll, or any action of the days that trackers cover, speaks of: one row found later says nothing of
 * the rest. Observations may lie ahead (delivery years).
 */
function dataThrough(db: Database.Database): string | null {
	const { to } = coverage({ prepare: (sql) => db.prepare(sql) });
	return db
		.prepare(
			`SELECT max(day) FROM (
				SELECT max(date_start) AS day FROM polls
				UNION ALL SELECT max(date_start) FROM actions WHERE @to IS NULL OR date_start <= @to)`
		)
		.pluck()
		.get({ to }) as string | null;
}
