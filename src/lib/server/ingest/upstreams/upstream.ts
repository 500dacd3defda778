import type { z } from 'zod';
import { parseDate } from '#lib/domain/dates.ts';
import type { InputRow } from '#lib/domain/tables/index.ts';
import { textOf } from './fetch/body-text.ts';
import type { Curated } from './curated.ts';
import { shapeFailure, UpstreamFailure } from './fetch/failure.ts';
import { fold, readKept, writeLedger, type Entry } from './actions/listings.ts';
import { toldOnce, withoutAhead, type Parsed } from './parse/one-by-one.ts';
import type { Rows } from './parse/rows.ts';
import { sourceId } from './parse/source-id.ts';

/** What upstreams need from whoever runs them. */
export interface UpstreamSettings {
	/** Key of the EIA's API, free at eia.gov/opendata; null where none is set. */
	eiaKey: string | null;
	/** Whom a publisher can write to, as the SEC asks of programs; null where none is set. */
	contact: string | null;
}

/** One answer of an upstream: what to ask for, and the file it is kept in. */
export interface Part {
	file: string;
	/** Address as it may be written down. */
	url: string;
	/** Query parameters that may not: a key. */
	secret?: Record<string, string>;
	/** Whether the upstream may have dropped it: then it is left out by name, and nothing fails. */
	mayBeGone?: boolean;
}

/** A kept answer. */
export interface Copy {
	part: Part;
	text: string;
}

/** What rows are made from, beyond the upstream's own history. */
export interface RowsContext {
	curated: Curated;
	/** The kept history of another upstream, as text, or null where there is none. */
	ledger: (name: string) => string | null;
}

export interface Converted {
	rows: Rows;
	/** What was left out and why, a sentence each. */
	notes: string[];
}

interface Description {
	/** Name in commands and of its folder. */
	name: string;
	title: string;
	/** What it is for, in a few words. */
	purpose: string;
	/** Its own rhythm: days after which its newest data are older than they should be. */
	staleAfterDays: number;
	hosts: readonly string[];
	/** Media types that are taken for its format. */
	types: readonly string[];
	/** Largest answer taken, in bytes. */
	maxBytes: number;
	licence: string;
	attribution: string;
	/** What it has and is not taken in, and why. */
	notTaken?: string;
	/** What nobody has seen of it when this was written. */
	unseen?: string;
	/** The setting without which it cannot be asked, and how to get it. */
	needs?: { setting: keyof UpstreamSettings; remedy: string };
}

interface Definition<T> extends Description {
	parts: (settings: UpstreamSettings) => Part[];
	/** The next part after one that came in, where the upstream answers in pages. */
	following?: (copy: Copy, settings: UpstreamSettings) => Part | null;
	/** Makes text of bytes that are none. @throws UpstreamFailure where they are of another kind */
	decode?: (copy: Pick<Copy, 'part'>, body: Buffer) => Promise<string>;
	/** What a copy lists, odd rows left out. @throws UpstreamFailure where it is not of the shape known here */
	parse: (copy: Copy) => Parsed<T>;
	/** Schema of what is kept of each thing it lists. */
	data: z.ZodType<T>;
	/** The day, month, quarter or year a thing is of, by which the age of the data is told; null where it has none. */
	dated: (data: T) => string | null;
	/** Whether all it lists has been: what is in the future is a slip then, and no plan. */
	isPast?: boolean;
	/** Sentences on parts of it that have grown old, though others are new. */
	warn?: (entries: readonly Entry<T>[], day: string) => string[];
	rows: (entries: readonly Entry<T>[], context: RowsContext) => Converted;
}

/** What of a copy could be read. */
export interface CopyReading {
	/** Rows it has. */
	rows: number;
	/** Rows that were left out, by name and reason. */
	odd: readonly string[];
}

/** An upstream as refreshing and building see it; its history is text to them. */
export interface Upstream extends Description {
	parts: (settings: UpstreamSettings) => Part[];
	following: (copy: Copy, settings: UpstreamSettings) => Part | null;
	/** The text of kept or fetched bytes. @throws UpstreamFailure where they are of another kind */
	textOf: (copy: Pick<Copy, 'part'>, body: Buffer) => Promise<string>;
	/** Whether its answers are bytes of another kind than text. */
	isBinary: boolean;
	/**
	 * Reads a copy.
	 * @param day UTC day of the copy, where things dated after it are told
	 * @throws UpstreamFailure where it is not of the shape known here
	 */
	read: (copy: Copy, day?: string) => CopyReading;
	/**
	 * Continues the kept history by new copies.
	 * @param day UTC day of the copies
	 * @param isWhole false where a part is missing, so that what is not listed may still stand
	 * @throws UpstreamFailure where they have another shape, or far fewer things than before
	 */
	fold: (history: string | null, copies: readonly Copy[], day: string, isWhole?: boolean) => string;
	/** The newest day in its data, up to a day; null where it has none. */
	newest: (history: string, day: string) => string | null;
	/** What in it has grown old, a sentence each. */
	warnings: (history: string, day: string) => string[];
	/** The rows a history stands for. */
	rows: (history: string, context: RowsContext) => Converted;
}

