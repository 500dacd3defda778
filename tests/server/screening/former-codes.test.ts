import { describe, expect, inject, it } from 'vitest';
import { sitesOf } from '#lib/domain/screening/sites/site.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { Locator } from '#lib/server/screening/locate.ts';
import { NOW } from '../api/setup/support.ts';

const store = new ReleaseStore(inject('embeddedReleases'), () => Date.parse(NOW));
const locator = new Locator(store.current());

/** Where the first site of a list lies, and all that is said about it. */
function placed(...table: string[][]) {
	const [site] = sitesOf(table).sites;
	if (site === undefined) throw new Error('the list has no site');
	const found = locator.locate(site);
	return found.kind === 'located'
		? {
				region: (found.county ?? found.state).region,
				place: found.place?.name ?? null,
				said: [...site.notes, ...found.notes].join(' ')
			}
		: { region: null, place: null, said: found.reason };
}
const ofCode = (code: string) => placed(['fips'], [code]);

describe('a county code of an older or newer list', () => {
	it.each([
		['12025', 'US-FL-12086', 'Dade County'],
		['51560', 'US-VA-51005', 'Clifton Forge'],
		['51780', 'US-VA-51083', 'South Boston'],
		['51515', 'US-VA-51019', 'Bedford city'],
		['51123', 'US-VA-51800', 'Nansemond'],
		['46113', 'US-SD-46102', 'Shannon'],
		['46131', 'US-SD-46071', 'Washabaugh'],
		['29193', 'US-MO-29186', 'older code'],
		['02270', 'US-AK-02158', 'Wade Hampton'],
		['02063', 'US-AK-02261', 'Chugach'],
		['02140', 'US-AK-02188', 'Kobuk'],
		['09120', 'US-CT-09001', 'Greater Bridgeport']
	])('%s is placed in %s, with a note', (code, region, note) => {
		expect(ofCode(code)).toMatchObject({ region, said: expect.stringContaining(note) as string });
	});

	it.each([
		['02010', 'US-AK', 'Aleutians East'],
		['02201', 'US-AK', 'Prince of Wales-Hyder'],
		['02231', 'US-AK', 'Yakutat'],
		['02232', 'US-AK', 'Hoonah-Angoon'],
		['02280', 'US-AK', 'Petersburg'],
		['30113', 'US-MT', 'Gallatin County, Park County'],
		['09110', 'US-CT', 'Hartford County, Tolland County']
	])(
		'%s, of which several counties hold a part, is placed in %s and names them',
		(code, region, counties) => {
			const { said, ...at } = ofCode(code);
			expect(at.region).toBe(region);
			expect(said).toContain(counties);
			expect(said).toContain('give coordinates, a place or a county');
		}
	);

	it('with a place in it is that of the place', () => {
		expect(placed(['fips', 'city', 'state'], ['09110', 'Hartford', 'CT'])).toMatchObject({
			region: 'US-CT-09003',
			place: 'Hartford'
		});
		expect(placed(['location'], ['Hartford, Capitol Planning Region, CT'])).toMatchObject({
			region: 'US-CT-09003',
			place: 'Hartford'
		});
	});
});

describe('a code of no county is told for what it is', () => {
	it.each([
		['60030', 'US-AS', 'Rose Island'],
		['51000', 'US-VA', 'whole state'],
		['51999', 'US-VA', 'county that is not known'],
		['74300', null, 'Minor Outlying Islands'],
		['64002', null, 'Micronesia'],
		['00000', null, 'United States as a whole'],
		['51901', null, 'put together from several'],
		['13510', null, 'no county in the Census lists'],
		['99001', null, 'no state has the FIPS code 99']
	])('%s', (code, region, words) => {
		expect(ofCode(code)).toMatchObject({ region, said: expect.stringContaining(words) as string });
	});
});

it.each([
	['County of Fairfax', 'VA', 'US-VA-51059'],
	['Fairfax Cnty', 'VA', 'US-VA-51059'],
	['City of Fairfax', 'VA', 'US-VA-51600'],
	['City of Suffolk', 'VA', 'US-VA-51800'],
	['Parish of Orleans', 'LA', 'US-LA-22071'],
	['City and Borough of Juneau', 'AK', 'US-AK-02110'],
	['Municipality of Anchorage', 'AK', 'US-AK-02020'],
	['City & County of Denver', 'CO', 'US-CO-08031'],
	['Dade', 'Fla.', 'US-FL-12086'],
	['Wade Hampton', 'AK', 'US-AK-02158'],
	['De Kalb', 'Ga.', 'US-GA-13089'],
	['LaSalle', 'LA', 'US-LA-22059'],
	['Saint Clair', 'IL', 'US-IL-17163'],
	['Bedford City', 'VA', 'US-VA-51019'],
	['Washington', 'DC', 'US-DC-11001'],
	['Capitol Planning Region', 'CT', 'US-CT']
])('the county "%s" in %s is found', (county, state, region) => {
	expect(placed(['county', 'state'], [county, state]).region).toBe(region);
});

it.each([
	['Wade Hampton, AK', 'US-AK-02158'],
	['Dade County, FL', 'US-FL-12086'],
	['Ashburn (VA)', 'US-VA-51107'],
	['Ashburn / Virginia', 'US-VA-51107'],
	['ashburn va', 'US-VA-51107'],
	['VA, Loudoun County', 'US-VA-51107'],
	['US-VA-51107', 'US-VA-51107'],
	['Hagatna, Guam', 'US-GU-66010'],
	['St. Croix, USVI', 'US-VI-78010']
])('the location "%s" is found', (location, region) => {
	expect(placed(['name', 'location'], ['a', location]).region).toBe(region);
});

describe('what a row says beside its place and contradicts it', () => {
	it.each([
		[['lat', 'lon', 'state'], ['39.0437', '-77.4875', 'MD'], 'the row also says Maryland'],
		[['fips', 'county', 'state'], ['51107', 'Fairfax', 'VA'], 'the row also says Fairfax']
	])('is named: %j', (heads, cells, words) => {
		const { region, said } = placed(heads, cells);
		expect(region).toBe('US-VA-51107');
		expect(said).toContain(words);
	});

	it.each([
		[
			['lat', 'lon', 'county', 'state'],
			['39.0437', '-77.4875', 'Loudoun', 'Va.']
		],
		[
			['fips', 'county', 'state'],
			['12025', 'Dade County', 'Florida']
		],
		[
			['STATE', 'COUNTY'],
			['51', '107']
		]
	])('is not seen where it agrees: %j', (heads, cells) => {
		expect(placed(heads, cells).said).not.toContain('also says');
	});
});

it('a place that lies in another county than the row says is told where it is', () => {
	const [site] = sitesOf([
		['city', 'county', 'state'],
		['Ashburn', 'Fairfax County', 'VA']
	]).sites;
	if (site === undefined) throw new Error('the list has no site');
	const found = locator.locate(site);
	expect(found).toMatchObject({ kind: 'unplaced' });
	expect(found.kind === 'located' ? [] : found.candidates.join()).toContain('Loudoun County');
});
