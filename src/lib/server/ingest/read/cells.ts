import type { ColumnMeta } from '#lib/domain/schema/column.ts';
import { DATE_FORMS, parseDate } from '#lib/domain/dates.ts';
import { outsideSpan, SPAN_WORDS } from '#lib/domain/date-span.ts';
import { isExact } from '#lib/domain/text/decimal.ts';
import { unguardCell } from '#lib/domain/text/formula-guard.ts';
import { hiddenAdvice, hiddenIn } from '#lib/domain/text/hidden.ts';
import { columnsOf, type Table } from '#lib/domain/schema/table.ts';
import type { InputTableName } from '#lib/domain/tables/index.ts';
import type { z } from 'zod';
import { CellError } from './cell-error.ts';
import type { References } from '../resolve/references/references.ts';
import { didYouMean } from '../problems.ts';
import { tableOf } from '../history/stored-columns.ts';

export type Value = string | number | null;

/** A row by the names of its columns. */
export type Row = Record<string, Value>;

/**
 * Turns the text of one cell into the value a release stores.
 * @throws CellError where it is not what the column holds.
 */
export type ReadCell = (cell: string, dataset: string) => Value;

/** Distinct texts remembered per column, so that a long file pays for each only once. */
const REMEMBERED = 20_000;

/**
 * A reader for each column of a table, made from the column's schema.
 * @param today YYYY-MM-DD in UTC, against which spans of dates are held; null for rows dated by another clock
 * @throws CellError, from a reader, with what was expected and what to write
 */
export const cellReaders = (
	table: Table,
	references: References,
	today: string | null
): ReadCell[] =>
	columnsOf(table.row).map(({ name, meta, type }) => {
		const own = table.key.length === 1 && table.key[0] === name;
		const read = readerFor(meta, type, references, own ? table : null, today);
		const full: ReadCell = (cell, dataset) => {
			const trimmed = cell.trim();
			if (trimmed !== '') return read(trimmed, dataset);
			if (meta.optional) return null;
			throw new CellError('missing_value', `empty; ${expectation(meta)} is needed`);
		};
		return own || meta.kind === 'number' || meta.kind === 'integer' ? full : remember(full);
	});

function readerFor(
	meta: ColumnMeta,
	type: z.ZodType,
	references: References,
	ownIdOf: Table | null,
	today: string | null
): ReadCell {
	if (meta.kind === 'number' || meta.kind === 'integer') return (cell) => readNumber(cell, meta);
	const read = textReader(meta, type, references, ownIdOf, today);
	return (cell, dataset) => {
		refuseHidden(cell, meta);
		return read(unguardCell(cell), dataset);
	};
}

function textReader(
	meta: ColumnMeta,
	type: z.ZodType,
	references: References,
	ownIdOf: Table | null,
	today: string | null
): ReadCell {
	if (ownIdOf)
		return (cell, dataset) => {
			requireType(type, meta, cell);
			return ownIdOf.ids === 'shared' ? cell : references.qualified(dataset, cell);
		};
	if (meta.references) {
		const { table } = meta.references;
		const scope = tableOf(table as InputTableName).ids;
		return (cell, dataset) => references.resolve(table, scope, cell, dataset);
	}
	if (meta.vocabulary) {
		const kind = meta.vocabulary;
		return (cell, dataset) => references.word(kind, cell, dataset);
	}
	if (meta.kind === 'date') return (cell) => readDate(cell, meta, today);
	if (meta.kind === 'enum') return (cell) => readEnum(cell, meta);
	return (cell) => {
		requireType(type, meta, cell);
		return cell;
	};
}

/** Remembers what texts came to, refusals too: a wrong code in a million rows is looked up once. */
function remember(read: ReadCell): ReadCell {
	let dataset = '';
	let known = new Map<string, Value | CellError>();
	let lastCell: string | null = null;
	let last: Value = null;
	return (cell, of) => {
		if (of !== dataset || known.size > REMEMBERED) {
			dataset = of;
			known = new Map();
			lastCell = null;
		}
		if (cell === lastCell) return last;
		let value = known.get(cell);
		if (value === undefined) {
			value = attempt(read, cell, of);
			known.set(cell, value);
		}
		if (value instanceof CellError) throw value;
		lastCell = cell;
		last = value;
		return value;
	};
}

function attempt(read: ReadCell, cell: string, dataset: string): Value | CellError {
	try {
		return read(cell, dataset);
	} catch (error) {
		if (error instanceof CellError) return error;
		throw error;
	}
}

