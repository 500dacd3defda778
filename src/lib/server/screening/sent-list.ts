import { formOf, isForm, mediaOf, type SentForm } from './form.ts';
import {
	checked,
	LIMITS,
	refuseOthers,
	tableOfCsv,
	textOf,
	tooManySites,
	UploadError
} from './upload.ts';
import { isZipArchive } from './workbook/workbook-zip.ts';
import { tableOfWorkbook } from './workbook/first-sheet.ts';

const CHOICE = /^choice_(\d{1,5})(_all)?$/;

/** A list as it was sent. */
interface Sent {
	/** Rows of cells, the first of them perhaps heads. */
	table: string[][];
	/** Of rows that could be several places the one a reader chose, as the candidate names it, by their number. */
	choices: ReadonlyMap<number, string>;
	/** The same for all rows with the fault of one, by the number of that row. */
	forAll: ReadonlyMap<number, string>;
	/** What to know about how it was read. */
	notes: string[];
}

/**
 * The list a body holds: a file or the text field `sites` of a form, with a field `choice_N` for each row N that a
 * candidate was chosen for, and `choice_N_all` where it is to hold for every row with the same fault; CSV or Excel workbook; or JSON as `{"sites":[{...}]}`.
 * @param type the content type it was sent with
 * @throws UploadError where it is too large, or cannot be read
 */
export async function sentIn(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Sent> {
	const media = mediaOf(type);
	if (isForm(media)) return sentInForm(bytes, type);
	if (media === 'application/json') return plain(checked(tableOfJson(textOf(bytes))));
	return { ...(await tableOfFile(bytes)), choices: new Map(), forAll: new Map() };
}

const plain = (table: string[][]): Sent => ({
	table,
	...{ choices: new Map(), forAll: new Map() },
	notes: []
});

/** The rows of a file: a workbook by its first bytes, else text. */
async function tableOfFile(bytes: Uint8Array<ArrayBuffer>): Promise<Pick<Sent, 'table' | 'notes'>> {
	refuseOthers(bytes);
	if (!isZipArchive(bytes)) return { table: tableOfCsv(textOf(bytes)), notes: [] };
	const { table, notes } = await tableOfWorkbook(bytes);
	return { table: checked(table), notes };
}

async function sentInForm(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Sent> {
	const { fields, file } = await formOf(bytes, type);
	const sites = fields.find(([name]) => name === 'sites')?.[1] ?? '';
	const sent = file === null ? { table: tableOfCsv(sites), notes: [] } : await tableOfFile(file);
	return { ...sent, ...choicesIn(fields) };
}

function choicesIn(fields: SentForm['fields']): Pick<Sent, 'choices' | 'forAll'> {
	const choices = new Map<number, string>();
	const forAll = new Map<number, string>();
	for (const [name, value] of fields) {
		const [, row, all] = CHOICE.exec(name) ?? [];
		if (row === undefined || value === '') continue;
		(all === undefined ? choices : forAll).set(Number(row), value);
	}
	return { choices, forAll };
}

const SHAPE = 'expected {"sites":[{"name":"Ashburn","lat":39.0437,"lon":-77.4875}]}';

/** Objects as rows under the heads they use, in the order in which heads first appear. */
function tableOfJson(text: string): string[][] {
	const sites = sitesIn(text);
	if (sites.length > LIMITS.sites) throw tooManySites();
	const heads = new Set<string>();
	for (const [index, site] of sites.entries()) {
		if (typeof site !== 'object' || site === null || Array.isArray(site))
			throw new UploadError(`site ${index + 1} is no object: ${SHAPE}`);
		for (const head of Object.keys(site)) heads.add(head);
		if (heads.size > LIMITS.columns)
			throw new UploadError(`the sites have more than ${LIMITS.columns} different keys`);
	}
	const rows = sites.map((site) =>
		[...heads].map((head) => cellOf((site as Record<string, unknown>)[head]))
	);
	return [[...heads], ...rows];
}

function sitesIn(text: string): unknown[] {
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		throw new UploadError(`the body is not JSON (${error.message}): ${SHAPE}`);
	}
	const sites = typeof body === 'object' && body !== null && 'sites' in body ? body.sites : body;
	if (!Array.isArray(sites) || sites.length === 0)
		throw new UploadError(`the body holds no sites: ${SHAPE}`);
	return sites as unknown[];
}

const cellOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
		? String(value)
		: '';
