import { recognise, type Recognised } from './columns.ts';
import { isDecimal } from './coordinates.ts';
import { named, pointOf, whereOf, whereOfChoice, type Cell, type Where } from './where.ts';

/** One row of a list of sites. */
export interface Site {
	/** Position in the list, from 1. */
	row: number;
	name: string;
	where: Where;
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
 * Reads the rows of a list: with heads in any order, perhaps below a title, or without heads as `code`, `name, code`,
 * `[name,] latitude, longitude`, `[name,] place, state` or `[name,] county, state`.
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
	const sites = table.slice(at + 1).map((cells, index): Site => {
		const row = index + 1;
		const choice = choices.get(row);
		const site = recognised === null ? bare(cells, row) : underHeads(cells, row, recognised);
		return {
			row,
			...site,
			where: choice === undefined ? site.where : whereOfChoice(choice)
		};
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
	return { at: -1, recognised: null };
}

function underHeads(
	cells: readonly string[],
	row: number,
	{ fields, carried }: Recognised
): Omit<Site, 'row'> {
	const cell: Cell = (field) => {
		const index = fields[field];
		const text = index === undefined ? '' : (cells[index]?.trim() ?? '');
		return text === '' ? null : text;
	};
	const where = whereOf(cell);
	return {
		name: cell('name') ?? nameOf(where, row),
		where,
		carried: Object.fromEntries(
			carried.map(({ index: at, name }) => [name, cells[at]?.trim() ?? ''])
		)
	};
}

/** A row without heads. */
function bare(cells: readonly string[], row: number): Omit<Site, 'row'> {
	const given = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
	const [last = '', before = '', first = ''] = given.toReversed();
	const site = (name: string, where: Where) => ({
		name: name === '' ? nameOf(where, row) : name,
		where,
		carried: {}
	});
	if (isDecimal(last) && isDecimal(before) && given.length <= 3)
		return site(first, pointOf(before, last, null));
	if (isCode(last) && given.length <= 2)
		return site(before, { kind: 'fips', code: last, place: null });
	if (given.length === 2 || given.length === 3) return site(first, named(before, last, null));
	if (given.length === 1) return site('', named(last, null, null));
	return site('', {
		kind: 'unclear',
		reason: `${given.length} cells without heads: expected a first row with the names of the columns, for example name, latitude, longitude`
	});
}

/** A county's FIPS code, or the code of a region. */
const isCode = (text: string): boolean => /^(\d{4,5}|US-[A-Z]{2}-\d{5})$/i.test(text);

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
