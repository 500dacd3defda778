import { describe, expect, it } from 'vitest';
import type { ScreeningAnswer } from '#lib/domain/screening/answer.ts';
import { apiOver, rowsOfCsv, type Problem } from '../setup/support.ts';

const { api } = apiOver();

const post = async (body: BodyInit, path = '/api/v1/screen', type = 'text/csv') =>
	await api.request(path, { method: 'POST', body, headers: { 'content-type': type } });
const screened = async (body: string, path?: string) =>
	(await (await post(body, path)).json()) as ScreeningAnswer;

// The first list reads the boundaries and the gazetteer; the tests are about what comes of it.
await screened('place,state\nLeesburg,VA');

describe('screening', () => {
	it('places coordinates, codes, places and counties, and says why others are not', async () => {
		const { data, meta } = await screened(
			[
				'name,lat,lon,fips,city,county,state,owner',
				'a,39.0437,-77.4875,,,,,me',
				'b,,,51107,,,,',
				'c,,,9001,,,,',
				'd,,,,Marigold Park,,CA,',
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
			['yes', 'US-CT'],
			['ambiguous', null]
		]);
		expect(data[0]?.carried).toEqual({ owner: 'me' });
		expect(data[2]?.notes).toContain('read as 09001');
		expect(data[3]?.place_id).toBe('US-CA/city/marigold-park');
		expect(data[5]?.problem).toContain('no county');
		expect(data[7]?.candidates).toContain('51760');
		expect(data[6]?.notes).toMatch(
			/Capitol Planning Region.*overlaps Hartford County, Tolland County/
		);
		expect(meta).toMatchObject({ sites: 8, placed: 6, unplaced: 1, ambiguous: 1 });
	});

	it('takes no ZIP code for the county code of another state', async () => {
		const [site] = (await screened('name,county,state\nA,20147,VA')).data;
		expect(site).toMatchObject({ placed: 'no', region: null });
		expect(site?.problem).toContain('but the row says Virginia; ZIP codes are not supported');
		expect(site?.candidates).toContain('(20147)');
	});

	it('gives a city the ban its voters adopted, and no score unless weights are given', async () => {
		const list = 'place,state\nMarigold Park,CA';
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

describe('where a site lies', () => {
	const placed = async (rows: string) =>
		(await screened(`name,lat,lon,place,county,state\n${rows}`)).data;

	/** Looked up by hand on maps of the Census Bureau (TIGERweb). */
	it.each([
		['the White House', '38.8977,-77.0365', 'US-DC-11001'],
		['Times Square', '40.758,-73.9855', 'US-NY-36061'],
		['Anchorage', '61.2181,-149.9003', 'US-AK-02020'],
		['Honolulu', '21.3069,-157.8583', 'US-HI-15003'],
		['San Juan', '18.4655,-66.1057', 'US-PR-72127'],
		['Kaskaskia, Illinois west of the Mississippi', '37.9214,-89.9162', 'US-IL-17157'],
		['Loudoun County at Ashburn', '39.0437,-77.4875', 'US-VA-51107'],
		['Fairfax city inside Fairfax County', '38.8462,-77.3064', 'US-VA-51600'],
		['Port Washington, Wisconsin', '43.3872,-87.8756', 'US-WI-55089']
	])('%s', async (_, point, region) => {
		const [site] = await placed(`a,${point},,,`);
		expect(site).toMatchObject({ placed: 'yes', region, position_basis: 'given' });
	});

	it.each([
		['in the Atlantic', '30,-50', 'in no county of the United States'],
		['in Toronto', '43.65,-79.38', 'in no county of the United States'],
		[
			'with the two swapped',
			'-77.4875,39.0437',
			'swapped. Did you mean 39.0437, -77.4875, in Loudoun County, Virginia?'
		],
		[
			'without its minus',
			'39.0437,77.4875',
			'estern longitudes are negative. Did you mean 39.0437, -77.4875, in Loudoun'
		],
		[
			'beyond the poles',
			'-122.3,47.6',
			'is no point on the earth. Latitude and longitude seem to be swapped. Did you mean 47.6, -122.3, in King County, Washington?'
		],
		['in the south', '-39.0437,-77.4875', 'Did you mean 39.0437, -77.4875, in Loudoun'],
		['swapped without its minus', '77.4875,39.0437', 'Did you mean 39.0437, -77.4875, in Loudoun']
	])('is nowhere %s, and why is said', async (_, point, words) => {
		const [site] = await placed(`a,${point},,,`);
		expect(site?.placed).toBe('no');
		expect(site?.problem).toContain(words);
	});

	it.each(['-77.4875,39.0437', '39.0437,77.4875', '-122.3,47.6', '77.4875,-39.0437'])(
		'at %s is placed where its suggestion is chosen',
		async (point) => {
			const list = `name,lat,lon\na,${point}`;
			const [site] = await placed(`a,${point},,,`);
			const body = new FormData();
			body.set('sites', list);
			body.set('choice_1', site?.candidates ?? '');
			const chosen = await api.request('/api/v1/screen', { method: 'POST', body });
			const { data } = (await chosen.json()) as ScreeningAnswer;
			expect(data[0]).toMatchObject({ placed: 'yes', position_basis: 'given', place_name: null });
		}
	);

	it('near a border says so, with the county beyond it', async () => {
		// 100 m south of the northern corner of Virginia on Loudoun Heights, where three states meet within a mile.
		const [near, far] = await placed('near,39.3210,-77.7195,,,\nfar,39.0437,-77.4875,,,');
		expect(near?.border_km).toBeLessThanOrEqual(1);
		expect(near?.border_with).toMatch(/West Virginia|Maryland/);
		expect(far?.border_km).toBeNull();
	});

	it('is the same by a place, a county with or without its word, and the two with their state in full', async () => {
		const data = await placed(
			[
				'a,,,Ashburn,,VA',
				'b,,,"Ashburn, VA",,',
				'c,,,"Loudoun, VA",,',
				'd,,,"Loudoun County, Virginia",,',
				'e,,,,Loudoun County,va',
				'f,,,,"Loudoun, Virginia",'
			].join('\n')
		);
		expect(data.map(({ region }) => region)).toEqual(Array(6).fill('US-VA-51107'));
		expect(data[0]?.place_name).toBe('Ashburn');
		expect(data[2]?.place_name).toBeNull();
	});
});

describe('a row that can be several places', () => {
	const form = (more: Record<string, string>) => {
		const body = new FormData();
		body.set('sites', 'name,county,state\na,Richmond,VA');
		for (const [key, value] of Object.entries(more)) body.set(key, value);
		return body;
	};
	const send = async (body: FormData) =>
		(await (
			await api.request('/api/v1/screen', { method: 'POST', body })
		).json()) as ScreeningAnswer;

	it('goes on with the candidate that is chosen', async () => {
		const [open] = (await send(form({}))).data;
		expect(open?.placed).toBe('ambiguous');
		const candidates = open?.candidates?.split(' | ') ?? [];
		expect(candidates.length).toBeGreaterThan(1);
		for (const candidate of candidates) {
			const [site] = (await send(form({ choice_1: candidate }))).data;
			expect(site?.placed).toBe('yes');
			expect(candidate).toContain(site?.region?.slice(-5));
		}
	});
});

describe('rows with the same fault', () => {
	const send = async (sites: string, more: Record<string, string> = {}) => {
		const body = new FormData();
		body.set('sites', sites);
		for (const [key, value] of Object.entries(more)) body.set(key, value);
		const answer = await api.request('/api/v1/screen?points=yes', { method: 'POST', body });
		return (await answer.json()) as ScreeningAnswer;
	};
	const regions = ({ data }: ScreeningAnswer) => data.map(({ region }) => region);

	it('are swapped together, each by its own coordinates, and no others', async () => {
		const sites =
			'name,lat,lon\na,-77.4875,39.0437\nb,-77.3064,38.8462\nc,38.8977,-77.0365\nd,39.0437,77.4875';
		const open = await send(sites);
		const [repair, ...others] = open.repairs ?? [];
		expect(others).toEqual([]);
		expect(repair).toMatchObject({ kind: 'point', rows: 2, row: 1 });
		expect(repair?.words).toBe('Latitude and longitude seem to be swapped');
		const swapped = await send(sites, { choice_1_all: 'each' });
		expect(regions(swapped)).toEqual(['US-VA-51107', 'US-VA-51600', 'US-DC-11001', null]);
		expect(swapped.data[1]?.notes).toContain('corrected together with similar rows');
		expect(swapped.data[2]?.notes).toBeNull();
		expect(swapped.repairs).toEqual([]);
	});

	it('take the county that one misspelt name stands for', async () => {
		const sites = 'name,county,state\na,Loudon,VA\nb,Fairfax County,VA\nc,Loudon,VA\nd,Loudon,TN';
		const { repairs } = await send(sites);
		expect(repairs).toMatchObject([{ kind: 'name', rows: 2, row: 1 }]);
		const [candidate = ''] = repairs?.[0]?.candidates ?? [];
		const chosen = regions(await send(sites, { choice_1_all: candidate }));
		expect(chosen.slice(0, 3)).toEqual(['US-VA-51107', 'US-VA-51059', 'US-VA-51107']);
		expect(chosen[3]).not.toBe('US-VA-51107');
	});

	it('take the one state that all of them lack', async () => {
		const sites = 'name,county\na,Loudoun\nb,Fairfax County\nc,"Suffolk County, NY"\nd,Nowhere';
		const { repairs } = await send(sites);
		expect(repairs).toMatchObject([{ kind: 'state', rows: 3, row: 1 }]);
		expect(repairs?.[0]?.candidates).toContain('Virginia (VA)');
		const chosen = await send(sites, { choice_1_all: 'Virginia (VA)' });
		expect(regions(chosen).slice(0, 2)).toEqual(['US-VA-51107', 'US-VA-51059']);
		expect(chosen.data[3]?.problem).toContain('in Virginia');
		for (const nonsense of ['VA', 'x', '(ZZ)'])
			expect((await send(sites, { choice_1_all: nonsense })).data[0]?.placed).toBe('no');
	});
});

describe('the records behind a site', () => {
	const about = async (list: string) => {
		const [site] = (await screened(list, '/api/v1/screen?evidence=yes')).data;
		return site?.evidence ?? [];
	};

	it('are listed with tier, publishers and page, as many steps as are counted', async () => {
		const list = 'place,state\nMarigold Park,CA';
		const evidence = await about(list);
		const [site] = (await screened(list)).data;
		const steps = evidence.filter(({ fact }) => ['decision', 'lawsuit', 'record'].includes(fact));
		expect(steps).toHaveLength(site?.records ?? 0);
		expect(evidence.some(({ fact, what }) => fact === 'restriction' && /ban/i.test(what))).toBe(
			true
		);
		for (const { tier, publisher, href } of steps) {
			expect(tier).toMatch(/primary|reported|aggregator/);
			expect(publisher).not.toBeNull();
			expect((await api.request(`/api/v1${href ?? ''}`)).status).toBe(200);
		}
	});

	it('are asked for one row, which a list without it has not', async () => {
		const { data, page } = await screened(
			'fips\n51107\n06037',
			'/api/v1/screen?site=2&evidence=yes'
		);
		expect(page.total).toBe(1);
		expect(data.map(({ row, region }) => [row, region])).toEqual([[2, 'US-CA-06037']]);
		expect((await post('51107', '/api/v1/screen?site=2')).status).toBe(404);
	});
});

describe('a map of the sites', () => {
	it('has a dot for every site placed, whatever the page', async () => {
		const { data, points } = await screened(
			'name,lat,lon,fips\na,39.0437,-77.4875,\nb,,,51107\nc,0,0,',
			'/api/v1/screen?limit=1&points=yes'
		);
		expect(data).toHaveLength(1);
		expect(points?.map(([row]) => row)).toEqual([1, 2]);
		expect(points?.[0]?.slice(1, 3)).toEqual([-77.49, 39.04]);
	});
});

describe('progress', () => {
	it('is told in lines before the answer', async () => {
		const list = `fips\n${'51107\n'.repeat(600)}`;
		const text = await (await post(list, '/api/v1/screen?progress=yes')).text();
		const lines = text
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as Record<string, unknown>);
		const told = lines.slice(0, -1).map(({ done, total }) => [done, total]);
		expect(told.at(-1)).toEqual([600, 600]);
		expect(told.length).toBeGreaterThan(1);
		expect(lines.at(-1)).toHaveProperty('data');
	});
});
