/**
 * Saves a workbook of the API again with LibreOffice and compares every cell with the CSV of the same query:
 * `npx tsx scripts/check/check-workbook.ts http://127.0.0.1:3000/api/v1/actions.xlsx?region=US-VA`. It needs `soffice`
 * (Debian: libreoffice-calc), which no test needs.
 */
import { parse } from 'csv-parse/sync';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readWorkbook from 'read-excel-file/node';

/** LibreOffice writes 15 digits of a number. */
const DIGITS = 15;
const SHOWN = 5;
const FILTER = 'xlsx:Calc MS Excel 2007 XML';

async function main([address]: string[]): Promise<number> {
	if (address === undefined || !/\.xlsx(\?|$)/.test(address)) {
		console.error('give the address of a workbook of a running server');
		return 2;
	}
	const [workbook, csv] = await Promise.all([fetched(address), fetched(csvOf(address))]);
	const [head = [], ...rows] = parse(Buffer.from(csv));
	const [sheet = [], ...others] = await savedAgain(workbook);
	const differences = [head, ...rows].flatMap((row, line) =>
		row.flatMap((cell, column) => {
			const saved = sheet[line]?.[column] ?? null;
			return isSame(cell, saved) ? [] : [`${line + 1} ${head[column]}: ${cell} | ${String(saved)}`];
		})
	);
	const negative = sheet.flat().filter((cell) => typeof cell === 'number' && cell < 0).length;
	console.log(
		`${rows.length} rows, ${sheet.length - 1} after LibreOffice, ${negative} negative numbers, ${others.length} sheets beside them, ${differences.length} cells differ`
	);
	for (const difference of differences.slice(0, SHOWN)) console.error(difference);
	return differences.length === 0 && sheet.length === rows.length + 1 ? 0 : 1;
}

const csvOf = (address: string): string => {
	const url = new URL(address);
	url.pathname = url.pathname.replace(/\.xlsx$/, '.csv');
	url.searchParams.set('guard', '0');
	return url.href;
};

async function fetched(address: string): Promise<Uint8Array> {
	const response = await fetch(address);
	if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`);
	return new Uint8Array(await response.arrayBuffer());
}

/** Sheets of a workbook after LibreOffice has read and written it. */
async function savedAgain(workbook: Uint8Array) {
	const folder = mkdtempSync(join(tmpdir(), 'groundswell-workbook-'));
	try {
		const file = join(folder, 'rows.xlsx');
		writeFileSync(file, workbook);
		const saved = join(folder, 'saved');
		execFileSync('soffice', ['--headless', '--convert-to', FILTER, '--outdir', saved, file]);
		const sheets = await readWorkbook(join(saved, 'rows.xlsx'), { trim: false });
		return sheets.map(({ data }) => data);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** A number of the CSV must be one in the workbook; everything else must be the same text. */
function isSame(cell: string, saved: unknown): boolean {
	if (typeof saved === 'number')
		return cell !== '' && Number(cell).toPrecision(DIGITS) === saved.toPrecision(DIGITS);
	return cell === (saved ?? '');
}

process.exitCode = await main(process.argv.slice(2));
