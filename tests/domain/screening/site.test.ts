import { describe, expect, it } from 'vitest';
import { recognise } from '#lib/domain/screening/columns.ts';
import { sitesOf } from '#lib/domain/screening/site.ts';

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
				['51107'],
				['Ashburn', '39.0437', '-77.4875'],
				['Leesburg', 'VA'],
				['Loudoun County', 'VA']
			])
		).toEqual([
			{ kind: 'fips', code: '51107', place: null },
			{ kind: 'point', point: { lat: 39.0437, lon: -77.4875 }, place: null },
			{ kind: 'place', place: 'Leesburg', county: null, state: 'VA' },
			{ kind: 'county', county: 'Loudoun County', state: 'VA' }
		]);
	});

	it.each([
		[['91', '0'], 'are the two swapped'],
		[['39', ''], 'longitude is empty'],
		[['north', '-77'], 'no coordinates'],
		[['', ''], 'nothing about where']
	])('that cannot be placed say why: %j', (cells, reason) => {
		const [where] = wheres([['lat', 'lon'], cells]);
		expect(where).toMatchObject({
			kind: 'unclear',
			reason: expect.stringContaining(reason) as string
		});
	});
});
