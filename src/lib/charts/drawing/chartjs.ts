import type { ChartConfiguration, ChartDataset, ScriptableLineSegmentContext } from 'chart.js';
import { layoutOf, type Layout } from '../layout/layout.ts';
import { RUG, TICK, TICK_GAP } from '../layout/plot.ts';
import { crosshair } from '../plugins/crosshair.ts';
import { labels, rug } from '../plugins/labels.ts';
import { shade } from '../plugins/shade.ts';
import { whiskers } from '../plugins/whiskers.ts';
import type { BarsLayer, ChartSpec, Layer, LineLayer, MarksLayer, Point, Shape } from '../spec.ts';
import type { Theme } from './theme.ts';

/** A point as Chart.js holds it. */
interface Datum {
	x: number;
	y: number | null;
}

type Dataset = ChartDataset<'line' | 'bar', Datum[]>;

const STYLES: Record<Shape, string> = {
	circle: 'circle',
	diamond: 'rectRot',
	square: 'rect',
	triangle: 'triangle'
};

interface Size {
	width: number;
	height: number;
}
/** An axis while Chart.js gives it room. */
interface Fitted extends Size {
	chart: Size;
	ticks: { value: number }[];
}
/** The layout of a chart at a size in pixels. */
export type Laid = (size: Size) => Layout;
/** Chart.js would make room for the texts of an axis as its canvas measures them, where ours has room already. */
const UNPADDED = { paddingLeft: 0, paddingRight: 0, paddingTop: 0, paddingBottom: 0 };

/** The layout of a spec at a size, made once as long as the size stays. */
export function laidOut(spec: ChartSpec): Laid {
	let last: { width: number; height: number; layout: Layout } | undefined;
	return ({ width, height }) => {
		if (last?.width !== width || last.height !== height)
			last = { width, height, layout: layoutOf(spec, { width, height }) };
		return last.layout;
	};
}

const data = (points: readonly Point[]): Datum[] => points.map(({ x, y }) => ({ x, y }));

/** How every mark of a layer is drawn. */
function marks(layer: LineLayer | MarksLayer, theme: Theme) {
	const opacity = layer.kind === 'marks' && layer.faded ? 0.6 : 1;
	const color = theme.color(layer.color, opacity);
	const sizes = layer.points.map(
		({ size }) => size ?? (layer.kind === 'line' && layer.bare ? 0 : 4)
	);
	return {
		pointStyle: layer.points.map(({ shape }) => STYLES[shape ?? 'circle']),
		pointRadius: sizes,
		pointBorderColor: color,
		pointBorderWidth: sizes.map((size) => (size === 0 ? 0 : 1.8)),
		pointBackgroundColor: layer.points.map(({ hollow }) =>
			hollow || layer.kind === 'marks' ? theme.color('paper') : color
		)
	};
}

function line(layer: LineLayer, theme: Theme): Dataset {
	return {
		type: 'line',
		label: layer.label,
		data: data(layer.points),
		parsing: false,
		borderColor: theme.color(layer.color),
		borderWidth: layer.thin ? 1 : 2.5,
		stepped: layer.stepped ? 'before' : false,
		spanGaps: false,
		segment: {
			borderDash: ({ p1 }: ScriptableLineSegmentContext) =>
				layer.points[layer.points.findIndex(({ x }) => x === p1.parsed.x)]?.projected
					? [5, 4]
					: undefined
		},
		...marks(layer, theme)
	};
}

function scattered(layer: MarksLayer, theme: Theme): Dataset {
	return {
		type: 'line',
		label: layer.label,
		data: data(layer.points),
		parsing: false,
		showLine: false,
		...marks(layer, theme)
	};
}

function bars(layer: BarsLayer, theme: Theme): Dataset {
	return {
		type: 'bar',
		label: layer.label,
		data: data(layer.points),
		parsing: false,
		grouped: false,
		categoryPercentage: 0.9,
		barPercentage: 1,
		borderColor: theme.color(layer.color),
		borderWidth: 1,
		backgroundColor: layer.points.map(({ hollow }) => theme.color(layer.color, hollow ? 0.35 : 1))
	};
}

