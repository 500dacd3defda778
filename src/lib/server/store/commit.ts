import { z } from 'zod';
import { entrySchema, type LogEntry } from '../dataset/releases/release-log.ts';
import { logBeside, logPublished } from '../ingest/publish/publish.ts';
import { StoreError } from './objects/objects.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const file = z.object({ key: z.string(), sha256: hash, size: z.int().nonnegative() });
const table = file.extend({ name: z.string() });

/**
 * What a commit says. `publish`: a release is current from now on; `beside`: one of the past is here again; `prune`:
 * releases are gone; `upstream`: only the copies of upstreams changed. Commits are numbered without a gap and
 * never change: one after the other they are the log.
 */
const bodySchema = z.discriminatedUnion('kind', [
	z.object({
		kind: z.enum(['publish', 'beside']),
		entry: entrySchema,
		file,
		tables: z.array(table),
		upstream: z.string().nullable()
	}),
	z.object({ kind: z.literal('prune'), ids: z.array(z.string()) }),
	z.object({ kind: z.literal('upstream'), upstream: z.string() })
]);
const commitSchema = z.object({ token: z.string(), body: bodySchema });

export type StoredFile = z.output<typeof file>;
type StoredTable = z.output<typeof table>;
export type CommitBody = z.output<typeof bodySchema>;
/** A commit as it is stored; the token tells whose it is where a reply was lost. */
export type Commit = z.output<typeof commitSchema>;

const DIGITS = 12;

/** Key of a commit: in the order of their numbers, as a list gives them. */
export const commitKey = (number: number): string =>
	`log/${String(number).padStart(DIGITS, '0')}.json`;

/** @throws StoreError where it is no commit that this version knows */
export function readCommit(text: string, where: string): Commit {
	try {
		return commitSchema.parse(JSON.parse(text));
	} catch {
		throw new StoreError(
			`${where} is damaged, or of a newer version of Groundswell; nothing after it can be read`
		);
	}
}

/** What all commits up to one add up to. */
export interface StoreShelf {
	/** Number of the last commit; 0 before the first. */
	number: number;
	log: LogEntry[];
	current: string | null;
	/** Files of the releases that are not pruned. */
	files: ReadonlyMap<string, StoredFile>;
	tables: ReadonlyMap<string, readonly StoredTable[]>;
	/** Key of the list of upstream copies; null where there are none yet. */
	upstream: string | null;
	/** Keys that nothing names any more: their objects may go at once. */
	dropped: ReadonlySet<string>;
}

/** A store in which nothing was published. */
export const EMPTY: StoreShelf = {
	number: 0,
	log: [],
	current: null,
	files: new Map(),
	tables: new Map(),
	upstream: null,
	dropped: new Set()
};

/** The shelf after one more commit. */
export function after(shelf: StoreShelf, { body }: Commit): StoreShelf {
	const number = shelf.number + 1;
	const dropped = new Set(shelf.dropped);
	if (body.kind === 'upstream') return { ...shelf, number, upstream: body.upstream };
	const files = new Map(shelf.files);
	const tables = new Map(shelf.tables);
	const drop = (id: string) => {
		for (const key of keysOf(shelf, id)) dropped.add(key);
		files.delete(id);
		tables.delete(id);
	};
	if (body.kind === 'prune') {
		for (const id of body.ids) drop(id);
		return { ...shelf, number, files, tables, dropped };
	}
	// As it was written by `ingest`: what is optional is absent, never undefined.
	const entry = body.entry as LogEntry;
	drop(entry.id);
	files.set(entry.id, body.file);
	tables.set(entry.id, body.tables);
	for (const { key } of [body.file, ...body.tables]) dropped.delete(key);
	const isCurrent = body.kind === 'publish';
	return {
		number,
		log: isCurrent ? logPublished(shelf.log, entry, shelf.current) : logBeside(shelf.log, entry),
		current: isCurrent ? entry.id : shelf.current,
		files,
		tables,
		upstream: body.upstream ?? shelf.upstream,
		dropped
	};
}

/** Keys of what a shelf holds of a release. */
const keysOf = ({ files, tables }: StoreShelf, id: string): string[] =>
	[files.get(id), ...(tables.get(id) ?? [])].flatMap((one) => (one ? [one.key] : []));

/** Keys of everything that a shelf names, save the upstream copies. */
export const namedBy = (shelf: StoreShelf): Set<string> =>
	new Set([...shelf.files.keys()].flatMap((id) => keysOf(shelf, id)));

/**
 * Releases to prune, so that the newest are kept; the current one always is. As `prune` does in a folder.
 * @param keep how many stay, from 1
 */
export function toPrune({ log, files, current }: StoreShelf, keep: number): string[] {
	const last = [...new Set(log.map(({ id }) => id).reverse())].filter((id) => files.has(id));
	const others = last.filter((id) => id !== current);
	return others.slice(current === null ? keep : keep - 1).reverse();
}
