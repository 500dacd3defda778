import { notLand, type Scope } from '../../status/scope.ts';
import type { WHOSE } from '../terms.ts';

/** Whose land a rule is for, in words; of one that is on no land, what it is on. */
export function landWords(
	whose: (typeof WHOSE)[number],
	place: string,
	isWholeRegion: boolean,
	scope: Pick<Scope, 'covers'>
): string {
	const other = notLand(scope);
	if (other !== null) return other;
	switch (whose) {
		case 'place':
			return `land of ${place}`;
		case 'county':
			return isWholeRegion
				? `land of ${place}`
				: 'unincorporated land of the county; we do not know whether it binds the towns inside';
		case 'state':
			return 'land anywhere in the state';
		case 'country':
			return 'land anywhere in the nation';
	}
}
