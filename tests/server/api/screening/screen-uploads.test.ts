import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ScreeningAnswer } from '#lib/domain/screening/answer.ts';
import { MAIN, sheetOf, workbook } from '../../../fixtures/workbook.ts';
import { apiOver, type Problem } from '../setup/support.ts';

const { api } = apiOver();

const post = async (body: BodyInit, type = 'text/csv', path = '/api/v1/screen') =>
	await api.request(path, {
		method: 'POST',
		body,
		headers: { 'content-type': type },
		...(body instanceof ReadableStream ? { duplex: 'half' } : {})
	});
const refused = async (body: BodyInit, type?: string) =>
	(await (await post(body, type)).json()) as Problem;
const answered = async (body: BodyInit, type?: string) =>
	(await (await post(body, type)).json()) as ScreeningAnswer;

// The first list reads the boundaries and the gazetteer; the tests are about what comes of it.
await answered('place,state\nLeesburg,VA');

describe('a workbook', () => {
	it('is read below a title, with numbers as codes that lost their zero, and dates carried as dates', async () => {
		const { data, carried } = await answered(
			workbook({
				Sites: [
					['Candidate sites'],
					['Site', 'County FIPS', 'Option until'],
					['Mobile', 1097, { date: 46_387 }],
					['Loudoun', 51_107, { date: 46_388 }]
				]
			})
		);
		expect(data.map(({ site, region }) => [site, region])).toEqual([
			['Mobile', 'US-AL-01097'],
			['Loudoun', 'US-VA-51107']
		]);
		expect(data[0]?.notes).toContain('a zero in front was lost');
		expect(carried).toEqual(['Option until']);
		expect(data[0]?.carried).toEqual({ 'Option until': '2026-12-31' });
	});

	it('of several sheets is read at the first with heads of sites, and which one is said', async () => {
		const { data, meta } = await answered(
			workbook({
				Cover: [['Prepared for the board'], ['in October']],
				Parcels: [
					['name', 'lat', 'lon'],
					['a', 39.0437, -77.4875]
				]
			})
		);
		expect(data.map(({ region }) => region)).toEqual(['US-VA-51107']);
		expect(meta.notes).toContain('of the 2 sheets of the workbook, “Parcels” was read');
	});

	it('with formulas and HTML comes back as the text they are', async () => {
		const text = '<img src=x onerror=alert(1)>';
		const { data } = await answered(
			workbook({
				S: [
					['name', 'fips', 'note'],
					['=HYPERLINK("http://x")', '51107', text]
				]
			})
		);
		expect(data[0]?.site).toBe('=HYPERLINK("http://x")');
		expect(data[0]?.carried).toEqual({ note: text });
	});
});

