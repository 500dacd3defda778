import type { ScreeningRow } from './row.ts';
import type { Score, Weights } from './score.ts';

/** A screened site as the API answers it. */
export type ScreenedSite = ScreeningRow & { carried: Record<string, string>; score?: Score };

/** The API's answer to a list of sites. */
export interface ScreeningAnswer {
	data: ScreenedSite[];
	page: { first: number; total: number };
	/** Heads of the columns carried through. */
	carried: string[];
	meta: {
		release: string;
		on: string;
		sites: number;
		placed: number;
		unplaced: number;
		ambiguous: number;
		weights: Weights;
	};
}
