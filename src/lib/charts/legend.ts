import { seriesName } from '#lib/domain/filter/link/chart-view.ts';
import type { ChartSpec, Color, Layer, Shape } from './spec.ts';

/** A series of a chart that can be switched off: a line with its band and marks, or bars of one direction. */
export interface LegendEntry {
	/** As an address holds it. */
	name: string;
	title: string;
	color: Color;
	/** How it is drawn: its mark where it has some. */
	drawn: 'line' | 'bar' | 'area' | Shape;
	faded: boolean;
}

/** The name of the series that a layer belongs to. */
export const nameOf = ({ series, id }: Layer): string => seriesName(series ?? id);

/** The series of a chart in the order they are drawn, the uppermost first. */
export function legendOf({ layers }: ChartSpec): LegendEntry[] {
	const entries = new Map<string, LegendEntry>();
	for (const layer of layers.toReversed()) {
		const title = titleOf(layer);
		if (title === '' || layer.points.length === 0 || entries.has(nameOf(layer))) continue;
		entries.set(nameOf(layer), {
			name: nameOf(layer),
			title,
			color: layer.color,
			drawn: drawnAs(layer),
			faded: layer.kind === 'marks' && layer.faded === true
		});
	}
	return [...entries.values()];
}

const titleOf = (layer: Layer): string => layer.name ?? layer.label;

function drawnAs(layer: Layer): LegendEntry['drawn'] {
	if (layer.kind === 'bars') return 'bar';
	if (layer.kind === 'area') return 'area';
	if (layer.kind === 'line' && layer.bare) return 'line';
	return layer.points.find(({ shape }) => shape !== undefined)?.shape ?? 'circle';
}
