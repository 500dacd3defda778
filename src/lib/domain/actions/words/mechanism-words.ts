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

/** What an action of each strength does. */
const STRENGTH_WORDS: Readonly<Record<number, string>> = {
	4: 'stops construction',
	3: 'limits where or how',
	2: 'adds costs or duties',
	1: 'studies or comments'
};

/**
 * How an action works and how strong that is, apart from its direction.
 * @example 'moratorium · stops construction'
 */
export function mechanismWords({
	mechanism,
	mechanism_strength: strength
}: {
	mechanism: Mechanism;
	mechanism_strength: number | null;
}): string {
	const does = strength === null ? undefined : STRENGTH_WORDS[strength];
	return [MECHANISM_WORDS[mechanism], ...(does === undefined ? [] : [does])].join(' · ');
}
