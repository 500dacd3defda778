/** State codes (ISO 3166-2 without the country) by state FIPS. */
export const STATE_CODES: Readonly<Record<string, string>> = Object.fromEntries(
	`01:AL 02:AK 04:AZ 05:AR 06:CA 08:CO 09:CT 10:DE 11:DC 12:FL 13:GA 15:HI 16:ID 17:IL 18:IN 19:IA
	20:KS 21:KY 22:LA 23:ME 24:MD 25:MA 26:MI 27:MN 28:MS 29:MO 30:MT 31:NE 32:NV 33:NH 34:NJ 35:NM
	36:NY 37:NC 38:ND 39:OH 40:OK 41:OR 42:PA 44:RI 45:SC 46:SD 47:TN 48:TX 49:UT 50:VT 51:VA 53:WA
	54:WV 55:WI 56:WY 60:AS 66:GU 69:MP 72:PR 78:VI`
		.split(/\s+/)
		.map((pair): [string, string] => [pair.slice(0, 2), pair.slice(3)])
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
