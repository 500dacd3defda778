import type { ChartSpec } from '../spec.ts';
import { placeEnds } from './ends.ts';
import type { Label } from './label.ts';
import { textWidth } from './letters.ts';
import { withNotes, type Note } from './notes.ts';
import { obstaclesOf, type Obstacles } from './obstacles.ts';
import { LINE, NARROW_LABELS, PLAIN, RUG, type Plot } from './plot.ts';
import { placePoints } from './point-labels.ts';

/** Everything of a chart that has a place, in pixels. */
export interface Layout {
	plot: Plot;
	labels: Label[];
	notes: Note[];
	obstacles: Obstacles;
}

/**
 * Where axes, marks and labels of a chart stand at a size: what page and picture draw. No label covers another, or a
 * mark or line that is not its own, and each is nearest to its own; one that finds no such place is left out, and is
 * reached by pointer, keyboard or table.
 */
export function layoutOf(spec: ChartSpec, size: { width: number; height: number }): Layout {
	const { plot, notes } = withNotes(spec, size);
	const obstacles = obstaclesOf(spec, plot);
	const rug = rugLabel(spec, plot);
	obstacles.taken.push(...[...notes.map(({ label }) => label), ...rug].map(({ box }) => box));
	const ends = placeEnds(spec, plot, obstacles);
	const most = plot.isNarrow ? NARROW_LABELS - ends.length : Infinity;
	const points = placePoints(spec, plot, obstacles, most);
	return {
		plot,
		notes,
		obstacles,
		labels: [...notes.map(({ label }) => label), ...rug, ...ends, ...points]
	};
}

/** Words of the rug: beside it, or under the axis on a narrow screen. */
function rugLabel({ rug }: ChartSpec, { area, isRugBelow, height, width }: Plot): Label[] {
	if (!rug) return [];
	const left = isRugBelow ? area.left : area.right + 2 * RUG.gap;
	const top = isRugBelow ? height - LINE : area.bottom + RUG.gap + (RUG.height - LINE) / 2;
	const right = left + textWidth(rug.label, PLAIN);
	if (right > width) return [];
	return [
		{
			kind: 'rug',
			layer: -1,
			point: -1,
			box: { left, right, top, bottom: top + LINE },
			lines: [{ text: rug.label, type: PLAIN, color: 'mute' }]
		}
	];
}
