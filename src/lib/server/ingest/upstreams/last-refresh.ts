import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { onFile } from '../../dataset/releases/system-error.ts';

/** Where it is written down how the last refresh of each upstream ended. */
const FILE = 'last-refresh.json';

/** What older versions did not write down has a default. */
const schema = z.array(
	z.object({
		name: z.string(),
		failed: z.boolean(),
		lastGood: z.string().nullable(),
		/** When it was last asked. */
		asked: z.string().nullable().default(null),
		/** Why it or a part of it failed. */
		reason: z.string().nullable().default(null),
		newest: z.string().nullable().default(null),
		rows: z.number().default(0),
		/** How many rows were left out, and the first of them. */
		odd: z.number().default(0),
		oddNamed: z.array(z.string()).default([]),
		warnings: z.array(z.string()).default([])
	})
);
type LastRefresh = z.output<typeof schema>[number];

/** What of an upstream's refresh is written down. */
interface Ended {
	name: string;
	status: string;
	reason: string | null;
	lastGood: string | null;
	newest: string | null;
	rows: number;
	odd: readonly string[];
	warnings: readonly string[];
}

/** Odd rows that are written down by name. */
const NAMED = 20;

/** How the last refresh of each upstream ended; nothing where none was, or what is written cannot be read. */
export function lastRefresh(root: string): LastRefresh[] {
	const path = join(root, FILE);
	if (!existsSync(path)) return [];
	try {
		return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
	} catch {
		return [];
	}
}

/** A word without spaces that is another after each refresh; it reads no file. */
export function refreshMark(root: string): string {
	const file = statSync(join(root, FILE), { throwIfNoEntry: false });
	// The file is replaced as a whole, so that a new one also has another number.
	return file === undefined ? 'none' : `${file.mtimeMs}-${file.ino}`;
}

/**
 * Writes down how a refresh ended; upstreams that were not asked keep what stands. The file is replaced as a whole.
 * @param asked when they were asked
 */
export function noteRefresh(root: string, results: readonly Ended[], asked: Date): void {
	const known = new Map(lastRefresh(root).map((one) => [one.name, one]));
	for (const { name, status, odd, rows, ...rest } of results) {
		if (status === 'skipped') continue;
		const failed = status === 'failed';
		const before = known.get(name);
		const { reason, lastGood, newest, warnings } = rest;
		known.set(name, {
			name,
			failed: failed || status === 'partly',
			asked: asked.toISOString(),
			reason,
			lastGood,
			newest,
			warnings: [...warnings],
			// Of one that failed, what its kept copy had.
			rows: failed ? (before?.rows ?? 0) : rows,
			odd: failed ? (before?.odd ?? 0) : odd.length,
			oddNamed: failed ? (before?.oddNamed ?? []) : odd.slice(0, NAMED)
		});
	}
	const path = join(root, FILE);
	const next = `${path}.next`;
	const text = `${JSON.stringify([...known.values()], null, '\t')}\n`;
	onFile(next, () => writeFileSync(next, text));
	renameSync(next, path);
}
