import { describe, expect, it } from 'vitest';
import { recognise } from '#lib/domain/screening/sites/columns.ts';
import { sitesOf } from '#lib/domain/screening/sites/site.ts';

const wheres = (table: string[][]) => sitesOf(table).sites.map(({ where }) => where);

describe('columns of a list', () => {
	it('are recognised by their usual names in any order, and the others carried through', () => {
		const found = recognise(['Owner', 'LONGITUDE', 'Site Name', 'Latitude (deg)', 'Owner']);
		expect(found?.fields).toEqual({ name: 2, latitude: 3, longitude: 1 });
		expect(found?.carried.map(({ name }) => name)).toEqual(['Owner', 'Owner_2']);
	});

	it('are none where no head says where a site is', () => {
		expect(recognise(['Ashburn', '39.0437', '-77.4875'])).toBeNull();
	});
});

describe('rows of a list', () => {
	it('take coordinates before a code, a code before a place, a place before a county', () => {
		const heads = ['lat', 'lon', 'fips', 'city', 'county', 'state'];
		expect(
			wheres([
				heads,
				['39', '-77', '51107', 'Leesburg', 'Loudoun', 'VA'],
				['', '', '51107', 'Leesburg', 'Loudoun', 'VA'],
				['', '', '', 'Leesburg', 'Loudoun', 'VA'],
				['', '', '', '', 'Loudoun', 'VA']
			]).map(({ kind }) => kind)
		).toEqual(['point', 'fips', 'place', 'county']);
	});

	it('are read without heads as code, coordinates, place or county with state', () => {
		expect(
			wheres([
				['US-VA-51107'],
				['Ashburn', '39.0437', '-77.4875'],
				['Leesburg', 'VA'],
				['Loudoun County', 'VA']
			])
		).toEqual([
			{ kind: 'fips', code: 'US-VA-51107', place: null },
			{ kind: 'point', point: { lat: 39.0437, lon: -77.4875 }, place: null },
			{ kind: 'place', place: 'Leesburg', county: null, state: 'VA' },
			{ kind: 'county', county: 'Loudoun County', state: 'VA' }
		]);
	});

	it.each([
		[['91', '181'], 'no point on the earth'],
		[['39', ''], 'longitude is empty'],
		[['north', '-77'], 'not coordinates'],
		[['', ''], 'no location is given']
	])('that cannot be placed say why: %j', (cells, reason) => {
		const [where] = wheres([['lat', 'lon'], cells]);
		expect(where).toMatchObject({
			kind: 'unclear',
			reason: expect.stringContaining(reason) as string
		});
	});
});

describe('heads of a list', () => {
	const table = [
		['Candidate sites, fall 2026'],
		['Prepared by planning', '', 'draft'],
		['Site', 'Latitude', 'Longitude', 'Owner'],
		['a', '39', '-77', 'me']
	];

	it('are found below a title, and the sites are counted from there', () => {
		const { sites, carried } = sitesOf(table);
		expect(sites).toEqual([
			{
				row: 1,
				name: 'a',
				where: { kind: 'point', point: { lat: 39, lon: -77 }, place: null },
				notes: [],
				carried: { Owner: 'me' }
			}
		]);
		expect(carried).toEqual(['Owner']);
	});

	it('are not taken from a row that is a site', () => {
		expect(
			wheres([
				['Loudoun', 'VA'],
				['Fairfax', 'VA']
			]).map(({ kind }) => kind)
		).toEqual(['place', 'place']);
	});

	it.each(['__proto__', 'constructor', 'toString'])(
		'can be %s and carry what stands below',
		(head) => {
			const { sites } = sitesOf([
				['fips', head],
				['51107', 'x']
			]);
			expect(Object.entries(sites[0]?.carried ?? {})).toEqual([[head, 'x']]);
		}
	);
});

describe('a row that could be several places', () => {
	const list = [
		['place', 'state'],
		['Richmond', 'VA']
	];
	const chosen = (candidate: string) =>
		sitesOf(list, new Set(), new Map([[1, candidate]])).sites[0]?.where;

	it.each([
		['Richmond city, Virginia (51760)', { kind: 'fips', code: '51760', place: null }],
		['Union, Ohio (US-OH/city/union)', { kind: 'place_id', id: 'US-OH/city/union' }],
		[
			'Union, Union County, Ohio (40.2, -83.4)',
			{ kind: 'point', point: { lat: 40.2, lon: -83.4 }, place: 'Union' }
		]
	])('is %j once that is chosen', (candidate, where) => {
		expect(chosen(candidate)).toEqual(where);
	});

	it('is unclear where something else is chosen', () => {
		expect(chosen('anywhere')).toMatchObject({ kind: 'unclear' });
	});
});
