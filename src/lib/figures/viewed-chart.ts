import type { ChartSpec } from '#lib/charts/spec.ts';
import { viewed } from '#lib/charts/zoom.ts';
import { chartView } from '#lib/domain/filter/link/chart-view.ts';
import type { Figure } from './figure.ts';

/** A chart over time as its address wants it looked at. */
export const viewedChart = (
	spec: ChartSpec,
	{ query, on }: Pick<Figure, 'query' | 'on'>
): ChartSpec => viewed(spec, chartView(new URLSearchParams(query)), on);
