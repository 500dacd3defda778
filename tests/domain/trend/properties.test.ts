import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { addDays } from '#lib/domain/dates.ts';
import { combineReadings } from '#lib/domain/trend/combine.ts';
import { fitModel, type ModelFit, type ModelOptions } from '#lib/domain/trend/model/model.ts';
import { checkReadings, type TrendReading } from '#lib/domain/trend/reading.ts';
import { canFit } from '#lib/domain/trend/rule.ts';
import { runs } from '../../setup/properties.ts';
import { FIRST_DAY } from './simulated.ts';

const reading = fc.record({
	dayIndex: fc.integer({ min: 0, max: 90 }),
	fieldDays: fc.integer({ min: 1, max: 4 }),
	percent: fc.integer({ min: 30, max: 60 }),
	n: fc.option(fc.integer({ min: 300, max: 3000 })),
	margin: fc.double({ min: 2, max: 5, noNaN: true }),
	house: fc.constantFrom('A', 'B', 'C'),
	population: fc.constantFrom('adults', 'likely_voters'),
	wording: fc.constantFrom('one', 'two')
});

/** Between 8 and 25 readings, a poll each, all with a stated margin. */
const polls = fc.array(reading, { minLength: 8, maxLength: 25 }).map((rows) =>
	rows.map(({ dayIndex, ...row }, index): TrendReading => ({
		...row,
		id: `reading ${index}`,
		poll: `poll ${index}`,
		day: addDays(FIRST_DAY, dayIndex)
	}))
);
const fittable = polls.filter((rows) => canFit(rows).ok);

const fit = (rows: readonly TrendReading[], options?: ModelOptions): ModelFit => {
	const result = fitModel(rows, options);
	if (!result.ok) throw new Error(result.sentence);
	return result;
};

/** Two houses that are far apart from day to day: momentum may be anything. [day, percent, house, population, wording] */
const SPARSE = (
	[
		['2025-01-16', 51, 'A', 'adults', 'one'],
		['2025-01-30', 30, 'A', 'adults', 'one'],
		['2025-02-22', 33, 'B', 'adults', 'two'],
		['2025-01-01', 30, 'B', 'adults', 'one'],
		['2025-03-24', 40, 'B', 'likely_voters', 'two'],
		['2025-01-28', 56, 'A', 'adults', 'two'],
		['2025-03-02', 30, 'A', 'adults', 'two'],
		['2025-02-09', 35, 'B', 'likely_voters', 'two']
	] as const
).map(([day, percent, house, population, wording], index): TrendReading => ({
	id: `reading ${index}`,
	poll: `poll ${index}`,
	day,
	fieldDays: 1,
	percent,
	n: null,
	margin: 2,
	house,
	population,
	wording
}));

/** Fewer runs than usual where every run is a fit, and patience with a shared machine. */
const FITS = { numRuns: runs(15) };
vi.setConfig({ testTimeout: 120_000 });

describe('the model', () => {
	it('does not care in which order the polls come', () => {
		fc.assert(
			fc.property(
				fittable.chain((rows) =>
					fc.tuple(
						fc.constant(rows),
						fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length })
					)
				),
				([rows, shuffled]) => {
					expect(fit(shuffled)).toEqual(fit(rows));
				}
			),
			FITS
		);
	});

	it('moves with the polls: all readings up by a shift move the estimate by it and no effect', () => {
		fc.assert(
			fc.property(fittable, fc.integer({ min: -20, max: 20 }), (rows, shift) => {
				const before = fit(rows);
				const after = fit(rows.map((row) => ({ ...row, percent: row.percent + shift })));
				after.daily.forEach((day, index) =>
					expect(day.estimate - shift).toBeCloseTo(before.daily[index]?.estimate ?? NaN, 5)
				);
				after.houses.forEach((house, index) =>
					expect(house.effect).toBeCloseTo(before.houses[index]?.effect ?? NaN, 5)
				);
			}),
			FITS
		);
	});

	it('more days on the grid leave the estimates of the others as they were', () => {
		fc.assert(
			fc.property(
				fittable,
				fc.integer({ min: 1, max: 40 }),
				fc.integer({ min: 1, max: 40 }),
				(rows, sooner, later) => {
					const short = fit(rows);
					const first = addDays(short.daily[0]?.day ?? '', -sooner);
					const last = addDays(short.daily.at(-1)?.day ?? '', later);
					const long = fit(rows, { first, last });
					expect(long.daily).toHaveLength(short.daily.length + sooner + later);
					short.daily.forEach((day, index) => {
						const same = long.daily[index + sooner];
						expect(same?.day).toBe(day.day);
						expect(same?.estimate).toBeCloseTo(day.estimate, 6);
						expect(same?.low80).toBeCloseTo(day.low80, 6);
						expect(same?.high95).toBeCloseTo(day.high95, 6);
					});
				}
			),
			{ ...FITS, examples: [[SPARSE, 3, 1]] }
		);
	});

	it('a poll given as two questions of the same people enters once', () => {
		fc.assert(
			fc.property(fittable, fc.nat(), (rows, pick) => {
				const index = pick % rows.length;
				const twice = rows.flatMap((row, i) =>
					i === index ? [row, { ...row, id: `${row.id} again` }] : row
				);
				expect(fit(twice)).toEqual(fit(rows));
			}),
			FITS
		);
	});

	it('orders its bands, keeps them within 0 to 100, and centres the house effects on their mean', () => {
		fc.assert(
			fc.property(fittable, (rows) => {
				const { daily, houses } = fit(rows);
				for (const day of daily) {
					const bounds = [0, day.low95, day.low80, day.estimate, day.high80, day.high95, 100];
					expect(bounds).toEqual(bounds.toSorted((a, b) => a - b));
				}
				const sum = houses.reduce((total, house) => total + house.effect, 0);
				expect(sum).toBeCloseTo(0, 6);
			}),
			FITS
		);
	});

	it('refuses exactly where the rule refuses', () => {
		fc.assert(
			fc.property(
				fc.array(reading, { maxLength: 6 }).map((rows) =>
					rows.map(({ dayIndex, ...row }, index): TrendReading => ({
						...row,
						id: `reading ${index}`,
						poll: `poll ${index}`,
						day: addDays(FIRST_DAY, dayIndex)
					}))
				),
				(rows) => {
					const verdict = canFit(rows);
					const result = fitModel(rows);
					expect(result.ok ? { ok: true } : result).toEqual(verdict);
				}
			)
		);
	});
});

describe('combining', () => {
	it('leaves one reading for a poll, wording and population, within the range of its parts', () => {
		fc.assert(
			fc.property(polls, fc.integer({ min: 1, max: 5 }), (rows, perPoll) => {
				const grouped = rows.map((row, index) => {
					const first = rows[index - (index % perPoll)] ?? row;
					return { ...row, poll: first.poll, day: first.day, house: first.house };
				});
				const combined = combineReadings(checkReadings(grouped));
				const keys = combined.map((row) => `${row.poll} ${row.wording} ${row.population}`);
				expect(new Set(keys).size).toBe(keys.length);
				for (const row of combined) {
					const parts = grouped.filter(
						(part) =>
							part.poll === row.poll &&
							part.wording === row.wording &&
							part.population === row.population
					);
					const shares = parts.map((part) => part.percent);
					expect(row.percent).toBeGreaterThanOrEqual(Math.min(...shares) - 1e-9);
					expect(row.percent).toBeLessThanOrEqual(Math.max(...shares) + 1e-9);
				}
			})
		);
	});
});
