import type { z } from 'zod';
import type { InputRow } from '#lib/domain/tables/index.ts';
import type { Curated } from './curated.ts';
import { shapeFailure, UpstreamFailure } from './failure.ts';
import { fold, readKept, writeLedger, type Entry, type Listed } from './ledger.ts';
import type { Rows } from './rows.ts';
import { sourceId } from './source-id.ts';

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
	hosts: readonly string[];
	/** Media types that are taken for its format. */
	types: readonly string[];
	/** Largest answer taken, in bytes. */
	maxBytes: number;
	licence: string;
	attribution: string;
	/** The setting without which it cannot be asked, and how to get it. */
	needs?: { setting: keyof UpstreamSettings; remedy: string };
}

interface Definition<T> extends Description {
	parts: (settings: UpstreamSettings) => Part[];
	/** The next part after one that came in, where the upstream answers in pages. */
	following?: (copy: Copy, settings: UpstreamSettings) => Part | null;
	/** What its copies list. @throws UpstreamFailure where they are not of the shape known here */
	parse: (copies: readonly Copy[]) => Listed<T>[];
	/** Schema of what is kept of each thing it lists. */
	data: z.ZodType<T>;
	rows: (entries: readonly Entry<T>[], context: RowsContext) => Converted;
}

/** An upstream as refreshing and building see it; its history is text to them. */
export interface Upstream extends Description {
	parts: (settings: UpstreamSettings) => Part[];
	following: (copy: Copy, settings: UpstreamSettings) => Part | null;
	/**
	 * Continues the kept history by new copies.
	 * @param day UTC day of the copies
	 * @throws UpstreamFailure where they have another shape, or far fewer things than before
	 */
	fold: (history: string | null, copies: readonly Copy[], day: string) => string;
	/** The rows a history stands for. */
	rows: (history: string, context: RowsContext) => Converted;
}

/** A copy that lists less than this share of what stood before is taken for a broken one. */
const LEAST_KEPT = 0.5;

/** Declares an upstream; what it keeps stays typed inside. */
export function defineUpstream<T>(definition: Definition<T>): Upstream {
	const { parse, data, rows, following, ...rest } = definition;
	return {
		...rest,
		following: (copy, settings) => following?.(copy, settings) ?? null,
		fold: (history, copies, day) => {
			const before = history === null ? [] : readKept(definition.name, history, data);
			// By the schema, so that the same thing is the same text.
			const listed = parse(copies).map((one) => ({ id: one.id, data: data.parse(one.data) }));
			requireEnough(definition.name, before, listed);
			return writeLedger(fold(before, listed, day));
		},
		rows: (history, context) => rows(readKept(definition.name, history, data), context)
	};
}

function requireEnough(
	name: string,
	before: readonly Entry<unknown>[],
	listed: readonly Listed<unknown>[]
): void {
	const standing = before.filter(({ to }) => to === null).length;
	if (listed.length === 0) throw shapeFailure(name, 'the answer lists nothing');
	if (listed.length < standing * LEAST_KEPT)
		throw new UpstreamFailure(
			'shrunk',
			`${name}: lists ${listed.length} things where ${standing} stood before; taken for a broken copy. If it is right, remove the upstream's folder to start over`
		);
}

/**
 * Reads the JSON of a copy by a schema.
 * @throws UpstreamFailure naming the part and the first place that differs
 */
export function readJson<T>(name: string, { part, text }: Copy, schema: z.ZodType<T>): T {
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
