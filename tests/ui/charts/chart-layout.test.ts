import { beforeAll, describe, expect, it } from 'vitest';
import { page as screen } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Chart from '#lib/charts/drawing/Chart.svelte';
import { layoutOf } from '#lib/charts/layout/layout.ts';
import { LINE } from '#lib/charts/layout/plot.ts';
import { Chart as Library } from '#lib/charts/registry.ts';
import type { ChartSpec } from '#lib/charts/spec.ts';
import '../../../src/typefaces.css';
import { SPEC } from '../setup/chart-spec.ts';
import { eventually } from '../setup/eventually.ts';

/** The invented readings with words at each, a rug, notes and error bars. */
const FULL: ChartSpec = {
	...SPEC,
	layers: SPEC.layers.map((layer) => ({
		...layer,
		...(layer.kind === 'line' ? { sublabel: 'registered voters, n 1,346', whiskers: true } : {}),
		points: layer.points.map((point) => ({
			...point,
			label: `${point.y ?? 0}%`,
			low: (point.y ?? 0) - 3,
			high: (point.y ?? 0) + 3
		}))
	})),
	rug: {
		days: SPEC.layers.flatMap(({ points }) => points.map(({ x }) => x)),
		label: 'restrictive actions',
		color: 'oppose'
	},
	notes: [{ x: Date.parse('2026-01-01T00:00:00Z'), text: '86% vote to restrict' }]
};

/** A page has written words before a chart is drawn. */
beforeAll(async () => {
	for (const weight of [400, 600]) await document.fonts.load(`${weight} 12px 'Inter Variable'`);
});

/** The chart as Chart.js drew it. */
async function drawn(spec: ChartSpec, size: 'small' | 'large' = 'large') {
	await render(Chart, { spec, size });
	return eventually(() => {
		const canvas = document.querySelector('canvas');
		const chart = canvas ? Library.getChart(canvas) : undefined;
		expect(chart?.chartArea).toBeDefined();
		if (!canvas || !chart) throw new Error('not drawn');
		return { canvas, chart };
	});
}

/** Whether something is painted in a box, in pixels of the page. */
function isPainted(
	canvas: HTMLCanvasElement,
	box: { left: number; top: number; right: number; bottom: number }
) {
	const scale = canvas.width / canvas.clientWidth;
	const context = canvas.getContext('2d');
	const { data } = context?.getImageData(
		box.left * scale,
		box.top * scale,
		Math.max(1, (box.right - box.left) * scale),
		Math.max(1, (box.bottom - box.top) * scale)
	) ?? { data: [] };
	return Array.from(data).some((value, index) => index % 4 === 3 && value > 0);
}

describe.each([358, 900])('a chart on a page %i wide', (width) => {
	it.each([['large' as const], ['small' as const]])(
		'of size %s draws axes, marks and labels where the layout has them',
		async (size) => {
			await screen.viewport(width, 800);
			const { canvas, chart } = await drawn(FULL, size);
			const { plot, labels, obstacles } = layoutOf(FULL, chart);
			for (const side of ['left', 'right', 'top', 'bottom'] as const)
				expect(chart.chartArea[side], side).toBeCloseTo(plot.area[side], 0);
			const { x, y } = chart.scales;
			for (const { point, at } of obstacles.marks) {
				expect(x?.getPixelForValue(point.x)).toBeCloseTo(at.x, 0);
				expect(y?.getPixelForValue(point.y ?? 0)).toBeCloseTo(at.y, 0);
			}
			expect(x?.ticks.map(({ label }) => label)).toEqual(plot.times.map(({ label }) => label));
			expect(y?.ticks.map(({ label }) => label)).toEqual(plot.values.map(({ label }) => label));
			expect(labels.length).toBeGreaterThan(3);
			for (const { box } of labels) expect(isPainted(canvas, box)).toBe(true);
		}
	);

	it('fits the page, and nothing of it is cut off or scrolls', async () => {
		await screen.viewport(width, 800);
		const { canvas, chart } = await drawn(FULL);
		expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
		expect(canvas.clientWidth).toBeLessThanOrEqual(width);
		for (const { box } of layoutOf(FULL, chart).labels) {
			expect(box.left).toBeGreaterThanOrEqual(0);
			expect(box.right).toBeLessThanOrEqual(canvas.clientWidth);
			expect(box.bottom).toBeLessThanOrEqual(canvas.clientHeight);
		}
	});

	it('writes words no wider than the layout keeps free for them', async () => {
		await screen.viewport(width, 800);
		const { canvas, chart } = await drawn(FULL);
		const context = canvas.getContext('2d');
		const family = getComputedStyle(canvas).fontFamily;
		expect(family).toContain('Inter');
		for (const { lines, box } of layoutOf(FULL, chart).labels) {
			expect(box.bottom - box.top).toBe(lines.length * LINE);
			for (const { text, type } of lines) {
				if (context) context.font = `${type.weight} ${type.size}px ${family}`;
				expect(context?.measureText(text).width, text).toBeLessThanOrEqual(
					box.right - box.left + 4
				);
			}
		}
	});
});
