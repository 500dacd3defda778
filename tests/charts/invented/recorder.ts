import type { Layout } from '#lib/charts/layout/layout.ts';
import type { Theme } from '#lib/charts/drawing/theme.ts';

/** Colors by their names, so that what is drawn says what it means. */
export const theme: Theme = {
	font: 'Test Sans',
	isForced: false,
	color: (name, opacity = 1) => (opacity === 1 ? name : `${name}/${opacity}`)
};

const tenth = (value: unknown): unknown =>
	typeof value === 'number' ? Math.round(value * 10) / 10 : value;

/** A canvas that writes down what is done to it: calls, and properties that are set. */
export function recorder(): { ctx: CanvasRenderingContext2D; lines: string[] } {
	const lines: string[] = [];
	const ctx = new Proxy(
		{},
		{
			get:
				(_target, name) =>
				(...given: unknown[]) => {
					lines.push(
						`${String(name)}(${given.map((one) => JSON.stringify(tenth(one))).join(', ')})`
					);
				},
			set: (_target, name, value) => {
				lines.push(`${String(name)} = ${String(value)}`);
				return true;
			}
		}
	);
	return { ctx: ctx as CanvasRenderingContext2D, lines };
}

/** A chart as plugins are given it: its canvas, its size and its axes. */
export function chartOver(
	{ plot }: Layout,
	{ x, y }: { x: { min: number; max: number }; y: { min: number; max: number } }
) {
	const { ctx, lines } = recorder();
	const chart = {
		ctx,
		width: plot.width,
		height: plot.height,
		chartArea: plot.area,
		scales: {
			x: { ...x, getPixelForValue: plot.x },
			y: { ...y, getPixelForValue: plot.y }
		}
	};
	return { chart, lines };
}
