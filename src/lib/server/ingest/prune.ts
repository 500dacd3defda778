import { existsSync, rmSync } from 'node:fs';
import { currentId, lastOfEach, readLog } from '../dataset/release-store.ts';
import { releasePath } from './publish.ts';

/**
 * Takes the files of all but the newest releases out of a folder. The current release always stays, and so does
 * the log: who asks for a pruned one is told that it was here.
 * @param keep how many stay, from 1
 * @returns ids of the releases taken out, oldest first
 */
export function prune(folder: string, keep: number): string[] {
	const current = currentId(folder);
	const here = lastOfEach(readLog(folder))
		.map(({ id }) => id)
		.filter((id) => existsSync(releasePath(folder, id)));
	const others = here.filter((id) => id !== current);
	const beside = current === null ? keep : keep - 1;
	const gone = others.slice(0, Math.max(0, others.length - beside));
	for (const id of gone) rmSync(releasePath(folder, id));
	return gone;
}
