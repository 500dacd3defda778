import { z } from 'zod';
import { REGION_KINDS } from '../closed.ts';
import {
	code,
	id,
	integer,
	number,
	oneOf,
	optional,
	percent,
	ref,
	text
} from '../schema/column.ts';
import { defineTable } from '../schema/table.ts';
import { dataset } from './derived.ts';

const degrees = (what: string, limit: number) =>
	optional(number(what, { unit: 'degrees', min: -limit, max: limit }));

export const regions = defineTable({
	name: 'regions',
	title: 'Regions',
	description:
		'World, countries in use, US states and territories, US counties, grid operators, groupings and areas of surveys.',
	file: 'regions.csv',
	key: ['region'],
	ids: 'shared',
	row: z.object({
		region: id(
			'WLD, ISO 3166-1 alpha-2, ISO 3166-2, or state code and five-digit FIPS for a county'
		),
		name: text('Name in English, without the name of the region around it'),
		kind: oneOf(REGION_KINDS, 'Kind of region'),
		parent: optional(ref('regions', 'region', 'The region this one lies in')),
		lon: degrees('Longitude of the center of its shape', 180),
		lat: degrees('Latitude of the center of its shape', 90),
		west: degrees(
			'Western edge of its bounding box; greater than east where it crosses the date line',
			180
		),
		south: degrees('Southern edge of its bounding box', 90),
		east: degrees('Eastern edge of its bounding box', 180),
		north: degrees('Northern edge of its bounding box', 90),
		note: optional(text('Anything to know about the code'))
	}),
	derived: z.object({
		...dataset,
		label: text('Name with the name of the region around it: Loudoun County, Virginia')
	})
});

export const region_aliases = defineTable({
	name: 'region_aliases',
	title: 'Region aliases',
	description:
		'Former and new county codes (Alaska, Connecticut, Florida, Virginia and others) that stand for the codes of regions.',
	file: 'region_aliases.csv',
	key: ['alias', 'region'],
	ids: 'shared',
	row: z.object({
		alias: id('A code that is accepted in place of a region'),
		region: ref('regions', 'region', 'A region it stands for, or overlaps'),
		name: text('Name of the area under the alias'),
		note: text('Why both codes exist')
	}),
	derived: z.object({ ...dataset })
});

export const populations = defineTable({
	name: 'populations',
	title: 'Population of counties',
	description:
		'People, land and local governments of US counties, by the Census Bureau. Connecticut has its planning regions and its old counties.',
	file: 'populations.csv',
	key: ['region'],
	ids: 'shared',
	row: z.object({
		region: id('County as in regions, or the code of a planning region of Connecticut'),
		population_2020_april_base: optional(
			integer('Estimates base of Apr 1, 2020', { unit: 'people', min: 0 })
		),
		population_2020: optional(integer('People on Jul 1, 2020', { unit: 'people', min: 0 })),
		population_2024: optional(integer('People on Jul 1, 2024', { unit: 'people', min: 0 })),
		population_newest: optional(
			integer('People on Jul 1 of population_newest_year', { unit: 'people', min: 0 })
		),
		population_newest_year: optional(
			integer('Year of the newest estimate', { min: 2020, max: 2100 })
		),
		vintage: optional(text('Edition of the estimates')),
		population_acs_2019_2023: optional(
			integer('American Community Survey, 2019 to 2023', { unit: 'people', min: 0 })
		),
		land_sq_mi: optional(number('Land', { unit: 'square miles', min: 0 })),
		county_subdivisions: optional(
			integer('Townships and towns with a government; empty where the state has none', {
				unit: 'governments',
				min: 0
			})
		),
		municipalities_placed: optional(
			integer('Municipalities that could be placed in the county by name: a lower bound', {
				unit: 'governments',
				min: 0
			})
		),
		municipalities_share_placed_in_state: optional(
			percent('Share of the municipalities of its state that could be placed')
		),
		note: optional(text('Anything to know about the figures')),
		source_id: ref('sources', 'source_id', 'Source')
	}),
	derived: z.object({ ...dataset })
});

export const places = defineTable({
	name: 'places',
	title: 'Places',
	description:
		'Towns, cities, townships and other bodies that act; region is the smallest coded region that wholly contains them.',
	file: 'places.csv',
	key: ['place_id'],
	ids: 'shared',
	row: z.object({
		place_id: id('region/kind/name, for example US-CA/city/monterey-park'),
		name: text('Name as the place writes it'),
		place_kind: code('place_kind', 'Kind of place'),
		region: ref('regions', 'region', 'County, state or country the place is in'),
		lon: degrees(
			'Longitude as a list gives it, with lat; used where the gazetteer does not place it',
			180
		),
		lat: degrees('Latitude as a list gives it, with lon', 90),
		note: optional(text('Anything to know about the place'))
	}),
	derived: z.object({ ...dataset })
});

export const grid_areas = defineTable({
	name: 'grid_areas',
	title: 'Grid areas',
	description:
		'Which grid operator serves a state or country, in whole or in part: pages look there for figures that the region itself lacks. Of several the first counts.',
	file: 'grid_areas.csv',
	key: ['region', 'grid'],
	ids: 'shared',
	row: z.object({
		region: ref('regions', 'region', 'The state or country served'),
		grid: ref('regions', 'region', 'The grid operator'),
		note: optional(text('How much of the region it serves, and who says so'))
	}),
	derived: z.object({ ...dataset })
});

export const short_names = defineTable({
	name: 'short_names',
	title: 'Short names',
	description:
		'Names that people type for a region or for several together, and that are no official name: NYC, NoVA. The search finds regions by them.',
	file: 'short_names.csv',
	key: ['short_name', 'region'],
	ids: 'shared',
	row: z.object({
		short_name: text('What people type'),
		region: ref('regions', 'region', 'A region meant by it'),
		means: optional(text('What it stands for, in words, where the region alone does not say so'))
	}),
	derived: z.object({ ...dataset })
});
