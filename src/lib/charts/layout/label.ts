import type { Color } from '../spec.ts';
import type { Box } from './geometry.ts';
import type { Type } from './letters.ts';

/** One line of a label. */
export interface TextLine {
	text: string;
	type: Type;
	color: Color;
}

/** Words of a chart in their place. */
export interface Label {
	/** Of the end of a line, of a point, of a day, or of the rug. */
	kind: 'end' | 'point' | 'note' | 'rug';
	/** Position of its layer and point in the spec; -1 where it has none. */
	layer: number;
	point: number;
	box: Box;
	/** From the left edge of the box, each `LINE` high. */
	lines: TextLine[];
}
