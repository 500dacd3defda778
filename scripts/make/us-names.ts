import STATES from '#data/us/states.json' with { type: 'json' };

/** State codes (ISO 3166-2 without the country) by state FIPS. */
export const STATE_CODES: Readonly<Record<string, string>> = Object.fromEntries(
	STATES.map(({ fips, code }) => [fips, code])
);

const CENSUS_AREAS = new Set([
	'02016',
	'02050',
	'02070',
	'02105',
	'02158',
	'02180',
	'02198',
	'02240',
	'02261',
	'02290'
]);
const ALASKA: Record<string, string> = {
	'02020': 'Municipality',
	'02110': 'City and Borough',
	'02220': 'City and Borough',
	'02230': 'Municipality',
	'02275': 'City and Borough',
	'02282': 'City and Borough'
};
/** Independent cities outside Virginia: Baltimore, St. Louis; Carson City has no suffix. */
const INDEPENDENT_CITIES = new Set(['24510', '29510']);
const AS_IS = new Set(['11001', '32510']);

/** The full name of a county-level area: us-atlas has `Loudoun`, readers expect `Loudoun County`. */
export function countyName(fips: string, name: string): string {
	const state = fips.slice(0, 2);
	if (AS_IS.has(fips) || ['60', '66', '69', '78'].includes(state)) return name;
	if (INDEPENDENT_CITIES.has(fips) || (state === '51' && fips >= '51500')) return `${name} city`;
	if (state === '22') return `${name} Parish`;
	if (state === '72') return `${name} Municipio`;
	if (state === '02')
		return `${name} ${ALASKA[fips] ?? (CENSUS_AREAS.has(fips) ? 'Census Area' : 'Borough')}`;
	return `${name} County`;
}
