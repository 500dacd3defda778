import { UploadError } from '../upload.ts';
import { damaged, type Archive } from './workbook-zip.ts';
import { walk } from './markup.ts';

/** What a workbook says of itself. */
interface Book {
	sheets: { name: string; part: string }[];
	/** Parts, where there are any. */
	strings: string | null;
	styles: string | null;
	/** Whether days count from 1904, as they once did on a Mac. */
	isFrom1904: boolean;
}

const MOST_SHEETS = 100;
const MOST_RELATIONS = 1000;

/** @throws UploadError where it is no workbook of Excel, or has too many sheets */
export async function bookOf(archive: Archive): Promise<Book> {
	if (!archive.has('[Content_Types].xml')) throw noWorkbook();
	const main = (await relationsOf(archive, '')).find(({ type }) => type === 'officeDocument');
	const path = main?.part ?? 'xl/workbook.xml';
	if (!archive.has(path) || !path.endsWith('.xml')) throw noWorkbook();
	const relations = await relationsOf(archive, path);
	const sheetParts = new Map(
		relations.flatMap(({ id, type, part }) => (type === 'worksheet' ? [[id, part]] : []))
	);
	/** A part that no relation names lies where Excel puts it. */
	const partOf = (wanted: string) => {
		const part = relations.find(({ type }) => type === wanted)?.part ?? `xl/${wanted}.xml`;
		return archive.has(part) ? part : null;
	};
	const sheets: Book['sheets'] = [];
	let isFrom1904 = false;
	let listed = 0;
	await walk(archive.read(path), {
		open: (name, attribute) => {
			if (name === 'workbookPr') isFrom1904 = /^(1|true)$/.test(attribute('date1904') ?? '');
			if (name !== 'sheet') return;
			if (++listed > MOST_SHEETS)
				throw new UploadError(
					`the workbook has more than ${MOST_SHEETS} sheets: save the sheet with the sites as CSV UTF-8 and send that`
				);
			const part = sheetParts.get(attribute('id') ?? '');
			if (part !== undefined && archive.has(part))
				sheets.push({ name: attribute('name') ?? '', part });
		}
	});
	if (sheets.length === 0)
		throw new UploadError(
			'the workbook holds no sheet that can be read: open it, save it anew as .xlsx, or send it as CSV UTF-8'
		);
	return { sheets, strings: partOf('sharedStrings'), styles: partOf('styles'), isFrom1904 };
}

const noWorkbook = () =>
	new UploadError(
		'the file is a zip archive and no Excel workbook: expected .xlsx or CSV; save a workbook of another kind as .xlsx'
	);

/** What another part is to a part. */
interface Relation {
	id: string;
	/** The last word of its type, which is the same in both standards. */
	type: string;
	part: string;
}

async function relationsOf(archive: Archive, of: string): Promise<Relation[]> {
	const at = of.lastIndexOf('/') + 1;
	const path = `${of.slice(0, at)}_rels/${of.slice(at)}.rels`;
	const relations: Relation[] = [];
	if (!archive.has(path)) return relations;
	await walk(archive.read(path), {
		open: (name, attribute) => {
			const [id, type, target] = ['Id', 'Type', 'Target'].map(attribute);
			if (name !== 'Relationship' || attribute('TargetMode') === 'External') return;
			if (id === undefined || type === undefined || target === undefined) return;
			if (relations.length < MOST_RELATIONS)
				relations.push({
					id,
					type: type.slice(type.lastIndexOf('/') + 1),
					part: partAt(of.slice(0, at), target)
				});
		}
	});
	return relations;
}

/** The part a target names, from the root or from a folder. @throws UploadError where it is no address */
function partAt(folder: string, target: string): string {
	try {
		return decodeURI(new URL(target, `part:/${folder}`).pathname).slice(1);
	} catch (error) {
		if (error instanceof TypeError || error instanceof URIError) throw damaged();
		throw error;
	}
}
