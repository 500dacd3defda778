import { type ColumnMeta } from '#lib/domain/column.ts';
import { DATE_FORMS, parseDate } from '#lib/domain/dates.ts';
import { unguardCell } from '#lib/domain/guard.ts';
import { columnsOf, type Table } from '#lib/domain/table.ts';
import type { z } from 'zod';
import { CellError } from './cell-error.ts';
import type { References } from './references.ts';
import { didYouMean } from './problems.ts';

export type Value = string | number | null;

/**
 * Turns the text of one cell into the value a release stores.
 * @throws CellError where it is not what the column holds.
 */
export type ReadCell = (cell: string, dataset: string) => Value;

/** Distinct texts remembered per column, so that a long file pays for each only once. */
const REMEMBERED = 50_000;

/** A reader for each column of a table, made from the column's schema. */
export const cellReaders = (table: Table, references: References): ReadCell[] =>
	columnsOf(table.row).map(({ name, meta, type }) => {
		const own = table.key.length === 1 && table.key[0] === name;
		const read = remember(readerFor(meta, type, references, own ? table : null));
		return (cell, dataset) => {
			const trimmed = cell.trim();
			if (trimmed !== '') return read(trimmed, dataset);
			if (meta.optional) return null;
			throw new CellError('missing_value', `empty; ${expectation(meta)} is needed`);
		};
	});

function readerFor(
	meta: ColumnMeta,
	type: z.ZodType,
	references: References,
	ownIdOf: Table | null
): ReadCell {
	if (ownIdOf)
		return (cell, dataset) => {
			requireType(type, meta, cell);
			return ownIdOf.ids === 'shared' ? cell : references.qualified(dataset, cell);
		};
	if (meta.references) {
		const { table } = meta.references;
		return (cell, dataset) => references.resolve(table, cell, dataset);
	}
	if (meta.vocabulary) {
		const kind = meta.vocabulary;
		return (cell) => references.word(kind, cell);
	}
	switch (meta.kind) {
		case 'number':
		case 'integer':
			return (cell) => readNumber(cell, meta);
		case 'date':
			return readDate;
		case 'enum':
			return (cell) => readEnum(cell, meta.values ?? []);
		default:
			return (cell) => {
				const text = unguardCell(cell);
				requireType(type, meta, text);
				return text;
			};
	}
}

function remember(read: ReadCell): ReadCell {
	let dataset = '';
	let known = new Map<string, Value>();
	return (cell, of) => {
		if (of !== dataset || known.size > REMEMBERED) {
			dataset = of;
			known = new Map();
		}
		const value = known.get(cell);
		if (value !== undefined) return value;
		const fresh = read(cell, of);
		known.set(cell, fresh);
		return fresh;
	};
}

function requireType(type: z.ZodType, meta: ColumnMeta, cell: string): void {
	if (type.safeParse(cell).success) return;
	throw new CellError('bad_text', `expected ${expectation(meta)}`);
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

function readNumber(cell: string, meta: ColumnMeta): number {
	if (!NUMBER.test(cell))
		throw new CellError(
			'bad_number',
			`expected ${expectation(meta)} with a dot as decimal sign and no other signs`
		);
	const value = Number(cell);
	if (!Number.isFinite(value)) throw new CellError('bad_number', 'too large to store');
	if (meta.kind === 'integer' && !Number.isSafeInteger(value))
		throw new CellError('bad_number', 'expected a whole number');
	if ((meta.min !== undefined && value < meta.min) || (meta.max !== undefined && value > meta.max))
		throw new CellError('out_of_range', `expected ${expectation(meta)}`);
	return value;
}

const SLASHED = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/;

function readDate(cell: string): string {
	if (parseDate(cell)) return cell;
	const slashed = SLASHED.exec(cell);
	if (!slashed) throw new CellError('bad_date', `expected a date that exists, as ${DATE_FORMS}`);
	const [, month = '', day = '', year = ''] = slashed;
	const iso = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	throw new CellError(
		'slashed_date',
		`dates are ${DATE_FORMS}${parseDate(iso) ? `; if this is month/day/year, write ${iso}` : ''}`
	);
}

function readEnum(cell: string, values: readonly string[]): string {
	if (values.includes(cell)) return cell;
	throw new CellError(
		'unknown_value',
		`expected one of ${values.join(', ')}${didYouMean(cell, values)}`
	);
}

/** What a column holds, in words. */
function expectation(meta: ColumnMeta): string {
	const range =
		meta.min !== undefined && meta.max !== undefined
			? ` from ${meta.min} to ${meta.max}`
			: meta.min !== undefined
				? ` of at least ${meta.min}`
				: '';
	const unit = meta.unit ? ` (${meta.unit})` : '';
	switch (meta.kind) {
		case 'number':
			return `a number${range}${unit}`;
		case 'integer':
			return `a whole number${range}${unit}`;
		case 'date':
			return `a date (${DATE_FORMS})`;
		case 'url':
			return 'an address that starts with http:// or https://';
		case 'enum':
			return `one of ${(meta.values ?? []).join(', ')}`;
		case 'code':
			return 'an id without spaces, commas or ~';
		default:
			return 'text';
	}
}
