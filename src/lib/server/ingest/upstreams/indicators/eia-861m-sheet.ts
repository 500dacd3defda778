import { OddRow, shapeFailure } from '../fetch/failure.ts';
import type { Sheet } from '../parse/workbook.ts';

/** Sectors of the sheet's first line that are taken: our names of them. */
export const SECTORS: Record<string, string> = {
	RESIDENTIAL: 'residential',
	COMMERCIAL: 'commercial',
	INDUSTRIAL: 'industrial',
	TOTAL: 'all-sectors'
};

/** The four columns of a sector, with their units as the second and third line name them. */
const MEASURES = {
	revenue: ['Revenue', 'Thousand Dollars'],
	sales: ['Sales', 'Megawatthours'],
	customers: ['Customers', 'Count'],
	price: ['Price', 'Cents/kWh']
} as const;
type Measure = keyof typeof MEASURES;

const KEYS = ['Year', 'Month', 'State', 'Data Status'] as const;
const HEAD_LINES = 3;

/** Where the columns stand, found by their names. */
export interface Layout {
	sheet: Sheet;
	keys: Record<(typeof KEYS)[number], number>;
	/** Column of each measure, by our name of the sector. */
	columns: Map<string, Record<Measure, number>>;
}

type Cell = Sheet['data'][number][number];
const textOf = (value: Cell | undefined) => String(value ?? '').trim();
const same = (value: Cell | undefined, name: string) =>
	textOf(value).toLowerCase() === name.toLowerCase();

/**
 * Finds the sheet of months by states and its columns, by the names in its head: sectors over measures over units.
 * @throws UpstreamFailure in words where the head is another: no column is guessed
 */
export function layoutOf(where: string, sheets: readonly Sheet[]): Layout {
	const sheet = sheets.find(({ sheet: name }) => /^monthly.?states$/i.test(name.trim()));
	if (!sheet)
		throw shapeFailure(
			where,
			`no sheet "Monthly-States" (sheets: ${sheets.map(({ sheet: name }) => name).join(', ')})`
		);
	const [sectors = [], measures = [], units = []] = sheet.data;
	const columnOf = (name: string) => {
		const at = units.findIndex((unit) => same(unit, name));
		if (at < 0) throw shapeFailure(where, `no column "${name}" in line 3`);
		return at;
	};
	const keys = Object.fromEntries(KEYS.map((name) => [name, columnOf(name)])) as Layout['keys'];
	const columns = new Map<string, Record<Measure, number>>();
	for (const [heading, name] of Object.entries(SECTORS)) {
		const starts = sectors.flatMap((cell, at) => (same(cell, heading) ? [at] : []));
		const [start] = starts;
		if (start === undefined || starts.length > 1)
			throw shapeFailure(where, `${starts.length} columns "${heading}" in line 1, expected one`);
		const next = sectors.findIndex((cell, at) => at > start && textOf(cell) !== '');
		const end = next < 0 ? units.length : next;
		const found = Object.entries(MEASURES).map(([measure, [title, unit]]) => {
			const at = measures.findIndex(
				(cell, index) => index >= start && index < end && same(cell, title)
			);
			if (at < 0 || !same(units[at], unit))
				throw shapeFailure(where, `no "${title}" in ${unit} under "${heading}"`);
			return [measure, at];
		});
		columns.set(name, Object.fromEntries(found) as Record<Measure, number>);
	}
	return { sheet, keys, columns };
}

/** A month of a state: what was sold in a sector, and whether the agency calls it final. */
export interface StateMonth {
	state: string;
	period: string;
	isFinal: boolean;
	sectors: Map<string, Record<Measure, number | null>>;
}

/** Lines under the head; a note at the end is none. */
export const dataLines = ({ sheet, keys }: Layout): Sheet['data'] =>
	sheet.data.slice(HEAD_LINES).filter((line) => textOf(line[keys.State]) !== '');

/** Whether a line's status is final, by the agency's words. @throws OddRow for another word */
function isFinal(status: string, name: string): boolean {
	if (/^final$/i.test(status)) return true;
	if (/^prelim/i.test(status)) return false;
	throw new OddRow(`${name}: a data status of "${status}"`);
}

/** @throws OddRow where a line is no month of a state, or a cell no number */
export function monthOf({ keys, columns }: Layout, line: Sheet['data'][number]): StateMonth {
	const state = textOf(line[keys.State]).toUpperCase();
	const [year, month] = [Number(line[keys.Year]), Number(line[keys.Month])];
	const name = `${state} ${textOf(line[keys.Year])}-${textOf(line[keys.Month])}`;
	if (!Number.isInteger(year) || year < 1990 || year > 2100 || !(month >= 1 && month <= 12))
		throw new OddRow(`${name}: no month`);
	if (!/^[A-Z]{2}$/.test(state)) throw new OddRow(`${name}: no state`);
	const number = (value: Cell | undefined, what: string): number | null => {
		// Withheld or missing: a point or a dash stands for no value.
		if (['', '.', '-', '--'].includes(textOf(value))) return null;
		const found = Number(textOf(value).replaceAll(',', ''));
		if (!Number.isFinite(found)) throw new OddRow(`${name}: ${what} is "${textOf(value)}"`);
		return found;
	};
	return {
		state,
		period: `${year}-${String(month).padStart(2, '0')}`,
		isFinal: isFinal(textOf(line[keys['Data Status']]), name),
		sectors: new Map(
			[...columns].map(([sector, at]) => [
				sector,
				{
					revenue: number(line[at.revenue], `${sector} revenue`),
					sales: number(line[at.sales], `${sector} sales`),
					customers: number(line[at.customers], `${sector} customers`),
					price: number(line[at.price], `${sector} price`)
				}
			])
		)
	};
}
