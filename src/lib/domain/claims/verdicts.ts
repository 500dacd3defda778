import type { Verdict } from './claims.ts';
import type { CollectionRow } from '../collections/index.ts';
import { formatNumber } from '../text/format.ts';

/** A verdict in words, with a mark that tells it without color. */
export const VERDICT_WORDS: Record<Verdict, { mark: string; label: string; meaning: string }> = {
	confirmed: { mark: '✓', label: 'Confirmed', meaning: 'records say the same' },
	corrected: { mark: '≠', label: 'Corrected', meaning: 'records say otherwise' },
	single_source: {
		mark: '1',
		label: 'Single source',
		meaning: 'only one publisher says so'
	},
	contested: { mark: '±', label: 'Contested', meaning: 'records or publishers disagree' },
	unverified: { mark: '?', label: 'Unverified', meaning: 'no record to compare' }
};

/** Who gave a verdict, in words. */
export const WEIGHED_WORDS = {
	records: 'Compared with records',
	editor: 'judged by hand',
	sources: 'Based on the number of sources'
} as const;

/** How many verdicts were given by hand, as a sentence: those nothing on record can decide. */
export function byHandSentence(
	claims: readonly Pick<CollectionRow<'claims'>, 'weighed_by'>[]
): string {
	const count = claims.filter(({ weighed_by }) => weighed_by === 'editor').length;
	if (count === 0) return 'Verdicts are computed from the data.';
	return `${formatNumber(count)} of ${formatNumber(claims.length)} verdicts ${count === 1 ? 'is' : 'are'} given by hand and marked: no record can be compared with the claim.`;
}

/** How claims fared against records, as a headline: `We checked 14 claims against records: 3 confirmed, 2 corrected`. */
export function claimsHeadline(
	claims: readonly Pick<CollectionRow<'claims'>, 'verdict' | 'weighed_by'>[]
): string {
	if (claims.length === 0) return 'No claims match these filters';
	const count = (verdict: Verdict) =>
		claims.filter((claim) => claim.weighed_by === 'records' && claim.verdict === verdict).length;
	const checked = claims.length === 1 ? 'one claim' : `${formatNumber(claims.length)} claims`;
	return `We checked ${checked} against records: ${count('confirmed')} confirmed, ${count('corrected')} corrected`;
}
