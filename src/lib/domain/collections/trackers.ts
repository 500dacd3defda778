import { z } from 'zod';
import { optional, text } from '../schema/column.ts';
import { populations } from '../tables/regions.ts';
import { sources } from '../tables/sources.ts';
import { coverage, sightings } from '../tables/trackers.ts';
import { regionName } from './collection.ts';
import { defineStored } from './stored.ts';

const sighting = { ...sightings.row.shape, ...sightings.derived.shape };
const tracker = { ...coverage.row.shape, ...coverage.derived.shape };
const population = { ...populations.row.shape, ...populations.derived.shape };
const document = {
	source_id: sources.row.shape.source_id,
	source_title: sources.row.shape.title,
	source_url: sources.row.shape.url,
	publisher: sources.row.shape.publisher,
	tier: sources.row.shape.tier
};

export const sightingsCollection = defineStored({
	name: 'sightings',
	title: sightings.title,
	description: sightings.description,
	from: {
		g: 'sightings',
		r: { table: 'regions', on: 'g.region' },
		s: { table: 'sources', on: 'g.source_id' }
	},
	row: z.object({
		region: sighting.region,
		...regionName,
		place_name: sighting.place_name,
		place_id: sighting.place_id,
		action_type: sighting.action_type,
		action_types: sighting.action_types,
		tracker_types: sighting.tracker_types,
		scope: sighting.scope,
		status: sighting.status,
		outcome: sighting.outcome,
		says: sighting.says,
		first_seen: sighting.first_seen,
		last_seen: sighting.last_seen,
		seen_otherwise_from: sighting.seen_otherwise_from,
		known_until: sighting.known_until,
		how_it_ended: sighting.how_it_ended,
		event_date: sighting.event_date,
		project_name: sighting.project_name,
		developer: sighting.developer,
		project_mw: sighting.project_mw,
		action_id: sighting.action_id,
		match_how: sighting.match_how,
		region_how: sighting.region_how,
		tracker: sighting.tracker,
		tracker_record_id: sighting.tracker_record_id,
		dataset: sighting.dataset,
		sighting_id: text('tracker|tracker_record_id|first_seen'),
		...document
	}),
	id: 'sighting_id',
	filters: ['region', 'scope', 'tracker', 'place', 'action_type', 'pending', 'dataset', 'tier'],
	region: { scope: 'within', fallback: 'all' },
	sort: ['-first_seen', 'last_seen', 'region', 'tracker', 'action_type'],
	shown: [
		'place_name',
		'region_name',
		'tracker',
		'tracker_types',
		'status',
		'first_seen',
		'last_seen'
	],
	searched: null
});

export const coverageCollection = defineStored({
	name: 'coverage',
	title: coverage.title,
	description: coverage.description,
	from: { v: 'coverage', s: { table: 'sources', on: 'v.source_id' } },
	row: z.object({
		tracker: tracker.tracker,
		name: tracker.name,
		watches: tracker.watches,
		began: tracker.began,
		swept_from: tracker.swept_from,
		swept_to: tracker.swept_to,
		read_to: tracker.read_to,
		own_words: tracker.own_words,
		note: tracker.note,
		dataset: tracker.dataset,
		...document
	}),
	id: 'tracker',
	filters: ['dataset'],
	region: null,
	sort: ['tracker', 'began', 'read_to'],
	shown: ['name', 'watches', 'began', 'swept_from', 'swept_to', 'read_to', 'own_words'],
	searched: null
});

export const populationsCollection = defineStored({
	name: 'populations',
	title: populations.title,
	description: populations.description,
	from: {
		n: 'populations',
		r: { table: 'regions', on: 'n.region', optional: true },
		s: { table: 'sources', on: 'n.source_id' }
	},
	row: z.object({
		region: population.region,
		region_name: optional(regionName.region_name),
		population_2020_april_base: population.population_2020_april_base,
		population_2020: population.population_2020,
		population_2024: population.population_2024,
		population_newest: population.population_newest,
		population_newest_year: population.population_newest_year,
		vintage: population.vintage,
		population_acs_2019_2023: population.population_acs_2019_2023,
		land_sq_mi: population.land_sq_mi,
		county_subdivisions: population.county_subdivisions,
		municipalities_placed: population.municipalities_placed,
		municipalities_share_placed_in_state: population.municipalities_share_placed_in_state,
		note: population.note,
		dataset: population.dataset,
		...document
	}),
	id: 'region',
	filters: ['region', 'scope', 'dataset'],
	region: { scope: 'within', fallback: 'all' },
	sort: ['region', 'population_newest', 'land_sq_mi'],
	shown: [
		'region_name',
		'population_newest',
		'population_2020',
		'land_sq_mi',
		'municipalities_placed'
	],
	searched: null
});

/** Lists of what trackers saw. */
export const trackerLists = {
	sightings: sightingsCollection,
	coverage: coverageCollection,
	populations: populationsCollection
};
