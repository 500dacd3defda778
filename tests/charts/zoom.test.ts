import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutOf } from '#lib/charts/layout/layout.ts';
import { legendOf, nameOf } from '#lib/charts/legend.ts';
import { inRange, walkable, type ChartSpec, type Point } from '#lib/charts/spec.ts';
import { offersOf, rangeAfter, viewed, windowOf } from '#lib/charts/zoom.ts';
import { rangeOf } from '#lib/domain/filter/link/chart-view.ts';
import { runs } from '../setup/properties.ts';
import { INVENTED } from './invented/invented.ts';
import { randomSize, randomSpec } from './invented/random-spec.ts';
import { dayMs } from '#lib/domain/dates.ts';

const ON = '2026-11-25';
const point = (day: string, y: number | null): Point => ({
	x: dayMs(day),
	y,
	title: `${y ?? 'no'}`,
	detail: []
});

/** A line of five years, and marks beside its end. */
const SPEC: ChartSpec = {
	title: 'Two series',
	description: 'Two series.',
	unit: 'percent',
	x: { min: dayMs('2021-10-01'), max: dayMs('2026-11-01') },
	y: { min: 8, max: 95 },
	layers: [
		{
			kind: 'line',
			id: 'Harbor Poll',
			name: 'Harbor',
			label: '75% Harbor',
			sublabel: 'voters',
			color: 'oppose',
			points: [
				point('2021-11-01', 10),
				point('2024-11-01', 40),
				point('2026-01-01', 60),
				point('2026-10-01', 75)
			]
		},
		{
			kind: 'marks',
			id: 'others',
			label: 'other pollsters',
			color: 'oppose',
			points: [point('2025-12-05', 90), point('2026-03-01', 30)]
		}
	],
	rug: { days: [dayMs('2022-01-01'), dayMs('2026-05-01')], label: 'actions', color: 'oppose' }
};
const look = (range: string, hidden: string[] = []) =>
	viewed(SPEC, { range: rangeOf(range), hidden }, ON);

describe('a chart of a range', () => {
	test('shows the values of it alone, on an axis of their own', () => {
		const year = look('1y');
		expect(walkable(year).map(({ point: { y } }) => y)).toEqual([90, 60, 30, 75]);
		expect(year.y.min).toBeGreaterThan(20);
		expect(year.y.max).toBeGreaterThan(90);
		expect(year.rug?.days).toEqual([dayMs('2026-05-01')]);
		expect(year.description).toContain('Shown: 2025-11-01 to');
	});

	test('goes on to the values before and after it, and does not tell of them', () => {
		const middle = look('2024-12-01~2025-12-31');
		expect(middle.layers[0]?.points.map(({ y }) => y)).toEqual([40, 60]);
		expect(walkable(middle).map(({ point: { y } }) => y)).toEqual([90]);
		// The line stands at 40 to 60 there, and does not end at 75.
		expect(middle.y.min).toBeLessThan(42);
		expect(middle.layers[0]).toMatchObject({ label: 'Harbor' });
		expect(middle.layers[0]).not.toHaveProperty('sublabel');
	});

	test('names a line where it leaves the chart, without its later value', () => {
		const { labels, plot } = layoutOf(look('2024-12~2025-12'), { width: 900, height: 400 });
		const name = labels.find(({ kind }) => kind === 'end');
		expect(name?.lines.map(({ text }) => text)).toEqual(['Harbor']);
		expect(name?.box.left).toBeGreaterThan(plot.area.right);
	});

	test('is unchanged without a range or with nothing switched off', () => {
		expect(look('')).toBe(SPEC);
	});

	test('without a value keeps its axis', () => {
		const empty = look('2022-02-01~2022-03-01', ['harbor-poll']);
		expect(walkable(empty)).toEqual([]);
		expect(empty.y).toEqual(SPEC.y);
	});
});

describe('series', () => {
	test('are switched off by their names, and the values that are left have the axis', () => {
		const others = look('', ['harbor-poll']);
		expect(others.layers.map(({ id }) => id)).toEqual(['others']);
		expect(others.y.min).toBeGreaterThan(20);
		expect(others.x).toEqual(SPEC.x);
		expect(others.description).toContain('Some series are switched off.');
	});

	test.each(Object.entries(INVENTED))('of %s each have one name and one entry', (_name, spec) => {
		const entries = legendOf(spec());
		const names = entries.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		for (const name of names) expect(name).toMatch(/^[a-z0-9-]+$/);
		// Switching all of them off leaves nothing with a name.
		const none = viewed(spec(), { range: null, hidden: names }, ON);
		expect(none.layers.filter((layer) => names.includes(nameOf(layer)))).toEqual([]);
	});
});

