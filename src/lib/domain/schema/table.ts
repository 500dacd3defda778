import type { z } from 'zod';
import { metaOf, type ColumnMeta } from './column.ts';

type Shape = Record<string, z.ZodType>;

/** One table: what people edit in `data/`, and what ingestion adds to it in a release. */
export interface Table {
	name: string;
	title: string;
	description: string;
	/** File or folder of CSV files under a data folder. */
	file: string;
	/** Columns that identify a row, within its dataset. */
	key: readonly string[];
	/**
	 * `dataset`: ids belong to their dataset; a user's ids are stored as `folder:id`.
	 * `shared`: codes everybody shares (regions, places, vocabulary); a folder may add but not repeat one.
	 */
	ids: 'dataset' | 'shared';
	/** What a CSV row holds. */
	row: z.ZodObject;
	/** What ingestion computes and stores beside it; never in the CSV. */
	derived: z.ZodObject;
	/** The column whose date places a record in time, if any. */
	dated?: string;
	/** Days that ingestion takes from the history of rows, unless the file of a user folder states them itself. */
	stated?: readonly string[];
}

/** A table whose columns are known to the compiler. */
interface TableOf<Row extends Shape, Derived extends Shape> extends Table {
	key: readonly (keyof Row & string)[];
	row: z.ZodObject<Row>;
	derived: z.ZodObject<Derived>;
	dated?: keyof Row & string;
	stated?: readonly (keyof Derived & string)[];
}

/** Declares a table; exists so that column names in `key` and `dated` are checked. */
export function defineTable<Row extends Shape, Derived extends Shape>(
	table: TableOf<Row, Derived>
): TableOf<Row, Derived> {
	return table;
}

/** A column with its name and what it is. */
export interface Column {
	name: string;
	meta: ColumnMeta;
	type: z.ZodType;
}

/** The columns of a zod object with their metadata, in declaration order. */
export function columnsOf(shape: z.ZodObject): Column[] {
	return Object.entries(shape.shape).map(([name, type]) => ({
		name,
		meta: metaOf(type as z.ZodType),
		type: type as z.ZodType
	}));
}
