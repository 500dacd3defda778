/** What a rule covers, as far as its words need it: a row of the collection `statuses`. */
export interface Scope {
	/** A word of the vocabulary `covers`; null where the record does not say. */
	covers: string | null;
	/** What that word means, in a sentence. */
	covers_words: string | null;
	mw_threshold: number | null;
}

/** Said of a rule whose record does not say what it covers. */
export const NOT_STATED = 'What the rule covers is not stated';

/**
 * What a rule covers, in one sentence from the words of its record.
 * @example 'The rule covers connections to the power grid, not land'
 */
export function scopeWords({ covers, covers_words, mw_threshold }: Scope): string {
	const from = mw_threshold === null ? '' : `; it applies from ${mw_threshold} MW`;
	return covers === null ? `${NOT_STATED}${from}` : `${covers_words ?? covers}${from}`;
}

/** Rules on something other than land: their noun says so wherever it stands. */
const NOT_LAND: Readonly<Record<string, { of: string; what: string }>> = {
	grid_connections: { of: ' of grid connections', what: 'connections to the power grid, not land' },
	permits: { of: ' of permits', what: 'permits' }
};

/** What follows the noun of a rule that is on no land: `moratorium of grid connections`. */
export const ofWhat = ({ covers }: Pick<Scope, 'covers'>): string =>
	(covers === null ? undefined : NOT_LAND[covers])?.of ?? '';

/** What a rule that is on no land is on; null for rules on land, or whose record does not say. */
export const notLand = ({ covers }: Pick<Scope, 'covers'>): string | null =>
	(covers === null ? undefined : NOT_LAND[covers])?.what ?? null;
