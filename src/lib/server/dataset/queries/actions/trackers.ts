import { pendingSightings } from '../pending.ts';
import { READ_BY_DAY, type ByHand } from '../column-sql.ts';

export const sightingsByHand: ByHand<'sightings'> = {
	special: { pending: READ_BY_DAY },
	always: pendingSightings
};
