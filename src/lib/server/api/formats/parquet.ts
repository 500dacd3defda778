import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import { LRUCache } from 'lru-cache';
import { DAY_MS } from '#lib/domain/dates.ts';
import type { Column } from '#lib/domain/schema/table.ts';
import type { Cell, Chunks, Result, Row } from './result.ts';

/** Rows of a row group: what a reader must hold at once, and a writer too. */
const GROUP = 10_000;
/** Rows of the first: who waits has rows of a large file after a tenth of the work. */
const FIRST = 1000;

/** Columns of whole days, in every list; other dates can be a month, a quarter or a year, and are text. */
const DAYS = new Set([
	...['date_start', 'date_end', 'trend_date', 'added', 'changed'],
	...['from', 'to', 'stale_from']
]);

/** How Parquet holds a column: its type, and a cell as that. */
interface Kind {
	element: Pick<SchemaElement, 'type' | 'converted_type'>;
	of: (cell: NonNullable<Cell>) => unknown;
}

const TEXT: Kind = { element: { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, of: (cell) => cell };
const WHOLE: Kind = { element: { type: 'INT64' }, of: (cell) => BigInt(cell) };
const NUMBER: Kind = { element: { type: 'DOUBLE' }, of: (cell) => cell };
const YES_NO: Kind = { element: { type: 'BOOLEAN' }, of: (cell) => cell === 'yes' };
const DAY: Kind = {
	element: { type: 'INT32', converted_type: 'DATE' },
	of: (cell) => dayNumber(String(cell))
};

/** Days since 1970 of days already read: a million rows have few. */
const read = new LRUCache<string, number>({
	max: 10_000,
	memoMethod: (day) => {
		if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw new Error(`expected a day, got ${day}`);
		return Date.parse(day) / DAY_MS;
	}
});
const dayNumber = (day: string): number => read.memo(day);

function kindOf({ name, meta }: Column): Kind {
	if (meta.kind === 'integer') return WHOLE;
	if (meta.kind === 'number') return NUMBER;
	if (DAYS.has(name)) return DAY;
	const { values } = meta;
	return values?.length === 2 && values.includes('yes') && values.includes('no') ? YES_NO : TEXT;
}

/**
 * A result as Apache Parquet, a row group at a time: text as UTF-8, whole numbers as INT64, numbers as DOUBLE, whole
 * days as DATE, yes and no as BOOLEAN, unknown as null; the description of the query is kept in the file's key-value
 * metadata, which comes last.
 */
export async function* writeParquet(result: Result): Chunks {
	const { columns, batches } = result;
	const kinds = columns.map(kindOf);
	const described = { key: 'groundswell', value: '' };
	const writer = new ByteWriter();
	const parquet = new ParquetWriter({
		writer,
		schema: schemaOf(columns, kinds),
		kvMetadata: [described],
		createdBy: 'groundswell (hyparquet-writer)'
	});
	const write = (group: readonly Row[]) =>
		parquet.write({ columnData: columnData(columns, kinds, group), rowGroupSize: group.length });
	// The mark of the format goes out at once: who waits sees that something comes.
	yield taken(writer);
	let group: Row[] = [];
	let full = FIRST;
	for await (const rows of batches()) {
		group.push(...rows);
		if (group.length < full) continue;
		await write(group);
		group = [];
		full = GROUP;
		yield taken(writer);
	}
	if (group.length > 0) await write(group);
	described.value = JSON.stringify(result.description);
	await parquet.finish();
	yield taken(writer);
}

/** Takes what was written so far out of a writer, which goes on counting from there. */
function taken(writer: ByteWriter): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(writer.buffer.slice(0, writer.index));
	writer.index = 0;
	return bytes;
}

const schemaOf = (columns: readonly Column[], kinds: readonly Kind[]): SchemaElement[] => [
	{ name: 'root', num_children: columns.length },
	...columns.map(({ name, meta }, index): SchemaElement => ({
		name,
		...kinds[index]?.element,
		repetition_type: meta.optional ? 'OPTIONAL' : 'REQUIRED'
	}))
];

const columnData = (columns: readonly Column[], kinds: readonly Kind[], rows: readonly Row[]) =>
	columns.map(({ name }, index) => {
		const { of } = kinds[index] ?? TEXT;
		return {
			name,
			data: rows.map((row) => {
				const cell = row[index] ?? null;
				return cell === null ? null : of(cell);
			})
		};
	});
