import type {
	ChartConfiguration,
	ChartDataset,
	ScriptableLineSegmentContext,
	TooltipItem
} from 'chart.js';
import { factorTicks, timeTicks, valueTicks, type Tick } from './axis.ts';
import { crosshair } from './plugins/crosshair.ts';
import { labels } from './plugins/labels.ts';
import { rug, RUG_ROOM } from './plugins/rug.ts';
import { whiskers } from './plugins/whiskers.ts';
import type { BarsLayer, ChartSpec, Layer, LineLayer, MarksLayer, Point, Shape } from './spec.ts';
import type { Theme } from './theme.ts';

/** A point as Chart.js holds it: our point stands behind it. */
interface Datum {
	x: number;
	y: number | null;
	point: Point;
}

type Dataset = ChartDataset<'line' | 'bar', Datum[]>;

const STYLES: Record<Shape, string> = {
	circle: 'circle',
	diamond: 'rectRot',
	square: 'rect',
	triangle: 'triangle'
};
const DAY_MS = 86_400_000;

const data = (points: readonly Point[]): Datum[] =>
	points.map((point) => ({ x: point.x, y: point.y, point }));

/** How every mark of a layer is drawn. */
function marks(layer: LineLayer | MarksLayer, theme: Theme) {
	const opacity = layer.kind === 'marks' && layer.faded ? 0.6 : 1;
	const colour = theme.colour(layer.colour, opacity);
	const sizes = layer.points.map(
		({ size }) => size ?? (layer.kind === 'line' && layer.bare ? 0 : 4)
	);
	return {
		pointStyle: layer.points.map(({ shape }) => STYLES[shape ?? 'circle']),
		pointRadius: sizes,
		pointHoverRadius: sizes.map((size) => Math.max(size + 2, 5)),
		pointBorderColor: colour,
		pointBorderWidth: sizes.map((size) => (size === 0 ? 0 : 1.8)),
		pointHoverBorderWidth: 2.5,
		pointBackgroundColor: layer.points.map(({ hollow }) =>
			hollow || layer.kind === 'marks' ? theme.colour('paper') : colour
		),
		pointHoverBackgroundColor: colour
	};
}

function line(layer: LineLayer, theme: Theme): Dataset {
	return {
		type: 'line',
		label: layer.label,
		data: data(layer.points),
		parsing: false,
		borderColor: theme.colour(layer.colour),
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
		borderColor: theme.colour(layer.colour),
		borderWidth: 1,
		backgroundColor: layer.points.map(({ hollow }) => theme.colour(layer.colour, hollow ? 0.35 : 1))
	};
}

/** Two lines without strokes, filled between: Chart.js has no range of its own on a time axis. */
function area(
	layer: { points: Point[]; colour: LineLayer['colour']; label: string; opacity: number },
	theme: Theme
): Dataset[] {
	const edge = (end: 'low' | 'high'): Dataset => ({
		type: 'line',
		label: '',
		data: layer.points.map((point) => ({ x: point.x, y: point[end] ?? null, point })),
		parsing: false,
		borderWidth: 0,
		pointRadius: 0,
		pointHitRadius: 0,
		fill: end === 'high' ? '-1' : false,
		backgroundColor: theme.colour(layer.colour, layer.opacity)
	});
	return [edge('low'), edge('high')];
}

/** The datasets of a layer, areas first, and at which dataset its own points stand. */
function datasetsOf(layer: Layer, theme: Theme): { datasets: Dataset[]; own: number } {
	switch (layer.kind) {
		case 'bars':
			return { datasets: [bars(layer, theme)], own: 0 };
		case 'marks':
			return { datasets: [scattered(layer, theme)], own: 0 };
		case 'area':
			return { datasets: area(layer, theme), own: -1 };
		case 'line': {
			const band = layer.band ? area({ ...layer, opacity: 0.16 }, theme) : [];
			return { datasets: [...band, line(layer, theme)], own: band.length };
		}
	}
}

/** For each layer of a spec, the dataset that holds its points; -1 where it has none to walk to. */
export function ownDatasets(spec: ChartSpec, theme: Theme): number[] {
	let count = 0;
	return spec.layers.map((layer) => {
		const { datasets, own } = datasetsOf(layer, theme);
		const at = own === -1 ? -1 : count + own;
		count += datasets.length;
		return at;
	});
}

/** What Chart.js draws for a spec in a theme; of two layers the later one lies on top (a lower `order`). */
export function configOf(
	spec: ChartSpec,
	theme: Theme,
	moment: () => number | null = () => null
): ChartConfiguration<'line' | 'bar', Datum[]> {
	return {
		type: 'line',
		data: {
			datasets: spec.layers.flatMap((layer, index) =>
				datasetsOf(layer, theme).datasets.map((dataset) => ({ ...dataset, order: -index }))
			)
		},
		options: {
			animation: false,
			responsive: true,
			maintainAspectRatio: false,
			font: { family: theme.font },
			layout: {
				padding: ({ chart }) => ({ top: 16, right: roomForLabels(spec, chart.width) })
			},
			interaction: { mode: 'nearest', intersect: false, axis: 'xy' },
			scales: { x: timeScale(spec, theme), y: valueScale(spec, theme) },
			plugins: { legend: { display: false }, tooltip: tooltip(theme) }
		},
		plugins: [
			whiskers(
				() => spec,
				() => theme
			),
			rug(
				() => spec,
				() => theme
			),
			labels(
				() => spec,
				() => theme
			),
			crosshair(moment, () => theme)
		]
	};
}

