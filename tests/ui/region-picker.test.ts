import { describe, expect, it, vi } from 'vitest';
import { page as screen, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import RegionPicker from '#lib/ui/regions/RegionPicker.svelte';
import { goto } from './setup/kit-navigation.ts';
import { at } from './setup/kit-state.svelte.ts';
import { eventually } from './setup/eventually.ts';

const VIRGINIA = { region: 'US-VA', region_name: 'Virginia' };
const WEST = { region: 'US-WV', region_name: 'West Virginia' };
const TEXAS = { region: 'US-TX', region_name: 'Texas' };

/** The API, which answers a search when a test says so. */
function api() {
	const asked: {
		words: string;
		kinds: string | null;
		answer: (response: Response) => void;
		fail: () => void;
	}[] = [];
	vi.spyOn(globalThis, 'fetch').mockImplementation(
		(input) =>
			new Promise((answer, refuse) => {
				const address = input instanceof Request ? input.url : String(input);
				const query = new URL(address, location.href).searchParams;
				const words = query.get('q') ?? '';
				asked.push({
					words,
					kinds: query.get('kind'),
					answer,
					fail: () => refuse(new TypeError('Failed to fetch'))
				});
			})
	);
	const of = async (words: string) => {
		await eventually(() => expect(asked.map((one) => one.words)).toContain(words));
		const one = asked.findLast((call) => call.words === words);
		if (!one) throw new Error(`nobody asked for ${words}`);
		return one;
	};
	return {
		asked,
		find: async (words: string, regions: unknown[]) =>
			(await of(words)).answer(Response.json({ data: regions })),
		refuse: async (words: string) => (await of(words)).answer(Response.json({}, { status: 500 })),
		fail: async (words: string) => (await of(words)).fail()
	};
}

const field = () => screen.getByRole('combobox', { name: 'Place' });
const options = () =>
	screen
		.getByRole('option')
		.elements()
		.map((option) => option.textContent?.replace(/\s+/g, ' ').trim());
const status = () => screen.getByRole('status');
const wentTo = () => goto.mock.calls.map(([address]) => address);

describe('the region picker', () => {
	it('opens on focus with the usual places, and closes with Escape without going anywhere', async () => {
		await render(RegionPicker);
		await expect.element(field()).toHaveAttribute('aria-expanded', 'false');
		await userEvent.keyboard('{Tab}');
		await expect.element(field()).toHaveAttribute('aria-expanded', 'true');
		expect(options()).toEqual(['United States US', 'All places all']);
		await userEvent.keyboard('{Escape}');
		await expect.element(field()).toHaveAttribute('aria-expanded', 'false');
		expect(wentTo()).toEqual([]);
	});

	it('shows where the page is', async () => {
		at('/polls?region=US-VA', { regionName: 'Virginia' });
		await render(RegionPicker);
		await expect.element(field()).toHaveAttribute('placeholder', 'Virginia');
	});

	it('walks what it found with the arrow keys, and Enter goes there with the other filters', async () => {
		const { find } = api();
		at('/polls?cursor=abc&tier=primary');
		await render(RegionPicker);
		await field().fill('virg');
		await find('virg', [VIRGINIA, WEST]);
		await expect.element(status()).toHaveTextContent('2 regions found');
		const active = () => field().element().getAttribute('aria-activedescendant') ?? '';
		const activeText = () =>
			document.getElementById(active())?.textContent?.replace(/\s+/g, ' ').trim();
		await eventually(() => expect(activeText()).toBe('Virginia US-VA'));
		await userEvent.keyboard('{ArrowDown}');
		expect(activeText()).toBe('West Virginia US-WV');
		expect(document.getElementById(active())?.getAttribute('aria-selected')).toBe('true');
		await userEvent.keyboard('{ArrowDown}');
		expect(activeText()).toBe('Virginia US-VA');
		await userEvent.keyboard('{ArrowUp}{Enter}');
		expect(wentTo()).toEqual(['/polls?region=US-WV&tier=primary']);
		await expect.element(field()).toHaveValue('');
	});

	it('looks for areas of a price survey on pages that have prices of them, and on no other', async () => {
		const { asked, find } = api();
		at('/energy?region=US-VA');
		await render(RegionPicker);
		await field().fill('bos');
		await find('bos', [TEXAS]);
		at('/polls');
		await field().fill('tex');
		await find('tex', [TEXAS]);
		expect(asked.map(({ kinds }) => kinds)).toEqual([
			null,
			'world~grouping~country~state~county~grid_operator'
		]);
	});

	it('is chosen from by pointer', async () => {
		const { find } = api();
		await render(RegionPicker);
		await field().fill('tex');
		await find('tex', [TEXAS]);
		await screen.getByRole('option', { name: 'Texas' }).click();
		expect(wentTo()).toEqual(['/polls?region=US-TX']);
	});

	it('says that it looks until the answer is there, not that there is nothing', async () => {
		const { find } = api();
		await render(RegionPicker);
		await field().fill('virg');
		await expect.element(screen.getByRole('option')).toHaveTextContent('Looking for regions');
		await find('virg', []);
		await expect
			.element(screen.getByRole('option'))
			.toHaveTextContent('No match. Try a county, city or state');
		await expect.element(status()).toHaveTextContent('No match. Try a county, city or state');
		await userEvent.keyboard('{Enter}');
		expect(wentTo()).toEqual([]);
	});

	it('goes where the words lead, not where the words before them led', async () => {
		const { find } = api();
		await render(RegionPicker);
		await field().fill('virg');
		await find('virg', [VIRGINIA, WEST]);
		await expect.element(status()).toHaveTextContent('2 regions found');
		await field().fill('tex');
		await userEvent.keyboard('{Enter}');
		expect(wentTo()).toEqual([]);
		await find('tex', [TEXAS]);
		await eventually(() => expect(wentTo()).toEqual(['/polls?region=US-TX']));
	});

	it('drops an answer that comes after a later one', async () => {
		const { find } = api();
		await render(RegionPicker);
		await field().fill('virg');
		await field().fill('tex');
		await find('tex', [TEXAS]);
		await expect.element(status()).toHaveTextContent('1 region found');
		await find('virg', [VIRGINIA, WEST]);
		await expect.element(status()).toHaveTextContent('1 region found');
		expect(options()).toEqual(['Texas US-TX']);
	});

	it.each(['refuse', 'fail'] as const)(
		'says that the regions could not be loaded where the server cannot answer (%s), and asks again on Enter',
		async (how) => {
			const server = api();
			await render(RegionPicker);
			await field().fill('virg');
			await server[how]('virg');
			await expect
				.element(status())
				.toHaveTextContent('Regions could not be loaded. Press Enter to try again.');
			await userEvent.keyboard('{Enter}');
			await eventually(() => expect(server.asked).toHaveLength(2));
			await server.find('virg', [VIRGINIA]);
			await eventually(() => expect(wentTo()).toEqual(['/polls?region=US-VA']));
		}
	);
});
