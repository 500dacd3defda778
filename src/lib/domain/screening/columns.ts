/** What a column of a list of sites can say about where a site is. */
export const SITE_FIELDS = [
	'name',
	'latitude',
	'longitude',
	'coordinates',
	'fips',
	'region',
	'place_id',
	'place',
	'county',
	'state',
	'state_fips',
	'address',
	'zip'
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
	latitude: [
		'latitude',
		'lat',
		'site latitude',
		'site lat',
		'lat dd',
		'lat deg',
		'gps lat',
		'gps latitude',
		'decimal latitude',
		'latitude decimal',
		'latitude wgs84',
		'lat wgs84',
		'center lat',
		'y coord',
		'y coordinate',
		'y'
	],
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
		'long deg',
		'gps lon',
		'gps long',
		'gps longitude',
		'decimal longitude',
		'longitude decimal',
		'longitude wgs84',
		'lon wgs84',
		'center lon',
		'x coord',
		'x coordinate',
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
		'latlong',
		'latitude longitude',
		'lat and long',
		'lat and lon',
		'coordinate',
		'gps',
		'gps coordinates',
		'geo coordinates',
		'geometry',
		'geom',
		'the geom',
		'wkt',
		'wkt geom',
		'point',
		'position',
		'geolocation'
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
		'geo id',
		'geo id2',
		'geoid10',
		'geoid20',
		'geoidfq',
		'geoid county',
		'fipscode',
		'fips county',
		'fips county code',
		'county fips5',
		'cnty fips',
		'co fips',
		'cty fips',
		'stcofips',
		'stcntyfips',
		'state county fips',
		'state and county fips',
		'countyfp',
		'countyfp10',
		'countyfp20'
	],
	region: ['region'],
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
		'location',
		'city st',
		'city town',
		'town city',
		'site city',
		'facility city',
		'municipality name',
		'locality name',
		'jurisdiction'
	],
	county: [
		'county',
		'county name',
		'parish',
		'county state',
		'county parish',
		'county equivalent',
		'county or parish',
		'county borough',
		'cnty',
		'site county',
		'facility county',
		'namelsad',
		'region name'
	],
	state: [
		'state',
		'st',
		'state code',
		'state abbr',
		'state abbreviation',
		'state name',
		'state postal',
		'state province',
		'us state',
		'site state',
		'facility state',
		'stusps',
		'usps',
		'province'
	],
	state_fips: [
		'state fips',
		'statefips',
		'state fips code',
		'fips state',
		'statefp',
		'st fips',
		'statefp10',
		'statefp20'
	],
	address: [
		'address',
		'full address',
		'street address',
		'site address',
		'facility address',
		'location address',
		'mailing address'
	],
	zip: [
		'zip',
		'zip code',
		'zipcode',
		'zip5',
		'zip 5',
		'zip codes',
		'postal code',
		'postcode',
		'postalcode',
		'zcta',
		'zcta5'
	]
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
	const found = columnsUnder(heads, own, reserved);
	return saysWhere(found.fields) ? found : null;
}

/** Which column says what under a row that is known to be one of heads, whether or not any says where a site is. */
export function columnsUnder(
	heads: readonly string[],
	own: ReadonlySet<string> = new Set(),
	reserved: readonly string[] = []
): Recognised {
	const fields = fieldsIn(heads);
	// A ZIP code and an address come back as they were sent: neither says for sure where a site is.
	const { zip: _zip, address: _address, ...placing } = fields;
	const taken = new Set(Object.values(placing));
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

/** The columns that have a usual name. */
export function fieldsIn(heads: readonly string[]): Recognised['fields'] {
	const folded = heads.map(fold);
	const fields: Recognised['fields'] = {};
	for (const field of SITE_FIELDS) {
		const name = NAMES[field].find((one) => folded.includes(one));
		if (name !== undefined) fields[field] = folded.indexOf(name);
	}
	return fields;
}

const saysWhere = (fields: Recognised['fields']): boolean =>
	(fields.latitude !== undefined && fields.longitude !== undefined) ||
	(['coordinates', 'fips', 'region', 'place_id', 'place', 'county', 'address'] as const).some(
		(field) => fields[field] !== undefined
	);

/** A name no column before has: a second `note` is `note_2`. */
function unused(name: string, used: ReadonlySet<string>): string {
	if (!used.has(name)) return name;
	for (let count = 2; ; count++) if (!used.has(`${name}_${count}`)) return `${name}_${count}`;
}
