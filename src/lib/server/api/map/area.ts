import type { Level } from '../../dataset/queries/map/map.ts';

/** The region that is divided, and into what. */
export interface Area {
	region: string;
	level: Level;
	/** The state whose counties are drawn; the area itself where it is none. */
	state: string;
}
