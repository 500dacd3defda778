import type { ChartSpec } from '../spec.ts';
import { textWidth } from './letters.ts';
import type { Label } from './label.ts';
import { LINE, plotOf, STRONG, type Plot } from './plot.ts';

/** Rows above the plot that notes may take. */
const MOST_ROWS = 3;
const GAP = 6;

/** A day that is annotated, where its line stands, and its words. */
export interface Note {
	at: number;
	row: number;
	label: Label;
}

/**
 * Notes above the plot, each beside the line of its day, in as few rows as go; one that finds no place is left out
 * with its line.
 * @returns the plot with room for them, and the notes
 */
export function withNotes(
	spec: ChartSpec,
	size: { width: number; height: number }
): { plot: Plot; notes: Note[] } {
	let best = { plot: plotOf(spec, { ...size, rows: 0 }), notes: [] as Note[] };
	const wanted = (spec.notes ?? []).filter(({ x }) => x >= spec.x.min && x <= spec.x.max);
	for (let rows = 1; rows <= MOST_ROWS && best.notes.length < wanted.length; rows++) {
		const plot = plotOf(spec, { ...size, rows });
		const notes = placed(wanted, plot, rows);
		if (notes.length > best.notes.length) best = { plot, notes };
	}
	return best;
}

function placed(wanted: readonly { x: number; text: string }[], plot: Plot, rows: number): Note[] {
	const lines = wanted.map(({ x }) => plot.x(x));
	const notes: Note[] = [];
	for (const { x, text } of wanted) {
		const at = plot.x(x);
		const width = textWidth(text, STRONG);
		const found = Array.from({ length: rows }, (_, row) => row)
			.flatMap((row) => [at - GAP - width, at + GAP].map((left) => ({ row, left })))
			.find(
				({ row, left }) =>
					left >= 0 &&
					left + width <= plot.width &&
					lines.every(
						(line) => line === at || line < left - GAP - 1 || line > left + width + GAP + 1
					) &&
					notes.every(
						({ row: other, label: { box } }) =>
							other !== row || box.right + GAP < left || left + width + GAP < box.left
					)
			);
		if (!found) continue;
		const top = found.row * LINE + 1;
		notes.push({
			at,
			row: found.row,
			label: {
				kind: 'note',
				layer: -1,
				point: -1,
				box: { left: found.left, right: found.left + width, top, bottom: top + LINE },
				lines: [{ text, type: STRONG, color: 'ink' }]
			}
		});
	}
	return notes;
}
