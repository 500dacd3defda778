/** What a column of a list of sites can say about where a site is. */
export const SITE_FIELDS = [
	'name',
	'latitude',
	'longitude',
	'coordinates',
	'fips',
	'place_id',
	'place',
	'county',
	'state'
] as const;
export type SiteField = (typeof SITE_FIELDS)[number];

/** Usual names of each, folded; of two columns that fit, the one named first here is taken. */
const NAMES: Record<SiteField, readonly string[]> = {
	name: [
		'name',
		'site',
		'site name',
		'sitename',
		'site id',
		'siteid',
		'label',
		'title',
		'facility',
		'project',
		'project name',
		'id'
	],
	latitude: ['latitude', 'lat', 'site latitude', 'site lat', 'lat dd', 'lat deg', 'y'],
	longitude: [
		'longitude',
		'lon',
		'lng',
		'long',
		'site longitude',
		'site lon',
		'lon dd',
		'long dd',
		'lon deg',
		'x'
	],
	coordinates: [
		'coordinates',
		'coords',
		'lat lon',
		'lat lng',
		'lat long',
		'latlon',
		'latlng',
		'latitude longitude'
	],
	fips: [
		'fips',
		'county fips',
		'fips code',
		'county fips code',
		'countyfips',
		'fips5',
		'geoid',
		'county code',
		'county geoid',
		'region'
	],
	place_id: ['place id'],
	place: [
		'place',
		'city',
		'town',
		'municipality',
		'township',
		'village',
		'locality',
		'community',
		'place name',
		'city name',
		'city state',
		'place state',
		'location'
	],
	county: ['county', 'county name', 'parish', 'county state', 'county parish', 'region name'],
	state: ['state', 'st', 'state code', 'state abbr', 'state abbreviation', 'state name', 'usps']
};

/** No name of a column is longer; patterns are tried on nothing longer. */
const LONGEST_HEAD = 80;

/** A head of a column as it is looked up: `Latitude (deg.)` and `LATITUDE_DEG` are alike. */
const fold = (head: string): string =>
	head
		.slice(0, LONGEST_HEAD)
		.normalize('NFD')
		.replace(/\p{M}+/gu, '')
		.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, ' ')
		.trim();

/** Which column says what, by position; columns that say nothing about the place are carried through. */
export interface Recognised {
	fields: Partial<Record<SiteField, number>>;
	carried: { index: number; name: string }[];
}

/**
 * Recognises columns by their usual names, in any order.
 * @param heads first row of the list
 * @param own columns of a result: in a list that is one, they are made anew and not carried through
 * @param reserved names of columns that will stand beside what is carried: a column of such a name gets another
 * @returns null where no column says where a site is, so that the first row is a site itself
 */
export function recognise(
	heads: readonly string[],
	own: ReadonlySet<string> = new Set(),
	reserved: readonly string[] = []
): Recognised | null {
	const folded = heads.map(fold);
	const fields: Recognised['fields'] = {};
	for (const field of SITE_FIELDS) {
		const name = NAMES[field].find((one) => folded.includes(one));
		if (name !== undefined) fields[field] = folded.indexOf(name);
	}
	if (!saysWhere(fields)) return null;
	const taken = new Set(Object.values(fields));
	const used = new Set([...own, ...reserved]);
	const carried = heads.flatMap((head, index) => {
		const given = head.trim();
		if (taken.has(index) || own.has(given)) return [];
		const name = unused(given === '' ? `column_${index + 1}` : given, used);
		used.add(name);
		return [{ index, name }];
	});
	return { fields, carried };
}

const saysWhere = (fields: Recognised['fields']): boolean =>
	(fields.latitude !== undefined && fields.longitude !== undefined) ||
	(['coordinates', 'fips', 'place_id', 'place', 'county'] as const).some(
		(field) => fields[field] !== undefined
	);

/** A name no column before has: a second `note` is `note_2`. */
function unused(name: string, used: ReadonlySet<string>): string {
	if (!used.has(name)) return name;
	for (let count = 2; ; count++) if (!used.has(`${name}_${count}`)) return `${name}_${count}`;
}
