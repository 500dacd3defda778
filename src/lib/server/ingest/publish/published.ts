import { existsSync } from 'node:fs';
import { damageOf } from '../../dataset/releases/integrity.ts';
import {
	isBeside,
	lastOfEach,
	pointerOf,
	readLog,
	releasePath,
	type LogEntry
} from '../../dataset/releases/release-log.ts';

/** The release that was published last, with what is wrong with its file; null for nothing. */
export interface Published {
	id: string;
	entry: LogEntry | null;
	damage: string | null;
}

/** What was published last in a folder, all of its file read; null where nothing was. */
export function publishedIn(folder: string): Published | null {
	const id = pointerOf(folder);
	if (id === null) return null;
	const entry = readLog(folder).findLast((one) => one.id === id) ?? null;
	return { id, entry, damage: fileDamage(folder, entry ?? { id }) };
}

/** What is wrong with the file of a release; null where it is what was published. */
export function fileDamage(folder: string, recorded: Pick<LogEntry, 'id' | 'sha256' | 'size'>) {
	const path = releasePath(folder, recorded.id);
	return existsSync(path) ? damageOf(path, recorded) : 'is gone';
}

/** The release that was current last among those whose files are what was published; null where there is none. */
export function newestIntact(folder: string): string | null {
	const published = lastOfEach(readLog(folder)).filter((entry) => !isBeside(entry));
	return published.findLast((entry) => fileDamage(folder, entry) === null)?.id ?? null;
}
