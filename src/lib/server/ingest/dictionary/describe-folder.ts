import { join } from 'node:path';
import { inputTables, type InputTableName } from '#lib/domain/tables/index.ts';
import { readCsv } from '../read/csv.ts';
import { dataPackage, type CreditedSet } from './data-package.ts';
import { dictionary } from './dictionary.ts';
import { EMBEDDED } from '../read/inputs.ts';
import { listFolder, type TableFile } from '../read/list-folder.ts';
import { tableOf } from '../history/stored-columns.ts';

/** The text of datapackage.json and README.md for a data folder as it stands. */
export function describeFolder(folder: string): { descriptor: string; readme: string } {
	const found = listFolder({ dataset: EMBEDDED, path: folder }).tables;
	const tables = (Object.keys(inputTables) as InputTableName[]).map((name) => ({
		table: tableOf(name),
		files: found.filter(({ table }) => table === name).map(({ relative }) => relative)
	}));
	const credits = creditsOf(folder, found);
	return {
		descriptor: `${JSON.stringify(dataPackage(tables, credits), null, '\t')}\n`,
		readme: dictionary(tables, credits)
	};
}

/** Every set of sources with a credit line, once, under its shortest address, in the order of publishers. */
function creditsOf(folder: string, files: readonly TableFile[]): CreditedSet[] {
	const credits = new Map<string, CreditedSet>();
	for (const { relative } of files.filter(({ table }) => table === 'sources')) {
		let header: string[] | null = null;
		readCsv(join(folder, relative), (cells) => {
			if (header === null) {
				header = [...cells];
				return;
			}
			const names = header;
			const cell = (name: string) => cells[names.indexOf(name)] ?? '';
			const attribution = cell('attribution');
			const known = credits.get(attribution);
			if (attribution === '' || (known && known.url.length <= cell('url').length)) return;
			credits.set(attribution, {
				publisher: cell('publisher'),
				url: cell('url'),
				licence: cell('licence'),
				attribution
			});
		});
	}
	return [...credits.values()].sort((a, b) => (a.publisher < b.publisher ? -1 : 1));
}
