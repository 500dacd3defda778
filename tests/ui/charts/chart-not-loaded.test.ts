import { expect, it, vi } from 'vitest';
import { page as screen, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Chart from '#lib/charts/drawing/Chart.svelte';
import { SPEC } from '../setup/chart-spec.ts';

vi.mock('#lib/charts/registry.ts', () => ({
	get Chart() {
		throw new Error('the network is gone');
	}
}));

it('a chart that cannot be loaded says so, leads to the table and still tells its values by keyboard', async () => {
	await render(Chart, { spec: SPEC, table: 'readings' });
	await expect
		.element(screen.getByRole('alert'))
		.toHaveTextContent('The chart could not be loaded; the table below holds the same figures.');
	await userEvent.keyboard('{Tab}{ArrowRight}');
	expect(screen.getByRole('status').element().textContent).toMatch(/^42% oppose, .*, 1 of 4$/);
	expect(document.querySelector('.ring')).toBeNull();
});
