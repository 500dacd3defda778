import { spawnSync } from 'node:child_process';
import { parse } from 'csv-parse/sync';
import { changeInWords } from '#lib/domain/changes/change-words.ts';
import type { HistoryTable } from '#lib/domain/tables/computed/history.ts';
import { recordOf, type Recorded } from './recorded.ts';
import { columnNames, tableOf } from './stored-columns.ts';

/** Commits looked back through for what a row held before. */
const COMMITS = 20;
const LARGEST_FILE = 1 << 28;
/** A line of an earlier commit that cannot be read is passed over: what a row held before is told, never needed. */
const TOLERANT = {
	bom: true,
	relax_column_count: true,
	relax_quotes: true,
	skip_empty_lines: true,
	skip_records_with_error: true
} as const;
const LONGEST = 400;

/**
 * Says in words what changed in a row since the last commit in which it held something else; null where the folder
 * is in no repository, or none of the last commits tells. Looks only when asked, so that nothing changed costs nothing.
 * @param files paths of the table inside the folder
 */
export function changesSince(
	folder: string,
	files: readonly string[],
	table: HistoryTable,
	rows: readonly Recorded[]
): (record_id: string) => string | null {
	const now = new Map(rows.map((row) => [row.record_id, row]));
	const columns = columnNames(tableOf(table));
	let commits: string[] | undefined;
	const versions: ReadonlyMap<string, Recorded>[] = [];
	const versionAt = (index: number) => {
		commits ??= commitsOf(folder, files);
		const commit = commits[index];
		if (commit === undefined) return null;
		return (versions[index] ??= rowsAt(folder, files, table, commit));
	};
	return (record_id) => {
		const row = now.get(record_id);
		if (!row) return null;
		for (let index = 0, at = versionAt(0); at !== null; at = versionAt(++index)) {
			const before = at.get(record_id);
			const words = before && wordsOf(table, before, row, columns);
			if (words) return words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words;
		}
		return null;
	};
}

const wordsOf = (
	table: HistoryTable,
	before: Recorded,
	after: Recorded,
	columns: readonly string[]
) =>
	changeInWords(
		{ table, change: 'changed', before: known(before.cells), after: known(after.cells) },
		columns
	);

const known = (cells: Readonly<Record<string, string>>) =>
	Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== ''));

/** The commits that touched the files, the latest first; none outside a repository. */
function commitsOf(folder: string, files: readonly string[]): string[] {
	if (files.length === 0) return [];
	const listed = git(folder, ['log', '--format=%H', `--max-count=${COMMITS}`, '--', ...files]);
	return listed?.split('\n').filter((line) => line !== '') ?? [];
}

function rowsAt(
	folder: string,
	files: readonly string[],
	table: HistoryTable,
	commit: string
): ReadonlyMap<string, Recorded> {
	const rows = new Map<string, Recorded>();
	for (const file of files) {
		const text = git(folder, ['show', `${commit}:./${file}`]);
		const [header = [], ...records]: string[][] = text === null ? [] : parse(text, TOLERANT);
		for (const cells of records) {
			const row = recordOf(table, header, cells);
			rows.set(row.record_id, row);
		}
	}
	return rows;
}

/** What git prints, or null where it refuses or is not there. */
function git(folder: string, options: string[]): string | null {
	const { status, stdout } = spawnSync('git', options, {
		cwd: folder,
		encoding: 'utf8',
		maxBuffer: LARGEST_FILE
	});
	return status === 0 ? stdout : null;
}
