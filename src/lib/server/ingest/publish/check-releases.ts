import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sizeDamage, type Trouble } from '../../dataset/releases/integrity.ts';
import {
	lastOfEach,
	LOG,
	pointerOf,
	readReleaseLog,
	releaseFiles,
	releasePath,
	unreadableWords,
	type LogEntry
} from '../../dataset/releases/release-log.ts';
import { troubleWith } from '../../dataset/releases/release-files.ts';
import { fileDamage } from './published.ts';
import { leftovers } from './publish.ts';

/** A release as a folder has it: `here` by its size, `whole` by its hash. */
export interface Checked extends Pick<LogEntry, 'id' | 'published_at' | 'data_through'> {
	/** Bytes of its file; null where it was pruned. */
	size: number | null;
	state: 'here' | 'whole' | 'pruned' | Trouble['kind'];
	current: boolean;
}

export interface FolderCheck {
	/** In the order in which they were last published. */
	releases: Checked[];
	/** What is wrong, where, and what to do, a line each. */
	problems: string[];
	/** Whether a release or the log is damaged; what the next build tidies away by itself is no damage. */
	isDamaged: boolean;
}

/** What was published in a folder and what is here of it, by the sizes of the files. */
export const listReleases = (folder: string): FolderCheck =>
	checked(folder, 'here', (path, entry) => sizeDamage(path, entry));

/** What was published in a folder and what is here of it, every file read and compared with the log. */
export const checkReleases = (folder: string): FolderCheck =>
	checked(folder, 'whole', (_, entry) => fileDamage(folder, entry));

type Find = (path: string, entry: LogEntry) => string | null;

function checked(folder: string, fine: 'here' | 'whole', find: Find): FolderCheck {
	const { entries, unreadable } = readReleaseLog(folder);
	const current = pointerOf(folder);
	const problems = unreadable.map(
		(line) => `${unreadableWords(folder, line)}; npm run ingest mends the log`
	);
	let isDamaged = unreadable.length > 0;
	const releases = lastOfEach(entries).map((entry): Checked => {
		const path = releasePath(folder, entry.id);
		const { id, published_at, data_through } = entry;
		const told = { id, published_at, data_through, current: id === current };
		if (!existsSync(path)) {
			if (id !== current) return { ...told, size: null, state: 'pruned' };
			isDamaged = true;
			problems.push(`${path} is gone; ${remedy(entry, true)}`);
			return { ...told, size: null, state: 'damaged' };
		}
		const { size } = statSync(path);
		const trouble = troubleWith(path, entry, find(path, entry));
		if (trouble?.kind !== 'damaged') return { ...told, size, state: trouble?.kind ?? fine };
		isDamaged = true;
		problems.push(`${path} ${trouble.why}; ${remedy(entry, id === current)}`);
		return { ...told, size, state: 'damaged' };
	});
	for (const id of releaseFiles(folder).filter((file) => entries.every((one) => one.id !== file)))
		problems.push(
			`${releasePath(folder, id)} has no line in ${LOG}; npm run ingest enters or removes it`
		);
	for (const name of leftovers(folder))
		problems.push(
			`${join(folder, name)} is left from a build that ended early; npm run ingest removes it`
		);
	return { releases, problems, isDamaged };
}

function remedy({ id, commit }: LogEntry, isCurrent: boolean): string {
	if (isCurrent) return 'npm run ingest builds it again where its inputs are here';
	const rebuilt =
		commit === undefined ? '' : `npm run ingest -- --commit ${commit} builds it again, or `;
	return `it is not served; ${rebuilt}remove ${id}.sqlite, and it counts as pruned`;
}
