import { sql } from 'kysely';
import type { Query } from '#lib/domain/filter/query.ts';
import { pendingRegions } from '../pending.ts';
import { READ_BY_DAY, type ByHand } from '../column-sql.ts';

/** What lies inside a region; an event or a poll that two rows tell counts once. */
const inside = (table: 'polls' | 'actions') =>
	sql<number>`(SELECT count(*) FROM ${sql.table(table)} x JOIN region_closure c ON c.region = x.region
		WHERE c.ancestor = r.region${
			table === 'actions'
				? sql` AND x.action_id NOT IN (SELECT action_id FROM action_facts WHERE same_as IS NOT NULL)`
				: sql` AND x.same_as IS NULL`
		})`;

export const regionsByHand: ByHand<'regions'> = {
	columns: {
		aliases: sql`(SELECT replace(group_concat(DISTINCT alias), ',', '~') FROM region_aliases x WHERE x.region = r.region)`,
		polls: inside('polls'),
		actions: inside('actions'),
		observations: sql`(SELECT count(*) FROM observations x WHERE x.region = r.region)`
	},
	special: { pending: READ_BY_DAY },
	always: pendingRegions
};

/** Sources of records in regions. */
const inRegions = ({ scope }: Query, regions: string[]) =>
	scope === 'exact'
		? sql<boolean>`s.source_id IN (SELECT source_id FROM source_regions WHERE region IN (${sql.join(regions)}))`
		: sql<boolean>`s.source_id IN (SELECT x.source_id FROM source_regions x JOIN region_closure c USING (region) WHERE c.ancestor IN (${sql.join(regions)}))`;

/** Tables whose records name a source. */
const NAMING = ['polls', 'actions', 'observations', 'model_prices', 'claims', 'citations'];

export const sourcesByHand: ByHand<'sources'> = {
	columns: {
		records: sql.raw(
			NAMING.map(
				(table) => `(SELECT count(*) FROM ${table} x WHERE x.source_id = s.source_id)`
			).join(' + ')
		)
	},
	always: (query) => (query.regions === null ? [] : [inRegions(query, query.regions)])
};

export const citationsByHand: ByHand<'citations'> = {
	ties: 'c.record_kind, c.record_id, c.source_id, c.dataset'
};

/** Claims about a record: about a poll also those about its questions, about a series those about its values. */
const ofRecord = (id: string) =>
	sql<boolean>`c.claim_id IN (SELECT x.claim_id FROM claim_records x WHERE x.record_id = ${id}
		OR (x.record_kind = 'question' AND x.record_id IN (SELECT question_id FROM questions WHERE poll_id = ${id}))
		OR (x.record_kind = 'observation' AND substr(x.record_id, 1, length(${id}) + 1) = ${id} || '|'))`;

export const claimsByHand: ByHand<'claims'> = {
	columns: {
		records: sql`(SELECT group_concat(x.record_kind || ':' || x.record_id, '~') FROM claim_records x WHERE x.claim_id = c.claim_id)`,
		read_in: 'w.publisher',
		read_url: 'w.url',
		read_tier: 'w.tier'
	},
	special: { record: ([id = '']) => ofRecord(id) }
};
