import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatProblem } from '#lib/server/ingest/problems.ts';
import { csv, OBSERVATIONS, SOURCES, Workshop } from '../harness.ts';

// Invented rows, written as spreadsheets write them.
let workshop: Workshop;
beforeEach(() => {
	workshop = new Workshop();
});
afterEach(() => workshop.remove());

const PLAIN = csv(SOURCES, 's1,"Eine Seite, oder zwei",Łódź Verlag,own', 's2,B,"C ""D""",own');
const SEMICOLONS = csv(
	SOURCES.replaceAll(',', ';'),
	's1;Eine Seite, oder zwei;Łódź Verlag;own',
	's2;B;"C ""D""";own'
);
const TABS = SEMICOLONS.replaceAll(';', '\t');
const BARS = SEMICOLONS.replaceAll(';', '|');
const utf16 = (text: string, order: 'le' | 'be' = 'le') => {
	const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
	return order === 'le' ? bytes : bytes.swap16();
};

/** What is stored of a file of sources, and what is said of it. */
function read(file: string | Buffer) {
	const { status, notes, problems } = workshop.with({ 'sources.csv': file });
	expect(problems.map(formatProblem)).toEqual([]);
	expect(status).toBe('published');
	return {
		notes: notes.filter((note) => note.startsWith('mine/')),
		rows: workshop.rows(
			"SELECT source_id, title, publisher FROM sources WHERE dataset = 'mine' ORDER BY source_id"
		)
	};
}

const ROWS = [
	{ source_id: 'mine:s1', title: 'Eine Seite, oder zwei', publisher: 'Łódź Verlag' },
	{ source_id: 'mine:s2', title: 'B', publisher: 'C "D"' }
];

describe('a file as a spreadsheet saves it', () => {
	it.each<[what: string, file: string | Buffer, notes: (string | RegExp)[]]>([
		['with semicolons', SEMICOLONS, [/separated by semicolons, read as commas$/]],
		['with tabs', TABS, [/separated by tabs/]],
		['with bars', BARS, [/separated by bars/]],
		[
			'with a mark, semicolons and CRLF',
			`\ufeff${SEMICOLONS.replaceAll('\n', '\r\n')}`,
			[/byte order mark/, /semicolons/, /CRLF/]
		],
		['as UTF-16 with tabs', utf16(TABS), [/the file is UTF-16, read as UTF-8/, /tabs/]],
		['as big-endian UTF-16', utf16(PLAIN, 'be'), [/the file is UTF-16/]],
		[
			'with a line sep=;',
			`sep=;\n${SEMICOLONS}`,
			[/sep=, names semicolons; it is skipped/, /semicolons/]
		],
		['with a line sep=,', `sep=,\r\n${PLAIN}`, [/sep=, names commas/, /CRLF/]],
		['with a padded line "SEP=,"', `"SEP=,",,,\n${PLAIN}`, [/sep=, names commas/]],
		['with a tab after sep=', utf16(`sep=\t\n${TABS}`), [/UTF-16/, /sep=, names tabs/, /tabs/]],
		[
			'with empty columns behind the last',
			PLAIN.replaceAll('\n', ',,\n'),
			[/^mine\/sources\.csv: 2 columns without a name are skipped$/]
		],
		[
			'with an empty column behind the last, in the header only',
			PLAIN.replace('\n', ',\n'),
			[/a column without a name is skipped$/]
		]
	])('%s is read, with a note', (_, file, notes) => {
		const { rows, notes: said } = read(file);
		expect(rows).toEqual(ROWS);
		expect(said).toEqual(notes.map((note): unknown => expect.stringMatching(note)));
	});

	it('gives the lines of the file in problems, also below a line sep=', () => {
		const { problems } = workshop.with({
			'observations.csv': `sep=;\n${csv(OBSERVATIONS.replaceAll(',', ';'), 's1;US;2026;1,5;;;actual;;gazette;')}`
		});
		expect(problems.map(formatProblem)).toEqual([
			'mine/observations.csv:3: value "1,5": expected a number: digits with a dot as decimal sign and nothing else, so write 1.5'
		]);
	});

	it('names the line whose UTF-16 is broken', () => {
		const half = Buffer.concat([
			utf16(csv(SOURCES, 's1,A,B,own')),
			Buffer.from([0x00, 0xd8]),
			Buffer.from('2,A,B,own\n', 'utf16le')
		]);
		const { problems } = workshop.with({ 'sources.csv': half });
		expect(problems.map(formatProblem)).toEqual([
			'mine/sources.csv:3: bytes that are not UTF-16, as its first two bytes say it is; save the file as UTF-8'
		]);
	});

	it('keeps a row apart that a comma too many has shifted over the empty columns', () => {
		const { problems } = workshop.with({
			'sources.csv': csv(`${SOURCES},,`, 's1,A,B,own,,', 's2,A, or B,C,own,,')
		});
		expect(problems.map(formatProblem)).toEqual([
			'mine/sources.csv:3: 7 cells where the header has 6; check for a missing comma, or a cell with a comma that needs quotes'
		]);
	});
});

describe('a quote where none may be', () => {
	it.each([
		[
			'after a space',
			's1,A, "B",own',
			/^mine\/sources\.csv:2: publisher " "B"": a quote inside a cell/
		],
		[
			'in the middle',
			's1,say "hi",B,own',
			/^mine\/sources\.csv:2: title "say "hi"": .*double the quotes/
		],
		['in a last cell', 's1,A,B,own "x"', /tier "own "x"": a quote inside/]
	])('%s is refused, and the rest of the file is read', (_, row, message) => {
		const { problems } = workshop.with({
			'sources.csv': csv(SOURCES, row, 's2,"C ""D""","two\nlines",own', 's3,A,5" pipe,own')
		});
		expect(problems.map(({ code, line }) => [code, line])).toEqual([
			['stray_quote', 2],
			['stray_quote', 5]
		]);
		expect(problems.map(formatProblem)[0]).toMatch(message);
	});

	it('is refused in the header, too', () => {
		const { problems } = workshop.with({
			'sources.csv': csv('source_id,title, "publisher",tier', 's1,A,B,own')
		});
		expect(problems.map(formatProblem).join('\n')).toMatch(
			/^mine\/sources\.csv:1: "publisher": a quote inside a cell/
		);
	});
});