/** Two lines without strokes, filled between: Chart.js has no range of its own on a time axis. */
function area(
	layer: { points: Point[]; color: LineLayer['color']; label: string; opacity: number },
	theme: Theme
): Dataset[] {
	const edge = (end: 'low' | 'high'): Dataset => ({
		type: 'line',
		label: '',
		data: layer.points.map((point) => ({ x: point.x, y: point[end] ?? null })),
		parsing: false,
		borderWidth: 0,
		pointRadius: 0,
		fill: end === 'high' ? '-1' : false,
		backgroundColor: theme.color(layer.color, layer.opacity)
	});
	return [edge('low'), edge('high')];
}

/** The datasets of a layer, areas first. */
function datasetsOf(layer: Layer, theme: Theme): Dataset[] {
	switch (layer.kind) {
		case 'bars':
			return [bars(layer, theme)];
		case 'marks':
			return [scattered(layer, theme)];
		case 'area':
			return area(layer, theme);
		case 'line':
			return [...(layer.band ? area({ ...layer, opacity: 0.16 }, theme) : []), line(layer, theme)];
	}
}

/**
 * What Chart.js draws for a spec in a theme; of two layers the later one lies on top (a lower `order`). It answers no
 * pointer: Chart.svelte does.
 * @param layout of the same spec
 */
export function configOf(
	spec: ChartSpec,
	theme: Theme,
	moment: () => number | null = () => null,
	layout: Laid = laidOut(spec)
): ChartConfiguration<'line' | 'bar', Datum[]> {
	return {
		type: 'line',
		data: {
			datasets: spec.layers.flatMap((layer, index) =>
				datasetsOf(layer, theme).map((dataset) => ({ ...dataset, order: -index }))
			)
		},
		options: {
			animation: false,
			responsive: true,
			maintainAspectRatio: false,
			font: { family: theme.font },
			layout: {
				autoPadding: false,
				padding: ({ chart }) => {
					const { area } = layout(chart).plot;
					return { top: area.top, right: chart.width - area.right };
				}
			},
			events: [],
			scales: {
				x: { ...timeScale(layout, theme, spec.rug !== undefined), ...spec.x },
				y: {
					...valueScale(layout, theme),
					...spec.y,
					type: spec.logarithmic ? 'logarithmic' : 'linear'
				}
			},
			plugins: { legend: { display: false } }
		},
		plugins: [
			whiskers(
				() => spec,
				() => theme
			),
			rug(layout, spec.rug, () => theme),
			labels(layout, () => theme),
			crosshair(moment, () => theme),
			shade(
				() => spec,
				() => theme
			)
		]
	};
}

function timeScale(layout: Laid, theme: Theme, hasRug: boolean) {
	return {
		type: 'linear' as const,
		// Bars would push the ends of their axis apart.
		offset: false,
		grid: { display: false },
		border: { color: theme.color('rule') },
		afterFit: (scale: Fitted) => {
			scale.height = scale.chart.height - layout(scale.chart).plot.area.bottom;
			Object.assign(scale, UNPADDED);
		},
		afterBuildTicks: (scale: Fitted) => {
			scale.ticks = layout(scale.chart).plot.times.map(({ value }) => ({ value }));
		},
		ticks: {
			color: theme.color('mute'),
			font: { family: theme.font, size: TICK.size },
			maxRotation: 0,
			autoSkip: false,
			padding: hasRug ? RUG.room : RUG.gap,
			callback(this: { chart: Size }, _value: string | number, index: number) {
				return layout(this.chart).plot.times[index]?.label ?? '';
			}
		}
	};
}

function valueScale(layout: Laid, theme: Theme) {
	return {
		border: { display: false },
		grid: { color: theme.color('rule'), drawTicks: false },
		afterFit: (scale: Fitted) => {
			scale.width = layout(scale.chart).plot.area.left;
			Object.assign(scale, UNPADDED);
		},
		afterBuildTicks: (scale: Fitted) => {
			scale.ticks = layout(scale.chart).plot.values.map(({ value }) => ({ value }));
		},
		ticks: {
			color: theme.color('mute'),
			font: { family: theme.font, size: TICK.size },
			padding: TICK_GAP,
			autoSkip: false,
			callback(this: { chart: Size }, _value: string | number, index: number) {
				return layout(this.chart).plot.values[index]?.label ?? '';
			}
		}
	};
}
