import type { Mechanism } from '../mechanism.ts';

/** How an action works, in words. */
export const MECHANISM_WORDS: Record<Mechanism, string> = {
	ban: 'ban',
	moratorium: 'moratorium',
	denial: 'denial',
	zoning_limit: 'zoning limit',
	conditions: 'conditions',
	tariff: 'power tariff',
	incentive: 'tax or incentive',
	disclosure: 'disclosure',
	lawsuit: 'lawsuit',
	study: 'study',
	resolution: 'resolution',
	other: 'other'
};

/** What the degrees of strength mean, said once beside a table. */
export const STRENGTH_NOTE =
	'Strength: 4 stops construction, 3 limits where or how, 2 adds costs or duties, 1 studies or comments. Advisory votes are not binding.';

/**
 * How an action works and how strong that is, apart from its direction.
 * @example 'moratorium, 4 of 4'
 */
export function mechanismWords({
	mechanism,
	mechanism_strength: strength
}: {
	mechanism: Mechanism;
	mechanism_strength: number | null;
}): string {
	const name = MECHANISM_WORDS[mechanism];
	return strength === null ? name : `${name}, ${strength} of 4`;
}
