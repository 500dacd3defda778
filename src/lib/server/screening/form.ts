import { UploadError } from './upload.ts';

/** What a form brought. */
export interface SentForm {
	/** Fields in their order, files left out. */
	fields: [name: string, value: string][];
	/** The field `file`, where one was chosen. */
	file: Uint8Array<ArrayBuffer> | null;
}

/** Fields a form may have: a choice for each of ten thousand sites, and some more. */
const MOST_FIELDS = 12_000;

/** The media type of a content type, without its parameters. */
export const mediaOf = (type: string): string => type.toLowerCase().split(';')[0]?.trim() ?? '';

/** Whether a content type is one of the two that forms are sent in. */
export const isForm = (media: string): boolean =>
	media === 'multipart/form-data' || media === 'application/x-www-form-urlencoded';

/**
 * Takes a form apart.
 * @param type its content type, with the boundary
 * @throws UploadError where it is no form, or has more fields than any that means something
 */
export async function formOf(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<SentForm> {
	checkFields(bytes, type);
	const form = await parsed(bytes, type);
	const fields: SentForm['fields'] = [];
	let file: SentForm['file'] = null;
	for (const [name, value] of form)
		if (typeof value === 'string') fields.push([name, value]);
		else if (name === 'file' && value.size > 0) file = new Uint8Array(await value.arrayBuffer());
	return { fields, file };
}

async function parsed(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData> {
	try {
		return await new Response(bytes, { headers: { 'content-type': type } }).formData();
	} catch (error) {
		if (!(error instanceof TypeError)) throw error;
		throw new UploadError(
			'the form cannot be read: expected a field "sites" with rows, or a field "file"'
		);
	}
}

/** Fields are counted before they are made. */
function checkFields(bytes: Uint8Array<ArrayBuffer>, type: string): void {
	const boundary = /boundary="?([^";]+)/i.exec(type)?.[1];
	const between = mediaOf(type) === 'multipart/form-data' ? `--${boundary ?? ''}` : '&';
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let count = 0;
	for (let at = buffer.indexOf(between); at !== -1; at = buffer.indexOf(between, at + 1))
		if (++count > MOST_FIELDS)
			throw new UploadError(`the form has more than ${MOST_FIELDS} fields`, 413);
}
