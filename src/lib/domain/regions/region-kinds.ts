/** What kinds of regions are called, where their names do not say it. */
const KINDS: Record<string, string> = {
	world: 'All countries',
	country: 'Country',
	state: 'State',
	county: 'County',
	grid_operator: 'Grid operator',
	grouping: 'Group of countries',
	survey_area: 'Survey area'
};

/** States in the sense of the Census Bureau that are called something else. */
const NO_STATES: Record<string, string> = {
	'US-DC': 'Federal district',
	...Object.fromEntries(
		['AS', 'GU', 'MP', 'PR', 'VI'].map((code) => [`US-${code}`, 'U.S. territory'])
	)
};

/** What counties are called in Louisiana, Alaska, Puerto Rico and elsewhere, by the end of their names. */
const COUNTY_KINDS: readonly (readonly [end: RegExp, kind: string])[] = [
	[/ Parish$/, 'Parish'],
	[/ Census Area$/, 'Census area'],
	[/ Borough$/, 'Borough'],
	[/ Municipality$/, 'Municipality'],
	[/ Municipio$/, 'Municipio'],
	[/ Planning Region$/, 'Planning region'],
	[/^St\. (Croix|John|Thomas)$/, 'Island'],
	[/ city$|^Carson City$/, 'Independent city']
];

/** A name without the state behind it: `Caddo Parish` of `Caddo Parish, Louisiana`. */
export const ownName = (name: string): string => name.split(', ', 1)[0] ?? name;

/** What a region is called: a parish of Louisiana is no county, and Guam no state. */
export function regionKind({
	region,
	kind,
	name
}: {
	region: string;
	kind: string;
	name: string;
}): string {
	const own = NO_STATES[region];
	if (own !== undefined) return own;
	const county = COUNTY_KINDS.find(([end]) => kind === 'county' && end.test(ownName(name)));
	return county?.[1] ?? KINDS[kind] ?? 'Region';
}

/** The same in the middle of a sentence. */
export const regionKindWords = (one: Parameters<typeof regionKind>[0]): string => {
	const kind = regionKind(one);
	return kind.startsWith('U.S.') ? kind : kind.toLowerCase();
};

/** Whether the Census Bureau lists a district or a territory among the states. */
export const isNoState = (region: string): boolean => region in NO_STATES;

/** Whether a county is a city, which belongs to no other. */
export const isCity = (kind: string, name: string): boolean =>
	regionKind({ region: '', kind, name }) === 'Independent city';
