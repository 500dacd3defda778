import { describe, expect, it } from 'vitest';
import { page as screen, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { Facet } from '#lib/domain/filter/facets.ts';
import FilterBar from '#lib/ui/tables/FilterBar.svelte';
import { goto } from './setup/kit-navigation.ts';
import { at } from './setup/kit-state.svelte.ts';

const FACETS: Facet[] = [
	{
		key: 'tier',
		label: 'Source',
		shape: 'list',
		values: [
			{ value: 'primary', label: 'Original source' },
			{ value: 'reported', label: 'News report' }
		]
	},
	{
		key: 'action_type',
		label: 'Kind',
		shape: 'list',
		many: true,
		values: [
			{ value: 'ban', label: 'Ban' },
			{ value: 'moratorium', label: 'Moratorium' }
		]
	},
	{ key: 'status', label: 'Status', shape: 'list', values: [] },
	{ key: 'q', label: 'Search', shape: 'words', values: [] },
	{ key: 'min_sources', label: 'Publishers', shape: 'count', values: [] }
];

const show = (sentence = 'Polls in Virginia') =>
	render(FilterBar, {
		facets: FACETS,
		keys: ['tier', 'action_type', 'status', 'q'],
		quiet: ['min_sources'],
		sentence
	});
const wentTo = () => goto.mock.calls.map(([address]) => address);

describe('the filter bar', () => {
	it('offers what has values and leaves out what has none', async () => {
		await show();
		await expect.element(screen.getByRole('form', { name: 'Filters' })).toBeVisible();
		await expect.element(screen.getByRole('combobox', { name: 'Source' })).toBeVisible();
		expect(screen.getByText('Status').elements()).toEqual([]);
	});

	it('applies a choice at once, and keeps region, place in the page and focus', async () => {
		at('/polls?region=US-VA&cursor=abc');
		await show();
		const source = screen.getByRole('combobox', { name: 'Source' });
		await source.selectOptions('reported');
		expect(wentTo()).toEqual(['/polls?region=US-VA&tier=reported']);
		// A step of the history: Back takes it back.
		expect(goto.mock.calls[0]?.[1]).toEqual({ keepFocus: true, noScroll: true });
	});

	it('asks for nothing when it is unfolded on a phone', async () => {
		// A filter that always has a value is not in this address yet.
		at('/energy');
		const transform: Facet = {
			key: 'transform',
			label: 'Show as',
			shape: 'list',
			required: true,
			values: [{ value: 'level', label: 'as published' }]
		};
		await screen.viewport(390, 800);
		try {
			await render(FilterBar, { facets: [transform], keys: ['transform'], sentence: 'Prices' });
			await screen.getByRole('checkbox', { name: 'Filters' }).click();
			await expect.element(screen.getByRole('combobox', { name: 'Show as' })).toBeVisible();
			expect(wentTo()).toEqual([]);
		} finally {
			await screen.viewport(1280, 800);
		}
	});

	it('closes an open list by Escape and by a click outside, and gives the focus back', async () => {
		await show();
		const summary = screen.getByText('Kind', { exact: true }).first();
		const list = () => summary.element().closest('details');
		await summary.click();
		expect(list()?.open).toBe(true);
		await userEvent.keyboard('{Tab}{Escape}');
		expect(list()?.open).toBe(false);
		expect(document.activeElement).toBe(summary.element());
		await summary.click();
		await userEvent.click(screen.getByRole('status'));
		expect(list()?.open).toBe(false);
	});

	it('shows beside each value how many rows it leaves, and leaves out values without any', async () => {
		at('/actions?action_type=ordinance');
		await render(FilterBar, {
			facets: [
				{
					key: 'action_type',
					label: 'Kind',
					shape: 'list',
					many: true,
					values: [
						{ value: 'ban', label: 'Ban', rows: 1200 },
						{ value: 'moratorium', label: 'Moratorium', rows: 0 },
						{ value: 'ordinance', label: 'Ordinance', rows: 0 }
					]
				}
			],
			keys: ['action_type'],
			sentence: 'Ordinances'
		});
		await screen.getByText('Kind (1)').click();
		const labels = screen
			.getByRole('checkbox')
			.elements()
			.map((box) => box.closest('label'));
		expect(labels.map((label) => label?.textContent.replace(/\s+/g, ' ').trim())).toEqual([
			'Ban 1,200',
			'Ordinance 0'
		]);
	});

	it('takes a day as people write it, and one that is picked', async () => {
		await render(FilterBar, {
			facets: [{ key: 'from', label: 'From', shape: 'date', values: [] }],
			keys: ['from'],
			sentence: 'Polls in Virginia'
		});
		await screen.getByRole('textbox', { name: 'From', exact: true }).fill('1/15/2026');
		await userEvent.keyboard('{Enter}');
		expect(wentTo().at(-1)).toBe('/polls?from=2026-01-15');
		await screen.getByLabelText('From: choose a day').fill('2026-02-01');
		await userEvent.keyboard('{Tab}');
		expect(wentTo().at(-1)).toBe('/polls?from=2026-02-01');
	});

	it('has one tab stop for each day, and none in the parts of a picker that are not seen', async () => {
		const day = (key: string, label: string) => ({
			...{ key, label, values: [] },
			shape: 'date' as const
		});
		await render(FilterBar, {
			facets: [day('from', 'From'), day('to', 'To')],
			keys: ['from', 'to'],
			sentence: 'Polls in Virginia'
		});
		const field = (name: string) => screen.getByRole('textbox', { name, exact: true });
		await field('From').click();
		await userEvent.keyboard('{Tab}');
		await expect.element(field('To')).toHaveFocus();
	});

	it('says under the field what is no date, and keeps what stands', async () => {
		await render(FilterBar, {
			facets: [{ key: 'from', label: 'From', shape: 'date', values: [] }],
			keys: ['from'],
			sentence: 'Polls in Virginia'
		});
		const field = screen.getByRole('textbox', { name: 'From', exact: true });
		await field.fill('last year');
		await userEvent.keyboard('{Enter}');
		expect(wentTo()).toEqual([]);
		await expect.element(field).toHaveAttribute('aria-invalid', 'true');
		await expect.element(field).toHaveValue('last year');
		await expect
			.element(field)
			.toHaveAccessibleDescription(/“last year”.* use a date such as 2026-01-15/);
		await field.fill('2026-01');
		await userEvent.keyboard('{Enter}');
		expect(wentTo().at(-1)).toBe('/polls?from=2026-01');
		await expect.element(field).not.toHaveAttribute('aria-invalid');
	});

	it('says beside its field what the address got wrong, with a way to mend it, and makes it no chip', async () => {
		at('/polls?tier=primery', {
			faults: [{ key: 'tier', value: 'primery', message: 'is not known', did_you_mean: 'primary' }]
		});
		await show();
		const source = screen.getByRole('combobox', { name: 'Source' });
		await expect.element(source).toHaveAccessibleDescription(/“primery” is not known/);
		const mended = screen.getByRole('link', { name: 'Use “primary”' }).element();
		expect(mended.getAttribute('href')).toBe('/polls?tier=primary');
		expect(screen.getByRole('status').getByRole('link').elements()).toEqual([]);
	});

	it('shows no chip for what the page begins with', async () => {
		at('/polls?tier=primary&action_type=ban');
		await render(FilterBar, {
			facets: FACETS,
			keys: ['tier', 'action_type'],
			sentence: 'Polls',
			usual: { tier: 'primary' }
		});
		const chips = screen.getByRole('status').getByRole('link').elements();
		expect(chips.map(({ textContent }) => textContent)).toEqual(['Kind: Ban ×, remove']);
	});

	it('is worked by keyboard: a list opens, boxes are checked, words are sent with Enter', async () => {
		await show();
		await userEvent.keyboard('{Tab}{Tab}{Enter}{Tab}{ }{Tab}{ }');
		expect(wentTo()).toEqual(['/polls?action_type=ban', '/polls?action_type=ban~moratorium']);
		expect(document.activeElement?.getAttribute('value')).toBe('moratorium');
		await screen.getByRole('textbox', { name: 'Search' }).fill('water');
		await userEvent.keyboard('{Enter}');
		expect(wentTo().at(-1)).toBe('/polls?action_type=ban~moratorium&q=water');
	});

	it('says in a live region what is shown, with a way to take each filter away', async () => {
		at('/polls?region=US-VA&tier=primary~reported&min_sources=2');
		const { rerender } = await show('Polls of Virginia');
		const status = screen.getByRole('status');
		await expect.element(status).toHaveTextContent('Polls of Virginia.');
		const chips = status.getByRole('link').elements();
		expect(chips.map((chip) => [chip.textContent, chip.getAttribute('href')])).toEqual([
			['Source: Original source ×, remove', '/polls?min_sources=2&region=US-VA&tier=reported'],
			['Source: News report ×, remove', '/polls?min_sources=2&region=US-VA&tier=primary'],
			['Publishers: 2 ×, remove', '/polls?region=US-VA&tier=primary~reported']
		]);
		await rerender({ sentence: 'Polls of Texas' });
		await expect.element(status).toHaveTextContent('Polls of Texas.');
	});

	it('opens the further filters where one of them is set', async () => {
		const { rerender } = await show();
		expect(screen.getByText('More filters').element().closest('details')?.open).toBe(false);
		at('/polls?min_sources=2');
		await rerender({});
		expect(screen.getByText('More filters').element().closest('details')?.open).toBe(true);
		await expect.element(screen.getByRole('textbox', { name: 'Publishers' })).toHaveValue('2');
	});

	it('sends a form that works without scripts: what it does not offer goes along', async () => {
		at('/polls?region=US-VA&sort=date&cursor=abc');
		await show();
		const form = screen.getByRole('form', { name: 'Filters' }).element() as HTMLFormElement;
		expect(form.method).toBe('get');
		const hidden = [...form.querySelectorAll<HTMLInputElement>('input[type=hidden]')];
		expect(hidden.map(({ name, value }) => `${name}=${value}`)).toEqual([
			'region=US-VA',
			'sort=date'
		]);
	});
});
