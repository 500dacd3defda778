import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { RELEASE_ID } from '#lib/domain/filter/grammar.ts';

/** Name of the file that holds the id of the current release. */
export const POINTER = 'current';
export const LOG = 'log.jsonl';
const RELEASE_FILE = /^([0-9a-f]{12})\.sqlite$/;
/** How the log names the input of a release that was built from a commit and never was current here. */
const OF_COMMIT = 'data at ';

/** What a line of the log holds. */
export const entrySchema = z.looseObject({
	id: z.string().regex(RELEASE_ID),
	published_at: z.string().refine((text) => !Number.isNaN(Date.parse(text))),
	data_through: z.string().nullable(),
	counts: z.record(z.string(), z.number()),
	inputs: z.array(z.object({ dataset: z.string(), path: z.string() })),
	lenient: z.boolean(),
	commit: z.string().optional(),
	builder: z.string().optional(),
	sha256: z
		.string()
		.regex(/^[0-9a-f]{64}$/)
		.optional(),
	size: z.int().nonnegative().optional()
});

/** A line of releases/log.jsonl. */
export interface LogEntry {
	id: string;
	/** As the clock of the machine said; the order of the lines, not this, says what came after what. */
	published_at: string;
	data_through: string | null;
	counts: Record<string, number>;
	inputs: { dataset: string; path: string }[];
	lenient: boolean;
	/** The commit whose `data/` alone it was built from, by which it can be built anywhere. */
	commit?: string;
	/** Version of the rules it was built by; other rules make another release of the same files. */
	builder?: string;
	/** Hash and bytes of its file; lines of older versions have neither until a build adds them. */
	sha256?: string;
	size?: number;
}

/** A line of the log that is cut or garbage. */
interface UnreadableLine {
	/** Counted from 1. */
	line: number;
	text: string;
}

interface ReleaseLog {
	/** Oldest first. */
	entries: LogEntry[];
	unreadable: UnreadableLine[];
}

/** The log of a releases folder; what cannot be read in it is set apart, never a reason to stop. */
export function readReleaseLog(folder: string): ReleaseLog {
	const path = join(folder, LOG);
	const log: ReleaseLog = { entries: [], unreadable: [] };
	if (!existsSync(path)) return log;
	for (const [index, text] of readFileSync(path, 'utf8').split('\n').entries()) {
		if (text.trim() === '') continue;
		const entry = entryOf(text);
		if (entry === null) log.unreadable.push({ line: index + 1, text });
		else log.entries.push(entry);
	}
	return log;
}

function entryOf(text: string): LogEntry | null {
	try {
		const parsed = entrySchema.safeParse(JSON.parse(text));
		return parsed.success ? (parsed.data as LogEntry) : null;
	} catch {
		return null;
	}
}

/** Every readable line of a releases folder's log, oldest first. */
export const readLog = (folder: string): LogEntry[] => readReleaseLog(folder).entries;

const SHOWN = 60;

/** Where an unreadable line is and how it begins. */
export const unreadableWords = (folder: string, { line, text }: UnreadableLine): string =>
	`${join(folder, LOG)}:${line} is cut or damaged and is skipped: ${JSON.stringify(text.slice(0, SHOWN))}`;

/** One entry for each release, in the order in which they were last published. */
export function lastOfEach(log: readonly LogEntry[]): LogEntry[] {
	const last = new Map<string, LogEntry>();
	for (const entry of log) {
		last.delete(entry.id);
		last.set(entry.id, entry);
	}
	return [...last.values()];
}

/** Whether a release was put beside the current one, from a commit, and never was current itself. */
export const isBeside = ({ inputs }: LogEntry): boolean =>
	inputs.some(({ path }) => path.startsWith(OF_COMMIT));

/** How the log names the input of a release of a commit. */
export const commitPath = (sha: string): string => `${OF_COMMIT}${sha}`;

/**
 * The log without releases that never became current: lines after the last one of the pointer's release, written by
 * a build that ended before it moved the pointer.
 */
export function settled(log: readonly LogEntry[], pointer: string | null): LogEntry[] {
	const last = log.findLastIndex(({ id }) => id === pointer);
	return last === -1 ? [...log] : log.filter((entry, index) => index <= last || isBeside(entry));
}

/** The id that the pointer of a folder holds, whether or not its file is there; null for none. */
export function pointerOf(folder: string): string | null {
	const path = join(folder, POINTER);
	if (!existsSync(path)) return null;
	const id = readFileSync(path, 'utf8').trim();
	return RELEASE_ID.test(id) ? id : null;
}

/** The id of a folder's current release, or null where none was published or its file is gone. */
export function currentId(folder: string): string | null {
	const id = pointerOf(folder);
	return id !== null && existsSync(releasePath(folder, id)) ? id : null;
}

/** Stands in for the file of a release that is published, and is being copied here. */
export const comingPath = (folder: string, id: string): string => join(folder, `${id}.coming`);

/** The file of a release in its folder. */
export const releasePath = (folder: string, id: string): string => join(folder, `${id}.sqlite`);

/** Ids of the releases whose files lie in a folder, whatever the log says. */
export const releaseFiles = (folder: string): string[] =>
	(existsSync(folder) ? readdirSync(folder) : []).flatMap(
		(name) => RELEASE_FILE.exec(name)?.[1] ?? []
	);
