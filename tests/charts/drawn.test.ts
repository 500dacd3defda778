import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import { describe, expect, test } from 'vitest';
import { configOf } from '#lib/charts/drawing/chartjs.ts';
import { layoutOf, type Layout } from '#lib/charts/layout/layout.ts';
import { walkable, type ChartSpec } from '#lib/charts/spec.ts';
import { kept } from '../setup/kept.ts';
import { INVENTED } from './invented/invented.ts';
import { chartOver, theme } from './invented/recorder.ts';
import { line } from './invented/spec-text.ts';

/** Where each part of a chart stands, what Chart.js is told to draw, and what is drawn beside it. */

const SIZES = { page: { width: 900, height: 400 }, phone: { width: 340, height: 300 } };
const DRAWN: readonly (readonly [chart: string, size: keyof typeof SIZES])[] = [
	['waves and marks', 'page'],
	['waves and marks', 'phone'],
	['estimate', 'phone'],
	['forecasts', 'page'],
	['many lines', 'phone'],
	['prices', 'page'],
	['months', 'page'],
	['ends that meet', 'page'],
	['ends that meet', 'phone'],
	['aligned', 'page'],
	['aligned', 'phone']
];

const tenths = (value: object) =>
	JSON.stringify(value, (_key, one: unknown) =>
		typeof one === 'number' ? Math.round(one * 10) / 10 : one
	);

function specOf(name: string): ChartSpec {
	const spec = INVENTED[name]?.();
	if (!spec) throw new Error(`no chart is named ${name}`);
	return spec;
}

function layoutLines({ plot, labels, notes, obstacles: { marks, lines } }: Layout): string[] {
	const { x: _x, y: _y, times, values, ...rest } = plot;
	return [
		tenths(rest),
		`times ${times.map(({ value, label }) => `${label} at ${plot.x(value).toFixed(1)}`).join(', ')}`,
		`values ${values.map(({ value, label }) => `${label} at ${plot.y(value).toFixed(1)}`).join(', ')}`,
		`notes ${notes.map(({ at, row }) => `${at.toFixed(1)} in row ${row}`).join(', ')}`,
		`marks ${marks.map(({ layer, index, boxes }) => `${layer}.${index}:${boxes.length}`).join(' ')}`,
		`lines ${lines.map(({ layer, isNamed, segments }) => `${layer}:${segments.length}${isNamed ? ' named' : ''}`).join(', ')}`,
		...labels.map(({ box, lines: text, ...label }) => `  ${tenths({ ...label, ...box, text })}`)
	];
}

type Config = ChartConfiguration<'line' | 'bar', object[]>;

/** Data of Chart.js on one line each, without the points that stand behind them. */
function datasetLines({ data }: Config): string[] {
	return data.datasets.map((dataset) =>
		line({
			...dataset,
			data: undefined,
			segment: undefined,
			values: dataset.data.map((datum) => ('y' in datum ? datum.y : null))
		})
	);
}

/** Every plugin at work, by its name. */
function pluginLines(plugins: readonly Plugin[], layout: Layout, spec: ChartSpec): string[] {
	return plugins.flatMap((plugin) => {
		const { chart, lines } = chartOver(layout, spec);
		const drawn = chart as unknown as Chart;
		plugin.beforeDatasetsDraw?.(drawn, { cancelable: true }, {});
		plugin.afterDatasetsDraw?.(drawn, {}, {}, false);
		return [`${plugin.id}:`, ...lines.map((one) => `  ${one}`)];
	});
}

describe('a chart', () => {
	const nameOf = ([chart, size]: (typeof DRAWN)[number]) => `${chart} ${size}`;
	const files = kept('drawings', '.txt', DRAWN.map(nameOf));
	test.each(DRAWN)('of %s on a %s is drawn as it is kept', async (chart, size) => {
		const spec = specOf(chart);
		const layout = layoutOf(spec, SIZES[size]);
		const config = configOf(spec, theme, () => (spec.x.min + spec.x.max) / 2);
		await files.same(
			`${chart} ${size}`,
			[
				...layoutLines(layout),
				...datasetLines(config),
				...pluginLines(config.plugins ?? [], layout, spec)
			].join('\n')
		);
	});
});

