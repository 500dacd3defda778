import { describe, expect, it } from 'vitest';
import { colorOf, sizeOf, wavesOf, type Reading } from '#lib/charts/kinds/reading-points.ts';
import { trendChart } from '#lib/charts/kinds/trend.ts';
import { walkable } from '#lib/charts/spec.ts';
import { reading } from '../invented/reading.ts';

const HARBOR = { item: 'harbor_near_home' };
/** Four waves of one house; one lacks a sample size, the last was read second-hand. */
const WAVES = [
	reading('2025-08-11', 40, HARBOR),
	reading('2026-02-10', 50, HARBOR),
	reading('2026-05', 65, { ...HARBOR, sample_size: null, margin: null }),
	reading('2026-08', 70, { ...HARBOR, tier: 'aggregator' })
];
/** The same, among what nobody asked twice. */
const NEAR = [
	...WAVES,
	reading('2025-Q4', 45, { house: 'Polaris Opinión' }),
	reading('2026-02-08', 30, { house: 'Meadow Survey' }),
	reading('2026-02-09', 51, { house: 'Lakeside Institute' }),
	reading('2026-05-15', 64, { house: 'Tidal Insights' })
];

describe('trend chart', () => {
	it('joins the four waves of one house and nothing else', () => {
		const spec = trendChart(NEAR, { title: 'Near home', item: null });
		const lines = spec.layers.filter(({ kind }) => kind === 'line');
		expect(lines.map(({ points }) => points.map(({ y }) => y))).toEqual([[40, 50, 65, 70]]);
		const marks = spec.layers.find(({ kind }) => kind === 'marks');
		expect(marks?.points.map(({ label }) => label)).toEqual([
			'45% Polaris Opinión',
			'30% Meadow Survey',
			'51% Lakeside Institute',
			'64% Tidal Insights'
		]);
	});

	it('draws hollow what has no sample size or was read second-hand, with a whisker only where a margin is known', () => {
		const spec = trendChart(NEAR, { title: 'Near home', item: null });
		const waves = spec.layers.find(({ kind }) => kind === 'line')?.points ?? [];
		expect(waves.map(({ hollow }) => hollow === true)).toEqual([false, false, true, true]);
		expect(waves.map(({ low }) => low !== undefined)).toEqual([true, true, false, true]);
		expect(waves[2]?.detail.join(' ')).toContain('sample size not reported');
	});

	it('draws a reading known only to the year as a bar over that year', () => {
		const spec = trendChart([reading('2025', 47)], { title: 'AI', item: null });
		const bar = spec.layers.flatMap(({ points }) => points).find(({ from }) => from !== undefined);
		expect(bar).toMatchObject({
			from: Date.parse('2025-01-01'),
			to: Date.parse('2025-12-31'),
			y: 47
		});
	});

	it('puts an estimate and its bands in place of the waves', () => {
		const days = [
			{
				date: '2026-01-01',
				estimate: 40,
				low80: 38,
				high80: 42,
				low95: 36,
				high95: 44,
				polls: 3,
				houses: 2
			},
			{
				date: '2026-01-02',
				estimate: 41,
				low80: 39,
				high80: 43,
				low95: 37,
				high95: 45,
				polls: 3,
				houses: 2
			}
		];
		const spec = trendChart(NEAR, { title: 'Model', estimate: { label: 'model', days } });
		expect(spec.description).toMatch(/^Model: .* 8 poll results are shown as marks\.$/);
		expect(spec.layers.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
			'area low95',
			'area low80',
			'marks others',
			'line estimate'
		]);
	});

	const day = (date: string, houses: number, estimate = 50) => ({
		date,
		estimate,
		low80: null,
		high80: null,
		low95: null,
		high95: null,
		polls: houses,
		houses
	});

	it('draws no average of a day with too few pollsters, and ends where there were enough', () => {
		const days = [day('2026-01-01', 1), day('2026-01-02', 3, 44), day('2026-01-03', 2)];
		const average = { label: 'average', days, least: 3 };
		const spec = trendChart(NEAR, { title: 'Average', estimate: average });
		const line = spec.layers.find(({ id }) => id === 'estimate');
		expect(line?.points.map(({ y }) => y)).toEqual([null, 44, null]);
		expect(line).toMatchObject({ label: '44% average', name: 'average' });
		expect(spec.description).toMatch(/^Average: 44% on Jan 2, 2026, 44% on Jan 2, 2026\./);
		const none = { ...average, least: 4 };
		expect(trendChart(NEAR, { title: '', estimate: none }).layers.map(({ id }) => id)).toEqual([
			'others'
		]);
	});

	it('joins the waves of one pollster in front of an estimate that lies behind them, and steps from poll to poll', () => {
		const days = [day('2025-09-01', 3, 44), day('2026-06-01', 3, 60), day('2026-08-01', 3, 62)];
		const estimate = { label: 'estimate', days, isBehind: true as const };
		const spec = trendChart(NEAR, { title: 'Near home', item: HARBOR.item, estimate });
		expect(spec.layers.map(({ id }) => id)).toEqual(['others', 'estimate', HARBOR.item]);
		expect(spec.description).toMatch(
			/^Estimate: .* Harbor Poll asked the same question four times/
		);
		const steps = walkable(spec).filter(({ isStep }) => isStep);
		const estimated = steps.filter(({ layer }) => spec.layers[layer]?.id === 'estimate');
		expect(estimated.map(({ point }) => point.y)).toEqual([62]);
		expect(steps).toHaveLength(NEAR.length + 1);
		expect(walkable(spec)).toHaveLength(NEAR.length + days.length);
	});

	it('says nothing of marks where there are none', () => {
		expect(trendChart(WAVES, { title: 'Near home' }).description).toBe(
			'Harbor Poll asked the same question four times: from 40% (Aug 11, 2025) to 70% (Aug 2026).'
		);
	});

	describe('has axes', () => {
		const DAY = 86_400_000;
		const end = (rows: Reading[], actionDays: string[]) => {
			const { x, layers } = trendChart(rows, { title: 'Near home', actionDays });
			const days = layers.flatMap(({ points }) => points.map((point) => point.x));
			return { max: x.max, last: Math.max(...days), span: Math.max(...days) - Math.min(...days) };
		};
		/** The same readings at another level, each with a margin. */
		const at = (levels: number[], margin: number) =>
			WAVES.map((row, index) => ({
				...row,
				percent: levels[index] ?? 50,
				margin
			}));

		it.each([
			[[1, 2, 3, 2], 0],
			[[99, 98, 97, 98], 100]
		])('and whiskers that end where shares do: %j', (levels, limit) => {
			const { y, layers } = trendChart(at(levels, 4), { title: 'Near home' });
			const ends = layers.flatMap(({ points }) => points.flatMap(({ low, high }) => [low, high]));
			expect(ends).toContain(limit);
			for (const value of [...ends, y.min, y.max]) {
				expect(value).toBeGreaterThanOrEqual(0);
				expect(value).toBeLessThanOrEqual(100);
			}
			expect([y.min, y.max]).toContain(limit);
		});

		it('that actions long after the last reading do not widen', () => {
			const rows = WAVES;
			const { max: plain, last, span } = end(rows, []);
			const soon = new Date(last + 20 * DAY).toISOString().slice(0, 10);
			for (const days of [['2031-01-01'], ['2029-06-30', '2031-01-01']])
				expect(end(rows, days).max).toBe(plain);
			const { max } = end(rows, [soon, '2031-01-01']);
			expect(max).toBeGreaterThanOrEqual(plain);
			expect(max - last).toBeLessThanOrEqual(Math.max(span / 3, plain - last));
		});
	});

	it('never joins two items, options, subgroups or regions', () => {
		const parts = ['item', 'option', 'subgroup', 'region'] as const;
		const rows = WAVES.flatMap((row) => [
			row,
			...parts.map((part) => ({ ...row, [part]: 'another' }))
		]);
		const waves = wavesOf(rows);
		expect(waves).toHaveLength(5);
		for (const wave of waves)
			expect(
				new Set(
					wave.map(({ item, option, subgroup, region, house }) =>
						[item, option, subgroup, region, house].join()
					)
				).size
			).toBe(1);
	});

	it('says so where nothing is estimated, and draws the readings', () => {
		const spec = trendChart(WAVES, { title: 'Model', estimate: { label: 'model', days: [] } });
		expect(spec.description).toBe('There is no estimate.');
		expect(spec.layers.map(({ id }) => id)).toEqual(['others']);
	});

	it('says so where no question was asked twice, and has no rug without actions', () => {
		const spec = trendChart(NEAR.slice(4, 5), { title: 'Near home' });
		expect(spec.description).toBe('No question was asked twice, so no line joins the polls.');
		expect(spec).not.toHaveProperty('rug');
		expect(spec.notes).toEqual([]);
		expect(trendChart([], { title: 'Nothing' }).layers).toEqual([]);
		const two = trendChart(NEAR.slice(0, 5), { title: 'Near home' });
		expect(two.description).toMatch(/1 other poll result is shown as a mark\.$/);
	});

	it('makes marks small, bare and unnamed where there are more than 150', () => {
		const marks = (count: number) => {
			const rows = Array.from({ length: count }, (_, index) => reading('2026-02-08', index % 100));
			return trendChart(rows, { title: 'Many' }).layers[0];
		};
		expect(marks(150)).toHaveProperty('whiskers', true);
		expect(marks(150)?.points[0]).toMatchObject({ label: '0% Harbor Poll', size: 3.5, high: 3.1 });
		expect(marks(151)).not.toHaveProperty('whiskers');
		expect(marks(151)?.points[0]).toMatchObject({ size: 2 });
		expect(marks(151)?.points[0]).not.toHaveProperty('label');
		expect(marks(151)?.points[0]).not.toHaveProperty('high');
	});

	it('joins the item it is about in color, whichever has most waves', () => {
		const other = ['2026-01-01', '2026-02-01'].map((date) => reading(date, 20, { item: 'other' }));
		const lines = (item: string | null) =>
			trendChart([...other, ...WAVES], { title: 'Near home', item }).layers.flatMap(
				({ kind, id, color }) => (kind === 'line' ? [`${id} ${color}`] : [])
			);
		expect(lines('other')).toEqual(['harbor_near_home mute', 'other oppose']);
		expect(lines(null)).toEqual(['other mute', 'harbor_near_home oppose']);
	});

	it.each([
		['oppose', 'oppose'],
		['support', 'support'],
		['unsure', 'unsure'],
		['neutral', 'series-1']
	])('a share of %s is drawn as %s', (stance, color) => {
		expect(colorOf(stance)).toBe(color);
	});

	it.each([
		[null, 4],
		[100, 3.5],
		[1600, 4],
		[8100, 9],
		[90_000, 9]
	])('a sample of %s has a radius of %s', (sample, radius) => {
		expect(sizeOf(sample)).toBe(radius);
	});
});
