import { z } from 'zod';
import { date, integer, number, optional, text } from '../schema/column.ts';
import { measuredSource } from './map-row.ts';

/** One value of a map's measure at one time: the same filters as the map, over all days on record. */
export const mapPeriod = z.object({
	region: text('Code of the region'),
	region_name: text('Name of the region'),
	date: date(
		'Month of the actions counted, last day of a month of restrictions, or date of the value'
	),
	kind: text('Direction of the actions counted, `in_force`, house of the poll, or the series read'),
	value: number('The measure, in its unit'),
	unit: text('Unit of the value'),
	confirmed: optional(
		integer('Of a count: how many are stated by a source beyond trackers', { min: 0 })
	),
	note: optional(text('What the value is made from, in words')),
	row: integer('Position in time, from 1', { min: 1 }),
	...measuredSource
});
export type MapPeriod = z.output<typeof mapPeriod>;
