import {
	everythingIn,
	FILE_WORDS,
	filesOf,
	XLSX_ROWS,
	type FileFormat
} from '#lib/domain/files.ts';
import { apiAddress } from '#lib/domain/filter/link/address.ts';

/** A list of the API under a query. */
interface DownloadOf {
	/** Its name in the address. */
	collection: string;
	query: Record<string, string>;
}

/** What a menu offers of a list, in every format. */
export interface DownloadSet extends DownloadOf {
	title: string;
	/** Null where it is not known yet. */
	rows: number | null;
	files: { format: FileFormat; name: string; use: string; href: string }[];
	/** Address of what describes it. */
	metadata: string;
	/** Whether it has more rows than an Excel sheet. */
	isTooLong: boolean;
}

/** Keys that say where in a list a page stands: a file is all of it. */
const POSITION: ReadonlySet<string> = new Set(['cursor', 'limit']);

/** An address of the API, a list and its query: that of a chart's rows. */
export function listOf(csv: string): DownloadOf {
	const [path = '', search = ''] = csv.split('?');
	const [, collection = ''] = /^\/api\/v1\/([a-z-]+)\.csv$/.exec(path) ?? [];
	return { collection, query: Object.fromEntries(new URLSearchParams(search)) };
}

/** A list in every format. @param at keeps an address at the release and day of the page */
function setOf(
	title: string,
	{ collection, query }: DownloadOf,
	rows: number | null,
	at: (address: string) => string
): DownloadSet {
	const own = Object.fromEntries(Object.entries(query).filter(([key]) => !POSITION.has(key)));
	const address = (extension: string) => at(apiAddress(`/api/v1/${collection}.${extension}`, own));
	const isTooLong = rows !== null && rows > XLSX_ROWS;
	return {
		title,
		collection,
		query: own,
		rows,
		files: filesOf(collection)
			.filter((format) => format !== 'xlsx' || !isTooLong)
			.map((format) => ({ format, ...FILE_WORDS[format], href: address(format) })),
		metadata: address('metadata.json'),
		isTooLong
	};
}

/** The view and everything, as a menu offers them. @param whole query of everything, where it takes more than every region */
export function setsOf(
	view: DownloadOf,
	rows: { view: number | null; everything: number | null },
	whole: Record<string, string> | undefined,
	at: (address: string) => string
): DownloadSet[] {
	const all = whole
		? { collection: view.collection, query: whole }
		: everythingIn(view.collection, view.query);
	const name = all.collection.replaceAll('-', ' ');
	const title = all.collection === view.collection ? 'Everything' : `Everything: all ${name}`;
	const everything = setOf(title, all, rows.everything, at);
	const isAll =
		view.collection === all.collection && apiAddress('', view.query) === apiAddress('', all.query);
	return isAll ? [everything] : [setOf('This view', view, rows.view, at), everything];
}
