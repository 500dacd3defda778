import { EMBEDDED, type InputFile } from './inputs.ts';
import { quiet, readRows } from './read.ts';
import { columnNames, tableOf } from '../history/stored-columns.ts';

/** Tells, before anything is loaded, whether a dataset or the embedded data has a source; reads only when asked. */
export function sourceFinder(
	files: readonly InputFile[]
): (id: string, dataset: string) => boolean {
	let ids: Set<string> | null = null;
	const bare = (id: string, dataset: string) =>
		id.startsWith(`${dataset}:`) ? id.slice(dataset.length + 1) : id;
	return (id, dataset) => {
		ids ??= idsOf(files, bare);
		return ids.has(`${dataset} ${bare(id, dataset)}`) || ids.has(`${EMBEDDED} ${id}`);
	};
}

function idsOf(
	files: readonly InputFile[],
	bare: (id: string, dataset: string) => string
): Set<string> {
	const ids = new Set<string>();
	const table = tableOf('sources');
	const position = columnNames(table).indexOf('source_id');
	for (const file of files)
		readRows(
			file,
			table,
			(cells) => {
				ids.add(`${file.dataset} ${bare((cells[position] ?? '').trim(), file.dataset)}`);
			},
			quiet
		);
	return ids;
}
