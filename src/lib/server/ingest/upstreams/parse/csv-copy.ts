import { parse, type CsvError } from 'csv-parse/sync';
import { shapeFailure } from '../fetch/failure.ts';
import type { LedgerListed } from '../actions/listings.ts';
import type { Copy } from '../upstream.ts';
import { oneByOne, type Parsed } from './one-by-one.ts';

/** The records of a CSV, and the lines that could not be read as one. */
interface CsvRecords<C extends string> {
	records: (Record<C, string> & Record<string, string | undefined>)[];
	/** Lines of another number of cells, or with a quote that takes in lines after it, by number and reason. */
	odd: string[];
}

type Cells = Record<string, string>;
interface Read {
	record: Cells;
	/** Its text. */
	raw: string;
	/** Line on which it ends. */
	info: { lines: number };
}

/**
 * The records of a CSV copy, by column name; columns beyond those asked for are let be. A line that cannot be read
 * stops no other.
 * @throws UpstreamFailure where it is no CSV, is cut off inside a row, or lacks a column
 */
export function readCsvCopy<C extends string>(
	name: string,
	{ part, text }: Pick<Copy, 'part' | 'text'>,
	columns: readonly C[]
): CsvRecords<C> {
	const where = `${name} (${part.file})`;
	const odd: string[] = [];
	let records: Cells[];
	try {
		records = recordsOf(text, odd);
	} catch (error) {
		throw shapeFailure(where, `no CSV: ${error instanceof Error ? error.message : String(error)}`);
	}
	const [first] = records;
	if (!first) throw shapeFailure(where, odd[0] === undefined ? 'no rows' : `no CSV: ${odd[0]}`);
	for (const column of columns)
		if (!(column in first)) throw shapeFailure(where, `no column "${column}"`);
	return { records: records as CsvRecords<C>['records'], odd };
}

/**
 * What a CSV copy lists, taken record by record.
 * @throws UpstreamFailure as `readCsvCopy`, and where more than a tenth of the records is odd
 */
export function csvOneByOne<C extends string, T>(
	name: string,
	copy: Copy,
	columns: readonly C[],
	take: (record: CsvRecords<C>['records'][number]) => LedgerListed<T>[]
): Parsed<T> {
	const { records, odd } = readCsvCopy(name, copy, columns);
	return oneByOne(`${name} (${copy.part.file})`, records, take, odd);
}

/** A record over several lines that is none: most likely its first line opens a quote by mistake. */
class OpenQuote extends Error {
	/** Last line before it. */
	readonly after: number;
	readonly why: CsvError | undefined;

	constructor(after: number, why: CsvError | undefined) {
		super(why?.message ?? 'a line that cannot be read');
		this.after = after;
		this.why = why;
	}
}

/** @throws CsvError where the text ends inside a quote that no line before it can have opened by mistake */
function recordsOf(text: string, odd: string[], before = 0): Cells[] {
	const found: Cells[] = [];
	let lastLine = 1;
	try {
		parse<Read>(text, {
			columns: true,
			bom: true,
			info: true,
			raw: true,
			relax_quotes: true,
			skip_empty_lines: true,
			skip_records_with_error: true,
			on_record: ({ record, raw, info }: Read) => {
				if (isSwallowing(raw, Object.keys(record).length)) throw new OpenQuote(lastLine, undefined);
				found.push(record);
				lastLine = info.lines;
			},
			on_skip: (error) => {
				const line = lineOf(error) ?? lastLine + 1;
				const isOpen = error?.code === 'CSV_QUOTE_NOT_CLOSED';
				if (isOpen || line > lastLine + 1) throw new OpenQuote(lastLine, error);
				odd.push(
					error?.message.replace(/\bon line \d+/, `on line ${line + before}`) ??
						`line ${line + before} cannot be read`
				);
				lastLine = line;
			}
		});
		return found;
	} catch (error) {
		if (!(error instanceof OpenQuote)) throw error;
		return [...found, ...readOn(text, error, odd, before)];
	}
}

const lineOf = (error: CsvError | undefined): number | undefined => {
	const line: unknown = error?.['lines'];
	return typeof line === 'number' ? line : undefined;
};

/**
 * Whether a record over several lines took in another: by itself, a line after its first has all the cells of one.
 * Cells that are text of several lines have none such.
 */
function isSwallowing(raw: string, cells: number): boolean {
	const [, ...others] = raw.trimEnd().split('\n');
	return others.some((line) => cellsIn(line) === cells);
}

function cellsIn(line: string): number {
	try {
		const [cells]: string[][] = parse(line, { relax_quotes: true, relax_column_count: true });
		return cells?.length ?? 0;
	} catch {
		return 0;
	}
}

/** How much of a line is shown, so that it can be found. */
const SHOWN = 60;

/**
 * Leaves out the line whose quote never ends, and reads on after it; with no record after it, the text was cut off.
 * @param before lines that were left out of the text before
 */
function readOn(
	text: string,
	{ after, why, message }: OpenQuote,
	odd: string[],
	before: number
): Cells[] {
	const lines = text.split('\n');
	const rest = lines.slice(after + 1).join('\n');
	if (rest.trim() === '') throw why ?? new Error(message);
	const line = (lines[after] ?? '').trim();
	odd.push(
		`line ${after + 1 + before}: a quote that never ends, in ${line.slice(0, SHOWN)}${line.length > SHOWN ? '…' : ''}`
	);
	const records = recordsOf(`${lines[0] ?? ''}\n${rest}`, odd, before + after);
	if (records.length === 0) throw why ?? new Error(message);
	return records;
}
