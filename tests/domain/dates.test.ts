import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
	isoDate,
	addDays,
	addMonths,
	daysBetween,
	middleOfField,
	parseDate,
	utcDay
} from '#lib/domain/dates.ts';

const day = fc
	.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
	.map(utcDay);
const year = fc.integer({ min: 1900, max: 2099 });

describe('parseDate', () => {
	it.each([
		['2026', '2026-01-01', '2026-12-31', 'year'],
		['2026-Q1', '2026-01-01', '2026-03-31', 'quarter'],
		['2026-Q4', '2026-10-01', '2026-12-31', 'quarter'],
		['2024-02', '2024-02-01', '2024-02-29', 'month'],
		['2026-02', '2026-02-01', '2026-02-28', 'month'],
		['2024-02-29', '2024-02-29', '2024-02-29', 'day'],
		['2026/27', '2026-06-01', '2027-05-31', 'delivery_year'],
		['2099/00', '2099-06-01', '2100-05-31', 'delivery_year']
	])('reads %s as %s to %s', (date, start, end, precision) => {
		expect(parseDate(date)).toEqual({ start, end, precision });
	});

	it.each([
		'',
		'26',
		'2026-13',
		'2026-00',
		'2026-Q0',
		'2026-Q5',
		'2026-02-29',
		'2026-04-31',
		'2026-01-00',
		'2026/28',
		'2026/2027',
		'2026-1-2',
		'3/14/2026',
		'2026-01-01T00:00',
		' 2026',
		'2026 '
	])('refuses "%s"', (date) => {
		expect(parseDate(date)).toBeNull();
	});

	it('gives a day itself, and never an end before its start', () => {
		fc.assert(
			fc.property(day, (date) => {
				expect(parseDate(date)).toEqual({ start: date, end: date, precision: 'day' });
			})
		);
		fc.assert(
			fc.property(
				year,
				fc.constantFrom('', '-Q1', '-Q2', '-Q3', '-Q4', '-02', '-12'),
				(of, rest) => {
					const interval = parseDate(`${of}${rest}`);
					expect(interval && interval.start < interval.end).toBe(true);
				}
			)
		);
	});

	it('covers a year with its quarters, and a quarter with its months, without gap or overlap', () => {
		fc.assert(
			fc.property(year, (of) => {
				const parts = [1, 2, 3, 4].map((quarter) => parseDate(`${of}-Q${quarter}`));
				expect(parts[0]?.start).toBe(`${of}-01-01`);
				expect(parts[3]?.end).toBe(`${of}-12-31`);
				for (const [index, part] of parts.slice(1).entries())
					expect(part?.start).toBe(addDays(parts[index]?.end ?? '', 1));
			})
		);
	});
});

describe('counting days and months', () => {
	it('goes back the way it came', () => {
		fc.assert(
			fc.property(day, fc.integer({ min: -20_000, max: 20_000 }), (date, days) => {
				expect(daysBetween(date, addDays(date, days))).toBe(days);
			})
		);
	});

	it.each([
		['2026-01-31', 1, '2026-02-28'],
		['2024-01-31', 1, '2024-02-29'],
		['2026-03-31', -1, '2026-02-28'],
		['2026-12-15', 1, '2027-01-15'],
		['2026-01-15', -13, '2024-12-15'],
		['2024-02-29', 12, '2025-02-28']
	])('%s and %i months is %s', (date, months, result) => {
		expect(addMonths(date, months)).toBe(result);
	});
});

describe('the middle of a field period', () => {
	it.each([
		['2026-01-01', '2026-01-03', '2026-01-02'],
		['2026-01-01', '2026-01-04', '2026-01-02'],
		[null, '2026-01-03', '2026-01-03'],
		[null, '2026-02', '2026-02-14'],
		['2026-01', '2026-02', '2026-01-30']
	])('from %s to %s is %s', (start, end, middle) => {
		expect(middleOfField(start, end)).toBe(middle);
	});

	it.each([
		[null, '2026'],
		[null, '2026-Q2'],
		['2026-Q1', '2026-04-02'],
		['2026-02-01', '2026-01-01'],
		[null, 'soon']
	])('from %s to %s is unknown', (start, end) => {
		expect(middleOfField(start, end)).toBeNull();
	});
});

test.each([
	['1/15/2026', '2026-01-15'],
	['12/01/2026', '2026-12-01'],
	[' 2026-Q2 ', '2026-Q2'],
	['13/45/2026', '2026-13-45'],
	['yesterday', 'yesterday'],
	['15 Jan 2026', '2026-01-15'],
	['Jan 15, 2026', '2026-01-15'],
	['January 15th 2026', '2026-01-15'],
	['Sept. 3, 2026', '2026-09-03'],
	['2026-1-5', '2026-01-05'],
	['Sep 2026', '2026-09'],
	['2026 Q2', '2026-Q2'],
	['Q2 2026', '2026-Q2'],
	['Jam 15, 2026', 'Jam 15, 2026'],
	['2026', '2026']
])('the date %j is taken as %s', (text, iso) => {
	expect(isoDate(text)).toBe(iso);
});
