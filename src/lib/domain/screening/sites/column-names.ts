import USUAL from './column-names.json' with { type: 'json' };

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
export const NAMES: Record<SiteField, readonly string[]> = USUAL;
