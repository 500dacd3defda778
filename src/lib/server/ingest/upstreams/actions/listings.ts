import { z } from 'zod';
import { UpstreamFailure } from '../fetch/failure.ts';

/** What an upstream listed under one id, and from which day to which. */
export interface Entry<T> {
	id: string;
	/** Day on which it was first seen so, YYYY-MM-DD. */
	from: string;
	/** Day on which it was first seen otherwise, or no longer; null while it stands. */
	to: string | null;
	data: T;
}

/** One thing a copy lists. */
export interface LedgerListed<T> {
	id: string;
	data: T;
}

/**
 * Continues the history of an upstream by a newer copy: what changed or went is closed on the day of the copy,
 * what is new opens on it. The same copy twice changes nothing; a second copy of one day replaces the first.
 * @param isWhole false where parts of the copy are missing: what it does not list then goes on
 */
export function fold<T>(
	history: readonly Entry<T>[],
	listed: readonly LedgerListed<T>[],
	day: string,
	isWhole = true
): Entry<T>[] {
	const now = new Map(listed.map(({ id, data }) => [id, data]));
	const standing = new Set<string>();
	const kept = history.flatMap((entry): Entry<T>[] => {
		if (entry.to !== null) return [entry];
		const data = now.get(entry.id);
		if (data !== undefined && same(data, entry.data)) {
			standing.add(entry.id);
			return [entry];
		}
		if (data === undefined && !isWhole) return [entry];
		return entry.from === day ? [] : [{ ...entry, to: day }];
	});
	const opened = [...now]
		.filter(([id]) => !standing.has(id))
		.map(([id, data]) => ({ id, from: day, to: null, data }));
	return [...kept, ...opened];
}

/** Compares what JSON keeps of two values whose keys stand in one order, as a schema leaves them. */
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** How a history is kept: JSON, an entry a line. */
export const writeLedger = (entries: readonly Entry<unknown>[]): string =>
	`[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]\n`;

/**
 * Reads a kept history back.
 * @throws ZodError, SyntaxError where it is not one
 */
export function readLedger<T>(text: string, data: z.ZodType<T>): Entry<T>[] {
	const entry = z.object({ id: z.string(), from: z.string(), to: z.string().nullable(), data });
	return z.array(entry).parse(JSON.parse(text));
}

/**
 * Reads the kept history of an upstream.
 * @throws UpstreamFailure where it cannot be read: written by hand, or by another version
 */
export function readKept<T>(name: string, text: string, data: z.ZodType<T>): Entry<T>[] {
	try {
		return readLedger(text, data);
	} catch (error) {
		const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
		throw new UpstreamFailure(
			'setup',
			`${name}: its kept history cannot be read (${why}); remove data/upstream/${name} to start over`
		);
	}
}
