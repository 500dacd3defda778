import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sitesOf } from '#lib/domain/screening/sites/site.ts';
import { stateCode } from '#lib/domain/screening/sites/state-names.ts';

const read = (...table: string[][]) => sitesOf(table).sites.map(({ where }) => where);
const first = (...table: string[][]) => sitesOf(table).sites[0];

describe('a number', () => {
	const head = fc.constantFrom(
		'zip',
		'ZIP Code',
		'MW',
		'Account',
		'Acres',
		'Parcel',
		'Phone',
		'Year'
	);

	it('under a head that does not say FIPS or county never decides a place', () => {
		fc.assert(
			fc.property(head, fc.integer({ min: 0, max: 99_999 }), (name, number) => {
				const [where] = read(['name', name], ['a', String(number).padStart(5, '0')]);
				expect(where?.kind).toBe('unclear');
			})
		);
	});

	it('beside a name without heads is no code', () => {
		expect(read(['Ashburn campus', '20147'])).toMatchObject([{ kind: 'unclear' }]);
	});

	it('is a code, with a note, where the list holds nothing else', () => {
		const { sites } = sitesOf([['51107'], ['06037']]);
		expect(sites.map(({ where }) => where)).toMatchObject([
			{ kind: 'fips', code: '51107', isUnsaid: true },
			{ kind: 'fips', code: '06037', isUnsaid: true }
		]);
		for (const { notes } of sites) expect(notes.join()).toContain('no head says so');
	});
});

it('a ZIP code is told to be none of what places a site, and does not stand in the way of what does', () => {
	const [where] = read(['name', 'zip'], ['Ashburn campus', '20147']);
	expect(where).toMatchObject({
		kind: 'unclear',
		reason: expect.stringContaining('ZIP codes are not supported') as string
	});
	const site = first(['name', 'city', 'state', 'zip'], ['a', 'Ashburn', 'VA', '20147']);
	expect(site?.where).toMatchObject({ kind: 'place', place: 'Ashburn', state: 'VA' });
	expect(site?.carried).toEqual({ zip: '20147' });
});

it.each(['N/A', 'n/a', 'NA', 'none', 'null', '-', '–', 'unknown', 'TBD', '#N/A', 'NaN', '#REF!'])(
	'"%s" is empty, with a note',
	(word) => {
		const site = first(
			['name', 'lat', 'lon', 'county', 'state'],
			['A', word, word, 'Loudoun', 'VA']
		);
		expect(site?.where).toEqual({ kind: 'county', county: 'Loudoun', state: 'VA' });
		expect(site?.notes.join()).toContain(`latitude "${word}" is taken as empty`);
	}
);

it.each([
	['Loudoun County, Virginia, USA', { kind: 'county', county: 'Loudoun County', state: 'VA' }],
	['Ashburn, VA 20147', { kind: 'place', place: 'Ashburn', county: null, state: 'VA' }],
	['Ashburn, Va.', { kind: 'place', place: 'Ashburn', county: null, state: 'VA' }],
	['Ashburn VA', { kind: 'place', place: 'Ashburn', county: null, state: 'VA' }],
	[
		'Ashburn, Loudoun County, Virginia',
		{ kind: 'place', place: 'Ashburn', county: 'Loudoun County', state: 'VA' }
	],
	[
		'1 Main St, Ashburn, VA 20147-1234, United States',
		{ kind: 'place', place: 'Ashburn', county: null, state: 'VA' }
	],
	['39.0437, -77.4875', { kind: 'point', point: { lat: 39.0437, lon: -77.4875 }, place: null }]
])('a location is read as it is usually written: %s', (location, where) => {
	expect(read(['name', 'location'], ['a', location])).toEqual([where]);
});

it('a name that ends like a state is a name', () => {
	expect(read(['city', 'state'], ['Port Washington', 'WI'])).toEqual([
		{ kind: 'place', place: 'Port Washington', county: null, state: 'WI' }
	]);
	expect(read(['city'], ['Port Washington'])).toMatchObject([{ kind: 'unclear' }]);
});

it.each([
	[['STATE', 'COUNTY'], ['51', '107'], '51107'],
	[['statefp', 'countyfp'], ['1', '1'], '01001'],
	[['state', 'county_fips'], ['Va.', '107'], '51107'],
	[['GEO_ID', 'NAME'], ['0500000US01001', 'Autauga County, Alabama'], '01001'],
	[['GEOID', 'x'], ['51107611005', ''], '51107']
])('codes are read in the forms of the Census Bureau: %j', (heads, cells, code) => {
	expect(read(heads, cells)).toMatchObject([{ kind: 'fips', code }]);
});

it('a first row of words is a head, whether or not its words are known', () => {
	for (const heads of [
		['name', 'GPS data'],
		['Anlage', 'Leistung']
	])
		expect(sitesOf([heads, ['a', '120']]).sites).toHaveLength(1);
});

it.each([
	['Calif.', 'CA'],
	['Penn.', 'PA'],
	['W.Va.', 'WV'],
	['N.Y.', 'NY'],
	['US-VA', 'VA'],
	['Commonwealth of Virginia', 'VA'],
	['Washington, D.C.', 'DC']
])('%s stands for %s', (text, code) => {
	expect(stateCode(text)).toBe(code);
});

it('coordinates 0, 0 are empty, with a note', () => {
	const site = first(['lat', 'lon', 'county', 'state'], ['0', '0.0', 'Loudoun', 'VA']);
	expect(site?.where).toEqual({ kind: 'county', county: 'Loudoun', state: 'VA' });
	expect(site?.notes.join()).toContain('0, 0 are taken as empty');
});

it.each(['="51107"', '51-107', '51 107', "'51107", '51107.0'])('the code %s is read', (code) => {
	expect(first(['fips'], [code])?.where).toMatchObject({ kind: 'fips', code: '51107' });
});

it.each([
	[['Area FIPS'], ['51107'], 'fips'],
	[['State ANSI', 'County ANSI'], ['51', '107'], 'fips'],
	[['INTPTLAT', 'INTPTLON'], ['39.0437', '-77.4875'], 'point'],
	[['decimalLatitude', 'decimalLongitude'], ['39.0437', '-77.4875'], 'point'],
	[['Plant County', 'Plant State'], ['Loudoun', 'VA'], 'county'],
	[['Geographic Area Name'], ['Loudoun County, Virginia'], 'county'],
	[['Project Location'], ['Ashburn, VA'], 'place'],
	[['Nearest City', 'State/Territory'], ['Ashburn', 'VA'], 'place']
])('the heads %j say where a site is', (heads, cells, kind) => {
	expect(first(heads, cells)?.where.kind).toBe(kind);
});

it('a row that says only its state is told what is missing', () => {
	expect(first(['county', 'state'], ['unknown', 'VA'])?.where).toMatchObject({
		kind: 'unclear',
		reason: expect.stringContaining('only its state, VA') as string
	});
});
