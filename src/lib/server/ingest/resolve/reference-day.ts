import { readFileSync } from 'node:fs';
import { parseDate } from '#lib/domain/dates.ts';
import { EMBEDDED, type InputFile } from '../read/inputs.ts';
import { quiet, readRows } from '../read/read.ts';
import { columnNames, tableOf } from '../history/stored-columns.ts';

/**
 * The day after which nothing can have happened: today, or the newest day in the history of the embedded data where
 * the clock of this machine is behind it. So a machine with a wrong clock builds what others keep, and a mistyped year
 * is still found.
 * @param today YYYY-MM-DD, in UTC
 */
export function referenceDay(files: readonly InputFile[], today: string): string {
	const table = tableOf('history');
	const names = columnNames(table);
	const positions = ['added', 'changed'].map((name) => names.indexOf(name));
	let newest = today;
	for (const file of files) {
		const isKept = file.dataset === EMBEDDED && file.origin === 'curated';
		if (file.table !== 'history' || !isKept || file.problems.length > 0) continue;
		if (!mayHoldLater(file, newest)) continue;
		readRows(
			file,
			table,
			(cells) => {
				for (const position of positions) {
					const day = (cells[position] ?? '').trim();
					if (day > newest && parseDate(day)?.precision === 'day') newest = day;
				}
			},
			quiet
		);
	}
	return newest;
}

/** Whether a file holds anything that looks like a later day; if not, nobody need take it apart. */
function mayHoldLater({ path }: InputFile, day: string): boolean {
	const text = readFileSync(path, 'latin1');
	// UTF-16 has a zero beside each digit.
	if (text.includes('\0')) return true;
	for (const [found] of text.matchAll(/\d{4}-\d\d-\d\d/g)) if (found > day) return true;
	return false;
}
