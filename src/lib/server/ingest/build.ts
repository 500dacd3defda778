import Database from 'better-sqlite3';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
	commitPath,
	readLog,
	releasePath,
	type LogEntry
} from '../dataset/releases/release-log.ts';
import { dataThrough, fill, isInvalid, type Filled } from './fill.ts';
import { plan, upstreamFolder, type BuildOptions, type Plan } from './plan.ts';
import type { DataFolder, InputFile } from './read/inputs.ts';
import { lockFolder } from './publish/lock.ts';
import { guard } from './publish/candidate.ts';
import type { Loss } from './publish/losses.ts';
import { mend } from './publish/mend.ts';
import { ProblemLog } from './problem-log.ts';
import type { Problem, ProblemGroup } from './problems.ts';
import { prune } from './publish/prune.ts';
import { fileDamage, publishedIn, type Published } from './publish/published.ts';
import {
	addBeside,
	createIndexes,
	point,
	publish,
	removeLeftovers,
	seal,
	temporaryPath
} from './publish/publish.ts';
import { deriveRows } from './upstreams/derive-rows.ts';
import { BUILDER_VERSION } from './versions.ts';

export { BusyError } from './publish/lock.ts';

/**
 * `published`: the new release is current; `unchanged`: it was already; `rebuilt`: a release of the past is
 * here again beside the current one; `present`: it was already; `checked`: a dry run found nothing
 * wrong; `invalid`: the input has problems; `refused`: records would be lost. The last three publish nothing.
 */
type BuildStatus =
	'published' | 'unchanged' | 'rebuilt' | 'present' | 'checked' | 'invalid' | 'refused';

export interface BuildResult extends Filled {
	status: BuildStatus;
	id: string;
	/** The first problems. */
	problems: Problem[];
	/** The first problems that differ in more than their line, each with how many rows have it. */
	groups: ProblemGroup[];
	/** How many problems there are; the report lists them all. */
	problemCount: number;
	/** Where every problem is listed, if there are any. */
	report: string | null;
	/** Tables that would lose records: the reason of a refusal. */
	lost: Loss[];
	folders: DataFolder[];
}

/**
 * Builds a release beside the current one and, by default not to, swaps it in.
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
		options.onStep?.('indexing and packing the release');
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
