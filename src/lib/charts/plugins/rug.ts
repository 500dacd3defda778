import type { Plugin } from 'chart.js';
import type { ChartSpec } from '../spec.ts';
import type { Theme } from '../theme.ts';

const HEIGHT = 8;
const GAP = 4;

/** Height kept free under the plot of a chart with a rug, in pixels. */
export const RUG_ROOM = HEIGHT + 2 * GAP;

/** Draws days as ticks under the plot; each is translucent, so that crowded days are darker. */
export const rug = (spec: () => ChartSpec, theme: () => Theme): Plugin => ({
	id: 'rug',
	afterDatasetsDraw: ({ ctx, chartArea, scales }) => {
		const { rug: marks } = spec();
		const { x } = scales;
		if (!marks || !x) return;
		ctx.save();
		ctx.strokeStyle = theme().colour(marks.colour, 0.4);
		ctx.lineWidth = 1.2;
		for (const day of marks.days) {
			if (day < x.min || day > x.max) continue;
			const at = x.getPixelForValue(day);
			ctx.beginPath();
			ctx.moveTo(at, chartArea.bottom + GAP);
			ctx.lineTo(at, chartArea.bottom + GAP + HEIGHT);
			ctx.stroke();
		}
		ctx.restore();
	}
});
