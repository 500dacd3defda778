import { describe, expect, it, vi } from 'vitest';
import { addDays } from '#lib/domain/dates.ts';
import { changeBetweenDays } from '#lib/domain/trend/change-between-days.ts';
import { checkReadings, marginOf, type TrendReading } from '#lib/domain/trend/reading.ts';
import { combineReadings } from '#lib/domain/trend/combine.ts';
import { buildDesign } from '#lib/domain/trend/model/design.ts';
import { fitModel } from '#lib/domain/trend/model/model.ts';
import { FIRST_DAY, scenario, simulate } from './simulated.ts';
import { reading } from './reading.ts';

/** Fits are quick, but the machine may be shared. */
vi.setConfig({ testTimeout: 60_000 });

describe('readings are checked', () => {
	it.each([
		[{ percent: 120 }, /Reading "x", percent 120/],
		[{ n: 0 }, /Reading "x", n 0/],
		[{ margin: -1 }, /Reading "x", margin -1/],
		[{ day: '2025-02-30' }, /Reading "x", day "2025-02-30": expected a day as YYYY-MM-DD/],
		[{ fieldDays: 0 }, /Reading "x", fieldDays 0/]
	])('%o is named', (wrong, message) => {
		expect(() => checkReadings([reading({ id: 'x', ...wrong })])).toThrow(message);
	});

	it('an id given twice, and a poll on two days, are named', () => {
		expect(() => checkReadings([reading({ id: 'x' }), reading({ id: 'x' })])).toThrow(
			'Reading "x" is given twice'
		);
		const parts = [
			reading({ id: 'x', poll: 'p' }),
			reading({ id: 'y', poll: 'p', day: '2025-01-11' })
		];
		expect(() => checkReadings(parts)).toThrow('expected one house and one day for a poll');
	});
});

describe('combining the parts of a poll', () => {
	it('weights half-samples by their respondents and claims no more than the larger', () => {
		const parts = [
			reading({ id: 'a', poll: 'p', percent: 40, n: 300 }),
			reading({ id: 'b', poll: 'p', percent: 50, n: 700 })
		];
		expect(combineReadings(parts)).toEqual([reading({ id: 'a', poll: 'p', percent: 47, n: 700 })]);
	});

	it('takes the plain mean where one does not report n, and a margin only where all state one', () => {
		const parts = [
			reading({ id: 'a', poll: 'p', percent: 40, n: 300, margin: 3 }),
			reading({ id: 'b', poll: 'p', percent: 50, n: null, margin: 5 })
		];
		expect(combineReadings(parts)).toMatchObject([{ percent: 45, n: 300, margin: 4 }]);
		const [, second = reading({ id: 'b' })] = parts;
		const unstated = combineReadings([
			reading({ id: 'a', poll: 'p' }),
			{ ...second, margin: null }
		]);
		expect(unstated).toMatchObject([{ margin: null }]);
	});

	it('keeps populations and wordings of a poll apart', () => {
		const parts = [
			reading({ id: 'a', poll: 'p' }),
			reading({ id: 'b', poll: 'p', population: 'likely_voters' }),
			reading({ id: 'c', poll: 'p', wording: 'two' })
		];
		expect(combineReadings(parts)).toHaveLength(3);
	});
});

