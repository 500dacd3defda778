import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inputTables, type InputTableName } from '#lib/domain/tables/index.ts';
import { didYouMean, type Problem } from '../problems.ts';

/** Files and folders of a data folder that ingestion knows and does not load. */
const NOT_LOADED = new Set(['left_out.csv', 'releases', 'upstream']);
const OTHER_FORMATS = /\.(tsv|tab|txt|xlsx?|ods|parquet|json)$/i;
const CSV = /\.csv$/i;
const TEXT = /\.(tsv|tab|txt)$/i;

const TABLES = Object.keys(inputTables) as InputTableName[];

/** A CSV file of a table, by its path inside the data folder. */
export interface TableFile {
	table: InputTableName;
	relative: string;
}

/**
 * Finds the files of each table: `polls.csv`, or any CSV file of a folder `polls/`.
 * Whatever looks like data and belongs to no table is a problem, so that no file is passed over in silence.
 */
export function listFolder({ dataset, path }: { dataset: string; path: string }): {
	tables: TableFile[];
	problems: Problem[];
} {
	const tables: TableFile[] = [];
	const problems: Problem[] = [];
	const report = (relative: string, code: string, message: string) =>
		problems.push({
			file: `${dataset}/${relative}`,
			line: null,
			column: null,
			value: null,
			scope: 'file',
			code,
			message
		});
	for (const name of visible(path)) {
		if (NOT_LOADED.has(name)) continue;
		const kind = kindOf(join(path, name));
		const table = tableNamed(name.replace(CSV, ''));
		if (kind === 'missing') report(name, 'unreadable_file', 'the link leads nowhere');
		else if (kind === 'folder' && CSV.test(name))
			report(name, 'unreadable_file', 'this is a folder; name it after its table, without .csv');
		else if (kind === 'folder' && table) listTable(path, table, tables, report);
		else if (kind === 'folder') {
			if (visible(join(path, name)).some((file) => CSV.test(file)))
				report(name, 'unknown_file', unknownTable(name));
		} else if (CSV.test(name) && table) tables.push({ table, relative: name });
		else if (CSV.test(name)) report(name, 'unknown_file', unknownTable(name.replace(CSV, '')));
		else if (OTHER_FORMATS.test(name) && tableNamed(name.replace(OTHER_FORMATS, '')))
			report(name, 'other_format', otherFormat(name));
	}
	if (tables.length === 0 && problems.length === 0)
		report(
			'',
			'no_files',
			`${path} holds no CSV file; name files after their tables: ${TABLES.map((table) => `${table}.csv`).join(', ')}`
		);
	return { tables: tables.sort((a, b) => (a.relative < b.relative ? -1 : 1)), problems };
}

function listTable(
	path: string,
	table: InputTableName,
	tables: TableFile[],
	report: (relative: string, code: string, message: string) => void
): void {
	for (const name of visible(join(path, table))) {
		const relative = `${table}/${name}`;
		const kind = kindOf(join(path, relative));
		if (kind === 'file' && CSV.test(name)) tables.push({ table, relative });
		else if (kind === 'missing') report(relative, 'unreadable_file', 'the link leads nowhere');
		else if (kind === 'folder')
			report(relative, 'unreadable_file', 'a folder inside the folder of a table is not read');
		else if (OTHER_FORMATS.test(name)) report(relative, 'other_format', otherFormat(name));
	}
}

const otherFormat = (name: string) =>
	`only CSV is read; save it as "CSV UTF-8"${TEXT.test(name) ? `, or name it ${name.replace(TEXT, '.csv')}: its delimiter may stay` : ''}`;

const visible = (path: string) => readdirSync(path).filter((name) => !name.startsWith('.'));

const tableNamed = (name: string) => TABLES.find((table) => table === name) ?? null;

const unknownTable = (name: string) =>
	`no table has this name${didYouMean(name, TABLES)} (tables: ${TABLES.join(', ')})`;

function kindOf(path: string): 'file' | 'folder' | 'missing' {
	const stat = statSync(path, { throwIfNoEntry: false });
	if (!stat) return 'missing';
	return stat.isDirectory() ? 'folder' : 'file';
}
