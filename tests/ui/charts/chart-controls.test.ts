import { describe, expect, it } from 'vitest';
import { page as screen, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { ChartFigure as Figure } from '#lib/figures/figure.ts';
import ChartFigure from '#lib/ui/charts/ChartFigure.svelte';
import { readable } from '#lib/domain/text/format.ts';
import { FIGURE, SPEC } from '../setup/chart-spec.ts';
import { goto } from '../setup/kit-navigation.ts';
import { at } from '../setup/kit-state.svelte.ts';

const [line] = SPEC.layers;
if (!line) throw new Error('no line');

/** Two series of two years, and an address. */
const figureAt = (path: string): Figure => {
	at(path);
	return {
		...FIGURE,
		query: Object.fromEntries(new URL(path, 'http://page.test').searchParams),
		drawing: {
			...FIGURE.drawing,
			spec: {
				...SPEC,
				layers: [
					line,
					{
						kind: 'marks',
						id: 'others',
						label: 'other pollsters',
						color: 'unsure',
						points: [
							{ x: Date.parse('2025-02-01T00:00:00Z'), y: 20, title: '20% oppose', detail: [] }
						]
					}
				]
			}
		}
	};
};
const show = (path: string) => render(ChartFigure, { figure: figureAt(path) });
const range = (name: string) => screen.getByRole('link', { name, exact: true });
const series = (name: string) => screen.getByRole('button', { name, exact: true });
const STAY = { keepFocus: true, noScroll: true };

describe('the ranges of a chart', () => {
	it('are links that keep the filters, and the one in force is marked', async () => {
		await show('/polls?house=Harbor&range=1y');
		await expect.element(range('1Y')).toHaveAttribute('aria-current', 'true');
		await expect.element(range('All')).toHaveAttribute('href', '/polls?house=Harbor');
		await expect.element(range('All')).not.toHaveAttribute('aria-current');
	});

	it('that show nothing else are no links, and say why', async () => {
		await show('/polls');
		const three = range('3Y');
		await expect.element(three).toHaveAttribute('aria-disabled', 'true');
		await expect.element(three).toHaveAccessibleDescription('shows the same as All');
		expect(three.element().hasAttribute('href')).toBe(false);
		await expect.element(range('1Y')).toHaveAttribute('href', '/polls?range=1y');
	});

	it('go nearer and farther by buttons, at an address each', async () => {
		await show('/polls');
		await userEvent.click(screen.getByRole('button', { name: 'Zoom in' }));
		expect(goto).toHaveBeenCalledWith('/polls?range=2025-07-02~2026-07-01', STAY);
		await expect.element(screen.getByRole('button', { name: 'Zoom out' })).toBeDisabled();
	});

	it('of days of one’s own are said, and left by a step farther', async () => {
		await show('/polls?range=2025-12-01~2026-06-01');
		await expect
			.element(screen.getByText(`${readable('2025-12-01')} to ${readable('2026-06-01')}`))
			.toBeVisible();
		await userEvent.click(screen.getByRole('button', { name: 'Zoom out' }));
		expect(goto).toHaveBeenCalledWith(expect.stringMatching(/^\/polls\?range=/), STAY);
	});

	it('without a value lead back to everything', async () => {
		await show('/polls?range=2026-10-01~2026-11-01');
		await expect
			.element(screen.getByRole('link', { name: 'Show everything' }))
			.toHaveAttribute('href', '/polls');
		expect(document.querySelector('canvas')).toBeNull();
	});
});

describe('the series of a chart', () => {
	it('are switches that the address keeps, by keyboard too', async () => {
		await show('/polls?range=1y');
		await expect.element(series('Harbor Research')).toHaveAttribute('aria-pressed', 'true');
		series('other pollsters').element().focus();
		await userEvent.keyboard('{Enter}');
		expect(goto).toHaveBeenCalledWith('/polls?hide=others&range=1y', STAY);
	});

	it('that are off can be put on again, and the last one stays', async () => {
		await show('/polls?hide=others');
		await expect.element(series('other pollsters')).toHaveAttribute('aria-pressed', 'false');
		await expect.element(series('Harbor Research')).toHaveAttribute('aria-disabled', 'true');
		await userEvent.click(series('Harbor Research'), { force: true });
		expect(goto).not.toHaveBeenCalled();
		await userEvent.click(series('other pollsters'));
		expect(goto).toHaveBeenCalledWith('/polls', STAY);
	});
});
