import {
	checked,
	LIMITS,
	readBounded,
	refuseOthers,
	tableOfCsv,
	textOf,
	tooManySites,
	UploadError
} from './upload.ts';
import { isZip, tableOfWorkbook } from './workbook.ts';

const CHOICE = /^choice_(\d{1,5})$/;

/** A list as it was sent. */
export interface Sent {
	/** Rows of cells, the first of them perhaps heads. */
	table: string[][];
	/** Of rows that could be several places the one a reader chose, as the candidate names it, by their number. */
	choices: ReadonlyMap<number, string>;
	/** What to know about how it was read. */
	notes: string[];
}

/**
 * The list a request brings: a file or the text field `sites` of a form, with a field `choice_N` for each row N that a
 * candidate was chosen for; the body itself as CSV or Excel workbook; or JSON as `{"sites":[{...}]}`.
 * @throws UploadError where it is too large, or cannot be read
 */
export async function sentOf(request: Request): Promise<Sent> {
	const type = request.headers.get('content-type') ?? '';
	const bytes = await readBounded(request.body);
	const [media = ''] = type.toLowerCase().split(';');
	if (media === 'multipart/form-data' || media === 'application/x-www-form-urlencoded')
		return sentInForm(bytes, type);
	if (media === 'application/json') return plain(checked(tableOfJson(textOf(bytes))));
	return { ...(await tableOfFile(bytes)), choices: new Map() };
}

const plain = (table: string[][]): Sent => ({ table, choices: new Map(), notes: [] });

/** The rows of a file: a workbook by its first bytes, else text. */
export async function tableOfFile(bytes: Uint8Array<ArrayBuffer>): Promise<Omit<Sent, 'choices'>> {
	refuseOthers(bytes);
	if (!isZip(bytes)) return { table: tableOfCsv(textOf(bytes)), notes: [] };
	const { table, notes } = await tableOfWorkbook(bytes);
	return { table: checked(table), notes };
}

async function sentInForm(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Sent> {
	const form = await formOf(bytes, type);
	const file = form.get('file');
	const sites = form.get('sites');
	const sent =
		file instanceof Blob && file.size > 0
			? await tableOfFile(new Uint8Array(await file.arrayBuffer()))
			: { table: tableOfCsv(typeof sites === 'string' ? sites : ''), notes: [] };
	return { ...sent, choices: choicesIn(form) };
}

function choicesIn(form: FormData): ReadonlyMap<number, string> {
	const choices = new Map<number, string>();
	for (const [key, value] of form) {
		const row = CHOICE.exec(key)?.[1];
		if (row !== undefined && typeof value === 'string' && value !== '')
			choices.set(Number(row), value);
	}
	return choices;
}

async function formOf(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData> {
	try {
		return await new Response(bytes, { headers: { 'content-type': type } }).formData();
	} catch (error) {
		if (!(error instanceof TypeError)) throw error;
		throw new UploadError(
			'the form cannot be read: expected a field "sites" with rows, or a field "file"'
		);
	}
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
		throw new UploadError(`the body is no JSON (${error.message}): ${SHAPE}`);
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
