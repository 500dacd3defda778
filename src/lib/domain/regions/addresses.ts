/** The path of a region's profile, whatever its code or name is made of. */
export const regionPath = (region: string): string => `/regions/${encodeURIComponent(region)}`;

/** The path of a place's profile: the parts of its id are parts of the path. */
export const placePath = (place: string): string =>
	`/places/${place.split('/').map(encodeURIComponent).join('/')}`;

/** The place of a claim on the page of claims. */
export const claimPath = (claim: string): string => `/claims#${encodeURIComponent(claim)}`;
