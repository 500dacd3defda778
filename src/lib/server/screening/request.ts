import {
	checked,
	LIMITS,
	readBounded,
	tableOfCsv,
	textOf,
	tooManySites,
	UploadError
} from './upload.ts';
import { isZip, tableOfWorkbook } from './workbook.ts';

/**
 * The rows of the list a request brings: a file or the text field `sites` of a form, the body itself as CSV or
 * Excel workbook, or JSON as `{"sites":[{...}]}`.
 * @throws UploadError where it is too large, or cannot be read
 */
export async function tableOfRequest(request: Request): Promise<string[][]> {
	const type = request.headers.get('content-type') ?? '';
	const bytes = await readBounded(request.body);
	const [media = ''] = type.toLowerCase().split(';');
	if (media === 'multipart/form-data' || media === 'application/x-www-form-urlencoded')
		return tableOfForm(bytes, type);
	if (media === 'application/json') return checked(tableOfJson(textOf(bytes)));
	return tableOfFile(bytes);
}

/** The rows of a file: a workbook by its first bytes, else text. */
export async function tableOfFile(bytes: Uint8Array<ArrayBuffer>): Promise<string[][]> {
	if (isZip(bytes)) return checked(await tableOfWorkbook(bytes));
	return tableOfCsv(textOf(bytes));
}

async function tableOfForm(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<string[][]> {
	const form = await formOf(bytes, type);
	const file = form.get('file');
	if (file instanceof Blob && file.size > 0)
		return tableOfFile(new Uint8Array(await file.arrayBuffer()));
	const sites = form.get('sites');
	return tableOfCsv(typeof sites === 'string' ? sites : '');
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
