import type { Plugin } from 'chart.js';
import type { Layout } from '../layout/layout.ts';
import { LINE, RUG } from '../layout/plot.ts';
import type { Theme } from '../drawing/theme.ts';

/** Width of the rim in the color of the page that keeps words readable over the lines of the axis. */
const RIM = 4;

/** Writes every label where the layout has it, and the lines of notes. */
export const labels = (
	layout: (size: { width: number; height: number }) => Layout,
	theme: () => Theme
): Plugin => ({
	id: 'labels',
	afterDatasetsDraw: (chart) => {
		const { ctx } = chart;
		const { plot, notes, labels: all } = layout(chart);
		ctx.save();
		drawNoteLines(ctx, theme(), { plot, notes });
		ctx.textAlign = 'left';
		ctx.textBaseline = 'middle';
		ctx.lineJoin = 'round';
		ctx.lineWidth = RIM;
		ctx.strokeStyle = theme().color('paper');
		for (const { box, lines } of all)
			for (const [index, { text, type, color }] of lines.entries()) {
				ctx.font = `${type.weight} ${type.size}px ${theme().font}`;
				ctx.fillStyle = theme().color(color);
				const y = box.top + (index + 0.5) * LINE;
				if (!theme().isForced) ctx.strokeText(text, box.left, y);
				ctx.fillText(text, box.left, y);
			}
		ctx.restore();
	}
});

function drawNoteLines(
	ctx: CanvasRenderingContext2D,
	theme: Theme,
	{ plot: { area }, notes }: Pick<Layout, 'plot' | 'notes'>
) {
	ctx.strokeStyle = theme.color('mute');
	ctx.lineWidth = 1;
	ctx.setLineDash([2, 3]);
	for (const { at, label } of notes) {
		ctx.beginPath();
		ctx.moveTo(at, label.box.top);
		ctx.lineTo(at, area.bottom);
		ctx.stroke();
	}
	ctx.setLineDash([]);
}

/** Draws days as ticks under the plot; each is translucent, so that crowded days are darker. */
export const rug = (
	layout: (size: { width: number; height: number }) => Layout,
	marked: { days: readonly number[]; color: Parameters<Theme['color']>[0] } | undefined,
	theme: () => Theme
): Plugin => ({
	id: 'rug',
	afterDatasetsDraw: (chart) => {
		if (!marked) return;
		const { ctx } = chart;
		const { area, x } = layout(chart).plot;
		ctx.save();
		ctx.strokeStyle = theme().color(marked.color, 0.4);
		ctx.lineWidth = 1.2;
		for (const day of marked.days) {
			const at = x(day);
			if (at < area.left || at > area.right) continue;
			ctx.beginPath();
			ctx.moveTo(at, area.bottom + RUG.gap);
			ctx.lineTo(at, area.bottom + RUG.gap + RUG.height);
			ctx.stroke();
		}
		ctx.restore();
	}
});
