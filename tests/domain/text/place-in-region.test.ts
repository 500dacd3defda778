import { expect, it } from 'vitest';
import { placeInRegion } from '#lib/domain/text/format.ts';

it.each([
	[
		'Monterey Park',
		'Los Angeles County, California',
		'Monterey Park, Los Angeles County, California'
	],
	['Caddo Parish', 'Caddo Parish, Louisiana', 'Caddo Parish, Louisiana'],
	['Virginia', 'Virginia', 'Virginia'],
	['Virginia Beach', 'Virginia Beach city, Virginia', 'Virginia Beach, Virginia'],
	['Anchorage', 'Anchorage Municipality, Alaska', 'Anchorage, Alaska'],
	['Juneau', 'Juneau City and Borough, Alaska', 'Juneau, Alaska'],
	['Fairfax', 'Fairfax County, Virginia', 'Fairfax, Fairfax County, Virginia']
])('%s in %s is called %s', (place_name, region_name, label) => {
	expect(placeInRegion({ place_name, region_name })).toBe(label);
});
