import { sql } from 'kysely';
import { PENDING, pendingSightings } from '../pending.ts';
import { defineQuery } from '../query.ts';

const SIGHTING_ID = `g.tracker || '|' || g.tracker_record_id || '|' || g.first_seen`;

export const sightingsQuery = defineQuery('sightings', {
	select: (db) =>
		db
			.selectFrom('sightings as g')
			.innerJoin('regions as r', 'r.region', 'g.region')
			.innerJoin('sources as s', 's.source_id', 'g.source_id')
			.select([
				'g.region',
				'r.label as region_name',
				'g.place_name',
				'g.place_id',
				'g.action_type',
				'g.action_types',
				'g.tracker_types',
				'g.scope',
				'g.status',
				'g.outcome',
				'g.says',
				'g.first_seen',
				'g.last_seen',
				'g.seen_otherwise_from',
				'g.known_until',
				'g.how_it_ended',
				'g.event_date',
				'g.project_name',
				'g.developer',
				'g.project_mw',
				'g.action_id',
				'g.match_how',
				'g.region_how',
				'g.tracker',
				'g.tracker_record_id',
				'g.dataset',
				sql<string>`${sql.raw(SIGHTING_ID)}`.as('sighting_id'),
				's.source_id',
				's.title as source_title',
				's.url as source_url',
				's.publisher',
				's.tier'
			]),
	id: SIGHTING_ID,
	order: {
		first_seen: 'g.first_seen',
		last_seen: 'g.last_seen',
		region: 'g.region',
		tracker: 'g.tracker',
		action_type: 'g.action_type'
	},
	columns: {
		tracker: 'g.tracker',
		place: 'g.place_id',
		action_type: 'g.action_type',
		dataset: 'g.dataset',
		tier: 's.tier'
	},
	special: PENDING,
	always: pendingSightings,
	region: 'g.region'
});

export const coverageQuery = defineQuery('coverage', {
	select: (db) =>
		db
			.selectFrom('coverage as v')
			.innerJoin('sources as s', 's.source_id', 'v.source_id')
			.select([
				'v.tracker',
				'v.name',
				'v.watches',
				'v.began',
				'v.swept_from',
				'v.swept_to',
				'v.read_to',
				'v.own_words',
				'v.note',
				'v.dataset',
				's.source_id',
				's.title as source_title',
				's.url as source_url',
				's.publisher',
				's.tier'
			]),
	id: 'v.tracker',
	order: { began: 'v.began', read_to: 'v.read_to' },
	columns: { dataset: 'v.dataset' }
});

export const populationsQuery = defineQuery('populations', {
	select: (db) =>
		db
			.selectFrom('populations as n')
			.leftJoin('regions as r', 'r.region', 'n.region')
			.innerJoin('sources as s', 's.source_id', 'n.source_id')
			.select([
				'n.region',
				'r.label as region_name',
				'n.population_2020_april_base',
				'n.population_2020',
				'n.population_2024',
				'n.population_newest',
				'n.population_newest_year',
				'n.vintage',
				'n.population_acs_2019_2023',
				'n.land_sq_mi',
				'n.county_subdivisions',
				'n.municipalities_placed',
				'n.municipalities_share_placed_in_state',
				'n.note',
				'n.dataset',
				's.source_id',
				's.title as source_title',
				's.url as source_url',
				's.publisher',
				's.tier'
			]),
	id: 'n.region',
	order: {
		region: 'n.region',
		population_newest: 'n.population_newest',
		land_sq_mi: 'n.land_sq_mi'
	},
	columns: { dataset: 'n.dataset' },
	region: 'n.region'
});
