import { describe, expect, it } from 'vitest';
import { page as screen, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import DataTable from '#lib/ui/tables/DataTable.svelte';
import type { TableColumn, TablePage } from '#lib/figures/columns/table-column.ts';
import { at } from './setup/kit-state.svelte.ts';

/** Invented rows. */
interface Row {
	id: string;
	town: string;
	share: string;
}
const ROWS: Row[] = [
	{ id: 'a', town: 'Marigold', share: '42%' },
	{ id: 'b', town: 'Añejo', share: '7%' }
];
const COLUMNS: TableColumn<Row>[] = [
	{
		key: 'town',
		title: 'Town',
		text: ({ town }) => town,
		href: ({ id }) => `/places/${id}`,
		lead: true
	},
	{ key: 'share', title: 'Oppose', text: ({ share }) => share, numeric: true, sortable: true },
	{ key: 'date', title: 'Date', text: () => 'Sep 2026', sortable: true }
];

const show = (given: { rows?: Row[]; position?: TablePage; sort?: string } = {}) =>
	render(DataTable<Row>, {
		id: 'readings',
		caption: 'Poll results',
		columns: COLUMNS,
		rows: ROWS,
		key: ({ id }: Row) => id,
		empty: 'No records found. Remove a filter.',
		...given
	});

const focused = () => document.activeElement?.textContent?.trim();

describe('a table', () => {
	it('is named by its caption and says which rows of how many it shows', async () => {
		await show({ position: { next: null, first: 101, total: 1346 } });
		await expect
			.element(screen.getByRole('table', { name: /^Poll results\s+101–102 of 1,346 rows$/ }))
			.toBeVisible();
		await expect.element(screen.getByRole('cell', { name: '42%' })).toBeVisible();
	});

	it('without a row says what to do instead of a table without rows', async () => {
		await show({ rows: [] });
		await expect.element(screen.getByText('No records found. Remove a filter.')).toBeVisible();
		expect(screen.getByRole('table').elements()).toEqual([]);
		expect(document.getElementById('readings')).not.toBeNull();
	});

	it('is walked by Tab: heads that sort, then the links of each row, then the pages', async () => {
		await show({
			sort: '-date',
			position: { next: '/api/v1/readings?cursor=abc', first: 3, total: 9 }
		});
		const order: (string | undefined)[] = [];
		for (let step = 0; step < 6; step++) {
			await userEvent.keyboard('{Tab}');
			order.push(focused());
		}
		expect(order).toEqual(['Oppose', 'Date ↓', 'Marigold', 'Añejo', 'First rows', 'Next rows']);
	});

	it('tells how it is sorted, and its heads lead to the other order', async () => {
		at('/polls?region=US-VA&cursor=abc');
		await show({ sort: 'date' });
		const heads = screen.getByRole('columnheader');
		await expect.element(heads.nth(0)).not.toHaveAttribute('aria-sort');
		await expect.element(heads.nth(2)).toHaveAttribute('aria-sort', 'ascending');
		const hrefs = ['Oppose', 'Date'].map((name) =>
			screen.getByRole('link', { name }).element().getAttribute('href')
		);
		expect(hrefs).toEqual(['/polls?region=US-VA&sort=share', '/polls?region=US-VA&sort=-date']);
	});

	it('has the next rows at the same filters, and no way on from the last', async () => {
		at('/polls?region=US-VA&sort=date');
		const { rerender } = await show({
			position: { next: '/api/v1/readings?cursor=x%2By', first: 1, total: 9 }
		});
		const next = screen
			.getByRole('navigation', { name: 'Pages of Poll results' })
			.getByRole('link');
		expect(next.elements().map((link) => link.getAttribute('href'))).toEqual([
			'/polls?cursor=x%2By&region=US-VA&sort=date'
		]);
		await rerender({ position: { next: null, first: 1, total: 2 } });
		expect(screen.getByRole('navigation').elements()).toEqual([]);
	});

	it('takes the focus when it is linked to, as from a chart', async () => {
		await show();
		document.getElementById('readings')?.focus();
		expect(document.activeElement?.id).toBe('readings');
		await userEvent.keyboard('{Tab}');
		expect(focused()).toBe('Marigold');
	});

	it('keeps the column names of figures on a phone, where the heads have no room', async () => {
		await screen.viewport(360, 800);
		await show();
		const cell = screen.getByText('42%').element();
		expect(getComputedStyle(cell, '::before').content).toContain('Oppose');
		expect(document.documentElement.scrollWidth).toBe(360);
		await screen.viewport(1280, 800);
	});
});
