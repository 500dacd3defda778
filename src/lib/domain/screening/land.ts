import type { WHOSE } from './terms.ts';

/** Whose land a rule covers, in words. */
export function landWords(
	whose: (typeof WHOSE)[number],
	place: string,
	isWholeRegion: boolean
): string {
	switch (whose) {
		case 'place':
			return `land of ${place}`;
		case 'county':
			return isWholeRegion
				? `land of ${place}`
				: 'unincorporated land of the county; whether it binds a town inside is not recorded';
		case 'state':
			return 'all land of the state';
		case 'country':
			return 'all land of the nation';
	}
}
