import { describe, expect, it } from 'vitest';
import { page as screen, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Chart from '#lib/charts/drawing/Chart.svelte';
import { overlaps } from '#lib/charts/layout/geometry.ts';
import { layoutOf } from '#lib/charts/layout/layout.ts';
import type { Wish } from '#lib/charts/zoom.ts';
import { SPEC } from '../setup/chart-spec.ts';
import { eventually } from '../setup/eventually.ts';

const CANVAS = 'canvas';
const chart = () => document.querySelector<HTMLElement>('.plot');
const over = () => document.querySelector<HTMLElement>('.over');

/** Where the marks of the chart stand, in pixels of the window. */
async function marks(): Promise<{ x: number; y: number }[]> {
	return eventually(() => {
		const canvas = document.querySelector(CANVAS);
		expect(canvas?.clientWidth).toBeGreaterThan(0);
		const box = chart()?.getBoundingClientRect();
		if (!box) throw new Error('no chart');
		const { obstacles } = layoutOf(SPEC, { width: box.width, height: box.height });
		return obstacles.marks.map(({ at }) => ({ x: box.left + at.x, y: box.top + at.y }));
	});
}

function pointer(type: string, { x, y }: { x: number; y: number }, more: PointerEventInit = {}) {
	over()?.dispatchEvent(
		new PointerEvent(type, {
			clientX: x,
			clientY: y,
			bubbles: true,
			pointerId: 1,
			pointerType: 'mouse',
			...more
		})
	);
}

describe('a mark under the pointer on a wide screen', () => {
	it('is told beside it: neither the mark nor any word of it is covered', async () => {
		await screen.viewport(900, 800);
		await render(Chart, { spec: SPEC });
		for (const [index, at] of (await marks()).entries()) {
			pointer('pointermove', at);
			await expect
				.element(screen.getByText(`${['42', '52', '71', '75'][index] ?? ''}% oppose`).first())
				.toBeVisible();
			const tip = document.querySelector('.tip')?.getBoundingClientRect();
			const ring = { left: at.x - 6, right: at.x + 6, top: at.y - 6, bottom: at.y + 6 };
			expect(tip && overlaps(tip, ring)).toBe(false);
		}
		pointer('pointerleave', { x: 0, y: 0 });
		await expect.poll(() => document.querySelector('.tip')).toBeNull();
	});
});

describe('a chart on a phone', () => {
	it('tells a mark that is tapped under the chart, in a place that was kept', async () => {
		await screen.viewport(390, 844);
		await render(Chart, { spec: SPEC });
		const [first] = await marks();
		const dock = document.querySelector('.dock');
		await expect.element(screen.getByText('Tap a mark')).toBeVisible();
		const before = dock?.getBoundingClientRect();
		if (first) pointer('pointerdown', first, { pointerType: 'touch' });
		await expect.element(screen.getByText('42% oppose')).toBeVisible();
		const after = dock?.getBoundingClientRect();
		expect([after?.top, after?.height]).toEqual([before?.top, before?.height]);
		expect(document.querySelector('.tip')).toBeNull();
		// Above it is the whole chart.
		expect(after?.top).toBeGreaterThanOrEqual(chart()?.getBoundingClientRect().bottom ?? Infinity);
	});

	it('steps from value to value by its arrows, from the newest backward', async () => {
		await screen.viewport(390, 844);
		await render(Chart, { spec: SPEC });
		await marks();
		const heard: (string | null)[] = [];
		for (const name of ['Previous value', 'Previous value', 'Next value', 'Next value']) {
			await userEvent.click(screen.getByRole('button', { name }));
			heard.push(document.querySelector('.told strong')?.textContent ?? null);
		}
		expect(heard).toEqual(['75% oppose', '71% oppose', '75% oppose', '75% oppose']);
	});

	it('is no wider than the screen', async () => {
		await screen.viewport(320, 800);
		await render(Chart, { spec: SPEC });
		await marks();
		expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
		expect(document.querySelector(CANVAS)?.clientWidth).toBeLessThanOrEqual(320);
	});
});

describe('zooming a chart', () => {
	const zoomable = async () => {
		const wishes: Wish[] = [];
		await screen.viewport(900, 800);
		await render(Chart, { spec: SPEC, onzoom: (wish: Wish) => void wishes.push(wish) });
		return { wishes, at: await marks() };
	};

	it('takes the stretch that a mouse draws along, and no click for one', async () => {
		const { wishes, at } = await zoomable();
		const [first, second] = at;
		if (!first || !second) throw new Error('no marks');
		pointer('pointerdown', first);
		pointer('pointermove', second);
		await expect.poll(() => document.querySelector('.chosen')).not.toBeNull();
		pointer('pointerup', second);
		pointer('pointerdown', first);
		pointer('pointerup', first);
		expect(wishes).toHaveLength(1);
		const [wish] = wishes;
		if (wish?.way !== 'to') throw new Error('not to a stretch');
		const [from, to] = SPEC.layers[0]?.points ?? [];
		const day = 86_400_000;
		expect(Math.abs(wish.min - (from?.x ?? 0))).toBeLessThan(2 * day);
		expect(Math.abs(wish.max - (to?.x ?? 0))).toBeLessThan(2 * day);
		await expect.poll(() => document.querySelector('.chosen')).toBeNull();
	});

	it('leaves a finger to read and to scroll', async () => {
		const { wishes, at } = await zoomable();
		const [first, second] = at;
		if (!first || !second) throw new Error('no marks');
		const touch = { pointerType: 'touch' };
		pointer('pointerdown', first, touch);
		pointer('pointermove', second, touch);
		pointer('pointerup', second, touch);
		expect(wishes).toEqual([]);
		await expect.poll(() => document.querySelector('.tip strong')?.textContent).toBe('52% oppose');
	});

	it('goes by keyboard around the value that is read', async () => {
		const { wishes } = await zoomable();
		await userEvent.keyboard('{Tab}+{End}+-0');
		expect(wishes).toEqual([
			{ way: 'nearer', around: null },
			{ way: 'nearer', around: SPEC.layers[0]?.points.at(-1)?.x },
			{ way: 'farther', around: SPEC.layers[0]?.points.at(-1)?.x },
			{ way: 'all' }
		]);
		await userEvent.keyboard('{Escape}');
		expect(document.querySelector('.tip')).toBeNull();
	});
});
