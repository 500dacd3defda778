/** Words before or after a name that say what kind of place it is. */
const KIND_BEFORE = /^(city|town|village|borough|township|charter township|parish) of /;
const KIND_AFTER =
	/ (charter township|township|twp|city|town|village|borough|metropolitan government)$/;

/**
 * A name as gazetteers are searched: without accents, case and punctuation, with Saint, Mount and Fort in full.
 * @example foldName('St. Mary’s') // 'saint marys'
 */
export const foldName = (name: string): string =>
	(PLAIN.test(name) ? name.toLowerCase() : plainLetters(name)).replace(
		SHORT,
		(word) => IN_FULL[word] ?? word
	);

/** Most names: letters without accents, digits and single spaces, of which nothing needs to be taken out. */
const PLAIN = /^[a-z\d]+(?: [a-z\d]+)*$/i;
const SHORT = /\b(?:ste?|mt|ft|twp|boro)\b/g;
const IN_FULL: Readonly<Record<string, string>> = {
	st: 'saint',
	ste: 'sainte',
	mt: 'mount',
	ft: 'fort',
	twp: 'township',
	boro: 'borough'
};

const plainLetters = (name: string): string =>
	name
		.normalize('NFD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase()
		.replaceAll('ß', 'ss')
		.replaceAll('ø', 'o')
		.replaceAll('æ', 'ae')
		.replaceAll('ł', 'l')
		.replace(/['’.]/g, '')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();

/**
 * Names under which a gazetteer may list a place, the fullest first: a township before its bare name.
 * @example namesOf('Saline', 'township') // ['saline township', 'saline']
 */
export function namesOf(name: string, kind: string): string[] {
	const folded = foldName(name.replace(/\([^)]*\)/g, ' '));
	const bare = folded.replace(KIND_BEFORE, '').replace(KIND_AFTER, '');
	const full = kind === 'township' ? [`${bare} township`] : [];
	return [...new Set([...full, folded, bare])].filter((one) => one !== '');
}

/** A place by its bare name and its kind, as two lists are compared. */
export interface BarePlace {
	name: string;
	kind: string;
}

/** Bodies that act for a place, as lists add them to its name: common council, planning and zoning commission. */
const BODY_NOUN =
	'(?:council|commission|commissioners|committee|board|supervisors|aldermen|selectmen|selectboard|trustees|legislature|assembly|court|police jury|freeholders)';
const BODY_OF =
	'(?:city|town|village|common|plan|planning|zoning|hearing|and|area|regional|joint|advisory|metro|redevelopment|select|fiscal|quorum|commissioners|superior|circuit|district|chancery|municipal|supreme)';
const BODY_AFTER = new RegExp(
	`(?: ${BODY_OF})* (?:${BODY_NOUN}|metro government|government)(?: (?:of|for) .*)?$`
);
const BODY_BEFORE = new RegExp(
	`^(?:the )?(?:${BODY_OF} )*(?:board of (?:county )?\\w+|${BODY_NOUN}) (?:of|for) (?:the )?`
);
const GOVERNMENT = /^(unified|consolidated|metropolitan) government of /;
const COUNTY_BEFORE = /^(county|parish|borough) of /;
const COUNTY_AFTER = / (county|parish|borough|census area|municipality|co)$/;
const STATE_BEFORE = /^(state|commonwealth) of /;
const IS_COUNTY = /^(county|parish) of .*|.* (county|parish|co)$/;
const IS_TOWNSHIP = /^((charter )?township of .*|.* township)$/;
const COUNTIES: readonly string[] = ['county', 'parish'];

/**
 * The bare name of a place, whatever a list adds to it: its state, its kind, its council. A name that says county or
 * township is one, whatever kind the list gives.
 * @example barePlace('Twp. of St. Clair, MI', 'city') // { name: 'saint clair', kind: 'township' }
 */
export function barePlace(name: string, kind: string): BarePlace {
	const bare = name
		.replace(/\([^)]*\)/g, ' ')
		.replace(/,.*$/, '')
		.replaceAll('&', ' and ');
	const folded = foldName(bare).replace(GOVERNMENT, '');
	const full = folded.replace(BODY_BEFORE, '').replace(BODY_AFTER, '') || folded;
	if (kind === 'state' || STATE_BEFORE.test(full))
		return { kind: 'state', name: full.replace(STATE_BEFORE, '') };
	const isCounty = COUNTIES.includes(kind);
	if (isCounty || IS_COUNTY.test(full))
		return {
			kind: isCounty ? kind : 'county',
			name: full.replace(COUNTY_BEFORE, '').replace(COUNTY_AFTER, '')
		};
	return {
		kind: IS_TOWNSHIP.test(full) ? 'township' : kind,
		name: full.replace(KIND_BEFORE, '').replace(KIND_AFTER, '')
	};
}

const SETTLED: readonly string[] = ['city', 'town', 'village', 'borough'];

/**
 * Whether two kinds can be of one place: lists call a village a town, and a town a township where a state has but
 * one of them; a township and the city of its name are two places, and so are a county and its seat. A list that leaves
 * the kind open means whichever is on record.
 */
export function canBeSameKind(one: string, other: string): boolean {
	if (one === other || (COUNTIES.includes(one) && COUNTIES.includes(other))) return true;
	const kinds = [one, other];
	if (kinds.every((kind) => SETTLED.includes(kind))) return true;
	if (kinds.includes('other')) return true;
	return kinds.includes('township') && kinds.includes('town');
}

/** Words that many projects of an area share. */
const COMMON =
	/\b(the|project|proposed|data|cent(er|re)s?|campus|park|tech|technology|development|complex|facility|llc|inc|lp|co|phase \w+)\b/g;

/** Whether two names can be of one project: one says what the other says, beside words that many share. */
export function canBeSameProject(one: string, other: string): boolean {
	const [a, b] = [wordsOf(one), wordsOf(other)];
	const [few, many] = a.size <= b.size ? [a, b] : [b, a];
	return few.size === 0
		? foldName(one) === foldName(other)
		: [...few].every((word) => many.has(word));
}

const wordsOf = (name: string): ReadonlySet<string> =>
	new Set(
		foldName(name)
			.replace(COMMON, ' ')
			.split(' ')
			.filter((word) => word !== '')
	);
