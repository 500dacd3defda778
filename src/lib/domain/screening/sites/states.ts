/**
 * States and what stands for one: postal code, FIPS code, name, and what the press writes (The Associated Press
 * Stylebook, and older forms of the Government Publishing Office).
 */
const STATES: readonly string[] = [
	'AL|01|Alabama|Ala',
	'AK|02|Alaska',
	'AZ|04|Arizona|Ariz',
	'AR|05|Arkansas|Ark',
	'CA|06|California|Calif|Cal',
	'CO|08|Colorado|Colo',
	'CT|09|Connecticut|Conn',
	'DE|10|Delaware|Del',
	'DC|11|District of Columbia|Dist of Columbia|Washington DC|Washington District of Columbia',
	'FL|12|Florida|Fla',
	'GA|13|Georgia',
	'HI|15|Hawaii|Hawaiʻi',
	'ID|16|Idaho',
	'IL|17|Illinois|Ill|Ills',
	'IN|18|Indiana|Ind',
	'IA|19|Iowa',
	'KS|20|Kansas|Kan|Kans',
	'KY|21|Kentucky',
	'LA|22|Louisiana',
	'ME|23|Maine',
	'MD|24|Maryland',
	'MA|25|Massachusetts|Mass',
	'MI|26|Michigan|Mich',
	'MN|27|Minnesota|Minn',
	'MS|28|Mississippi|Miss',
	'MO|29|Missouri',
	'MT|30|Montana|Mont',
	'NE|31|Nebraska|Neb|Nebr',
	'NV|32|Nevada|Nev',
	'NH|33|New Hampshire',
	'NJ|34|New Jersey',
	'NM|35|New Mexico|N Mex',
	'NY|36|New York',
	'NC|37|North Carolina|N Car',
	'ND|38|North Dakota|N Dak',
	'OH|39|Ohio',
	'OK|40|Oklahoma|Okla',
	'OR|41|Oregon|Ore|Oreg',
	'PA|42|Pennsylvania|Penn|Penna',
	'RI|44|Rhode Island',
	'SC|45|South Carolina|S Car',
	'SD|46|South Dakota|S Dak',
	'TN|47|Tennessee|Tenn',
	'TX|48|Texas|Tex',
	'UT|49|Utah',
	'VT|50|Vermont',
	'VA|51|Virginia',
	'WA|53|Washington|Wash',
	'WV|54|West Virginia|W Va',
	'WI|55|Wisconsin|Wis|Wisc',
	'WY|56|Wyoming|Wyo',
	'AS|60|American Samoa|Amer Samoa',
	'GU|66|Guam',
	'MP|69|Northern Mariana Islands|CNMI|Commonwealth of the Northern Mariana Islands',
	'PR|72|Puerto Rico|Commonwealth of Puerto Rico',
	'VI|78|USVI|US Virgin Islands|Virgin Islands|United States Virgin Islands'
];

/** A state in letters alone: `W. Va.`, `WVa` and `w va` are alike. */
const fold = (text: string): string =>
	text
		.toLowerCase()
		.replace(/^\s*(the )?(state|commonwealth) of (?!the)/, '')
		.replace(/^\s*us-/, '')
		.replace(/[^a-z]/g, '');

const BY_NAME = new Map<string, string>();
const BY_FIPS = new Map<string, string>();
const FIPS_OF = new Map<string, string>();
/** Names of the states by their postal code. */
export const STATE_NAMES: ReadonlyMap<string, string> = new Map(
	STATES.map((one) => {
		const [code = '', , name = ''] = one.split('|');
		return [code, name];
	})
);
for (const [code = '', fips = '', ...names] of STATES.map((one) => one.split('|'))) {
	for (const name of [code, ...names]) BY_NAME.set(fold(name), code);
	BY_FIPS.set(fips, code);
	FIPS_OF.set(code, fips);
}

/** No state is written longer. */
const LONGEST = 60;

/**
 * The postal code of a state by its name, code, or usual abbreviation; null for what is none.
 * @example stateCode('W.Va.') // 'WV'
 */
export const stateCode = (text: string): string | null =>
	text.length > LONGEST ? null : (BY_NAME.get(fold(text)) ?? null);

/** The postal code of a state by its FIPS code, perhaps without its zero in front. */
export const stateOfFips = (text: string): string | null =>
	/^\d{1,2}$/.test(text) ? (BY_FIPS.get(text.padStart(2, '0')) ?? null) : null;

/** The FIPS code of a state, two digits, by what `stateCode` takes. */
export function fipsOfState(text: string): string | null {
	const code = stateCode(text);
	return code === null ? null : (FIPS_OF.get(code) ?? null);
}
