import { describe, expect, it } from 'vitest';
import { rowsOverPages } from '../setup/table.ts';
import { useBrowser } from '../setup/visit.ts';

const { visit } = useBrowser();

describe('profiles', () => {
	it('hold every action of the region over their pages, each once', () =>
		visit('/regions/US-VA', { javaScript: false }, async (page) => {
			const caption = await page.getByRole('table', { name: /^Votes and actions/ }).innerText();
			const total = Number(/of ([\d,]+) rows/.exec(caption)?.[1]?.replaceAll(',', ''));
			const rows = await rowsOverPages(page, 'Votes and actions, newest first');
			expect(rows).toHaveLength(total);
		}));

	it('show another day, and keep it in the address', () =>
		visit('/regions/US-VA#part-rules', { javaScript: false }, async (page) => {
			await page.getByLabel('In force on', { exact: true }).fill('2026-03-01');
			await page.getByRole('button', { name: 'Show' }).click();
			expect(new URL(page.url()).searchParams.get('on')).toBe('2026-03-01');
			expect(await page.getByText('Status on Mar 1, 2026').isVisible()).toBe(true);
		}));

	it('lead from one region to another through the search', () =>
		visit('/regions/US-VA', {}, async (page) => {
			await page.getByRole('combobox', { name: /^Find a county/ }).fill('Loudoun');
			await page
				.getByRole('option', { name: /Loudoun County/ })
				.first()
				.waitFor();
			await page.keyboard.press('Enter');
			await page.waitForURL(/\/regions\/US-VA-51107$/);
			expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/^Loudoun County/);
		}));
});

describe('what a planner must not take for something else', () => {
	it('a county’s pause for a town’s', () =>
		visit('/places/US-CA/city/penasco-verde', { javaScript: false }, async (page) => {
			expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(
				/Peñasco Verde, Imperial County, California.*; its county has one for unincorporated land$/
			);
			await page.getByRole('link', { name: 'Rules and dates' }).click();
			await page
				.getByText(
					'county: moratorium for unincorporated land; we do not know whether it binds this town'
				)
				.waitFor();
		}));

	it('an expired pause for a live one, where only a list shows that it is over', () =>
		visit('/regions/US-GA-13001', { javaScript: false }, async (page) => {
			expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(
				'Appling County, Georgia’s data center moratorium has expired'
			);
		}));

	it('a county without a record for one without opposition', () =>
		visit('/regions/US-MT-30001', { javaScript: false }, async (page) => {
			const text = await page.getByRole('main').innerText();
			expect(text).toContain('No record here does not mean there is no opposition.');
			expect(
				text.replaceAll(/no record here does not mean there is no (rule or no )?opposition/gi, '')
			).not.toMatch(/no opposition/i);
		}));

	it('a step that only advises for a decision', () =>
		visit('/regions/US-VA-51107', { javaScript: false }, async (page) => {
			const row = page.getByRole('row').filter({ hasText: 'Planning commission advised against' });
			expect(await row.innerText()).toContain('Project vote, denial recommended');
		}));
});

describe('an old or new code', () => {
	it('of one county is answered with it, and a note', () =>
		visit('/regions/US-CT-09120', { javaScript: false }, async (page) => {
			await page
				.getByText(/Greater Bridgeport Planning Region\) is answered with US-CT-09001/)
				.waitFor();
			expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/Fairfield County/);
		}));

	it('of several counties shows them side by side, and a note once', () =>
		visit('/regions/US-CT-09110', { javaScript: false }, async (page) => {
			expect(new URL(page.url()).pathname).toBe('/compare');
			expect(await page.getByRole('columnheader').allInnerTexts()).toEqual(
				expect.arrayContaining(['Hartford County, Connecticut', 'Tolland County, Connecticut'])
			);
			expect(await page.getByText(/Capitol Planning Region\) is answered with/).count()).toBe(1);
		}));
});

it('a profile on paper is light, without what only a screen can do, and no column is cut off', () =>
	visit('/regions/US-VA', { theme: 'dark' }, async (page) => {
		// A4 within its margins, at 96 pixels an inch.
		await page.setViewportSize({ width: 703, height: 1000 });
		await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
		expect(await page.getByRole('banner').isVisible()).toBe(false);
		expect(await page.getByLabel('In force on', { exact: true }).isVisible()).toBe(false);
		const cut = await page
			.getByRole('table')
			.evaluateAll((tables) =>
				tables
					.filter(
						(table) => table.checkVisibility() && table.scrollWidth > document.body.clientWidth
					)
					.map((table) => table.id)
			);
		expect(cut).toEqual([]);
		expect((await page.pdf({ format: 'A4' })).byteLength).toBeGreaterThan(10_000);
	}));

it('/compare refuses a key it does not know', () =>
	visit('/compare?region=US-VA~US-WI&town=x', { javaScript: false, status: 400 }, async (page) => {
		expect(await page.getByRole('main').innerText()).toMatch(/"town" is not a filter here/);
	}));

it('/compare leads from a mistyped key, and takes codes parted by commas', () =>
	visit('/compare?regions=US-VA,US-WI', { javaScript: false, status: 400 }, async (page) => {
		await page.getByRole('link', { name: '/compare?region=US-VA,US-WI' }).click();
		await page.waitForURL('**/compare?region=US-VA~US-WI');
		expect(await page.getByRole('main').innerText()).toMatch(/Virginia/);
	}));

