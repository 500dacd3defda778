import { rmSync } from 'node:fs';
import {
	lastOfEach,
	pointerOf,
	readLog,
	releaseFiles,
	releasePath
} from '../../dataset/releases/release-log.ts';
import { fileDamage } from './published.ts';

/**
 * Takes the files of all but the newest releases out of a folder. The current release always stays, and so does
 * the log: who asks for a pruned one is told that it was here. A damaged file counts as none of those kept.
 * @param keep how many stay, from 1
 * @returns ids of the releases taken out, oldest first
 */
export function prune(folder: string, keep: number): string[] {
	const current = pointerOf(folder);
	const log = lastOfEach(readLog(folder));
	const files = new Set(releaseFiles(folder));
	const listed = log.filter(({ id }) => files.has(id) && id !== current);
	const unlisted = [...files].filter((id) => id !== current && log.every((one) => one.id !== id));
	const others = current !== null && files.has(current) ? keep - 1 : keep;
	const kept = new Set<string>();
	for (const entry of listed.toReversed()) {
		if (kept.size === others) break;
		if (fileDamage(folder, entry) === null) kept.add(entry.id);
	}
	const gone = [...unlisted, ...listed.map(({ id }) => id)].filter((id) => !kept.has(id));
	for (const id of gone) rmSync(releasePath(folder, id), { force: true });
	return gone;
}