describe('the ranges offered', () => {
	test('say why one cannot be chosen', () => {
		expect(offersOf(SPEC, ON).map(({ value, reason }) => [value, reason])).toEqual([
			['1y', null],
			['3y', null]
		]);
		const { layers, ...rest } = SPEC;
		const short = {
			...rest,
			x: { min: dayMs('2026-01-01'), max: dayMs('2026-11-01') },
			layers: layers.map((layer) => ({
				...layer,
				points: layer.points.filter(({ x }) => x > dayMs('2026-01-15'))
			}))
		};
		expect(offersOf(short, ON).map(({ reason }) => reason)).toEqual([
			'shows the same as 3Y',
			'shows the same as All'
		]);
	});

	test('end on the day that is looked at where a chart shows what is ahead', () => {
		const ahead = { ...SPEC, x: { min: SPEC.x.min, max: dayMs('2040-01-01') } };
		const { min, max } = windowOf(ahead, { years: 1 }, '2026-02-01');
		expect(new Date(min).toISOString().slice(0, 10)).toBe('2025-02-02');
		expect(max).toBeLessThan(dayMs('2026-03-01'));
	});
});

describe('a step of the zoom', () => {
	const whole = SPEC.x;
	test('looks nearer at what is read, and farther until everything is shown', () => {
		const around = dayMs('2026-03-01');
		const nearer = rangeAfter(SPEC, whole, { way: 'nearer', around });
		const near = viewed(SPEC, { range: rangeOf(nearer ?? ''), hidden: [] }, ON);
		expect(inRange({ x: around }, near.x)).toBe(true);
		expect(near.x.max - near.x.min).toBeLessThan((whole.max - whole.min) * 0.51);
		expect(rangeAfter(near, whole, { way: 'farther', around: null })).toBeNull();
		expect(rangeAfter(near, whole, { way: 'all' })).toBeNull();
	});

	test('goes no nearer than to two values', () => {
		const near = look('2026-02-15~2026-03-15');
		expect(rangeAfter(near, whole, { way: 'nearer', around: null })).toBeUndefined();
	});

	test('a stretch without a value is not gone to, any other is', () => {
		const to = (from: string, until: string) =>
			rangeAfter(SPEC, whole, { way: 'to', min: dayMs(from), max: dayMs(until) });
		expect(to('2022-02-01', '2022-03-01')).toBeUndefined();
		expect(to('2025-12-01', '2026-03-01')).toBe('2025-12-01~2026-03-01');
	});
});

test('whatever range is asked for, a chart holds the values of it, each where the layout has it', () => {
	expect.hasAssertions();
	const day = fc
		.integer({ min: 0, max: 1300 })
		.map((days) => dayMs('2023-01-01') + days * 86_400_000);
	fc.assert(
		fc.property(randomSpec, randomSize, day, day, (spec, size, one, other) => {
			const [min, max] = [Math.min(one, other), Math.max(one, other)];
			const value = rangeAfter(spec, spec.x, { way: 'to', min, max });
			if (value === null || value === undefined) return;
			const cut = viewed(spec, { range: rangeOf(value), hidden: [] }, ON);
			expect(walkable(cut).map(({ point: { x, y } }) => [x, y])).toEqual(
				walkable({ ...spec, x: cut.x }).map(({ point: { x, y } }) => [x, y])
			);
			const { plot, labels } = layoutOf(cut, size);
			for (const {
				point: { x, y }
			} of walkable(cut)) {
				expect(plot.x(x)).toBeGreaterThanOrEqual(plot.area.left - 0.01);
				expect(plot.x(x)).toBeLessThanOrEqual(plot.area.right + 0.01);
				expect(plot.y(y ?? 0)).toBeGreaterThanOrEqual(plot.area.top - 0.01);
				expect(plot.y(y ?? 0)).toBeLessThanOrEqual(plot.area.bottom + 0.01);
			}
			for (const { kind, layer, point } of labels)
				if (kind === 'point') {
					const marked = cut.layers[layer]?.points[point];
					expect(marked !== undefined && inRange(marked, cut.x)).toBe(true);
				}
		}),
		{ numRuns: runs(80) }
	);
});
