import { max, min } from 'd3-array';
import { pendingWords } from '#lib/domain/actions/words/pending-words.ts';
import type { Facts } from '#lib/domain/screening/row.ts';
import type { SiteRecord } from '../record.ts';
import { joined } from './joined.ts';
import type { There } from './there.ts';

const NOT_COUNTED = {
	pending: null,
	pending_first: null,
	pending_last: null,
	pending_matters: null
};

/** Restrictions pending in the county and its places, as trackers listed them up to the day. */
export function pendingFacts(
	record: Pick<SiteRecord, 'pendingIn'>,
	{ county }: Pick<There, 'county'>
) {
	if (county === null) return NOT_COUNTED;
	const matters = record.pendingIn(county);
	return {
		pending: matters.length,
		pending_first: min(matters, ({ first_pending }) => first_pending) ?? null,
		pending_last: max(matters, ({ last_pending }) => last_pending) ?? null,
		pending_matters: joined(matters.map(pendingWords))
	} satisfies Partial<Facts>;
}
