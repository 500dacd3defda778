import type { Verdict } from './claims.ts';
import type { CollectionRow } from '../collections/index.ts';
import { figure } from '../text/format.ts';

/** A verdict in words, with a mark that tells it without colour. */
export const VERDICT_WORDS: Record<Verdict, { mark: string; label: string; meaning: string }> = {
	confirmed: { mark: '✓', label: 'Confirmed', meaning: 'records say the same' },
	corrected: { mark: '≠', label: 'Corrected', meaning: 'records say it otherwise' },
	single_source: {
		mark: '1',
		label: 'Single source',
		meaning: 'one publisher stands behind it'
	},
	contested: { mark: '±', label: 'Contested', meaning: 'records or publishers disagree' },
	unverified: { mark: '?', label: 'Unverified', meaning: 'no record here shows it' }
};

/** Who gave a verdict, in words. */
export const WEIGHED_WORDS = {
	records: 'computed from records',
	editor: 'weighed by hand',
	sources: 'computed from who says it'
} as const;

/** How many verdicts were given by hand, as a sentence: those nothing on record can decide. */
export function byHandSentence(
	claims: readonly Pick<CollectionRow<'claims'>, 'weighed_by'>[]
): string {
	const count = claims.filter(({ weighed_by }) => weighed_by === 'editor').length;
	if (count === 0) return 'Every verdict here is computed; none is given by hand.';
	return `${figure(count)} of ${figure(claims.length)} verdicts ${count === 1 ? 'is' : 'are'} given by hand, and marked so: no record can be compared with the claim, and nobody else on record says it.`;
}

/** How claims fared against records, as a headline: `Of 14 claims records confirm 3 and correct 2`. */
export function claimsHeadline(
	claims: readonly Pick<CollectionRow<'claims'>, 'verdict' | 'weighed_by'>[]
): string {
	if (claims.length === 0) return 'No claim on record with these filters';
	const count = (verdict: Verdict) =>
		claims.filter((claim) => claim.weighed_by === 'records' && claim.verdict === verdict).length;
	const subject = claims.length === 1 ? 'Of one claim' : `Of ${figure(claims.length)} claims`;
	return `${subject} records confirm ${count('confirmed')} and correct ${count('corrected')}`;
}
