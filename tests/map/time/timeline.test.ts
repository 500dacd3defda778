import { describe, expect, it } from 'vitest';
import type { Measure } from '#lib/domain/map/map-measures.ts';
import type { MapPeriod } from '#lib/domain/map/map-period.ts';
import { timelineOf, type Timeline } from '#lib/map/time/timeline.ts';
import { timeTitle } from '#lib/map/time/time-words.ts';

/** Invented values. */
const row = (given: Partial<MapPeriod>): MapPeriod => ({
	region: 'US',
	region_name: 'United States',
	date: '2026-01',
	kind: 'restrictive',
	value: 1,
	unit: 'actions',
	confirmed: 0,
	note: null,
	row: 1,
	source_id: null,
	source_url: null,
	publisher: null,
	tier: null,
	independent_sources: null,
	...given
});

const NOT_KNOWN = { from: null, to: null };

const view = (measure: Measure, from: string | null = null, to: string | null = null) => ({
	measure,
	on: '2026-03-15',
	from,
	to,
	coverage: { from: '2026-02-10', to: '2026-03-20' },
	href: (changes: Record<string, string | null>) => JSON.stringify(changes)
});

function bars(timeline: Timeline | null) {
	if (timeline?.kind !== 'bars') throw new Error('no bars');
	return timeline;
}
function dots(timeline: Timeline | null) {
	if (timeline?.kind !== 'dots') throw new Error('no dots');
	return timeline;
}

describe('a timeline of actions', () => {
	it('tells months that no tracker covers from those it covers in part', () => {
		const drawn = bars(timelineOf([row({ date: '2026-01', value: 1 })], view('actions')));
		expect(drawn.bars.map(({ date, covered }) => [date, covered])).toEqual([
			['2026-01', 'no'],
			['2026-02', 'partly'],
			['2026-03', 'partly']
		]);
	});

	const rows = [
		row({ value: 4, confirmed: 1 }),
		row({ kind: 'permissive', value: 2 }),
		row({ date: '2026-03', value: 3 })
	];

	it('has a bar for every month up to the day of the map, permissive below the line', () => {
		const drawn = bars(timelineOf(rows, view('actions')));
		expect(drawn.bars.map(({ date, up, down }) => [date, up.value, down.value])).toEqual([
			['2026-01', 4, 2],
			['2026-02', 0, 0],
			['2026-03', 3, 0]
		]);
		expect(drawn.bars[0]?.up.confirmed).toBe(1);
		expect(drawn.bars[0]?.words).toBe('Jan 2026: 4 restrictive, 1 verified; 2 permissive');
		expect(drawn.min).toBeLessThanOrEqual(-2);
		expect(drawn.max).toBeGreaterThanOrEqual(4);
	});

	it('of one direction stands above the line, whichever it is', () => {
		const drawn = bars(timelineOf([row({ kind: 'permissive', value: 5 })], view('actions')));
		expect(drawn.bars[0]).toMatchObject({ up: { value: 5 }, down: { value: 0 } });
		expect(drawn.min).toBeCloseTo(0);
	});

	it('marks the months that share a day with the days of the map', () => {
		const drawn = bars(timelineOf(rows, view('actions', '2026-01-20', '2026-02')));
		expect(drawn.bars.map(({ isInside }) => isInside)).toEqual([true, true, false]);
	});

	it('leads to the map of a month', () => {
		const drawn = bars(timelineOf(rows, view('actions')));
		expect(drawn.bars[1]?.href).toBe('{"from":"2026-02","to":"2026-02"}');
	});

	it('draws three years, and says how many lie before', () => {
		const old = row({ date: '2020-05', value: 7 });
		const drawn = bars(timelineOf([old, ...rows], view('actions')));
		expect(drawn.bars).toHaveLength(36);
		expect(drawn.earlier).toBe(7);
	});
});

it('a timeline of restrictions leads to the map of a day, and marks the day of the map', () => {
	const days = ['2026-01-31', '2026-02-28', '2026-03-15'].map((date, index) =>
		row({ date, kind: 'in_force', value: index + 5 })
	);
	const drawn = bars(timelineOf(days, view('restrictions')));
	expect(drawn.bars.map(({ isInside }) => isInside)).toEqual([false, false, true]);
	expect(drawn.bars[0]?.href).toBe('{"on":"2026-01-31"}');
	expect(drawn.bars[0]?.words).toContain('in force in 5 places');
});

describe('a timeline of values', () => {
	const years = ['2023', '2024', '2025'];
	const rows = years.flatMap((date, index) => [
		row({ date, value: 10 + index, unit: 'cents/kWh' }),
		row({ date, value: 20 - index, region: 'US-TX', region_name: 'Texas, United States' })
	]);

	it('joins those of a series by region, the country last, the newest as on the map', () => {
		const drawn = dots(timelineOf(rows, view('price')));
		expect(drawn.isJoined).toBe(true);
		expect(drawn.lines.map(({ region, name }) => [region, name])).toEqual([
			['US-TX', 'Texas'],
			['US', 'United States']
		]);
		expect(drawn.lines[0]?.dots.map(({ isShown }) => isShown)).toEqual([false, false, true]);
		expect(drawn.lines[0]?.dots.map(({ x }) => x)[0]).toBe(0);
		expect(drawn.lines[0]?.dots.at(-1)?.x).toBe(1);
		expect(drawn.min).toBeCloseTo(0);
	});

	it('leads to the map of the last day of a period, never after its own', () => {
		const drawn = dots(timelineOf([row({ date: '2025' }), row({ date: '2026' })], view('price')));
		expect(drawn.lines[0]?.dots.map(({ href }) => href)).toEqual([
			'{"on":"2025-12-31"}',
			'{"on":"2026-03-15"}'
		]);
	});

	it('of polls are not joined', () => {
		expect(dots(timelineOf(rows, view('opposition'))).isJoined).toBe(false);
	});
});

it('nothing on record is drawn as nothing', () => {
	expect(timelineOf([], view('actions'))).toBeNull();
});

describe('the headline of a timeline', () => {
	const shown = { areaName: 'United States', directions: ['restrictive'], years: 5 };

	it('names the month with most actions', () => {
		const rows = [row({ value: 4 }), row({ date: '2026-02', value: 9 })];
		expect(timeTitle(rows, { ...shown, measure: 'actions' }, '2026-03-15', NOT_KNOWN)).toBe(
			'Most restrictive actions in Feb 2026: 9'
		);
	});

	it('sets restrictions beside those of a year before', () => {
		const rows = [
			row({ date: '2025-02-28', value: 5 }),
			row({ date: '2025-03-31', value: 6 }),
			row({ date: '2026-03-15', value: 12 })
		];
		expect(timeTitle(rows, { ...shown, measure: 'restrictions' }, '2026-03-15', NOT_KNOWN)).toBe(
			'A moratorium or ban in force in 12 places on Mar 15, 2026, 5 a year earlier'
		);
	});

	it('gives the first and last value of a series', () => {
		const rows = [row({ date: '2020', value: 10 }), row({ date: '2025', value: 17.3 })];
		expect(timeTitle(rows, { ...shown, measure: 'price' }, '2026-03-15', NOT_KNOWN)).toBe(
			'United States: from 10¢ in 2020 to 17.3¢ in 2025'
		);
	});
});
