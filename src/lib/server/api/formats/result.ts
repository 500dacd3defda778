import type { Collection } from '#lib/domain/collections/collection.ts';
import type { Column } from '#lib/domain/schema/table.ts';
import type { Description } from '../list/describe.ts';
import type { Meta } from '../request/envelope.ts';

export type Cell = string | number | null;
/** Cells of a row, one under each column. */
export type Row = Cell[];

/** The whole result of a query, to be written as a file of any format. */
export interface Result {
	collection: Collection;
	columns: Column[];
	/** Rows in order, some hundreds at a time; whoever stops early closes what reading them opened. */
	batches: () => AsyncIterable<Row[]>;
	description: Description;
	/** What the same answer says of itself as a page of JSON. */
	meta: Meta;
	/** Put a byte order mark in front of a CSV. */
	bom: boolean;
	/** Put a `'` before text of a CSV that a spreadsheet would run as a formula. */
	guard: boolean;
}

/** A file as it is made, only as fast as it is read. */
export type Chunks = AsyncGenerator<Uint8Array<ArrayBuffer>>;
/** Writes a result in one format. */
export type Write = (result: Result) => Chunks;

const encoder = new TextEncoder();
/** Text as UTF-8. */
export const encode = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);

/** A row as an object, as JSON shows it. */
export const objectOf = (columns: readonly Column[], row: Row): Record<string, Cell> =>
	Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null]));

/** Whether a column holds numbers; every other one is text, codes and partial dates too. */
export const isNumeric = ({ meta }: Column): boolean =>
	meta.kind === 'number' || meta.kind === 'integer';
