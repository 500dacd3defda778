import type { Located } from '../located.ts';

/** Where facts are looked for: region codes, and the place where a row names one. */
export interface There {
	/** Null where only the state is known. */
	county: string | null;
	state: string;
	place: Located['place'];
}
