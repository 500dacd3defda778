import { unzipSync } from 'fflate';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import readWorkbook from 'read-excel-file/node';
import type { FileFormat } from '#lib/domain/files.ts';
import { rowsOfCsv } from '../setup/support.ts';

export type Cells = Record<string, string | number | null>;

/** Bytes of an answer. @throws Error where it is none */
export async function bytesOf(response: Response): Promise<Uint8Array<ArrayBuffer>> {
	if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
	return new Uint8Array(await response.arrayBuffer());
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Files of an archive as text. */
export const filesOfZip = (bytes: Uint8Array): Record<string, string> =>
	Object.fromEntries(
		Object.entries(unzipSync(bytes)).map(([name, content]) => [name, utf8.decode(content)])
	);

/** Sheets of a workbook by name, their header first. */
export async function sheetsOf(
	bytes: Uint8Array
): Promise<Map<string, (string | number | null)[][]>> {
	const sheets = await readWorkbook(Buffer.from(bytes), { trim: false });
	return new Map(
		sheets.map(({ sheet, data }) => [
			sheet,
			data.map((row) => row.map((cell) => (cell === null ? null : plain(cell))))
		])
	);
}

const plain = (value: unknown): string | number | null => {
	if (value === null || value === undefined) return null;
	if (typeof value === 'bigint') return Number(value);
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	if (value instanceof Date) return value.toISOString().slice(0, 10);
	if (typeof value === 'number' || typeof value === 'string') return value;
	throw new Error(`a ${typeof value} is neither text nor number`);
};

const plainRow = (row: Record<string, unknown>): Cells =>
	Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]));

/** What a Parquet file says of itself. */
export const parquetHead = (bytes: Uint8Array<ArrayBuffer>) => parquetMetadata(bytes.buffer);

const text = (bytes: Uint8Array) => utf8.decode(bytes);

/** The rows of a file, read by a program that did not write it. */
export const READERS: Record<
	Exclude<FileFormat, 'csv'>,
	(bytes: Uint8Array<ArrayBuffer>) => Promise<Cells[]> | Cells[]
> = {
	json: (bytes) => (JSON.parse(text(bytes)) as { data: Cells[] }).data,
	ndjson: (bytes) =>
		text(bytes)
			.split('\n')
			.slice(0, -1)
			.map((line) => JSON.parse(line) as Cells),
	xlsx: async (bytes) => {
		const [[head = [], ...rows] = []] = (await sheetsOf(bytes)).values();
		return rows.map((row) =>
			Object.fromEntries(head.map((name, index) => [String(name), row[index] ?? null]))
		);
	},
	parquet: async (bytes) =>
		(await parquetReadObjects({ file: bytes.buffer })).map((row) => plainRow(row)),
	geojson: (bytes) =>
		(JSON.parse(text(bytes)) as { features: { properties: Cells }[] }).features.map(
			({ properties }) => properties
		),
	zip: (bytes) => {
		const files = filesOfZip(bytes);
		const csv = Object.keys(files).find((name) => name.endsWith('.csv')) ?? '';
		return rowsOfCsv(files[csv] ?? '');
	}
};

/** A row as CSV writes it: every cell text, unknown empty. */
export const asText = (row: Cells): Record<string, string> =>
	Object.fromEntries(
		Object.entries(row).map(([name, value]) => [name, value === null ? '' : String(value)])
	);
