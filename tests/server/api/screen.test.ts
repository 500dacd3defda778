import { deflateRawSync } from 'node:zlib';
import { zipSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ScreeningAnswer } from '#lib/domain/screening/answer.ts';
import { apiOver, rowsOfCsv, type Problem } from './support.ts';

const { api } = apiOver();

const post = async (body: BodyInit, path = '/api/v1/screen', type = 'text/csv') =>
	await api.request(path, { method: 'POST', body, headers: { 'content-type': type } });
const screened = async (body: string, path?: string) =>
	(await (await post(body, path)).json()) as ScreeningAnswer;
const refused = async (body: BodyInit, type?: string) => {
	const response = await post(body, undefined, type);
	return (await response.json()) as Problem;
};

describe('screening', () => {
	it('places coordinates, codes, places and counties, and says why others are not', async () => {
		const { data, meta } = await screened(
			[
				'name,lat,lon,fips,city,county,state,owner',
				'a,39.0437,-77.4875,,,,,me',
				'b,,,51107,,,,',
				'c,,,9001,,,,',
				'd,,,,Monterey Park,,CA,',
				'e,,,,,Loudoun,Virginia,',
				'f,30,-50,,,,,',
				'g,,,09110,,,,',
				'h,,,,,Richmond,VA,'
			].join('\n')
		);
		expect(data.map(({ placed, region }) => [placed, region])).toEqual([
			['yes', 'US-VA-51107'],
			['yes', 'US-VA-51107'],
			['yes', 'US-CT-09001'],
			['yes', 'US-CA-06037'],
			['yes', 'US-VA-51107'],
			['no', null],
			['ambiguous', null],
			['ambiguous', null]
		]);
		expect(data[0]?.carried).toEqual({ owner: 'me' });
		expect(data[2]?.notes).toContain('read as 09001');
		expect(data[3]?.place_id).toBe('US-CA/city/monterey-park');
		expect(data[5]?.problem).toContain('no county');
		expect(data[7]?.candidates).toContain('51760');
		expect(meta).toMatchObject({ sites: 8, placed: 5, unplaced: 1, ambiguous: 2 });
	});

	it('gives Monterey Park the ban its voters adopted, and no score unless weights are given', async () => {
		const list = 'place,state\nMonterey Park,CA';
		const [site] = (await screened(list)).data;
		expect(site).toMatchObject({
			restriction_status: 'active',
			restriction_kind: 'ban',
			restriction_whose: 'place'
		});
		expect(site).not.toHaveProperty('score');
		const [scored] = (await screened(list, '/api/v1/screen?weight_restriction=2')).data;
		expect(scored?.score).toMatchObject({ score: 100, covered: 1 });
	});

	it('leaves a component without a record out of the score, and names it', async () => {
		const list = 'fips\n31005';
		const [site] = (await screened(list, '/api/v1/screen?weight_lawsuits=1')).data;
		expect(site?.restriction_status).toBe('no_record');
		expect(site?.score).toMatchObject({
			score: null,
			covered: 0,
			components: [{ value: null, evidence: 'No record found' }]
		});
	});

	it('writes the rows of the JSON as CSV, guarded, and takes its own result again', async () => {
		const list = 'name,fips,note\n=1+1,51107,-5\nb,06037,@x';
		const text = await (await post(list, '/api/v1/screen.csv?sort=-row')).text();
		const rows = rowsOfCsv(text);
		expect(rows.map(({ site, note }) => [site, note])).toEqual([
			['b', "'@x"],
			["'=1+1", '-5']
		]);
		const again = await screened(text);
		expect(again.carried).toEqual(['note']);
		expect(again.data.map(({ region }) => region)).toEqual(['US-CA-06037', 'US-VA-51107']);
	});

	it('refuses an unknown key, weight or order by name', async () => {
		const response = await post('51107', '/api/v1/screen?weight_votes=x&sort=nothing');
		expect(response.status).toBe(400);
		const { errors } = (await response.json()) as Problem;
		expect(errors?.map(({ key }) => key)).toEqual(['weight_votes', 'sort']);
	});
});

/** A workbook with one sheet of raw XML. */
const workbook = (sheet: string) =>
	zipSync({
		'[Content_Types].xml': strToU8(
			'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
		),
		'xl/worksheets/sheet1.xml': strToU8(sheet)
	});

describe('a hostile list', () => {
	it.each<[string, () => BodyInit, number, string]>([
		['too many bytes', () => 'x'.repeat(8_000_001), 413, '8 MB'],
		['too many sites', () => 'fips\n' + '51107\n'.repeat(10_001), 413, '10,000 sites'],
		['a million columns', () => 'a,'.repeat(1_000_000), 422, 'columns'],
		['a cell of a megabyte', () => `name,fips\n${'a'.repeat(1e6)},51107`, 422, 'characters'],
		['an open quote', () => 'name,fips\n"a,51107', 422, 'quote'],
		['Latin-1', () => new Uint8Array([0x6e, 0xe9, 0x0a]), 422, 'UTF-8'],
		['binary', () => new Uint8Array([0, 1, 2, 3]), 422, 'no text'],
		['nothing', () => '', 422, 'empty'],
		['an archive that is no workbook', () => zipSync({ 'a.txt': strToU8('a') }), 422, 'no Excel'],
		[
			'a workbook that unpacks to 64 MB',
			() => workbook(' '.repeat(64_000_000)),
			413,
			'32 MB unpacked'
		],
		['a workbook with a cell far out', () => workbook('<c r="XFD1048576"/>'), 422, 'column XFD'],
		['a truncated workbook', () => workbook('<a/>').slice(0, 60), 422, 'damaged']
	])('of %s is refused with what to do', async (_, body, status, words) => {
		const answer = await refused(body());
		expect(answer.status).toBe(status);
		expect(answer.detail).toContain(words);
	});

	it('that lies about what it unpacks to is refused', async () => {
		const bytes = workbook(' '.repeat(40_000_000));
		const packed = deflateRawSync(' '.repeat(40_000_000)).byteLength;
		expect(packed).toBeLessThan(bytes.byteLength * 10);
		const view = new DataView(bytes.buffer, bytes.byteOffset);
		for (let at = 0; at < bytes.byteLength - 4; at++)
			if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true);
		const { status } = await refused(bytes);
		expect([413, 422]).toContain(status);
	});

	it('with HTML and formulas comes back as the text it is', async () => {
		const { data } = await screened('name,fips\n<script>alert(1)</script>,51107');
		expect(data[0]?.site).toBe('<script>alert(1)</script>');
	});
});