/** A body that never ends, and counts how often it is asked for more. */
function endless() {
	const line = new TextEncoder().encode('a,39.0437,-77.4875\n'.repeat(1000));
	const asked = { chunks: 0, cancelled: false };
	const stream = new ReadableStream<Uint8Array>({
		pull: (controller) => {
			asked.chunks++;
			controller.enqueue(line);
		},
		cancel: () => {
			asked.cancelled = true;
		}
	});
	return { stream, asked, bytes: line.byteLength };
}

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ENTITIES = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet ${MAIN}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>`;

const HOSTILE: [string, () => BodyInit, number, string][] = [
	['too many bytes', () => 'x'.repeat(8_000_001), 413, '8 MB'],
	['too many sites', () => 'fips\n' + '51107\n'.repeat(10_001), 413, '10,000 sites'],
	['a million columns', () => 'a,'.repeat(1_000_000), 422, 'columns'],
	[
		'a million columns below its heads',
		() => `name,fips\n${'a,'.repeat(1_000_000)}`,
		422,
		'columns'
	],
	['a cell of a megabyte', () => `name,fips\n${'a'.repeat(1e6)},51107`, 422, 'characters'],
	['an open quote', () => 'name,fips\n"a,51107', 422, 'quote'],
	['Latin-1', () => new Uint8Array([0x6e, 0xe9, 0x0a]), 422, 'UTF-8'],
	['UTF-16 without its mark', () => Buffer.from('name,fips\na,51107', 'utf16le'), 422, 'UTF-8'],
	['binary', () => new Uint8Array([0, 1, 2, 3]), 422, 'no text'],
	['NUL bytes in text', () => 'name,fips\na\0,51107', 422, 'no text'],
	['nothing', () => '', 422, 'empty'],
	['blank lines', () => '\n\n \n', 422, 'empty'],
	['heads alone', () => 'name,lat,lon\n', 422, 'no sites below'],
	['a web page', () => '<!doctype html><table><tr><td>1</td></tr></table>', 422, 'web page'],
	['a PDF', () => '%PDF-1.7\n', 422, 'PDF'],
	['gzip', () => new Uint8Array([0x1f, 0x8b, 8, 0]), 422, 'gzip'],
	['an old or locked workbook', () => new Uint8Array(OLE), 422, 'password'],
	['an archive that is no workbook', () => zipSync({ 'a.txt': strToU8('a') }), 422, 'no Excel'],
	[
		'an archive of archives',
		() => zipSync({ 'a.zip': zipSync({ 'b.zip': zipSync({ c: strToU8('c') }) }) }),
		422,
		'no Excel'
	],
	[
		'a workbook with a cell far out',
		() => workbook({ S: sheetOf('<row><c r="XFD1"/></row>') }),
		422,
		'column XFD'
	],
	[
		'a workbook with a row far down',
		() => workbook({ S: sheetOf('<row r="1048576"><c r="A1048576"/></row>') }),
		413,
		'10,000 sites'
	],
	['a workbook that reaches for a file', () => workbook({ S: ENTITIES }), 422, 'entities'],
	[
		'a workbook of parts without end',
		() =>
			workbook(
				{ S: [['fips'], ['51107']] },
				Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`xl/p${index}.xml`, 'x']))
			),
		413,
		'parts'
	],
	['a truncated workbook', () => workbook({ S: [['fips']] }).slice(0, 60), 422, 'damaged'],
	['a workbook without sheets', () => workbook({}), 422, 'workbook']
];

describe('a hostile list', () => {
	it.each(HOSTILE)('of %s is refused with what to do', async (_, body, status, words) => {
		const answer = await refused(body());
		expect(answer.status).toBe(status);
		expect(answer.detail).toContain(words);
	});

	it('without end is read as far as a list may be long, and no further', async () => {
		const { stream, asked, bytes } = endless();
		const answer = await refused(stream);
		expect(answer.status).toBe(413);
		expect(asked.cancelled).toBe(true);
		expect(asked.chunks).toBeLessThan(8_000_000 / bytes + 10);
	});

	it.each([
		['no JSON', '{"sites":', 'is not JSON'],
		['no list', '{"sites":{}}', 'holds no sites'],
		['numbers for sites', '[1,2]', 'site 1 is no object'],
		['nested lists without end', '['.repeat(100_000) + ']'.repeat(100_000), 'is no object']
	])('of JSON with %s is refused with what is expected', async (_, body, words) => {
		const answer = await refused(body, 'application/json');
		expect(answer.status).toBe(422);
		expect(answer.detail).toContain(words);
	});

	it('of JSON with keys that objects have by themselves is carried through as it is', async () => {
		const { data } = await answered(
			'{"sites":[{"fips":"51107","__proto__":"x","constructor":"y"}]}',
			'application/json'
		);
		expect(Object.entries(data[0]?.carried ?? {})).toEqual([
			['__proto__', 'x'],
			['constructor', 'y']
		]);
	});

	it('of text made for slow patterns is answered like any other', async () => {
		const cells = [
			'('.repeat(1990),
			' '.repeat(1990) + 'b',
			`1${' '.repeat(1990)}2`,
			'°'.repeat(1990)
		];
		const rows = Array.from(
			{ length: 400 },
			(_, index) => `x,"a${cells[index % 4] ?? ''}",VA,"${cells[(index + 1) % 4] ?? ''}"`
		);
		const { meta } = await answered(`name,place,state,coordinates\n${rows.join('\n')}`);
		expect(meta).toMatchObject({ sites: 400, placed: 0 });
	});
});

describe('text of another kind', () => {
	const rows = 'name;lat;lon\ncafé;39,0437;-77,4875\n';

	it.each<[string, () => BodyInit]>([
		['UTF-8 with a mark', () => `\uFEFF${rows}`],
		['UTF-16 with a mark', () => Buffer.from(`\uFEFF${rows}`, 'utf16le')],
		['lines that end as on Windows', () => rows.replaceAll('\n', '\r\n')],
		['tabs', () => rows.replaceAll(';', '\t')]
	])('is read: semicolons and decimal commas, in %s', async (_, body) => {
		const { data } = await answered(body());
		expect(data.map(({ site, region }) => [site, region])).toEqual([['café', 'US-VA-51107']]);
	});
});
