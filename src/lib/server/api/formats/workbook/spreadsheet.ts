import { archive, type ArchiveEntry } from '../archives/archive.ts';
import { encode, type Cell, type Chunks, type Row } from '../result.ts';

/** Letters a cell can hold. */
const LONGEST_CELL = 32_767;
const LONGEST_NAME = 31;

export interface Sheet {
	name: string;
	/** Name of each column, and how many letters wide it is drawn. */
	columns: readonly { name: string; width: number }[];
	batches: () => AsyncIterable<Row[]> | Iterable<Row[]>;
}

/**
 * A workbook (Office Open XML, ECMA-376) with sheets one after the other, each with a frozen header and
 * filter buttons. A number is a number; text is stored as text in cells formatted as text, so that no
 * program takes a code for a number, a date or a formula, also when it is edited or saved again.
 */
export function workbook(sheets: readonly Sheet[], at: Date): Chunks {
	const entries: ArchiveEntry[] = [
		whole('[Content_Types].xml', contentTypes(sheets.length)),
		whole('_rels/.rels', RELATIONS),
		whole('xl/workbook.xml', workbookXml(sheets)),
		whole('xl/_rels/workbook.xml.rels', workbookRelations(sheets.length)),
		whole('xl/styles.xml', STYLES),
		...sheets.map((sheet, index) => ({
			name: `xl/worksheets/sheet${index + 1}.xml`,
			chunks: () => sheetXml(sheet)
		}))
	];
	return archive(entries, at);
}

const whole = (name: string, xml: string): ArchiveEntry => ({
	name,
	chunks: () => [encode(HEAD + xml)]
});

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

const contentTypes = (sheets: number) =>
	`<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${numbers(
		sheets
	)
		.map(
			(n) =>
				`<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`
		)
		.join('')}</Types>`;

const RELATIONS = `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

const workbookXml = (sheets: readonly Sheet[]) =>
	`<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets
		.map(
			({ name }, index) =>
				`<sheet name="${escaped(nameOfSheet(name))}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`
		)
		.join('')}</sheets></workbook>`;

const workbookRelations = (sheets: number) =>
	`<Relationships xmlns="${PACKAGE}/relationships">${numbers(sheets)
		.map(
			(n) =>
				`<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`
		)
		.join(
			''
		)}<Relationship Id="rId${sheets + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`;

/** Styles by their place in cellXfs: number format 49 is "Text". */
const TEXT = 1;
const HEADER = 2;
const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

async function* sheetXml({ columns, batches }: Sheet): Chunks {
	const letters = columns.map((_, index) => letter(index));
	const widths = columns
		.map(
			({ width }, index) =>
				`<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`
		)
		.join('');
	yield encode(
		`${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths}</cols><sheetData>${rowXml(
			columns.map(({ name }) => name),
			1,
			letters,
			HEADER
		)}`
	);
	let last = 1;
	for await (const rows of batches()) {
		if (rows.length === 0) continue;
		yield encode(rows.map((row) => rowXml(row, ++last, letters, TEXT)).join(''));
	}
	const range = `A1:${letters.at(-1) ?? 'A'}${last}`;
	yield encode(`</sheetData><autoFilter ref="${range}"/></worksheet>`);
}

const rowXml = (row: Row, number: number, letters: readonly string[], style: number) =>
	`<row r="${number}">${row.map((cell, index) => cellXml(cell, `${letters[index]}${number}`, style)).join('')}</row>`;

function cellXml(cell: Cell, at: string, style: number): string {
	if (cell === null) return '';
	if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
	return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(fitting(cell))}</t></is></c>`;
}

const CUT = ' […cut: a cell holds no more; the CSV has it all]';

const fitting = (text: string) =>
	text.length <= LONGEST_CELL ? text : text.slice(0, LONGEST_CELL - CUT.length) + CUT;

const NAMED: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	'\r': '&#13;'
};
/** What XML cannot hold, and text that reads like the form such characters are written in (ECMA-376, ST_Xstring). */
const UNWRITABLE = /(?![\t\n\r])[\p{Cc}\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)/gu;

const escaped = (text: string) =>
	text
		.replace(
			UNWRITABLE,
			(one) => `_x${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
		)
		.replace(/[&<>"\r]/g, (one) => NAMED[one] ?? one);

/** The letters of a column, from 0: A, B, …, Z, AA. */
function letter(index: number): string {
	const rest = Math.floor(index / 26) - 1;
	return (rest >= 0 ? letter(rest) : '') + String.fromCharCode(65 + (index % 26));
}

/** A sheet's name holds none of these, and is short. */
const nameOfSheet = (name: string) => name.replace(/[\\/?*[\]:]/g, ' ').slice(0, LONGEST_NAME);
