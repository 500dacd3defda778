import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Observation } from '#lib/domain/indicators/indicators.ts';
import type { Transform } from '#lib/domain/indicators/measures.ts';
import { inPricesOf, isMoney, pricesOf } from '#lib/domain/indicators/transforms/real-terms.ts';
import { unitOf } from '#lib/domain/indicators/transforms/transforms.ts';
import { observation } from '../observation.ts';
import { pointsOf, toFrequency, transformLine } from './by-column.ts';
import * as plain from './plain.ts';

const NONE: ReadonlySet<string> = new Set();
const shown = (line: Observation[], transform: Transform, indexDate: string | null = null) =>
	transformLine(line, { transform, indexDate, irregular: NONE });
const values = (rows: { date: string; value: number }[]) =>
	rows.map(({ date, value }) => [date, value]);

const YEARS = [observation('2021', 10), observation('2022', 12), observation('2023', 9)];

describe('transforms against numbers worked out by hand', () => {
	test('level: the values as they are, with their range', () => {
		const { rows, left_out } = shown([observation('2021', 10, { low: 8, high: 13 })], 'level');
		expect(rows[0]).toMatchObject({ value: 10, low: 8, high: 13, unit: 'cents/kWh', level: 10 });
		expect(left_out).toBe(0);
	});

	test('change: 12 − 10 = 2, 9 − 12 = −3; the first has nothing before it', () => {
		const { rows, left_out } = shown(YEARS, 'change');
		expect(values(rows)).toEqual([
			['2022', 2],
			['2023', -3]
		]);
		expect(rows[0]).toMatchObject({ unit: 'cents/kWh', level: 12, base_date: '2021', low: null });
		expect(left_out).toBe(1);
	});

	test('percent change: 12/10 − 1 = 20%, 9/12 − 1 = −25%', () => {
		const { rows } = shown(YEARS, 'percent_change');
		expect(values(rows)).toEqual([
			['2022', 20],
			['2023', -25]
		]);
		expect(rows[0]).toMatchObject({ unit: 'percent', level: 12, level_unit: 'cents/kWh' });
	});

	test('year on year of months: March 2024 on March 2023, 22/20 − 1 = 10%, and nothing else', () => {
		const line = [
			observation('2023-03', 20),
			observation('2024-02', 30),
			observation('2024-03', 22)
		];
		const { rows, left_out } = shown(line, 'year_on_year');
		expect(values(rows)).toEqual([['2024-03', 10]]);
		expect(rows[0]?.base_date).toBe('2023-03');
		expect(left_out).toBe(2);
	});

	test('year on year of quarters and delivery years', () => {
		const quarters = [observation('2023-Q2', 50), observation('2024-Q2', 75)];
		const delivery = [observation('2025/26', 200), observation('2026/27', 250)];
		expect(values(shown(quarters, 'year_on_year').rows)).toEqual([['2024-Q2', 50]]);
		expect(values(shown(delivery, 'year_on_year').rows)).toEqual([['2026/27', 25]]);
	});

	test('index to 100 in 2022: 10/12, 12/12, 9/12', () => {
		const { rows } = shown(YEARS, 'index', '2022-07-01');
		expect(values(rows)).toEqual([
			['2021', 83.3333333333],
			['2022', 100],
			['2023', 75]
		]);
		expect(rows.every(({ unit, base_date }) => unit === 'index' && base_date === '2022')).toBe(
			true
		);
	});

	test('index: a line without a value at the date is left out whole', () => {
		expect(shown(YEARS, 'index', '2019')).toEqual({ rows: [], left_out: 3 });
	});

	test('index: nothing is 100 where the base is zero or less', () => {
		const line = [observation('2021', 0), observation('2022', -5), observation('2023', 8)];
		expect(shown(line, 'index', '2021')).toEqual({ rows: [], left_out: 3 });
		expect(shown(line, 'index', '2022')).toEqual({ rows: [], left_out: 3 });
		expect(values(shown(line, 'index', '2023').rows)).toEqual([
			['2021', 0],
			['2022', -62.5],
			['2023', 100]
		]);
	});

	test('index at a month of quarters: the quarter that holds it is 100, 60/50 and 40/50', () => {
		const line = [
			observation('2023-Q4', 40),
			observation('2024-Q1', 50),
			observation('2024-Q2', 60)
		];
		expect(values(shown(line, 'index', '2024-03').rows)).toEqual([
			['2023-Q4', 80],
			['2024-Q1', 100],
			['2024-Q2', 120]
		]);
	});

	test('change through zero: 3 − (−2) = 5, −1 − 3 = −4; a percentage only of 3', () => {
		const line = [observation('2021', -2), observation('2022', 3), observation('2023', -1)];
		expect(values(shown(line, 'change').rows)).toEqual([
			['2022', 5],
			['2023', -4]
		]);
		expect(values(shown(line, 'percent_change').rows)).toEqual([['2023', -133.333333333]]);
	});

	test('periods of unlike length are never compared: a quarter has no month before it', () => {
		const line = [observation('2024-01', 1), observation('2024-Q2', 9), observation('2024-07', 2)];
		expect(shown(line, 'change').rows).toEqual([]);
		expect(shown([observation('2023', 1), observation('2024-Q1', 9)], 'year_on_year').rows).toEqual(
			[]
		);
	});

	test('shares differ by points: 25% after 20% is up 5 points, on a year before too', () => {
		const shares = [
			observation('2022', 20, { unit: 'percent' }),
			observation('2023', 25, { unit: 'percent' })
		];
		expect(shown(shares, 'change').rows[0]).toMatchObject({ value: 5, unit: 'points' });
		expect(shown(shares, 'year_on_year').rows[0]).toMatchObject({ value: 5, unit: 'points' });
		expect(shown(shares, 'percent_change').rows[0]).toMatchObject({ value: 25, unit: 'percent' });
	});

	test('a missing month breaks the change; a series of irregular dates has none to miss', () => {
		const line = [observation('2024-01', 1), observation('2024-02', 2), observation('2024-04', 4)];
		expect(values(shown(line, 'change').rows)).toEqual([['2024-02', 1]]);
		const irregular = new Set(['made-up-price']);
		const { rows } = transformLine(line, { transform: 'change', indexDate: null, irregular });
		expect(values(rows)).toEqual([
			['2024-02', 1],
			['2024-04', 2]
		]);
	});

	test('nothing is a percentage of zero or of less', () => {
		const line = [observation('2021', 0), observation('2022', 5)];
		expect(shown(line, 'percent_change').rows).toEqual([]);
		expect(values(shown(line, 'change').rows)).toEqual([['2022', 5]]);
	});

	test('a change is as certain as the less certain of its two values', () => {
		const line = [
			observation('2022', 10, { tier: 'aggregator', independent_sources: 1 }),
			observation('2023', 12, { estimate: 'estimate', tier: 'primary', independent_sources: 3 }),
			observation('2024', 15, { estimate: 'projection' })
		];
		const [first, second] = shown(line, 'change').rows;
		expect(first).toMatchObject({
			estimate: 'estimate',
			tier: 'aggregator',
			independent_sources: 1
		});
		expect(second).toMatchObject({ estimate: 'projection', tier: 'primary' });
	});
});

