import { createCanvas } from '@napi-rs/canvas';
import { configOf } from '#lib/charts/drawing/chartjs.ts';
import { heightFor } from '#lib/charts/layout/height.ts';
import { Chart } from '#lib/charts/registry.ts';
import type { ChartSpec } from '#lib/charts/spec.ts';
import type { Drawn, Pen } from './canvas.ts';
import { paletteOf } from './palette.ts';

/** A chart as Chart.js draws it on a page, with the same configuration and plugins. */
export function drawnChart(
	spec: ChartSpec,
	size: 'small' | 'large',
	width: number,
	{ ctx, scheme, scale }: Pen
): Drawn {
	return {
		height: heightFor(size, width),
		draw: (area) => {
			const canvas = createCanvas(area.width, area.height);
			const config = configOf(spec, paletteOf(scheme));
			const chart = new Chart(canvas as unknown as HTMLCanvasElement, {
				...config,
				options: {
					...config.options,
					responsive: false,
					devicePixelRatio: scale,
					events: []
				}
			});
			ctx.drawImage(canvas, area.x, area.y, area.width, area.height);
			chart.destroy();
		}
	};
}
