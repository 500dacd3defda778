import { addressOf } from './place-parts.ts';
import type { SiteField } from './column-names.ts';
import { columnsUnder, fieldsIn, recognise, type Recognised } from './columns.ts';
import { isDecimal, pairOf } from './coordinates.ts';
import { countyCodeOf } from './county-code.ts';
import { isMissing } from '../missing.ts';
import { named, pointOf, whereOf, whereOfChoice, type Read, type Where } from './where.ts';

/** One row of a list of sites. */
export interface Site {
	/** Position in the list, from 1. */
	row: number;
	name: string;
	where: Where;
	/** What to know about how the row was read. */
	notes: string[];
	/** What else the row holds, under its heads. */
	carried: Record<string, string>;
}

/** A list of sites, and the heads of the columns carried through. */
export interface SiteList {
	sites: Site[];
	carried: string[];
}

/** Rows among which heads are looked for: titles and notes may stand above them. */
const ROWS_WITH_HEADS = 10;
/** Columns that must be recognised in a row below the first for it to be one of heads. */
const FEWEST_HEADS = 2;

/**
 * Reads the rows of a list: with heads in any order, perhaps below a title; or without heads as
 * `[name,] latitude, longitude`, `[name,] place, state` or `[name,] county, state`, or as nothing but county codes.
 * @param table rows of cells
 * @param own columns of a result, which are not carried through
 * @param choices of rows that could be several places the candidate that was chosen
 * @param reserved names of columns that will stand beside what is carried
 */
export function sitesOf(
	table: readonly (readonly string[])[],
	own: ReadonlySet<string> = new Set(),
	choices: ReadonlyMap<number, string> = new Map(),
	reserved: readonly string[] = []
): SiteList {
	const { at, recognised } = headsOf(table, own, reserved);
	const rows = table.slice(at + 1);
	const isCodes = recognised === null && rows.every(isCodeAlone);
	const sites = rows.map((cells, index): Site => {
		const row = index + 1;
		const choice = choices.get(row);
		const site =
			recognised === null ? bare(cells, row, isCodes) : underHeads(cells, row, recognised);
		return choice === undefined
			? { row, ...site }
			: { row, ...site, where: whereOfChoice(choice), notes: [] };
	});
	return { sites, carried: recognised?.carried.map(({ name }) => name) ?? [] };
}

/** Which columns a list has, so that it has no site before one. */
export const hasHeads = (table: readonly (readonly string[])[]): boolean =>
	headsOf(table, new Set()).recognised !== null;

function headsOf(
	table: readonly (readonly string[])[],
	own: ReadonlySet<string>,
	reserved: readonly string[] = []
) {
	for (const [at, cells] of table.slice(0, ROWS_WITH_HEADS).entries()) {
		const recognised = recognise(cells, own, reserved);
		if (recognised === null) continue;
		const isHead =
			at === 0 ||
			(Object.keys(recognised.fields).length >= FEWEST_HEADS &&
				!cells.some((cell) => isDecimal(cell.trim())));
		if (isHead) return { at, recognised };
	}
	const at = table.slice(0, ROWS_WITH_HEADS).findIndex((cells, row) => isHead(cells, row, table));
	const heads = table[at];
	return heads === undefined
		? { at: -1, recognised: null }
		: { at, recognised: columnsUnder(heads, own, reserved) };
}

/** Whether a row is one of heads though none says where a site is: words, and no place with its state. */
function isHead(
	cells: readonly string[],
	at: number,
	table: readonly (readonly string[])[]
): boolean {
	const given = cells.map((cell) => cell.trim());
	const words = given.filter((cell) => cell !== '');
	if (words.length < 2 || words.some((cell) => !/\p{L}/u.test(cell) || pairOf(cell) !== null))
		return false;
	if (addressOf(words.join(', ')).state !== null) return false;
	if (Object.keys(fieldsIn(cells)).length > 0) return true;
	// Below a head of words stand numbers.
	const below = table.slice(at + 1, at + 1 + ROWS_WITH_HEADS);
	return (
		at === 0 &&
		given.some(
			(head, column) => head !== '' && below.some((row) => isNumber(row[column]?.trim() ?? ''))
		)
	);
}

const isNumber = (text: string): boolean => /^[-+$]?[\d.,]*\d[\d.,]*%?$/.test(text);

function underHeads(
	cells: readonly string[],
	row: number,
	{ fields, carried }: Recognised
): Omit<Site, 'row'> {
	const text = (field: SiteField) => {
		const index = fields[field];
		return index === undefined ? '' : (cells[index]?.trim() ?? '');
	};
	const missing = new Set<SiteField>();
	const { where, notes } = whereOf((field) => {
		const given = text(field);
		if (given !== '' && isMissing(given)) missing.add(field);
		return given === '' || isMissing(given) ? null : given;
	});
	const empty = [...missing].map((field) => `${field} "${text(field)}" is taken as empty`);
	const name = text('name');
	return {
		name: name === '' ? nameOf(where, row) : name,
		where,
		notes: [...empty, ...notes],
		carried: Object.fromEntries(
			carried.map(({ index: at, name }) => [name, cells[at]?.trim() ?? ''])
		)
	};
}

/** A row without heads. @param isCodes whether the list holds nothing but what can be county codes */
function bare(cells: readonly string[], row: number, isCodes: boolean): Omit<Site, 'row'> {
	const given = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
	const [last = '', before = '', first = ''] = given.toReversed();
	const site = (name: string, { where, notes }: Read) => ({
		name: name === '' ? nameOf(where, row) : name,
		where,
		notes,
		carried: {}
	});
	const unclear = (reason: string): Read => ({ where: { kind: 'unclear', reason }, notes: [] });
	if (isDecimal(last) && isDecimal(before) && given.length <= 3)
		return site(first, { where: pointOf(before, last, null), notes: [] });
	if (SAYS_COUNTY.test(last) && given.length <= 2) {
		const code = countyCodeOf(last, null);
		if (code !== null)
			return site(before, {
				where: { kind: 'fips', code: code.code, place: null },
				notes: code.notes
			});
	}
	if (isCodes)
		return site('', {
			where: { kind: 'fips', code: last, place: null, isUnsaid: true },
			notes: [`"${last}" is read as a county code, though no head says so`]
		});
	if (isNumber(last) && given.length <= 2)
		return site(
			before,
			unclear(
				`"${last}" stands under no head: give the column the head fips, if it is a county code; ZIP codes are not supported`
			)
		);
	if (given.length === 2 || given.length === 3) return site(first, named(before, last, null));
	if (given.length === 1) return site('', named(last, null, null));
	return site(
		'',
		unclear(
			`${given.length} cells without heads: expected a first row with the names of the columns, for example name, latitude, longitude`
		)
	);
}

/** What says of itself that it is the code of a county. */
const SAYS_COUNTY = /^(US-[A-Z]{2}-\d{5}|050[0-9A-Z]{0,6}US\d{5})$/i;

/** Whether a row is one number that can be a county's code. */
const isCodeAlone = (cells: readonly string[]): boolean => {
	const given = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
	return given.length === 1 && /^\d{4,5}$/.test(given[0] ?? '');
};

function nameOf(where: Where, row: number): string {
	switch (where.kind) {
		case 'point':
			return `${where.point.lat}, ${where.point.lon}`;
		case 'fips':
			return where.code;
		case 'place_id':
			return where.id;
		case 'place':
			return `${where.place}, ${where.state}`;
		case 'county':
			return `${where.county}, ${where.state}`;
		case 'unclear':
			return `Row ${row}`;
	}
}
