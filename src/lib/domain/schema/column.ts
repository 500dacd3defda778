import { z } from 'zod';
import type { DateSpan } from '../date-span.ts';

/** How a column's cells are written in CSV and stored in SQLite. */
type ColumnKind = 'text' | 'code' | 'enum' | 'date' | 'url' | 'number' | 'integer';

/** What a column is, beyond its type: the source of the dictionary, of SQL and of validation messages. */
export interface ColumnMeta {
	kind: ColumnKind;
	description: string;
	unit?: string;
	/** The table (and its key column) a value points at. */
	references?: { table: string; column: string };
	/** The kind of `vocabulary.csv` row a value must be. */
	vocabulary?: string;
	/** Closed list of values. */
	values?: readonly string[];
	min?: number;
	max?: number;
	/** Of a date: which days it can be. */
	span?: DateSpan;
	/** True where an empty cell (unknown) is allowed. */
	optional?: true;
	/** True where filters search by this column, so it gets an index. */
	indexed?: true;
}

const registry = z.registry<ColumnMeta>();

type Options = Pick<ColumnMeta, 'unit' | 'indexed'>;
type NumberOptions = Options & Pick<ColumnMeta, 'min' | 'max'>;

function register<T extends z.ZodType>(type: T, meta: ColumnMeta): T {
	const described = type.describe(meta.description);
	registry.add(described, meta);
	return described;
}

/** Free text, trimmed, never empty. */
export const text = (description: string, options: Options = {}) =>
	register(z.string().min(1), { kind: 'text', description, ...options });

/** An identifier of the table itself: no spaces, no `~` (the list separator of filters), no `|` (which joins keys). */
export const id = (description: string) =>
	register(z.string().regex(/^[^\s~,|]+$/), { kind: 'code', description });

/** A reference to another table's key. */
export const ref = (table: string, column: string, description: string) =>
	register(z.string().min(1), {
		kind: 'code',
		description,
		references: { table, column },
		indexed: true
	});

/** A value listed in `vocabulary.csv` under `kind`; a user's folder can add rows to that list. */
export const code = (kind: string, description: string, options: Options = {}) =>
	register(z.string().min(1), { kind: 'code', description, vocabulary: kind, ...options });

/** One of a closed list. */
export const oneOf = <const V extends readonly [string, ...string[]]>(
	values: V,
	description: string,
	options: Options = {}
) => register(z.enum(values), { kind: 'enum', description, values, ...options });

/** `yes` or `no`, the same word in CSV, SQLite and JSON. */
export const yesNo = (description: string, options: Options = {}) =>
	oneOf(['yes', 'no'], description, options);

/**
 * A date in one of the forms of `dates.ts`: `YYYY`, `YYYY-Qn`, `YYYY-MM`, `YYYY-MM-DD`, `YYYY/YY`.
 * @param span which days it can be; needed of every column of an input table
 */
export const date = (description: string, span?: DateSpan) =>
	register(z.string().min(4), {
		kind: 'date',
		description,
		...(span === undefined ? {} : { span })
	});

/** An http or https address. */
export const url = (description: string) =>
	register(
		z
			.string()
			.regex(/^https?:\/\/\S+$/)
			.refine((address) => URL.canParse(address)),
		{ kind: 'url', description }
	);

/** A finite number. */
export const number = (description: string, options: NumberOptions = {}) =>
	register(bounded(z.number(), options), { kind: 'number', description, ...options });

/** A whole number. */
export const integer = (description: string, options: NumberOptions = {}) =>
	register(bounded(z.int(), options), { kind: 'integer', description, ...options });

/** A percentage on 0-100. */
export const percent = (description: string) =>
	number(description, { unit: 'percent', min: 0, max: 100 });

function bounded(type: z.ZodNumber, { min, max }: NumberOptions): z.ZodNumber {
	const above = min === undefined ? type : type.min(min);
	return max === undefined ? above : above.max(max);
}

/** The same column with unknown (null, an empty cell) allowed. */
export function optional<T extends z.ZodType>(type: T): z.ZodNullable<T> {
	return register(type.nullable(), { ...metaOf(type), optional: true });
}

/**
 * The metadata a column was declared with.
 * @throws Error where a schema was not built with this module.
 */
export function metaOf(type: z.ZodType): ColumnMeta {
	const meta = registry.get(type);
	if (!meta) throw new Error('column declared without metadata: use the builders of column.ts');
	return meta;
}
