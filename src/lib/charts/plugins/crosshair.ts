import type { Plugin } from 'chart.js';
import type { Theme } from '../drawing/theme.ts';

/** A vertical line at one moment, the same in every chart that shares it. */
export const crosshair = (moment: () => number | null, theme: () => Theme): Plugin => ({
	id: 'crosshair',
	afterDatasetsDraw: ({ ctx, chartArea, scales: { x } }) => {
		const at = moment();
		if (at === null || !x || at < x.min || at > x.max) return;
		const pixel = x.getPixelForValue(at);
		ctx.save();
		ctx.strokeStyle = theme().color('ink', 0.5);
		ctx.lineWidth = 1;
		ctx.beginPath();
		ctx.moveTo(pixel, chartArea.top);
		ctx.lineTo(pixel, chartArea.bottom);
		ctx.stroke();
		ctx.restore();
	}
});
