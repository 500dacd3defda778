import { describe, expect, it } from 'vitest';
import { page as screen, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Chart from '#lib/charts/drawing/Chart.svelte';
import ChartFigure from '#lib/ui/charts/ChartFigure.svelte';
import { FIGURE, SPEC } from '../setup/chart-spec.ts';
import { eventually } from '../setup/eventually.ts';

const EMPTY = { ...SPEC, layers: SPEC.layers.map((layer) => ({ ...layer, points: [] })) };

const plot = () => screen.getByRole('application', { name: SPEC.title });
const spoken = () => screen.getByRole('status').element().textContent;
/** How many pixels of a canvas are painted. */
function painted(): number {
	const canvas = document.querySelector('canvas');
	const context = canvas?.getContext('2d');
	if (!canvas || !context || canvas.width === 0) return 0;
	const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
	return data.filter((value, index) => index % 4 === 3 && value > 0).length;
}
const drawn = () => eventually(() => expect(painted()).toBeGreaterThan(500));

describe('a chart', () => {
	it('says what it shows before it is drawn, and points at its table', async () => {
		await render(Chart, { spec: SPEC, table: 'readings' });
		await expect.element(plot()).toHaveAttribute('aria-details', 'readings');
		await expect
			.element(plot())
			.toHaveAccessibleDescription(
				'Four readings of one pollster. Use the arrow keys to move between points.'
			);
	});

	it('is drawn, and drawn anew with other readings', async () => {
		const { rerender } = await render(Chart, { spec: SPEC });
		await drawn();
		const before = painted();
		await rerender({ spec: EMPTY });
		await eventually(() => expect(painted()).toBeLessThan(before));
	});

	it('is walked by keyboard, and a live region speaks each point', async () => {
		await render(Chart, { spec: SPEC });
		await drawn();
		await userEvent.keyboard('{Tab}');
		await expect.element(plot()).toHaveFocus();
		const heard: (string | null)[] = [];
		for (const key of [
			'ArrowRight',
			'ArrowRight',
			'End',
			'ArrowRight',
			'ArrowLeft',
			'Home',
			'ArrowLeft'
		]) {
			await userEvent.keyboard(`{${key}}`);
			heard.push(spoken());
		}
		const [first, second, third, last] = [
			'42% oppose, Harbor Research, 2025-08-15, 1 of 4',
			'52% oppose, Harbor Research, 2025-12-15, 2 of 4',
			'71% oppose, Harbor Research, 2026-05-15, 3 of 4',
			'75% oppose, Harbor Research, 2026-08-15, 4 of 4'
		];
		expect(heard).toEqual([first, second, last, last, third, first, first]);
	});

	it('leaves other keys to the page', async () => {
		await render(Chart, { spec: SPEC });
		await drawn();
		const kept: boolean[] = [];
		addEventListener('keydown', ({ defaultPrevented }) => kept.push(defaultPrevented), {
			once: true
		});
		await userEvent.keyboard('{Tab}');
		kept.length = 0;
		addEventListener('keydown', ({ defaultPrevented }) => kept.push(defaultPrevented), {
			once: true
		});
		await userEvent.keyboard('x');
		expect(kept).toEqual([false]);
		expect(spoken()).toBe('');
	});
});

describe('a figure with a chart', () => {
	it('has title, measure, source and its links', async () => {
		await render(ChartFigure, { figure: FIGURE, table: 'readings' });
		await expect.element(screen.getByRole('heading', { name: FIGURE.title })).toBeVisible();
		await expect.element(screen.getByText(FIGURE.measure)).toBeVisible();
		await expect.element(screen.getByText(FIGURE.marks)).toBeVisible();
		await expect.element(screen.getByText(`Source: ${FIGURE.source}.`)).toBeVisible();
		const table = screen.getByRole('link', { name: 'Table', exact: true }).element();
		expect(table.getAttribute('href')).toBe('#readings');
	});

	it('without a point says so instead of an empty plot', async () => {
		await render(ChartFigure, {
			figure: { ...FIGURE, drawing: { ...FIGURE.drawing, spec: EMPTY } }
		});
		await expect.element(screen.getByText('Nothing here can be drawn over time.')).toBeVisible();
		expect(screen.getByRole('application').elements()).toEqual([]);
	});
});
