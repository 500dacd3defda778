import { describe, expect, it, vi } from 'vitest';
import { page as screen, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import DownloadMenu from '#lib/ui/tables/DownloadMenu.svelte';
import { eventually } from './setup/eventually.ts';

/** The server, which counts the rows of a file where it is asked for its head. */
function server(answer: (path: string) => Promise<Response>) {
	const asked: string[] = [];
	vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
		const address = input instanceof Request ? input.url : input;
		const { pathname, search } = new URL(address, location.href);
		asked.push(`${init?.method ?? 'GET'} ${pathname}${search}`);
		return answer(`${pathname}${search}`);
	});
	return asked;
}
const rowsOf = (count: number) =>
	Promise.resolve(new Response(null, { headers: { 'x-groundswell-rows': String(count) } }));
const VIEW = { collection: 'readings', query: { region: 'US-VA', cursor: 'abc', limit: '100' } };
const menu = () => screen.getByText('Download', { exact: true });
const linkNames = () =>
	screen
		.getByRole('link')
		.elements()
		.map((link) => link.getAttribute('aria-label'));

describe('the download menu', () => {
	it('opens and closes by keyboard, and asks for nothing before', async () => {
		const asked = server(() => rowsOf(3));
		await render(DownloadMenu, VIEW);
		expect(asked).toEqual([]);
		await userEvent.keyboard('{Tab}{Enter}');
		await expect.element(screen.getByRole('link', { name: 'This view, CSV' })).toBeVisible();
		await eventually(() =>
			expect(asked).toEqual([
				'HEAD /api/v1/readings.csv?region=US-VA',
				'HEAD /api/v1/readings.csv?followed=all&region=all'
			])
		);
		await userEvent.keyboard('{Enter}');
		expect(menu().element().closest('details')?.open).toBe(false);
	});

	it('gives the view and everything in every format, whole, with what describes it', async () => {
		server(() => rowsOf(3));
		await render(DownloadMenu, VIEW);
		await menu().click();
		expect(linkNames()).toEqual(
			expect.arrayContaining([
				'This view, CSV',
				'This view, Excel',
				'Everything, CSV',
				'Everything: columns, sources and citation'
			])
		);
		const csv = screen.getByRole('link', { name: 'This view, CSV' }).element();
		expect(csv.getAttribute('href')).toBe('/api/v1/readings.csv?region=US-VA');
		expect(csv.hasAttribute('download')).toBe(true);
	});

	it('says how many rows each has once it knows, also none and one', async () => {
		const answers: (() => void)[] = [];
		server(
			(path) =>
				new Promise((answer) => {
					const count = path.includes('US-VA') ? 0 : 1;
					answers.push(() => void rowsOf(count).then(answer));
				})
		);
		await render(DownloadMenu, VIEW);
		await menu().click();
		await expect.element(screen.getByText('This view', { exact: true })).toBeVisible();
		expect(screen.getByText(/^\d+ rows?$/).elements()).toEqual([]);
		for (const count of ['0 rows', '1 row']) {
			await eventually(() => expect(answers.length).toBeGreaterThan(0));
			answers.shift()?.();
			await expect.element(screen.getByText(count, { exact: true })).toBeVisible();
		}
	});

	it('asks for no count that the page knows', async () => {
		const asked = server(() => rowsOf(1));
		await render(DownloadMenu, { ...VIEW, rows: 1346, everything: 20_000 });
		await menu().click();
		await expect.element(screen.getByText('1,346 rows')).toBeVisible();
		await expect.element(screen.getByText('20,000 rows')).toBeVisible();
		expect(asked).toEqual([]);
	});

	it.each([
		['does not answer', () => Promise.reject(new TypeError('Failed to fetch'))],
		['refuses', () => Promise.resolve(new Response(null, { status: 503 }))]
	])(
		'still gives the files where the server %s, and says that rows could not be counted',
		async (_, answer) => {
			const asked = server(answer);
			await render(DownloadMenu, VIEW);
			await menu().click();
			await expect
				.element(screen.getByRole('status'))
				.toHaveTextContent('Rows could not be counted.');
			await expect.element(screen.getByRole('link', { name: 'This view, CSV' })).toBeVisible();
			expect(asked.length).toBeGreaterThan(0);
		}
	);

	it('leaves out Excel where a sheet has no room for the rows, and says so', async () => {
		server(() => rowsOf(1));
		await render(DownloadMenu, { ...VIEW, rows: 2_000_000, everything: 1 });
		await menu().click();
		await expect.element(screen.getByText(/^More rows than an Excel sheet holds/)).toBeVisible();
		expect(linkNames()).not.toContain('This view, Excel');
	});

	it('shows how a machine fetches the view, at an address of this server', async () => {
		server(() => rowsOf(1));
		await render(DownloadMenu, VIEW);
		await menu().click();
		await screen.getByText('Get this view from code').click();
		await expect
			.element(
				screen.getByText('http://groundswell.test/api/v1/readings.csv?region=US-VA', {
					exact: true
				})
			)
			.toBeVisible();
	});
});