describe('frequency', () => {
	const months = (count: number, year = 2024) =>
		Array.from({ length: count }, (_, index) =>
			observation(`${year}-${String(index + 1).padStart(2, '0')}`, index + 1)
		);

	test('a year of months 1 to 12: average 6.5, sum 78, last 12', () => {
		expect(values(toFrequency(months(12), 'annual', 'average').rows)).toEqual([['2024', 6.5]]);
		expect(values(toFrequency(months(12), 'annual', 'sum').rows)).toEqual([['2024', 78]]);
		expect(values(toFrequency(months(12), 'annual', 'last').rows)).toEqual([['2024', 12]]);
	});

	test('quarters of months: (1 + 2 + 3) / 3 = 2, then 5; an incomplete quarter is left out', () => {
		const { rows, left_out } = toFrequency(months(8), 'quarterly', 'average');
		expect(values(rows)).toEqual([
			['2024-Q1', 2],
			['2024-Q2', 5]
		]);
		expect(left_out).toBe(2);
	});

	test('a year of four quarters; of three there is none', () => {
		const quarters = [1, 2, 3, 4].map((n) => observation(`2024-Q${n}`, n * 10));
		expect(values(toFrequency(quarters, 'annual', 'sum').rows)).toEqual([['2024', 100]]);
		expect(toFrequency(quarters.slice(1), 'annual', 'sum')).toEqual({ rows: [], left_out: 3 });
	});

	test('says how it was put together, and keeps what is yearly already', () => {
		const { rows } = toFrequency([observation('2023', 7), ...months(12)], 'annual', 'average');
		expect(values(rows)).toEqual([
			['2023', 7],
			['2024', 6.5]
		]);
		expect(rows[1]).toMatchObject({ note: 'Average of 12 months', date_start: '2024-01-01' });
	});

	test('days and coarser periods are left out', () => {
		const line = [observation('2024-05-03', 1), observation('2024', 5)];
		expect(toFrequency(line, 'quarterly', 'last')).toEqual({ rows: [], left_out: 2 });
	});
});

