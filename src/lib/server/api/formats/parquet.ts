import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import type { Column } from '#lib/domain/schema/table.ts';
import { isNumeric, type Chunks, type Result, type Row } from './result.ts';

/** Rows of a row group: what a reader must hold at once, and a writer too. */
const GROUP = 10_000;

/**
 * A result as Apache Parquet, a row group at a time: text as UTF-8, whole numbers as INT64, numbers as
 * DOUBLE, unknown as null; the description of the query is kept in the file's key-value metadata.
 */
export async function* writeParquet({ columns, batches, description }: Result): Chunks {
	const writer = new ByteWriter();
	const parquet = new ParquetWriter({
		writer,
		schema: schemaFromColumnData({ columnData: columnData(columns, []) }),
		kvMetadata: [{ key: 'groundswell', value: JSON.stringify(description) }],
		createdBy: 'groundswell (hyparquet-writer)'
	});
	let group: Row[] = [];
	for await (const rows of batches()) {
		group.push(...rows);
		if (group.length < GROUP) continue;
		await parquet.write({ columnData: columnData(columns, group), rowGroupSize: group.length });
		group = [];
		yield taken(writer);
	}
	if (group.length > 0)
		await parquet.write({ columnData: columnData(columns, group), rowGroupSize: group.length });
	await parquet.finish();
	yield taken(writer);
}

/** Takes what was written so far out of a writer, which goes on counting from there. */
function taken(writer: ByteWriter): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(writer.buffer.slice(0, writer.index));
	writer.index = 0;
	return bytes;
}

const columnData = (columns: readonly Column[], rows: readonly Row[]) =>
	columns.map((column, index) => {
		const isWhole = column.meta.kind === 'integer';
		return {
			name: column.name,
			type: isWhole
				? ('INT64' as const)
				: isNumeric(column)
					? ('DOUBLE' as const)
					: ('STRING' as const),
			nullable: column.meta.optional ?? false,
			data: rows.map((row) => {
				const cell = row[index] ?? null;
				return isWhole && typeof cell === 'number' ? BigInt(cell) : cell;
			})
		};
	});