/** A copy that lists less than this share of what stood before is taken for a broken one. */
const LEAST_KEPT = 0.5;

/** Declares an upstream; what it keeps stays typed inside. */
export function defineUpstream<T>(definition: Definition<T>): Upstream {
	const { parse, data, rows, following, dated, isPast, warn, decode, ...rest } = definition;
	const { name } = definition;
	// A copy is read when it comes and again when the history goes on.
	const known = new WeakMap<Copy, Parsed<T>>();
	const parsed = (copy: Copy, day: string | null): Parsed<T> => {
		const told = known.get(copy) ?? toldOnce(parse(copy));
		known.set(copy, told);
		return isPast === true && day !== null
			? withoutAhead(`${name} (${copy.part.file})`, told, dated, day)
			: told;
	};
	return {
		...rest,
		following: (copy, settings) => following?.(copy, settings) ?? null,
		isBinary: decode !== undefined,
		textOf: (copy, body) => decode?.(copy, body) ?? Promise.resolve(textOf(body)),
		read: (copy, day) => parsed(copy, day ?? null),
		fold: (history, copies, day, isWhole = true) => {
			const before = history === null ? [] : readKept(name, history, data);
			// By the schema, so that the same thing is the same text.
			const listed = copies
				.flatMap((copy) => parsed(copy, day).listed)
				.map((one) => ({ id: one.id, data: data.parse(one.data) }));
			requireEnough(name, before, listed.length, isWhole);
			return writeLedger(fold(before, listed, lastDay(before, day), isWhole));
		},
		newest: (history, day) => newestDay(readKept(name, history, data), dated, day),
		warnings: (history, day) => warn?.(readKept(name, history, data), day) ?? [],
		rows: (history, context) => rows(readKept(name, history, data), context)
	};
}

/** The day on which a history goes on: never before it began, though a clock has been set back. */
const lastDay = (before: readonly Entry<unknown>[], day: string): string =>
	before.reduce(
		(last, { from, to }) => [last, from, to ?? ''].reduce((a, b) => (a > b ? a : b)),
		day
	);

/** The newest day things are of; what is in the future is a plan and tells no age. */
function newestDay<T>(
	entries: readonly Entry<T>[],
	dated: (data: T) => string | null,
	day: string
): string | null {
	let newest: string | null = null;
	for (const { data } of entries) {
		const interval = parseDate(dated(data) ?? '');
		if (interval === null || interval.start > day) continue;
		// Of a month or year that is not over, only its first day has surely come.
		const end = interval.end > day ? interval.start : interval.end;
		if (newest === null || end > newest) newest = end;
	}
	return newest;
}

function requireEnough(
	name: string,
	before: readonly Entry<unknown>[],
	listed: number,
	isWhole: boolean
): void {
	const standing = before.filter(({ to }) => to === null).length;
	if (listed === 0) throw shapeFailure(name, 'the answer lists nothing');
	if (isWhole && listed < standing * LEAST_KEPT)
		throw new UpstreamFailure(
			'shrunk',
			`${name}: lists ${listed} things where ${standing} stood before; taken for a broken copy. If it is right, remove the upstream's folder to start over`
		);
}

/**
 * Reads the JSON of a copy by a schema.
 * @throws UpstreamFailure naming the part and the first place that differs
 */
export function readJson<T>(
	name: string,
	{ part, text }: Pick<Copy, 'part' | 'text'>,
	schema: z.ZodType<T>
): T {
	const where = `${name} (${part.file})`;
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw shapeFailure(where, `no JSON: ${error instanceof Error ? error.message : String(error)}`);
	}
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw shapeFailure(where, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not as known'}`);
}

/** The source row of an upstream, by which its rows are credited. */
export const sourceOf = (
	{
		name,
		title,
		licence,
		attribution
	}: Pick<Description, 'name' | 'title' | 'licence' | 'attribution'>,
	rest: Pick<InputRow<'sources'>, 'publisher' | 'url' | 'tier'>
): InputRow<'sources'> => ({
	source_id: sourceId(name),
	title,
	published: null,
	licence,
	attribution,
	seen_url: null,
	redistribute: null,
	...rest
});
