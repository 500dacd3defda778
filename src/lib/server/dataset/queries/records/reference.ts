import { sql } from 'kysely';
import type { Query } from '#lib/domain/filter/query.ts';
import { PENDING, pendingRegions } from '../pending.ts';
import { defineQuery } from '../query.ts';

/** What lies inside a region; an event or a poll that two rows tell counts once. */
const inside = (table: 'polls' | 'actions') =>
	sql<number>`(SELECT count(*) FROM ${sql.table(table)} x JOIN region_closure c ON c.region = x.region
		WHERE c.ancestor = r.region${
			table === 'actions'
				? sql` AND x.action_id NOT IN (SELECT action_id FROM action_facts WHERE same_as IS NOT NULL)`
				: sql` AND x.same_as IS NULL`
		})`;

export const regionsQuery = defineQuery('regions', {
	select: (db) =>
		db
			.selectFrom('regions as r')
			.select([
				'r.region',
				'r.label as region_name',
				'r.name',
				'r.kind',
				'r.parent',
				sql<
					string | null
				>`(SELECT replace(group_concat(DISTINCT alias), ',', '~') FROM region_aliases x WHERE x.region = r.region)`.as(
					'aliases'
				),
				'r.lon',
				'r.lat',
				'r.west',
				'r.south',
				'r.east',
				'r.north',
				inside('polls').as('polls'),
				inside('actions').as('actions'),
				sql<number>`(SELECT count(*) FROM observations x WHERE x.region = r.region)`.as(
					'observations'
				),
				'r.note',
				'r.dataset'
			]),
	id: 'r.region',
	order: { region: 'r.region', kind: 'r.kind' },
	columns: { kind: 'r.kind', parent: 'r.parent', dataset: 'r.dataset' },
	special: PENDING,
	always: pendingRegions,
	region: 'r.region',
	search: { kind: 'region', id: 'r.region' }
});

/** Sources of records in regions. */
const inRegions = ({ scope }: Query, regions: string[]) =>
	scope === 'exact'
		? sql<boolean>`s.source_id IN (SELECT source_id FROM source_regions WHERE region IN (${sql.join(regions)}))`
		: sql<boolean>`s.source_id IN (SELECT x.source_id FROM source_regions x JOIN region_closure c USING (region) WHERE c.ancestor IN (${sql.join(regions)}))`;

export const sourcesQuery = defineQuery('sources', {
	select: (db) =>
		db.selectFrom('sources as s').select([
			's.source_id',
			's.title',
			's.published as date',
			's.licence',
			's.attribution',
			sql<number>`(SELECT count(*) FROM polls x WHERE x.source_id = s.source_id)
					+ (SELECT count(*) FROM actions x WHERE x.source_id = s.source_id)
					+ (SELECT count(*) FROM observations x WHERE x.source_id = s.source_id)
					+ (SELECT count(*) FROM model_prices x WHERE x.source_id = s.source_id)
					+ (SELECT count(*) FROM claims x WHERE x.source_id = s.source_id)
					+ (SELECT count(*) FROM citations x WHERE x.source_id = s.source_id)`.as('records'),
			's.added',
			's.changed',
			's.dataset',
			's.seen_url',
			's.url as source_url',
			's.publisher',
			's.tier'
		]),
	id: 's.source_id',
	order: { date: 's.date_start', date_end: 's.date_end', tier: 's.tier', source_id: 's.source_id' },
	stamps: 's',
	columns: { publisher: 's.publisher', dataset: 's.dataset', tier: 's.tier' },
	always: (query) => (query.regions === null ? [] : [inRegions(query, query.regions)]),
	dates: 's',
	search: { kind: 'source', id: 's.source_id' }
});

const CITATION_ID = `c.record_kind || '|' || c.record_id || '|' || c.source_id`;

export const citationsQuery = defineQuery('citations', {
	select: (db) =>
		db
			.selectFrom('citations as c')
			.innerJoin('sources as s', 's.source_id', 'c.source_id')
			.select([
				sql<string>`${sql.raw(CITATION_ID)}`.as('citation_id'),
				'c.record_kind',
				'c.record_id',
				'c.source_id',
				's.title as source_title',
				's.published as date',
				'c.dataset',
				's.url as source_url',
				's.publisher',
				's.tier'
			]),
	id: CITATION_ID,
	ties: 'c.record_kind, c.record_id, c.source_id, c.dataset',
	order: {
		date: 's.date_start',
		date_end: 's.date_end',
		tier: 's.tier',
		citation_id: CITATION_ID,
		record_id: 'c.record_id',
		source_id: 'c.source_id'
	},
	columns: {
		record_kind: 'c.record_kind',
		record: 'c.record_id',
		source: 'c.source_id',
		publisher: 's.publisher',
		dataset: 'c.dataset',
		tier: 's.tier'
	}
});

/** Claims about a record: about a poll also those about its questions, about a series those about its values. */
const ofRecord = (id: string) =>
	sql<boolean>`c.claim_id IN (SELECT x.claim_id FROM claim_records x WHERE x.record_id = ${id}
		OR (x.record_kind = 'question' AND x.record_id IN (SELECT question_id FROM questions WHERE poll_id = ${id}))
		OR (x.record_kind = 'observation' AND substr(x.record_id, 1, length(${id}) + 1) = ${id} || '|'))`;

export const claimsQuery = defineQuery('claims', {
	select: (db) =>
		db
			.selectFrom('claims as c')
			.innerJoin('sources as s', 's.source_id', 'c.best_source')
			.innerJoin('sources as w', 'w.source_id', 'c.source_id')
			.select([
				'c.claim_id',
				'c.date',
				'c.claim',
				'c.subject',
				'c.value',
				'c.unit',
				'c.weighed as verdict',
				'c.weighed_by',
				'c.evidence',
				sql<
					string | null
				>`(SELECT group_concat(x.record_kind || ':' || x.record_id, '~') FROM claim_records x WHERE x.claim_id = c.claim_id)`.as(
					'records'
				),
				'c.note',
				'w.publisher as read_in',
				'w.url as read_url',
				'w.tier as read_tier',
				'c.added',
				'c.changed',
				'c.dataset',
				'c.source_id',
				's.title as source_title',
				's.url as source_url',
				's.publisher',
				's.tier',
				'c.independent_sources'
			]),
	id: 'c.claim_id',
	order: { date: 'c.date_start', date_end: 'c.date_end', claim_id: 'c.claim_id' },
	stamps: 'c',
	columns: {
		verdict: 'c.weighed',
		dataset: 'c.dataset',
		tier: 's.tier',
		min_sources: 'c.independent_sources'
	},
	special: { record: ([id = '']) => ofRecord(id) },
	dates: 'c',
	search: { kind: 'claim', id: 'c.claim_id' }
});
