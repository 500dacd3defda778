import { expect, it } from 'vitest';
import { isCity, regionKind, regionKindWords } from '#lib/domain/regions/region-kinds.ts';

it.each([
	['US-VA-51107', 'county', 'Loudoun County', 'County', 'county'],
	['US-LA-22017', 'county', 'Caddo Parish, Louisiana', 'Parish', 'parish'],
	['US-AK-02020', 'county', 'Anchorage Municipality', 'Municipality', 'municipality'],
	['US-AK-02050', 'county', 'Bethel Census Area', 'Census area', 'census area'],
	['US-VA-51540', 'county', 'Charlottesville city', 'Independent city', 'independent city'],
	['US-NV-32510', 'county', 'Carson City', 'Independent city', 'independent city'],
	['US-CT-09110', 'county', 'Capitol Planning Region', 'Planning region', 'planning region'],
	['US-PR', 'state', 'Puerto Rico', 'U.S. territory', 'U.S. territory'],
	['US-DC', 'state', 'District of Columbia', 'Federal district', 'federal district'],
	['US-VA', 'state', 'Virginia', 'State', 'state'],
	['PJM', 'grid_operator', 'PJM Interconnection', 'Grid operator', 'grid operator'],
	['ZZ', 'lagoon', 'Somewhere', 'Region', 'region']
])('%s, a %s, %s, is called "%s"', (region, kind, name, called, inSentence) => {
	expect(regionKind({ region, kind, name })).toBe(called);
	expect(regionKindWords({ region, kind, name })).toBe(inSentence);
});

it('a city that is a county is told from one that lies in a county', () => {
	expect(isCity('county', 'Richmond city')).toBe(true);
	expect(isCity('county', 'Charles City County')).toBe(false);
	expect(isCity('place', 'Richmond city')).toBe(false);
});