function refuseHidden(cell: string, { kind }: ColumnMeta): void {
	const hidden = hiddenIn(cell, kind === 'text');
	if (hidden !== null) throw new CellError('hidden_character', hiddenAdvice(hidden));
	if (kind === 'code' && cell !== cell.normalize('NFC'))
		throw new CellError(
			'hidden_character',
			'writes a letter and its accent as two characters; write them as one (Unicode NFC)'
		);
}

function requireType(type: z.ZodType, meta: ColumnMeta, cell: string): void {
	if (type.safeParse(cell).success) return;
	throw new CellError('bad_text', `expected ${expectation(meta)}`);
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const GROUPED = /^[+-]?\d{1,3}(?:[,\s'\u00a0\u202f]\d{3})+(?:\.\d+)?$/;
const COMMA_DECIMAL = /^[+-]?(?:\d+|\d{1,3}(?:[.\s\u00a0\u202f]\d{3})+),\d+$/;

function readNumber(cell: string, meta: ColumnMeta): number {
	if (!NUMBER.test(cell)) refuseHidden(cell, meta);
	if (!NUMBER.test(cell))
		throw new CellError('bad_number', `expected ${expectation(meta)}${numberAdvice(cell)}`);
	const value = Number(cell);
	if (!Number.isFinite(value))
		throw new CellError('bad_number', `expected ${expectation(meta)}; this is too large to store`);
	if (meta.kind === 'integer' && !Number.isSafeInteger(value))
		throw new CellError('bad_number', `expected ${expectation(meta)}`);
	if (!isExact(cell, value))
		throw new CellError(
			'inexact_number',
			`cannot be stored as given: it would become ${String(value)}; write the digits that are known, at most 15`
		);
	if ((meta.min !== undefined && value < meta.min) || (meta.max !== undefined && value > meta.max))
		throw new CellError('out_of_range', `expected ${expectation(meta)}`);
	return Object.is(value, -0) ? 0 : value;
}

/** What to write instead, where the text is a number in another guise. */
function numberAdvice(cell: string): string {
	const bare = cell.replace(/^[$€£]\s*|\s*%$/g, '');
	const plain = GROUPED.test(bare)
		? bare.replace(/[,\s'\u00a0\u202f]/g, '')
		: COMMA_DECIMAL.test(bare)
			? bare.replace(/[.\s\u00a0\u202f]/g, '').replace(',', '.')
			: bare;
	if (plain !== cell && NUMBER.test(plain))
		return `: digits with a dot as decimal sign and nothing else, so write ${plain}`;
	if (/^(n\/?a|nan|null|none|unknown|-|\u2013|\u2014|\.)$/i.test(cell))
		return '; leave the cell empty where the value is unknown';
	return ': digits with a dot as decimal sign and nothing else';
}

const SLASHED = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/;

/** A day with a time behind it, as databases and spreadsheets write one. */
const WITH_TIME = /^(\d{4}-\d{2}-\d{2})[T ]\d{1,2}:\d{2}/;

function readDate(cell: string, { span }: ColumnMeta, today: string | null): string {
	const interval = parseDate(cell);
	const outside = interval && span ? outsideSpan(interval, span, today) : null;
	if (outside !== null) throw new CellError('date_out_of_span', outside);
	if (interval) return cell;
	const [, bare = ''] = WITH_TIME.exec(cell) ?? [];
	if (parseDate(bare))
		throw new CellError('bad_date', `dates are ${DATE_FORMS}, without a time; write ${bare}`);
	const slashed = SLASHED.exec(cell);
	if (!slashed) throw new CellError('bad_date', `expected a real date, as ${DATE_FORMS}`);
	const [, month = '', day = '', year = ''] = slashed;
	const iso = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	throw new CellError(
		'slashed_date',
		`dates are ${DATE_FORMS}${parseDate(iso) ? `; if this is month/day/year, write ${iso}` : ''}`
	);
}

function readEnum(cell: string, { values = [], optional }: ColumnMeta): string {
	if (values.includes(cell)) return cell;
	throw new CellError(
		'unknown_value',
		`expected ${values.length > 1 ? 'one of ' : ''}${values.join(', ')}${optional ? ', or nothing' : ''}${didYouMean(cell, values)}`
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
			return `a date (${DATE_FORMS})${meta.span ? `, ${SPAN_WORDS[meta.span]}` : ''}`;
		case 'url':
			return 'an address that starts with http:// or https://';
		case 'enum':
			return `one of ${(meta.values ?? []).join(', ')}`;
		case 'code':
			if (meta.vocabulary) return `a ${meta.vocabulary} listed in vocabulary.csv`;
			return meta.references
				? `an id of ${meta.references.table}`
				: 'an id without spaces, commas, | or ~';
		default:
			return 'text';
	}
}