describe('axes', () => {
	const spec = specOf('waves and marks');
	const size = SIZES.page;
	const config = configOf(spec, theme);
	const { plot } = layoutOf(spec, size);
	interface Scale {
		afterFit: (scale: object) => void;
		afterBuildTicks: (scale: object) => void;
		ticks: { padding: number; callback: (this: object, value: number, index: number) => string };
		type: string;
		min: number;
		max: number;
	}
	const scales = config.options?.scales as unknown as { x: Scale; y: Scale };
	const fitted = (scale: Scale) => {
		const given = { chart: size, width: 0, height: 0, ticks: [] as object[], paddingLeft: 9 };
		scale.afterFit(given);
		scale.afterBuildTicks(given);
		return given;
	};

	test('have the room, the ticks and the words of the layout', () => {
		const [x, y] = [fitted(scales.x), fitted(scales.y)];
		expect(x.height).toBe(size.height - plot.area.bottom);
		expect(y.width).toBe(plot.area.left);
		expect([x.paddingLeft, y.paddingLeft]).toEqual([0, 0]);
		expect(x.ticks).toEqual(plot.times.map(({ value }) => ({ value })));
		expect(y.ticks).toEqual(plot.values.map(({ value }) => ({ value })));
		const words = (scale: Scale, count: number) =>
			Array.from({ length: count }, (_, at) => scale.ticks.callback.call({ chart: size }, 0, at));
		expect(words(scales.x, plot.times.length)).toEqual(plot.times.map(({ label }) => label));
		expect(words(scales.y, plot.values.length)).toEqual(plot.values.map(({ label }) => label));
		expect(scales.x.ticks.callback.call({ chart: size }, 0, 99)).toBe('');
		expect(scales.y.ticks.callback.call({ chart: size }, 0, 99)).toBe('');
	});

	test('are of factors where the chart is, and have room for a rug where it has one', () => {
		const other = configOf(specOf('prices'), theme).options?.scales as unknown as typeof scales;
		expect([scales.y.type, other.y.type]).toEqual(['linear', 'logarithmic']);
		expect([scales.x.ticks.padding, other.x.ticks.padding]).toEqual([16, 4]);
		expect([scales.x.min, scales.x.max]).toEqual([spec.x.min, spec.x.max]);
		expect([scales.y.min, scales.y.max]).toEqual([spec.y.min, spec.y.max]);
	});

	test('the room around the plot is that of the layout, laid out anew for another size', () => {
		const { padding } = config.options?.layout as unknown as {
			padding: (context: { chart: object }) => object;
		};
		for (const { width, height } of [SIZES.page, SIZES.phone, { width: 900, height: 300 }]) {
			const { area } = layoutOf(spec, { width, height }).plot;
			expect(padding({ chart: { width, height } })).toEqual({
				top: area.top,
				right: width - area.right
			});
		}
	});

	test('everything else of how it is drawn is kept', () => {
		const { scales: axes, ...options } = config.options ?? {};
		const { min: _min, max: _max, ...time } = axes?.['x'] ?? {};
		expect(JSON.parse(JSON.stringify({ options, time, value: axes?.['y'] }))).toMatchSnapshot();
	});

	test('a line to a projection is dashed, any other is not', () => {
		const forecasts = specOf('forecasts');
		const points = forecasts.layers.at(-1)?.points ?? [];
		const drawn = configOf(forecasts, theme).data.datasets.at(-1) as unknown as {
			data: { x: number }[];
			segment: { borderDash: (context: object) => number[] | undefined };
		};
		const dashes = drawn.data.map(({ x }) => drawn.segment.borderDash({ p1: { parsed: { x } } }));
		expect(dashes).toEqual(points.map(({ projected }) => (projected ? [5, 4] : undefined)));
		expect(dashes.filter(Boolean)).toHaveLength(2);
		expect(drawn.segment.borderDash({ p1: { parsed: { x: -1 } } })).toBeUndefined();
	});
});

describe('a moment outside of the axis, or none', () => {
	test.each([null, -1, 4e12])('%s has no crosshair', (moment) => {
		const spec = specOf('waves and marks');
		const config = configOf(spec, theme, () => moment);
		const crosshair = (config.plugins ?? []).filter(({ id }) => id === 'crosshair') as Plugin[];
		expect(pluginLines(crosshair, layoutOf(spec, SIZES.page), spec)).toEqual(['crosshair:']);
	});
});

test('points with a value are walked in the order of time, those of lower layers first', () => {
	const spec = specOf('aligned');
	expect(walkable(spec).map(({ layer, index }) => `${layer}.${index}`)).toEqual([
		'1.0',
		'0.0',
		'0.1',
		'1.2',
		'1.3'
	]);
	expect(walkable(specOf('estimate')).map(({ layer }) => layer)).not.toContain(0);
});
