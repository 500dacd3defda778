import { describe, expect, it } from 'vitest';
import { FILE_FORMATS, type FileFormat } from '#lib/domain/files.ts';
import type { ScreeningAnswer } from '#lib/domain/screening/answer.ts';
import { descriptionSchema } from '#lib/server/api/list/describe.ts';
import { asText, bytesOf, filesOfZip, READERS, sheetsOf } from '../formats/readers.ts';
import { apiOver, rowsOfCsv } from '../setup/support.ts';

const { api } = apiOver();

/** Sites of every kind, with what makes trouble in spreadsheets among what is carried. */
const LIST = [
	'name,lat,lon,fips,place,state,owner,delta',
	'=1+1,39.0437,-77.4875,,,,"Smith, ""Al""",-5.5',
	'b,,,01097,,,0012,+3',
	'c,,,,Marigold Park,CA,é,@x',
	'd,30,-50,,,,,'
].join('\n');
const QUERY = 'weight_restriction=2&weight_votes=1&sort=-score';

const post = async (path: string, body: string = LIST) =>
	await api.request(path, { method: 'POST', body, headers: { 'content-type': 'text/csv' } });
const file = async (format: FileFormat, more = '') =>
	await post(`/api/v1/screen.${format}?${QUERY}${more}`);

const json = (await (await post(`/api/v1/screen?${QUERY}`)).json()) as ScreeningAnswer;
const csv = rowsOfCsv(await (await file('csv', '&guard=0')).text());

describe('the files of a screening', () => {
	it('have the rows of the JSON in its order, with what was carried and the score', () => {
		expect(csv.map(({ site }) => site)).toEqual(json.data.map(({ site }) => site));
		for (const [index, site] of json.data.entries()) {
			const row = csv[index] ?? {};
			const { carried, score, evidence: _, actions_url, profile_url, ...facts } = site;
			expect(row).toMatchObject(asText(facts));
			expect(row).toMatchObject(carried);
			expect(row['score']).toBe(String(score?.score ?? ''));
			expect(row['actions_url']).toMatch(
				actions_url === null ? /^$/ : /^http:.*\/actions\?region=/
			);
			expect(row['profile_url']?.endsWith(profile_url ?? '')).toBe(true);
		}
	});

	it.each(FILE_FORMATS.filter((one) => one !== 'csv'))(
		'are the same rows as %s',
		async (format) => {
			const response = await file(format, format === 'zip' ? '&guard=0' : '');
			expect(response.headers.get('x-groundswell-rows')).toBe('4');
			expect(response.headers.get('content-disposition')).toContain(`.${format}"`);
			expect(response.headers.get('cache-control')).toBe('no-store');
			const rows = await READERS[format](await bytesOf(response));
			expect(rows.map((row) => asText(row))).toEqual(csv);
		}
	);

	it('keep codes and negative numbers, and guard what a spreadsheet would run', async () => {
		const rows = rowsOfCsv(await (await file('csv')).text());
		const named = (site: string) => rows.find((row) => row['site'] === site);
		expect(named("'=1+1")).toMatchObject({ delta: '-5.5' });
		expect(named('b')).toMatchObject({ owner: '0012', delta: '+3', region: 'US-AL-01097' });
		expect(named('c')).toMatchObject({ delta: "'@x" });
	});

	it('as GeoJSON stand where their distances are measured from', async () => {
		const { features } = (await (await file('geojson')).json()) as {
			features: {
				geometry: { coordinates: [number, number] } | null;
				properties: { site: string };
			}[];
		};
		const at = (site: string) =>
			features.find(({ properties }) => properties.site === site)?.geometry?.coordinates;
		expect(at('=1+1')).toEqual([-77.4875, 39.0437]);
		expect(at('b')?.[0]).toBeCloseTo(-88.2, 0);
		expect(at('d')).toEqual([-50, 30]);
	});

	it('name their sources, release, day and weights, and how to cite them', async () => {
		const response = await post(`/api/v1/screen.metadata.json?${QUERY}`);
		const described = descriptionSchema.parse(await response.json());
		expect(described.rows).toBe(4);
		expect(described.parameters).toMatchObject({
			weight_restriction: '2',
			weight_votes: '1',
			sort: '-score'
		});
		expect(described.sources.length).toBeGreaterThan(3);
		expect(Math.max(...described.sources.map(({ rows }) => rows))).toBeLessThanOrEqual(3);
		expect(described.columns.map(({ name }) => name)).toEqual(Object.keys(csv[0] ?? {}));
		expect(described.address).toContain('/screen?');
		expect(described.citation.text).toContain(described.release.id);
		const evidence = (await (await post('/api/v1/screen?evidence=yes')).json()) as ScreeningAnswer;
		const urls = new Set(described.sources.map(({ url }) => url));
		for (const { source_url } of evidence.data.flatMap((site) => site.evidence ?? []))
			if (source_url !== null) expect(urls).toContain(source_url);
	});

	it('carry that description: in the archive, on sheets of the workbook, and by a link', async () => {
		const zip = filesOfZip(await bytesOf(await file('zip')));
		expect(Object.keys(zip)).toEqual(expect.arrayContaining(['datapackage.json', 'README.md']));
		const sheets = await sheetsOf(await bytesOf(await file('xlsx')));
		expect(sheets.size).toBeGreaterThan(2);
		const link = (await file('csv')).headers.get('link') ?? '';
		const address = /^<([^>]+)>; rel="describedby"/.exec(link)?.[1] ?? '';
		const described = descriptionSchema.parse(await (await api.request(address)).json());
		expect(described.rows).toBe(0);
		expect(described.columns.map(({ name }) => name)).toContain('restriction_status');
	});

	it('keep a column of the list that is named like one of theirs', async () => {
		const list = 'fips,score,score_votes\n51107,high,low';
		const plain = rowsOfCsv(await (await post('/api/v1/screen.csv', list)).text());
		expect(plain[0]).toMatchObject({ score: 'high', score_votes: 'low' });
		const weighed = rowsOfCsv(await (await post('/api/v1/screen.csv?weight_votes=1', list)).text());
		expect(weighed[0]).toMatchObject({ score_2: 'high', score_votes_2: 'low', score_covered: '1' });
	});

	it('can be screened again, and come to the same', async () => {
		const text = await (await file('csv')).text();
		const again = (await (await post(`/api/v1/screen?${QUERY}`, text)).json()) as ScreeningAnswer;
		const essence = ({ data }: ScreeningAnswer) =>
			data.map(({ site, region, restriction_status, score, carried }) => ({
				site: site.replace(/^'/, ''),
				region,
				restriction_status,
				score: score?.score,
				owner: carried['owner']
			}));
		expect(essence(again)).toEqual(essence(json));
	});
});
