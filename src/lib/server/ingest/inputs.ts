import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { isUtf8 } from 'node:buffer';
import { basename, join, resolve } from 'node:path';
import { inputTables, type InputTableName } from '#lib/domain/tables/index.ts';
import { didYouMean, type Problem } from './problems.ts';

/** The name of the dataset that comes with the product. */
export const EMBEDDED = 'groundswell';

/** Files of a data folder that ingestion knows and does not load. */
const NOT_LOADED = new Set(['left_out.csv']);

export interface InputFile {
	dataset: string;
	table: InputTableName;
	/** Where to read it. */
	path: string;
	/** How messages name it: `dataset/observations/capex.csv`. */
	name: string;
	sha256: string;
	/** Problems that make the file unreadable as a whole. */
	problems: Problem[];
	notes: string[];
}

export interface DataFolder {
	dataset: string;
	path: string;
}

const DATASET_NAME = /^[a-z0-9][a-z0-9_-]*$/;

/**
 * The folders a release is built from, embedded data first.
 * @throws Error where a folder is missing, is named like another, or has a name no filter could hold.
 */
export function dataFolders(embedded: string, overlays: readonly string[]): DataFolder[] {
	const folders = [{ dataset: EMBEDDED, path: resolve(embedded) }];
	for (const overlay of new Set(overlays.map((path) => resolve(path)))) {
		const dataset = basename(overlay);
		if (!existsSync(overlay) || !statSync(overlay).isDirectory())
			throw new Error(`--data ${overlay}: no such folder; give a folder of CSV files`);
		if (!DATASET_NAME.test(dataset))
			throw new Error(
				`--data ${overlay}: its name becomes the dataset, so it may hold only a-z, 0-9, - and _; rename the folder`
			);
		if (folders.some((folder) => folder.dataset === dataset))
			throw new Error(
				`--data ${overlay}: a dataset "${dataset}" is already there; rename the folder`
			);
		folders.push({ dataset, path: overlay });
	}
	return folders;
}

/** The CSV files of a folder, each with its table and hash, in the order of their names. */
export async function inputFiles(
	folder: DataFolder
): Promise<{ files: InputFile[]; problems: Problem[] }> {
	const files: InputFile[] = [];
	const problems: Problem[] = [];
	for (const relative of csvFiles(folder.path)) {
		const name = `${folder.dataset}/${relative}`;
		const table = tableOf(relative);
		if (table) files.push(await inspect(folder.dataset, table, join(folder.path, relative), name));
		else if (!NOT_LOADED.has(relative)) problems.push(unknownFile(name, relative));
	}
	return { files, problems };
}

function csvFiles(folder: string): string[] {
	const names = readdirSync(folder, { withFileTypes: true });
	const own = names
		.filter((entry) => entry.isFile() && isCsv(entry.name))
		.map((entry) => entry.name);
	const inside = names
		.filter((entry) => entry.isDirectory() && stems().has(entry.name))
		.flatMap((entry) =>
			readdirSync(join(folder, entry.name))
				.filter(isCsv)
				.map((file) => `${entry.name}/${file}`)
		);
	return [...own, ...inside].sort();
}

const isCsv = (name: string) => name.toLowerCase().endsWith('.csv') && !name.startsWith('.');
const stems = () => new Set(Object.keys(inputTables));

function tableOf(relative: string): InputTableName | null {
	const stem = relative.includes('/') ? relative.split('/')[0] : relative.replace(/\.csv$/i, '');
	return stems().has(stem ?? '') ? (stem as InputTableName) : null;
}

const unknownFile = (name: string, relative: string): Problem => ({
	file: name,
	line: null,
	column: null,
	value: null,
	code: 'unknown_file',
	message: `no table has this name${didYouMean(relative.replace(/\.csv$/i, ''), stems())} (tables: ${[...stems()].join(', ')})`
});

async function inspect(
	dataset: string,
	table: InputTableName,
	path: string,
	name: string
): Promise<InputFile> {
	const hash = createHash('sha256');
	const decoder = new TextDecoder('utf-8', { fatal: true });
	const notes: string[] = [];
	const problems: Problem[] = [];
	const whole = (code: string, message: string, line: number | null = null) =>
		problems.push({ file: name, line, column: null, value: null, code, message });
	let lines = 1;
	let first = true;
	for await (const chunk of createReadStream(path, {
		highWaterMark: 1 << 20
	}) as AsyncIterable<Buffer>) {
		hash.update(chunk);
		if (first) {
			first = false;
			if (looksUtf16(chunk))
				whole('utf16', 'the file is UTF-16; save it as UTF-8 (in Excel: "CSV UTF-8")');
			if (chunk.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])))
				notes.push(`${name}: starts with a byte order mark, which is skipped`);
			if (chunk.includes('\r\n')) notes.push(`${name}: lines end in CRLF, read as LF`);
		}
		if (problems.length > 0) continue;
		try {
			decoder.decode(chunk, { stream: true });
		} catch {
			whole(
				'invalid_utf8',
				'bytes that are not UTF-8; save the file as UTF-8',
				lines + linesBeforeInvalid(chunk)
			);
		}
		lines += count(chunk);
	}
	return { dataset, table, path, name, sha256: hash.digest('hex'), problems, notes };
}

function looksUtf16(chunk: Buffer): boolean {
	const mark = chunk.subarray(0, 2).toString('hex');
	return mark === 'fffe' || mark === 'feff' || chunk.subarray(0, 200).includes(0);
}

function count(chunk: Buffer): number {
	let lines = 0;
	for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines++;
	return lines;
}

function linesBeforeInvalid(chunk: Buffer): number {
	let lines = 0;
	for (let start = 0; start < chunk.length; lines++) {
		const end = chunk.indexOf(10, start);
		const stop = end === -1 ? chunk.length : end;
		if (!isUtf8(chunk.subarray(start, stop))) return lines;
		start = stop + 1;
	}
	return lines;
}

/**
 * Identity of the release that these inputs build: first 12 hex of sha256 over the sorted names and hashes
 * of the files, the lenient flag and the versions of schema and builder.
 */
export function releaseId(
	files: readonly InputFile[],
	options: { lenient: boolean; schemaVersion: string; builderVersion: string }
): string {
	const hash = createHash('sha256');
	for (const line of files.map((file) => `${file.name} ${file.sha256}`).sort())
		hash.update(`${line}\n`);
	hash.update(`lenient=${options.lenient}\n`);
	hash.update(`schema=${options.schemaVersion}\nbuilder=${options.builderVersion}\n`);
	return hash.digest('hex').slice(0, 12);
}
