import { counted } from '#lib/domain/text/format.ts';
import Database from 'better-sqlite3';
import { inputTables } from '#lib/domain/tables/index.ts';
import { releasePath, type LogEntry } from '../../dataset/releases/release-log.ts';
import type { Release } from '../../dataset/tables.ts';
import { EMBEDDED, type DataFolder } from '../read/inputs.ts';
import { losses, type Loss } from './losses.ts';
import { newestIntact, type Published } from './published.ts';
import { BUILDER_VERSION, schemaVersion } from '../versions.ts';

/** A release that is filled and not published yet. */
export interface Candidate {
	db: Database.Database;
	counts: Record<string, number>;
	folders: readonly DataFolder[];
	/** Whether rows of upstreams went into it. */
	hasUpstream: boolean;
	/** Whether its embedded data is just what a commit holds. */
	isCommitted: boolean;
}

/** What keeps a release from being published by default, and what is only to be said. */
interface Guarded {
	lost: Loss[];
	notes: string[];
}

/**
 * Compares a release with the one published before it. What users laid over the data and upstreams have gathered may
 * not go by default. Embedded rows may, where those who keep them withdrew them: where another version of the
 * product, or a commit, has `data/` without them; a change nobody committed may be an accident.
 *
 * Where the file of the release before is damaged, the newest that is whole stands in, and what the log says of it.
 */
export function guard(candidate: Candidate, releases: string, before: Published): Guarded {
	const baseline = before.damage === null ? before.id : newestIntact(releases);
	const byRows = baseline === null ? [] : fromFile(candidate, releasePath(releases, baseline));
	const byLog =
		before.damage === null || before.entry === null ? [] : fromLog(candidate, before.entry);
	const tables = new Set(byRows.map(({ table }) => table));
	const found = [...byRows, ...byLog.filter(({ table }) => !tables.has(table))];
	const withdrawn = found.filter((loss) => loss.isWithdrawn);
	return {
		lost: found.filter((loss) => !loss.isWithdrawn).map(({ isWithdrawn: _, ...loss }) => loss),
		notes: withdrawn.map(
			({ table, gone, example }) =>
				`${table}: ${counted(gone, 'row')} of the embedded data ${gone === 1 ? 'is' : 'are'} no longer shipped, for example ${example}`
		)
	};
}

type Judged = Loss & { isWithdrawn: boolean };

function fromFile({ db, hasUpstream, isCommitted }: Candidate, path: string): Judged[] {
	const isOther = !isOfThisVersion(path);
	return losses(db, path, hasUpstream).map((loss) => ({
		...loss,
		isWithdrawn: loss.embedded && (isOther || isCommitted)
	}));
}

/** Folders that are gone, and tables with fewer rows than the log has counted in the same version. */
function fromLog({ counts, folders, isCommitted }: Candidate, entry: LogEntry): Judged[] {
	const gone = entry.inputs.filter(
		({ dataset }) => dataset !== EMBEDDED && folders.every((folder) => folder.dataset !== dataset)
	);
	const folderLosses = gone.map(({ dataset }) => ({
		table: `folder ${dataset}`,
		embedded: false,
		before: 1,
		after: 0,
		gone: 1,
		example: dataset,
		isWithdrawn: false
	}));
	if (entry.builder !== BUILDER_VERSION || isCommitted) return folderLosses;
	const fallen = Object.keys(inputTables).flatMap((table) => {
		const [before, after] = [entry.counts[table] ?? 0, counts[table] ?? 0];
		return after >= before
			? []
			: [
					{
						table,
						embedded: false,
						before,
						after,
						gone: before - after,
						example: '',
						isWithdrawn: false
					}
				];
	});
	return [...folderLosses, ...fallen];
}

function isOfThisVersion(path: string): boolean {
	const db = new Database(path, { readonly: true });
	try {
		const info = db.prepare('SELECT * FROM release_info').get() as Release['release_info'];
		return info.builder_version === BUILDER_VERSION && info.schema_version === schemaVersion();
	} finally {
		db.close();
	}
}

/** A loss in one line. */
export function lossLine({ table, before, after, gone, example }: Loss): string {
	if (table.startsWith('folder '))
		return `${table}: the current release was built with it, and it would be lost`;
	const named = example === '' ? '' : `, for example ${example}`;
	return `${table}: ${counted(gone, 'record')} of the current release would be lost${named} (rows ${before} before, ${after} after)`;
}
