import { describe, expect, it } from 'vitest';
import type { MapRow } from '#lib/domain/map/map-row.ts';
import { mapTitle, regionWords, type Shown } from '#lib/map/map-words.ts';

const row = (region: string, region_name: string, value: number, more: Partial<MapRow> = {}) => ({
	region,
	region_name,
	date: '2026-09-16',
	value,
	unit: 'actions',
	confirmed: 1,
	no_end: null,
	own: null,
	note: null,
	source_id: null,
	source_url: null,
	publisher: null,
	tier: null,
	independent_sources: null,
	...more
});

const shown: Shown = {
	measure: 'actions',
	level: 'state',
	areaName: 'United States',
	rows: [
		row('US-WI', 'Wisconsin', 3),
		row('US-OH', 'Ohio', 62),
		row('US-DC', 'District of Columbia', 1)
	],
	whole: null,
	directions: ['restrictive'],
	window: 'in the last 12 months',
	years: 5
};

describe('the headline of a map', () => {
	it('names the region with most, whatever the order of the rows', () => {
		expect(mapTitle(shown)).toBe(
			'Restrictive actions in 2 states and DC in the last 12 months, most in Ohio'
		);
	});

	it('speaks of counties in a state', () => {
		const rows = [row('US-VA-51107', 'Loudoun County, Virginia', 3)];
		expect(
			mapTitle({ ...shown, level: 'county', areaName: 'Virginia', rows, directions: [] })
		).toBe(
			'Votes and actions in 1 county of Virginia in the last 12 months, most in Loudoun County'
		);
	});

	it('counts verified places before those that trackers alone state', () => {
		const of = (value: number, confirmed: number) =>
			mapTitle({ ...shown, measure: 'restrictions', whole: row('US', 'US', value, { confirmed }) });
		expect(of(835, 3)).toBe(
			'A moratorium or ban is in force in 3 verified and 832 other places of 2 states and DC'
		);
		expect(of(3, 3)).toMatch(/in force in 3 verified places of/);
		expect(of(1, 0)).toMatch(/in force in 1 place \(not verified\) of/);
	});

	it('never takes no record for none', () => {
		expect(mapTitle({ ...shown, rows: [] })).toBe(
			'No records found in the United States with these filters'
		);
		expect(
			mapTitle({ ...shown, rows: [], measure: 'price', level: 'county', areaName: 'Texas' })
		).toBe('No figure by county for Texas');
	});
});

describe('a region in words', () => {
	it('says how much of a count is confirmed', () => {
		expect(regionWords('Ohio', row('US-OH', 'Ohio', 1), shown)).toBe(
			'Ohio: 1 restrictive action (1 verified)'
		);
	});

	it('keeps a county’s own restriction apart from those of places in it', () => {
		const own = row('US-MI-26041', 'Delta County, Michigan', 2, {
			own: 'moratorium: in force, until Mar 31, 2027',
			no_end: 1
		});
		expect(regionWords('Delta County', own, { measure: 'restrictions', directions: [] })).toBe(
			'Delta County: 2 places with a moratorium or ban in force (its own moratorium: in force, until Mar 31, 2027; 1 verified; 1 without a known end)'
		);
	});

	it('says that no record here does not mean there is no opposition', () => {
		expect(regionWords('Hawaii', undefined, shown)).toBe('Hawaii: No records found');
	});
});
