import { createHash } from 'node:crypto';
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Origin } from '#lib/domain/closed.ts';
import type { InputTableName } from '#lib/domain/tables/index.ts';
import { inspect, type Inspection } from './inspect.ts';
import { listFolder } from './list-folder.ts';
import type { Problem } from '../problems.ts';
import { UsageError } from '../usage-error.ts';

/** The name of the dataset that comes with the product. */
export const EMBEDDED = 'groundswell';

export interface InputFile extends Inspection {
	dataset: string;
	/** Whether people keep it, or a refresh of an upstream has made it. */
	origin: Origin;
	table: InputTableName;
	/** Where to read it. */
	path: string;
	/** How messages name it: `dataset/observations/capex.csv`. */
	name: string;
	/** True of a file of the product that stands in for one the embedded folder lacks. */
	isDefault?: true;
}

export interface DataFolder {
	dataset: string;
	path: string;
}

const DATASET_NAME = /^[a-z0-9][a-z0-9_-]*$/;

/**
 * The folders a release is built from, embedded data first.
 * @throws UsageError where a folder is missing, is named like another, or has a name no filter could hold.
 */
export function dataFolders(embedded: string, overlays: readonly string[]): DataFolder[] {
	const folders = [{ dataset: EMBEDDED, path: existingFolder(embedded) }];
	for (const overlay of new Set(overlays.map(existingFolder))) {
		const dataset = basename(overlay);
		if (overlay === folders[0]?.path)
			throw new UsageError(
				`--data ${overlay}: this is the embedded data, which is always there; leave it out`
			);
		if (!DATASET_NAME.test(dataset))
			throw new UsageError(
				`--data ${overlay}: its name becomes the dataset, so it may hold only a-z, 0-9, - and _; rename the folder`
			);
		if (folders.some((folder) => folder.dataset === dataset))
			throw new UsageError(
				`--data ${overlay}: a dataset "${dataset}" is already there; rename the folder`
			);
		folders.push({ dataset, path: overlay });
	}
	return folders;
}

function existingFolder(path: string): string {
	const folder = resolve(path);
	if (!existsSync(folder) || !statSync(folder).isDirectory())
		throw new UsageError(`--data ${path}: no such folder; give a folder of CSV files`);
	return realpathSync(folder);
}

/** The CSV files of a folder, each with its table and hash, in the order of their names. */
export const inputFiles = (folder: DataFolder) => filesOf(folder, 'curated', folder.dataset);

/**
 * The CSV files that refreshing upstreams has made: rows of the embedded dataset, like those in `data/`.
 * @param root folder of the upstreams; without one, nothing was refreshed
 */
export function upstreamFiles(root: string): ReturnType<typeof inputFiles> {
	const names = existsSync(root) ? readdirSync(root).toSorted() : [];
	const found = names
		.map((name) => ({ dataset: `${EMBEDDED}/upstream/${name}`, path: join(root, name, 'rows') }))
		.filter(({ path }) => existsSync(path))
		.map((folder) => filesOf(folder, 'upstream', EMBEDDED));
	return {
		files: found.flatMap(({ files }) => files),
		problems: found.flatMap(({ problems }) => problems)
	};
}

/** The data of the product, whatever folder is embedded. */
const PRODUCT = fileURLToPath(new URL('../../../../../data/', import.meta.url));
/** Tables that say how the others are read; an embedded folder without one takes that of the product. */
const DEFAULTS = [
	'vote_rules',
	'grid_areas',
	'series_roles',
	'short_names'
] as const satisfies InputTableName[];

/**
 * The product's files of those tables that an embedded folder lacks: an older `data/`, or a user's own. Rows of them
 * that name what the folder does not have are passed over.
 */
export function defaultFiles(files: readonly InputFile[]): InputFile[] {
	const there = new Set(
		files.filter(({ dataset }) => dataset === EMBEDDED).map(({ table }) => table)
	);
	return DEFAULTS.filter((table) => !there.has(table))
		.map((table) => ({ table, path: join(PRODUCT, `${table}.csv`), name: `default/${table}.csv` }))
		.filter(({ path }) => existsSync(path))
		.map((file) => ({
			...file,
			dataset: EMBEDDED,
			origin: 'curated',
			isDefault: true,
			...inspect(file.path, file.name)
		}));
}

function filesOf(
	folder: DataFolder,
	origin: Origin,
	dataset: string
): { files: InputFile[]; problems: Problem[] } {
	const { tables, problems } = listFolder(folder);
	const files = tables.map(({ table, relative }) => {
		const path = join(folder.path, relative);
		const name = `${folder.dataset}/${relative}`;
		return { dataset, origin, table, path, name, ...inspect(path, name) };
	});
	return { files, problems };
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
