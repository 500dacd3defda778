import { foldName } from '#lib/domain/actions/places/place-names.ts';

const COUNTY_WORDS =
	/ (county|parish|borough|census area|municipality|city and borough|municipio|planning region)$/;
/** What stands before a name: `County of Fairfax`, `City and County of Denver`. */
const BEFORE =
	/^(?:the )?(city and county|city and borough|county|parish|borough|municipality|municipio|city) (?:of|de) /;
/** Short forms of what stands after a name: `Fairfax Cnty`, `Caddo Par.` */
const SHORT = / (?:co|cnty|cty)$/;
const CITY = / (?:independent )?city$/;

const bareCounty = (folded: string): string => folded.replace(COUNTY_WORDS, '');

/** Names a county is looked up under: in full, and bare, so that a county and the city of its name are both found. */
export function countyNames(name: string): string[] {
	const folded = foldName(name);
	return [...new Set([folded, bareCounty(folded), folded.replace(CITY, '')])];
}

/**
 * The ways to look up a name somebody wrote, the most telling first: a county is not the city of its name.
 * @example namesAsked('City of Fairfax') // ['city of fairfax', 'fairfax city']
 */
export function namesAsked(name: string): string[] {
	const written = foldName(name.replaceAll('&', ' and ').replace(/\([^)]*\)/g, ' '));
	const [, kind] = BEFORE.exec(written) ?? [];
	const bare = written.replace(BEFORE, '');
	const folded = (kind === undefined ? written : `${bare} ${after(kind)}`)
		.replace(SHORT, ' county')
		.replace(CITY, ' city');
	const names = [written, folded];
	// `Bedford City` was a city of its own: the county of its name is another.
	if (CITY.test(folded)) return [...new Set(names)];
	return [...new Set([...names, bareCounty(folded), bare])];
}

/** What stands before a name, as it stands after one. */
const after = (kind: string): string => (kind === 'city and county' ? 'county' : kind);
