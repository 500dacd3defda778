import type Database from 'better-sqlite3';
import { utcDay } from '#lib/domain/dates.ts';
import { tables, type TableName } from '#lib/domain/tables/index.ts';
import { coverage } from '../dataset/queries/records/coverage.ts';
import { createReleaseSql } from '../dataset/sql.ts';
import { stampRows } from './history/stamps.ts';
import { actionReport, type ActionReport } from './model/actions/matching.ts';
import { buildModel } from './model/model.ts';
import { pollReport, type PollReport } from './model/polls/poll-matching.ts';
import { readingNotes } from './model/polls/reading-notes.ts';
import { positionNotes } from './model/actions/positions.ts';
import type { BuildOptions, Plan } from './plan.ts';
import type { ProblemLog } from './problem-log.ts';
import { Overrides } from './read/overrides.ts';
import { sourceFinder } from './read/source-finder.ts';
import { Loader } from './resolve/load.ts';
import { BUILDER_VERSION, schemaVersion } from './versions.ts';
import { warningsOf } from './warnings/index.ts';
import type { Warning } from './warnings/warning.ts';

/** What filling a release found. */
export interface Filled {
	/** Rows of each table; empty where nothing was built. */
	counts: Record<string, number>;
	notes: string[];
	/** Rows that may be wrong; they stop no build. */
	warnings: Warning[];
	/** Actions of user folders, compared with those recorded before them; null where nothing was built. */
	actions: ActionReport | null;
	/** The same for polls. */
	polls: PollReport | null;
}

/** Reads every file into an empty database and computes what follows from the rows; problems go into the log. */
export function fill(
	db: Database.Database,
	{ id, files }: Plan,
	log: ProblemLog,
	options: BuildOptions
): Filled {
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
	buildModel(db, options);
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

/** Whether what was found in the input keeps it from being published. */
export const isInvalid = (log: ProblemLog, { lenient }: BuildOptions) =>
	log.fatal || (log.count > 0 && !lenient);

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
export function dataThrough(db: Database.Database): string | null {
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
