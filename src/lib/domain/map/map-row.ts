import { z } from 'zod';
import { POSITION_PRECISIONS } from '../actions/places/position.ts';
import { DIRECTIONS, TIERS } from '../closed.ts';
import { integer, number, oneOf, optional, text, url } from '../schema/column.ts';
import { RULES } from '../status/status-words.ts';

/** What a measured value rests on; counts have rows of their own. */
export const measuredSource = {
	source_id: optional(text('Source of a measured value')),
	source_url: optional(url('Address of the source of a measured value')),
	publisher: optional(text('Who published a measured value')),
	tier: optional(oneOf(TIERS, 'How well a measured value is supported')),
	independent_sources: optional(
		integer('Independent publishers that state a measured value', { min: 0 })
	)
};

const valued = {
	region: text('Code of the region'),
	region_name: text('Name of the region, with its state'),
	date: optional(text('Period of the value; of counts the date of the newest record behind it')),
	value: number('The measure, in its unit'),
	unit: text('Unit of the value'),
	confirmed: optional(
		integer('Of a count: how many are stated by a source beyond trackers', { min: 0 })
	),
	no_end: optional(
		integer('Of places with a restriction in force: how many have no end on record', { min: 0 })
	),
	own: optional(
		text(
			'Restriction of the region itself, with its status and end; a county’s binds unincorporated land'
		)
	),
	note: optional(text('What the value is made from, in words'))
};

/** The value of one region of a map, with what it rests on. */
export const mapRow = z.object({ ...valued, ...measuredSource });
export type MapRow = z.output<typeof mapRow>;

/** A row of a map as it is answered and taken away: with the middle of its region, which a map program can draw. */
export const mapRecord = z.object({
	...valued,
	lon: optional(
		number('Longitude of the middle of the region', { unit: 'degrees', min: -180, max: 180 })
	),
	lat: optional(
		number('Latitude of the middle of the region', { unit: 'degrees', min: -90, max: 90 })
	),
	...measuredSource
});
export type MapRecord = z.output<typeof mapRecord>;

/** A place on a map, and the newest thing recorded of it. */
export const mapPoint = z.object({
	place_id: text('The place; of a matter without one, the region in which it is pending'),
	place_name: text('Its name'),
	region_name: text('Where it lies'),
	lon: number('Longitude', { unit: 'degrees', min: -180, max: 180 }),
	lat: number('Latitude', { unit: 'degrees', min: -90, max: 90 }),
	position_precision: oneOf(POSITION_PRECISIONS, 'How exactly the place is located'),
	mark: oneOf(
		[...DIRECTIONS, ...RULES, 'pending'],
		'Direction of the newest action, the kind of restriction in force, or that one is pending'
	),
	open: oneOf(['yes', 'no'], 'yes where a restriction has no end on record'),
	records: integer('Records behind it', { min: 1 }),
	words: text('The newest record in words'),
	action_id: optional(text('The newest action; empty of what is pending'))
});
export type MapPoint = z.output<typeof mapPoint>;