describe('a comparison', () => {
	it('takes one more place by its name in the drawer, reorders and removes without a reload', () =>
		visit('/compare?region=US-VA~US-WI', {}, async (page) => {
			await page.evaluate(() => {
				document.body.dataset['kept'] = 'yes';
			});
			await page.getByRole('button', { name: 'Add or reorder' }).click();
			await page.getByRole('combobox', { name: /^County, city, state/ }).fill('texas');
			await page
				.getByRole('option', { name: /^Texas/ })
				.first()
				.waitFor();
			await page.keyboard.press('Enter');
			await page.waitForURL(/region=US-TX~US-VA~US-WI/);
			await page.getByRole('button', { name: 'Move Texas up' }).click();
			await page.waitForURL(/order=US-VA~US-TX~US-WI/);
			await page.getByRole('button', { name: 'Remove Wisconsin' }).click();
			await page.waitForURL((url) => !url.href.includes('US-WI'));
			await page.getByRole('button', { name: 'Close' }).click();
			expect(await page.getByRole('columnheader').allInnerTexts()).toEqual(
				expect.arrayContaining(['Virginia', 'Texas'])
			);
			expect(await page.evaluate(() => document.body.dataset['kept'])).toBe('yes');
		}));

	it.each([
		['region=US-WI~US-VA', ['Wisconsin', 'Virginia']],
		['region=wisconsin~virginia', ['Wisconsin', 'Virginia']],
		['region=US-WI~US-VA&order=US-VA~US-WI', ['Virginia', 'Wisconsin']]
	])('of %s has them in the order in which they are named, or one stated', (query, names) =>
		visit(`/compare?${query}`, {}, async (page) => {
			const heads = await page.getByRole('columnheader').allInnerTexts();
			expect(heads.filter((head) => names.includes(head)).slice(0, 2)).toEqual(names);
		})
	);

	it('has towns as columns, also beside states, and offers them for a name typed', async () => {
		const town = 'US-WI/city/madison';
		await visit(`/compare?region=US-VA&place=${town}`, { javaScript: false }, async (page) => {
			const heads = page.getByRole('columnheader');
			expect(await heads.allInnerTexts()).toEqual(
				expect.arrayContaining(['Virginia', 'Madison, Dane County, Wisconsin'])
			);
			const file = await page
				.getByRole('link', { name: 'Download all as CSV' })
				.getAttribute('href');
			expect(new URLSearchParams(file?.split('?')[1]).get('place')).toBe(town);
		});
		await visit(
			'/compare?region=US-VA~Madison Wisconsin',
			{ javaScript: false, status: 400 },
			async (page) => {
				await page
					.getByRole('link', { name: /^Madison/ })
					.first()
					.click();
				await page.waitForURL(/place=US-WI/);
			}
		);
	});

	it('takes a place by its name without JavaScript', () =>
		visit('/compare?region=US-VA~US-WI', { javaScript: false }, async (page) => {
			await page.getByLabel('Add a place by its name').fill('Loudoun County');
			await page.getByRole('button', { name: 'Add', exact: true }).click();
			expect(new URL(page.url()).searchParams.get('region')).toBe('US-VA~US-VA-51107~US-WI');
		}));

	it.each([
		['Orleans', /“Orleans” can mean several places\..*Orleans County, New York/s],
		['US-ZZ', /No place found for “US-ZZ”/],
		['loud', /“loud” can mean several places|Loudoun/]
	])('is not lost by a slip: %s', (typed, words) =>
		visit(
			`/compare?region=US-VA~US-WI~${typed}`,
			{ javaScript: false, status: 400 },
			async (page) => {
				expect(await page.getByRole('main').innerText()).toMatch(words);
				const heads = await page.getByRole('columnheader').allInnerTexts();
				expect(heads).toEqual(expect.arrayContaining(['Virginia', 'Wisconsin']));
			}
		)
	);

	it('is looked at in the range of its address, and says what is wrong with another', async () => {
		await visit('/compare?region=US-VA~US-WI&range=1y', { javaScript: false }, async (page) => {
			expect(
				await page.getByRole('link', { name: '1Y' }).first().getAttribute('aria-current')
			).toBe('true');
		});
		await visit(
			'/compare?region=US-VA~US-WI&range=wide',
			{ javaScript: false, status: 400 },
			async (page) => {
				expect(await page.getByRole('main').innerText()).toContain('“wide”');
				const heads = await page.getByRole('columnheader').allInnerTexts();
				expect(heads).toEqual(expect.arrayContaining(['Virginia', 'Wisconsin']));
			}
		);
	});

	it('of more than six places shows six, and says which are left out and why', () =>
		visit(
			'/compare?region=US-VA~US-TX~US-WI~US-MI~US-OH~US-GA~US-NC',
			{ javaScript: false, status: 400 },
			async (page) => {
				expect(await page.getByRole('main').innerText()).toMatch(
					/6 places are compared at most, so that charts keep one readable scale\. Left out: US-NC/
				);
			}
		));
});