describe('interviews count once', () => {
	const shares = (rows: TrendReading[]) =>
		Object.fromEntries(buildDesign(rows).observations.map((row) => [row.reading.id, row.share]));

	it('a poll with two populations has the weight of one poll', () => {
		const rows = [
			reading({ id: 'a', poll: 'p' }),
			reading({ id: 'b', poll: 'p', population: 'likely_voters' }),
			reading({ id: 'c', day: '2025-01-20' })
		];
		expect(shares(rows)).toEqual({ a: 2, b: 2, c: 1 });
	});

	it('a rolling tracker counts each day of interviews once', () => {
		// Three-day fields that move by a day: two days in common with the next, one with the one after.
		const rows = [0, 1, 2].map((day) =>
			reading({ id: `t${day}`, day: addDays('2025-01-10', day), fieldDays: 3 })
		);
		expect(shares(rows)).toEqual({ t0: 2, t1: 7 / 3, t2: 2 });
	});

	it('a house that polls every day weighs as two polls a fortnight', () => {
		const rows = Array.from({ length: 60 }, (_, day) =>
			reading({ id: `d${day}`, day: addDays('2025-01-10', day) })
		);
		const own = shares(rows);
		const fortnight = Array.from({ length: 14 }, (_, day) => 1 / (own[`d${day + 23}`] ?? NaN));
		expect(fortnight.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(2, 10);
		// A poll a week is no crowd.
		const weekly = rows.filter((_, day) => day % 7 === 0);
		expect(new Set(Object.values(shares(weekly)))).toEqual(new Set([1]));
	});

	it('another house in the field on the same days is another poll', () => {
		const rows = [
			reading({ id: 'a', fieldDays: 3 }),
			reading({ id: 'b', fieldDays: 3, house: 'B' })
		];
		expect(shares(rows)).toEqual({ a: 1, b: 1 });
	});
});

describe('n that is not reported', () => {
	it('is taken as the median of the others, and said so', () => {
		const rows = [400, 600, 1000].map((n) => reading({ id: `n${n}`, n }));
		expect(buildDesign(rows).assumedN).toBeNull();
		const design = buildDesign([...rows, reading({ id: 'x', n: null })]);
		expect(design.assumedN).toBe(600);
	});
});

describe('an outlier', () => {
	const { readings } = simulate({ ...scenario(9), houses: 6, polls: 80, days: 120 });

	it('hardly moves the line: its weight falls', () => {
		const [first] = readings;
		if (!first) throw new Error('no reading');
		const sound = fitModel(readings);
		const typo = fitModel([{ ...first, percent: 98 }, ...readings.slice(1)]);
		if (!sound.ok || !typo.ok) throw new Error('not fitted');
		const moved = sound.daily.map((day, index) =>
			Math.abs(day.estimate - (typo.daily[index]?.estimate ?? NaN))
		);
		expect(Math.max(...moved)).toBeLessThan(1);
		const weight = (fit: typeof sound) => fit.polls.find((poll) => poll.id === first.id)?.weight;
		expect(weight(typo) ?? NaN).toBeLessThan((weight(sound) ?? NaN) / 2);
	});
});

describe('change', () => {
	it('has the margin of a sample that states none, and none without a sample size', () => {
		expect(marginOf({ percent: 42, n: null, margin: null })).toBeNull();
		expect(marginOf({ percent: 50, n: 1000, margin: null })).toBeCloseTo(3.533, 3);
	});

	it('between two days of a fit: the difference of the estimates, from rows of that fit only', () => {
		const fit = fitModel(simulate({ ...scenario(5), polls: 120, houseSd: 4 }).readings);
		if (!fit.ok) throw new Error(fit.sentence);
		const [first] = fit.daily;
		const last = fit.daily.at(-1);
		if (!first || !last) throw new Error('no day');
		const { change, low95, high95 } = changeBetweenDays(first.day, first, last);
		expect(change).toBeCloseTo(last.estimate - first.estimate, 10);
		expect(((low95 ?? NaN) + (high95 ?? NaN)) / 2).toBeCloseTo(change, 10);
		expect(changeBetweenDays(first.day, last, last)).toEqual({ change: 0, low95: 0, high95: 0 });
		expect(() => changeBetweenDays(first.day, last, first)).toThrow('expected days in that order');
		expect(() => changeBetweenDays(FIRST_DAY, first, { ...last, changeVariance: [1] })).toThrow(
			'take both from one fit'
		);
	});
});

describe('options that do not fit the readings', () => {
	const { readings } = simulate({ ...scenario(3), polls: 40, houses: 5 });

	it('an anchor without a reading, and a grid that leaves readings out, are named', () => {
		expect(() => fitModel(readings, { anchor: { house: 'Nobody' } })).toThrow(
			'Anchor house "Nobody" has no reading'
		);
		expect(() => fitModel(readings, { first: '2025-03-01' })).toThrow('leave readings out');
	});
});
