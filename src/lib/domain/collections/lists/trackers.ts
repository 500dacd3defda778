import { z } from 'zod';
import { optional, text } from '../../schema/column.ts';
import { populations } from '../../tables/regions.ts';
import { sources } from '../../tables/sources.ts';
import { coverage, sightings } from '../../tables/trackers.ts';
import { regionName, picked, words } from '../collection.ts';
import { defineStored } from '../stored.ts';

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

const sightingsCollection = defineStored({
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
		...picked(sighting, 'place_name place_id action_type action_types tracker_types'),
		...picked(sighting, 'scope status outcome says first_seen last_seen'),
		...picked(sighting, 'seen_otherwise_from known_until how_it_ended event_date'),
		...picked(sighting, 'project_name developer project_mw action_id match_how'),
		...picked(sighting, 'region_how tracker tracker_record_id dataset'),
		sighting_id: text('tracker|tracker_record_id|first_seen'),
		...document
	}),
	id: 'sighting_id',
	filters: ['region', 'scope', 'tracker', 'place', 'action_type', 'pending', 'dataset', 'tier'],
	region: { scope: 'within', fallback: 'all' },
	sort: ['-first_seen', 'last_seen', 'region', 'tracker', 'action_type'],
	shown: [...words('place_name region_name tracker tracker_types status first_seen last_seen')],
	searched: null
});

const coverageCollection = defineStored({
	name: 'coverage',
	title: coverage.title,
	description: coverage.description,
	from: { v: 'coverage', s: { table: 'sources', on: 'v.source_id' } },
	row: z.object({
		...picked(tracker, 'tracker name watches began swept_from swept_to read_to'),
		...picked(tracker, 'own_words note dataset'),
		...document
	}),
	id: 'tracker',
	filters: ['dataset'],
	region: null,
	sort: ['tracker', 'began', 'read_to'],
	shown: ['name', 'watches', 'began', 'swept_from', 'swept_to', 'read_to', 'own_words'],
	searched: null
});

const populationsCollection = defineStored({
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
		...picked(population, 'population_2020_april_base population_2020 population_2024'),
		...picked(population, 'population_newest population_newest_year vintage'),
		...picked(population, 'population_acs_2019_2023 land_sq_mi county_subdivisions'),
		...picked(population, 'municipalities_placed municipalities_share_placed_in_state'),
		...picked(population, 'note dataset'),
		...document
	}),
	id: 'region',
	filters: ['region', 'scope', 'dataset'],
	region: { scope: 'within', fallback: 'all' },
	sort: ['region', 'population_newest', 'land_sq_mi'],
	shown: [
		...words('region_name population_newest population_2020 land_sq_mi'),
		...words('municipalities_placed')
	],
	searched: null
});

/** Lists of what trackers saw. */
export const trackerLists = {
	sightings: sightingsCollection,
	coverage: coverageCollection,
	populations: populationsCollection
};
