import { join } from 'node:path';
import {
	dataFolders,
	defaultFiles,
	inputFiles,
	releaseId,
	upstreamFiles,
	type DataFolder,
	type InputFile
} from './read/inputs.ts';
import type { Problem } from './problems.ts';
import { BUILDER_VERSION, schemaVersion } from './versions.ts';

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
	/** Called when all rows are read, with what is done next: `indexing words`. */
	onStep?: (doing: string) => void;
	now?: () => Date;
	/** The day after which no row can have come or changed, YYYY-MM-DD in UTC; today by default. */
	today?: string;
}

/** A commit of `data/`. */
export interface Commit {
	/** Its full id. */
	sha: string;
	at: Date;
}

/** What a build would read, and what it would be called. */
export interface Plan {
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

/** Where the rows of upstreams lie, or null for none. */
export const upstreamFolder = ({
	embedded,
	upstream
}: Pick<BuildOptions, 'embedded' | 'upstream'>) =>
	upstream === undefined ? join(embedded, UPSTREAM) : upstream;
