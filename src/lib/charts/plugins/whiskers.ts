import type { Plugin } from 'chart.js';
import { CAP, hasWhisker } from '../layout/obstacles.ts';
import type { ChartSpec } from '../spec.ts';
import type { Theme } from '../drawing/theme.ts';

/** Draws the interval of each point as a vertical whisker, and the time a point stands for as a bar. */
export const whiskers = (spec: () => ChartSpec, theme: () => Theme): Plugin => ({
	id: 'whiskers',
	beforeDatasetsDraw: ({ ctx, chartArea, scales }) => {
		const { x, y } = scales;
		if (!x || !y) return;
		for (const layer of spec().layers) {
			if (layer.kind === 'area' || layer.kind === 'bars') continue;
			ctx.save();
			ctx.strokeStyle = theme().color(
				layer.color,
				layer.kind === 'marks' && layer.faded ? 0.5 : 0.8
			);
			ctx.lineWidth = 1.5;
			ctx.beginPath();
			for (const point of layer.points) {
				if (point.y === null || point.x < x.min || point.x > x.max) continue;
				const [at, level] = [x.getPixelForValue(point.x), y.getPixelForValue(point.y)];
				if (hasWhisker(layer, point)) {
					const [low, high] = [y.getPixelForValue(point.low), y.getPixelForValue(point.high)];
					ctx.moveTo(at, low);
					ctx.lineTo(at, high);
					for (const end of [low, high]) {
						ctx.moveTo(at - CAP, end);
						ctx.lineTo(at + CAP, end);
					}
				}
				if (point.from !== undefined && point.to !== undefined) {
					ctx.moveTo(Math.max(chartArea.left, x.getPixelForValue(point.from)), level);
					ctx.lineTo(Math.min(chartArea.right, x.getPixelForValue(point.to)), level);
				}
			}
			ctx.stroke();
			ctx.restore();
		}
	}
});
