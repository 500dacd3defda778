/**
 * Writes the history of data/, the days on which rows came and changed, and data/datapackage.json and data/README.md
 * from the schemas: `npm run describe`. With your own folders, their history: `npm run describe -- DIR`.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { utcDay } from '#lib/domain/dates.ts';
import { onFile } from '#lib/server/dataset/releases/system-error.ts';
import { describeFolder } from '#lib/server/ingest/dictionary/describe-folder.ts';
import { writeHistory } from '#lib/server/ingest/history/history.ts';

const today = utcDay(new Date());
const folders = process.argv.slice(2);
const missing = folders.find((folder) => !existsSync(folder));
if (missing !== undefined) {
	console.error(`${missing}: no such folder; give a folder of CSV files`);
	process.exitCode = 2;
} else if (folders.length > 0) for (const folder of folders) writeHistory(folder, today);
else {
	writeHistory('data', today);
	const { descriptor, readme } = describeFolder('data');
	onFile('data/datapackage.json', () => writeFileSync('data/datapackage.json', descriptor));
	onFile('data/README.md', () => writeFileSync('data/README.md', readme));
}
