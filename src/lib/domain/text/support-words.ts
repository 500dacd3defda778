import type { CollectionRow } from '../collections/index.ts';
import type { Tier } from '../closed.ts';
import { publishers, TIER_WORDS } from './format.ts';

type Terms = Pick<CollectionRow<'sources'>, 'licence' | 'attribution'>;

const LICENCES: Record<string, string> = {
	'CC BY 4.0': 'https://creativecommons.org/licenses/by/4.0/',
	MIT: 'https://opensource.org/license/mit'
};

/** Where a licence can be read; null where it has no address of its own. */
export const licenceAddress = (licence: string | null): string | null =>
	licence === null ? null : (LICENCES[licence] ?? null);

/** The terms of a source: the credit line it asks for, else its licence, else that none are stated. */
export const licenceWords = ({ licence, attribution }: Terms): string =>
	attribution ?? licence ?? 'no license stated';

/** How well a record is supported, as one line under its title. */
export function evidenceWords({
	tier,
	independent_sources
}: {
	tier: Tier;
	independent_sources: number;
}): string {
	const stated = `${publishers(independent_sources)} state${independent_sources === 1 ? 's' : ''} it`;
	return tier === 'aggregator'
		? `Tracker only, not verified; ${stated}, and we have not seen the original`
		: `Best source: ${TIER_WORDS[tier]}; ${stated}`;
}
