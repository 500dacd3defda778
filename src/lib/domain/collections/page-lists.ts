import { z } from 'zod';
import { TIERS } from '../closed.ts';
import { date, integer, number, oneOf, optional, text, url } from '../schema/column.ts';
import { mapPeriod } from '../map/map-period.ts';
import { mapRecord } from '../map/map-row.ts';
import { defineCollection } from './collection.ts';

export const mapList = defineCollection({
	name: 'map',
	title: 'Map',
	description:
		'One value per region: by state in the United States, by county where region is a state. A region without a value has no record here; people there may still be opposed.',
	row: mapRecord,
	id: 'region',
	filters: [],
	region: { scope: 'within', fallback: 'US' },
	sort: ['-value', 'region_name', 'confirmed', 'no_end', 'date'],
	page: '/map',
	shown: ['region_name', 'value', 'confirmed', 'date', 'note'],
	searched: null
});

export const mapTimeList = defineCollection({
	name: 'map-time',
	title: 'Map over time',
	description:
		'The measure of a map over all days: actions by month and direction, places with a rule in force at the end of each month, restrictions seen pending by then, shares in local polls, yearly values with those of the country.',
	row: mapPeriod,
	id: 'row',
	filters: [],
	region: { scope: 'within', fallback: 'US' },
	sort: ['row'],
	page: '/map',
	shown: ['date', 'region_name', 'kind', 'value', 'confirmed', 'note'],
	searched: null
});

export const profileList = defineCollection({
	name: 'profile',
	title: 'Facts about a place',
	description:
		'The page of a place in one file, one row per fact: what is in force, upcoming dates, what trackers saw pending, votes and actions, opposition, price, projects, what lies inside.',
	row: z.object({
		region: optional(text('Region of the fact; empty where a place inside has none of its own')),
		region_name: optional(text('Name of the region')),
		date: optional(date('Day or period of the fact, its first where it has two')),
		date_end: optional(date('Last day, where the fact has one')),
		section: text('Section of the profile'),
		name: text('What the fact is of'),
		text: optional(text('The fact in words')),
		value: optional(number('Its figure')),
		unit: optional(text('Unit of the figure')),
		status: optional(text('Status, kind, decision or wording group, by section')),
		basis: optional(text('Direction, basis of a date, population or estimate, by section')),
		place_id: optional(text('Place of the fact')),
		id: optional(text('Id of the record behind it')),
		profile_of: text('Region or place whose profile the fact is in'),
		row: integer('Position in the file, from 1', { min: 1 }),
		source_id: optional(text('Source')),
		source_url: optional(url('Address of the source')),
		publisher: optional(text('Who published the source')),
		tier: optional(oneOf(TIERS, 'How well the record is supported')),
		independent_sources: optional(
			integer('Independent publishers that state the record', { min: 0 })
		)
	}),
	id: 'row',
	filters: ['region', 'place'],
	region: { scope: 'within', fallback: 'US' },
	sort: ['row', 'section', 'date', 'name', 'value'],
	page: '/regions',
	shown: ['name', 'section', 'date', 'text', 'value', 'status'],
	example: { region: 'US-VA' },
	searched: null
});

/** What pages show as a whole that is the list of no collection, by its name in the address. */
export const views = { map: mapList, 'map-time': mapTimeList, profile: profileList } as const;
export type PageListName = keyof typeof views;
/** One fact of a profile. */
export type ProfileRow = z.output<(typeof profileList)['row']>;
