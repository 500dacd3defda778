import { describe, expect, test } from 'vitest';
import { apiOver, rowsOfCsv } from '../setup/support.ts';
import { apiWithWords } from './altered.ts';
import { bytesOf, filesOfZip, READERS, sheetsOf } from './readers.ts';

const api = apiOver();
const workbook = async (path: string) => bytesOf(await api.get(path));

describe('a workbook', () => {
	test.each(['=1+1', '+cmd', '-later', '@SUM(A1)', '-5.5', '007', '1e5', '2026-11', 'TRUE'])(
		'stores %j as text as it is, and numbers as numbers',
		async (claim) => {
			const { get } = apiWithWords(claim);
			const [row] = await READERS.xlsx(await bytesOf(await get('/api/v1/claims.xlsx')));
			expect(row).toMatchObject({ claim, value: -3.5 });
		}
	);

	test('keeps letters that XML reserves or that open an escape', async () => {
		const claim = 'a <b> & "c" — Größe\n_x0041_ 😀';
		const { get } = apiWithWords(claim);
		const bytes = await bytesOf(await get('/api/v1/claims.xlsx'));
		const [row] = await READERS.xlsx(bytes);
		// The reader leaves ST_Xstring escapes (ECMA-376, 22.9.2.19) as they are written.
		expect(String(row?.['claim']).replace('_x005F_', '_')).toBe(claim);
	});

	test('writes control characters as the standard asks, so that the file stays readable', async () => {
		const { get } = apiWithWords('bell\u0007');
		const files = filesOfZip(await bytesOf(await get('/api/v1/claims.xlsx')));
		expect(files['xl/worksheets/sheet1.xml']).toContain('bell_x0007_');
	});

	test('cuts text longer than a cell holds, and says so', async () => {
		const { get } = apiWithWords('x'.repeat(40_000));
		const [row] = await READERS.xlsx(await bytesOf(await get('/api/v1/claims.xlsx')));
		expect(String(row?.['claim'])).toHaveLength(32_767);
		expect(row?.['claim']).toContain('the CSV has it all');
	});

	test('formats text cells as text and freezes the header of every sheet', async () => {
		const files = filesOfZip(await workbook('/api/v1/actions.xlsx?region=US-VA'));
		const styles = files['xl/styles.xml'] ?? '';
		expect(styles).toContain('numFmtId="49"');
		const sheets = Object.keys(files).filter((name) => name.startsWith('xl/worksheets/'));
		expect(sheets).toHaveLength(4);
		for (const name of sheets) expect(files[name]).toContain('ySplit="1" topLeftCell="A2"');
	});

	test('carries dictionary, citation and sources of its rows', async () => {
		const sheets = await sheetsOf(await workbook('/api/v1/actions.xlsx?region=US-VA'));
		expect([...sheets.keys()]).toEqual([
			'Votes and actions',
			'Dictionary',
			'Citation',
			'Sources of the rows'
		]);
		const csv = rowsOfCsv(await (await api.get('/api/v1/actions.csv?region=US-VA')).text());
		const [, ...dictionary] = sheets.get('Dictionary') ?? [];
		expect(dictionary.map(([name]) => name)).toEqual(Object.keys(csv[0] ?? {}));
		const citation = new Map((sheets.get('Citation') ?? []).map(([what, value]) => [what, value]));
		expect(citation.get('Rows')).toBe(csv.length);
		expect(citation.get('Filters in words')).toBe('Votes and actions in Virginia');
		expect(citation.get('Release')).toBe(api.store.current().id);
		expect(citation.get('BibTeX')).toContain('@misc{');
		const [, ...sources] = sheets.get('Sources of the rows') ?? [];
		expect(sources.map(([id]) => id)).toEqual(
			[...new Set(csv.map(({ source_id }) => source_id))].sort()
		);
	});

	test('is refused for more rows than a sheet holds, naming what holds them', async () => {
		const small = apiOver({ limits: { xlsxRows: 10 } });
		const problem = await small.problem('/api/v1/actions.xlsx');
		expect(problem.status).toBe(422);
		expect(problem.detail).toMatch(/\.csv or \.parquet/);
		expect((await small.get('/api/v1/actions.csv', { method: 'HEAD' })).status).toBe(200);
	});
});
