import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { differences, isCompared } from '#lib/domain/claims/claims.ts';
import { recordsBehind } from '../../dataset/claims/claim-records.ts';
import { queries } from '../../dataset/queries/index.ts';
import { all } from '../list/collection.ts';
import { defineComputed } from '../list/computed.ts';

/** Every record behind the claims of a query, with what the claim says of it and what it says itself. */
export const claimEvidence = defineComputed({
	name: 'claim-evidence',
	words: 'claims',
	rows: (asked) => {
		const claims = all<CollectionRow<'claims'>>(
			asked,
			queries.claims.rows(asked.release.kysely, {
				...asked.query,
				sort: { column: 'claim_id', descending: false }
			})
		);
		const rows = claims.flatMap(({ claim_id, date }) =>
			recordsBehind(asked.release.db, claim_id, date).map((record) => {
				const { publishers: _, low: __, high: ___, best_source: ____, ...shown } = record;
				return {
					claim_id,
					...shown,
					agrees: agreement(record),
					evidence_id: `${claim_id}|${record.record_kind}|${record.record_id}`
				};
			})
		);
		return { rows, notes: [] };
	}
});

const agreement = (record: Parameters<typeof differences>[0]): 'yes' | 'no' | null => {
	if (!isCompared(record)) return null;
	return differences(record).length === 0 ? 'yes' : 'no';
};
