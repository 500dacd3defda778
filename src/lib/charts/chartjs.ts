import type {
	ChartConfiguration,
	ChartDataset,
	ScriptableLineSegmentContext,
	TooltipItem
} from 'chart.js';
import { layoutOf, type Layout } from './layout/layout.ts';
import { wrapped } from './layout/letters.ts';
import { PLAIN, NAME, RUG, TICK, TICK_GAP } from './layout/plot.ts';
import { crosshair } from './plugins/crosshair.ts';
import { labels, rug } from './plugins/labels.ts';
import { shade } from './plugins/shade.ts';
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

interface Size {
	width: number;
	height: number;
}
/** An axis while Chart.js gives it room. */
interface Fitted extends Size {
	chart: Size;
	ticks: { value: number }[];
}
type Laid = (size: Size) => Layout;
/** Chart.js would make room for the texts of an axis as its canvas measures them, where ours has room already. */
const UNPADDED = { paddingLeft: 0, paddingRight: 0, paddingTop: 0, paddingBottom: 0 };

/** The layout of a spec at a size, made once as long as the size stays. */
function laidOut(spec: ChartSpec): Laid {
	let last: { width: number; height: number; layout: Layout } | undefined;
	return ({ width, height }) => {
		if (last?.width !== width || last.height !== height)
			last = { width, height, layout: layoutOf(spec, { width, height }) };
		return last.layout;
	};
}

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
	const layout = laidOut(spec);
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
				autoPadding: false,
				padding: ({ chart }) => {
					const { area } = layout(chart).plot;
					return { top: area.top, right: chart.width - area.right };
				}
			},
			interaction: { mode: 'nearest', intersect: false, axis: 'xy' },
			scales: {
				x: { ...timeScale(layout, theme, spec.rug !== undefined), ...spec.x },
				y: {
					...valueScale(layout, theme),
					...spec.y,
					type: spec.logarithmic ? 'logarithmic' : 'linear'
				}
			},
			plugins: { legend: { display: false }, tooltip: tooltip(theme) }
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
		border: { color: theme.colour('rule') },
		afterFit: (scale: Fitted) => {
			scale.height = scale.chart.height - layout(scale.chart).plot.area.bottom;
			Object.assign(scale, UNPADDED);
		},
		afterBuildTicks: (scale: Fitted) => {
			scale.ticks = layout(scale.chart).plot.times.map(({ value }) => ({ value }));
		},
		ticks: {
			color: theme.colour('mute'),
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
		grid: { color: theme.colour('rule'), drawTicks: false },
		afterFit: (scale: Fitted) => {
			scale.width = layout(scale.chart).plot.area.left;
			Object.assign(scale, UNPADDED);
		},
		afterBuildTicks: (scale: Fitted) => {
			scale.ticks = layout(scale.chart).plot.values.map(({ value }) => ({ value }));
		},
		ticks: {
			color: theme.colour('mute'),
			font: { family: theme.font, size: TICK.size },
			padding: TICK_GAP,
			autoSkip: false,
			callback(this: { chart: Size }, _value: string | number, index: number) {
				return layout(this.chart).plot.values[index]?.label ?? '';
			}
		}
	};
}

/** Widest text of a tooltip, and what its frame takes: it stays inside the chart. */
const TOOLTIP = { most: 420, frame: 44 };
const textRoom = ({ width }: Size) => Math.min(TOOLTIP.most, width - TOOLTIP.frame);

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
			title: ([item]: TooltipItem<'line' | 'bar'>[]) =>
				item ? wrapped((item.raw as Datum).point.title, NAME, textRoom(item.chart)) : '',
			label: ({ raw, chart }: TooltipItem<'line' | 'bar'>) =>
				(raw as Datum).point.detail.flatMap((line) => wrapped(line, PLAIN, textRoom(chart)))
		}
	};
}
