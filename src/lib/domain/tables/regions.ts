import { z } from 'zod';
import { REGION_KINDS } from '../closed.ts';
import { code, id, number, oneOf, optional, ref, text } from '../column.ts';
import { defineTable } from '../table.ts';
import { dataset } from './derived.ts';

const degrees = (what: string, limit: number) =>
	optional(number(what, { unit: 'degrees', min: -limit, max: limit }));

export const regions = defineTable({
	name: 'regions',
	title: 'Regions',
	description:
		'World, countries in use, US states and territories, US counties, grid operators and groupings.',
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
		lon: degrees('Longitude of the centre of its shape', 180),
		lat: degrees('Latitude of the centre of its shape', 90),
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
		'Old and new county codes (Connecticut, Alaska, South Dakota) that stand for each other.',
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
		region: ref('regions', 'region', 'Smallest coded region that wholly contains the place'),
		note: optional(text('Anything to know about the place'))
	}),
	derived: z.object({ ...dataset })
});