describe('real terms', () => {
	const index = new Map([
		['2020-01', 100],
		['2020-02', 110],
		['2020-03', 120],
		['2024-01', 220]
	]);
	const real = (date: string, value: number) => {
		const row = observation(date, value);
		const prices = pricesOf(index, '2024-01')(row);
		return prices && inPricesOf(row, prices).value;
	};

	test('11 cents in February 2020 are 11 · 220 / 110 = 22 in prices of January 2024', () => {
		expect(real('2020-02', 11)).toBe(22);
	});

	test('a quarter takes the mean of its months: 10 · 220 / 110 = 20; one with a month missing is left out', () => {
		expect(real('2020-Q1', 10)).toBe(20);
		expect(real('2020-Q2', 10)).toBeUndefined();
	});

	test('only money is deflated', () => {
		expect(['USD', 'USD/MWh', 'cents/kWh', 'TWh', 'percent', 'EUR'].map(isMoney)).toEqual([
			true,
			true,
			true,
			false,
			false,
			false
		]);
	});
});

test('values of unlike series, regions and datasets are never compared', () => {
	const rows = [
		observation('2021', 1),
		observation('2022', 2, { region: 'US-VA' }),
		observation('2022', 3, { series_id: 'other' }),
		observation('2022', 4, { dataset: 'mine' })
	];
	expect(plain.linesToTransform(rows).map((line) => line.length)).toEqual([1, 1, 1, 1]);
	expect(pointsOf(rows).lines).toHaveLength(4);
});

describe('for any line of years, quarters, months and days with gaps', () => {
	const dates = [2019, 2020, 2021].flatMap((year) => [
		...[`${year}`, `${year}/${String(year - 1999)}`],
		...[1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`),
		...Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, '0')}`),
		...[`${year}-02-28`, `${year}-07-31`]
	]);
	const line = fc
		.subarray([...dates, '2020-02-29'], { minLength: 1 })
		.chain((some) =>
			fc.tuple(
				fc.constant(some),
				fc.array(fc.integer({ min: -5, max: 1000 }), {
					minLength: some.length,
					maxLength: some.length
				})
			)
		)
		.map(([some, cents]) => some.map((date, index) => observation(date, (cents[index] ?? 0) / 100)))
		.map((rows) => plain.linesToTransform(rows)[0] ?? []);

	test('columns show what rows show', () => {
		const transforms = fc.constantFrom<Transform>(
			...(['level', 'change', 'percent_change', 'year_on_year', 'index'] as const)
		);
		fc.assert(
			fc.property(line, transforms, fc.boolean(), (rows, transform, isIrregular) => {
				const irregular = new Set(isIrregular ? ['made-up-price'] : []);
				const options = { transform, indexDate: '2020-06', irregular };
				expect(transformLine(rows, options)).toEqual(plain.transformLine(rows, options));
			})
		);
	});

	test('columns are put together as rows are', () => {
		fc.assert(
			fc.property(
				line,
				fc.constantFrom('annual' as const, 'quarterly' as const),
				fc.constantFrom('average' as const, 'sum' as const, 'last' as const),
				(rows, to, aggregate) => {
					expect(toFrequency(rows, to, aggregate)).toEqual(plain.toFrequency(rows, to, aggregate));
				}
			)
		);
	});
});

describe('for any line of years', () => {
	/** Values in whole cents, so that two that differ do so by more than a float's dust. */
	const line = fc
		.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 2, maxLength: 20 })
		.map((all) => all.map((cents, index) => observation(String(1990 + index), cents / 100)));

	test('changes add up to the difference of the ends', () => {
		fc.assert(
			fc.property(line, (years) => {
				const total = shown(years, 'change').rows.reduce((sum, { value }) => sum + value, 0);
				const [first, last] = [years[0], years.at(-1)];
				expect(total).toBeCloseTo((last?.value ?? 0) - (first?.value ?? 0), 4);
			})
		);
	});

	test('an index keeps the order of the values and has the sign of the change', () => {
		fc.assert(
			fc.property(line, (years) => {
				const { rows } = shown(years, 'index', years[0]?.date ?? null);
				expect(rows).toHaveLength(years.length);
				expect(rows[0]?.value).toBe(100);
				for (const row of rows)
					expect(Math.sign(row.value - 100)).toBe(Math.sign(row.level - (rows[0]?.level ?? 0)));
			})
		);
	});

	test('every row says its unit and what it was made from', () => {
		const transforms = fc.constantFrom<Transform>('change', 'percent_change', 'year_on_year');
		fc.assert(
			fc.property(line, transforms, (years, transform) => {
				const { rows, left_out } = shown(years, transform);
				expect(rows.length + left_out).toBe(years.length);
				for (const row of rows) {
					expect(row.unit).toBe(unitOf(transform, 'cents/kWh'));
					expect(years.find(({ date }) => date === row.date)?.value).toBe(row.level);
					expect(years.some(({ date }) => date === row.base_date)).toBe(true);
				}
			})
		);
	});
});
