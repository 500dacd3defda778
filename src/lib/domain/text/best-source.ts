import { BEST_FIRST, type Tier } from '../closed.ts';

/**
 * Sources of one record, the best first: original before a user's own before news before tracker.
 * Among equals the order given is kept, so that the one the record was seen in goes first where it stands first.
 */
export const bestFirst = <S extends { tier: Tier }>(sources: readonly S[]): S[] =>
	sources.toSorted((a, b) => BEST_FIRST.indexOf(a.tier) - BEST_FIRST.indexOf(b.tier));
