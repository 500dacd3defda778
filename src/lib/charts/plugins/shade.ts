import type { Plugin } from 'chart.js';
import type { ChartSpec } from '../spec.ts';
import type { Theme } from '../drawing/theme.ts';

/** Tints the stretches of time in which nobody is known to have watched, behind everything else. */
export const shade = (spec: () => ChartSpec, theme: () => Theme): Plugin => ({
	id: 'shade',
	beforeDatasetsDraw: ({ ctx, chartArea, scales }) => {
		const { x } = scales;
		if (!x) return;
		ctx.save();
		ctx.fillStyle = theme().color('mute', 0.14);
		for (const { min, max } of spec().shaded ?? []) {
			const [from, to] = [Math.max(min, x.min), Math.min(max, x.max)];
			if (to <= from) continue;
			const left = x.getPixelForValue(from);
			ctx.fillRect(
				left,
				chartArea.top,
				x.getPixelForValue(to) - left,
				chartArea.bottom - chartArea.top
			);
		}
		ctx.restore();
	}
});