/**
 * Pixels left and right of the plots of charts on one time axis, and the parts of a narrow chart they take at most:
 * on a phone the plot itself fits the screen.
 */
const ALIGNED = { left: 84, leftPart: 0.17, right: 200, rightPart: 0.25 };
/** Part of a chart's width that names to the right of the plot take at most; they are cut to it. */
const MOST_FOR_NAMES = 0.36;

/** Pixels to the right of the plot for names: about 7 a letter. @param width of the chart, in pixels */
function roomForLabels({ layers, rug: marked, x, aligned }: ChartSpec, width: number): number {
	if (aligned) return Math.min(ALIGNED.right, width * ALIGNED.rightPart);
	const names = layers.flatMap((layer) => {
		if (layer.kind !== 'line') return [];
		const last = layer.points.at(-1)?.x ?? 0;
		const inside = (x.max - last) / (x.max - x.min || 1);
		const letters = Math.max(layer.label.length * 1.1, layer.sublabel?.length ?? 0);
		return [letters * 6.6 + 16 - inside * 600];
	});
	return Math.min(
		220,
		width * MOST_FOR_NAMES,
		Math.max(16, marked ? marked.label.length * 6.2 + 10 : 0, ...names)
	);
}

function timeScale(spec: ChartSpec, theme: Theme) {
	let ticks: Tick[] = [];
	return {
		type: 'linear' as const,
		min: spec.x.min,
		max: spec.x.max,
		grid: { display: false },
		border: { color: theme.colour('rule') },
		// Bars would push the ends of their axis apart.
		...(spec.aligned ? { offset: false } : {}),
		afterBuildTicks: (scale: { width: number; ticks: { value: number }[] }) => {
			ticks = timeTicks(spec.x, Math.max(2, Math.floor(scale.width / 90)));
			scale.ticks = ticks.map(({ value }) => ({ value }));
		},
		ticks: {
			color: theme.colour('mute'),
			font: { family: theme.font, size: 12 },
			maxRotation: 0,
			autoSkip: true,
			padding: spec.rug ? RUG_ROOM : 4,
			callback: (value: string | number) =>
				ticks.find((tick) => Math.abs(tick.value - Number(value)) < DAY_MS / 2)?.label ?? ''
		}
	};
}

function valueScale(spec: ChartSpec, theme: Theme) {
	let ticks: Tick[] = [];
	const unsigned = (label: string) => (spec.mirrored ? label.replace('−', '') : label);
	return {
		type: spec.logarithmic ? ('logarithmic' as const) : ('linear' as const),
		min: spec.y.min,
		max: spec.y.max,
		border: { display: false },
		grid: { color: theme.colour('rule'), drawTicks: false },
		...(spec.aligned
			? {
					afterFit: (scale: { width: number; chart: { width: number } }) => {
						scale.width = Math.min(ALIGNED.left, scale.chart.width * ALIGNED.leftPart);
					}
				}
			: {}),
		afterBuildTicks: (scale: { height: number; ticks: { value: number }[] }) => {
			ticks = spec.logarithmic
				? factorTicks(spec.y, spec.unit)
				: valueTicks(spec.y, Math.max(3, Math.floor(scale.height / 42)), spec.unit);
			scale.ticks = ticks.map(({ value }) => ({ value }));
		},
		ticks: {
			color: theme.colour('mute'),
			font: { family: theme.font, size: 12 },
			padding: 8,
			callback: (value: string | number) =>
				unsigned(ticks.find((tick) => tick.value === Number(value))?.label ?? '')
		}
	};
}

function tooltip(theme: Theme) {
	return {
		backgroundColor: theme.colour('card'),
		borderColor: theme.colour('rule'),
		borderWidth: 1,
		titleColor: theme.colour('ink'),
		bodyColor: theme.colour('mute'),
		titleFont: { family: theme.font, size: 13, weight: 'bold' as const },
		bodyFont: { family: theme.font, size: 12 },
		padding: 10,
		displayColors: false,
		filter: ({ dataset }: TooltipItem<'line' | 'bar'>) => dataset.label !== '',
		callbacks: {
			title: (items: TooltipItem<'line' | 'bar'>[]) =>
				(items[0]?.raw as Datum | undefined)?.point.title ?? '',
			label: ({ raw }: TooltipItem<'line' | 'bar'>) => (raw as Datum).point.detail
		}
	};
}
