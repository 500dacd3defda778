import { describe, expect, it } from 'vitest';
import { settled } from '../setup/settled.ts';
import { useBrowser } from '../setup/visit.ts';

const { visit } = useBrowser();

describe('an action', () => {
	it('shows the matter it is a step of, from the first step to the last, and leads along it', () =>
		visit('/actions/ca-marigold-ban', {}, async (page) => {
			const chain = page.getByRole('list').filter({ has: page.locator('[aria-current="step"]') });
			const steps = await chain.getByRole('listitem').allInnerTexts();
			const days = steps.map((text) => Date.parse(/\w{3} \d{1,2}, \d{4}/.exec(text)?.[0] ?? ''));
			expect(days).toHaveLength(4);
			expect(days).toEqual(days.toSorted((a, b) => a - b));
			await chain.getByRole('link').first().click();
			await page.waitForURL((url) => !url.pathname.includes('ca-marigold-ban'));
			expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/moratorium/);
		}));

	it('can be reported as wrong: what is typed, record, release, address and file stand in the text', () =>
		visit('/actions/ca-marigold-ban', {}, async (page) => {
			await page.getByRole('link', { name: 'Report an error' }).click();
			await page.waitForURL('**/report?**');
			await page.getByLabel('What is wrong').fill('The vote was 4 to 1.');
			const text = await page.getByLabel('The report as text').inputValue();
			expect(text).toContain('The vote was 4 to 1.');
			const release = new URL(page.url()).searchParams.get('release') ?? '';
			expect(release).toMatch(/^[0-9a-f]{12}$/);
			expect(text).toContain('Record: action ca-marigold-ban');
			expect(text).toContain(`Version: ${release}`);
			expect(text).toContain('/actions/ca-marigold-ban');
			expect(text).toContain('data/actions.csv');
		}));

	it('can be reported as wrong without JavaScript', () =>
		visit('/report?kind=action&id=ca-marigold-ban', { javaScript: false }, async (page) => {
			await page.getByLabel('What is wrong').fill('The vote was 4 to 1.');
			await page.getByRole('button', { name: 'Prepare the report' }).click();
			await page.waitForURL('**wrong=**');
			expect(await page.getByLabel('The report as text').inputValue()).toContain(
				'What is wrong:\nThe vote was 4 to 1.'
			);
		}));
});

describe('a poll', () => {
	it('says in words what each bar shows, gaps too, and has the same figures in a table', () =>
		visit('/polls/panel-tx-2026', { javaScript: false }, async (page) => {
			const bars = page.getByRole('img', { name: /oppose 62%/i });
			const words = await bars.evaluateAll((all) =>
				all.map((bar) => bar.getAttribute('aria-label'))
			);
			expect(words).toContain('Rural: Oppose 62%; Support 22%; the rest not reported');
			const row = page.getByRole('row', { name: /^Rural/ });
			await expect(row.getByRole('cell').allInnerTexts()).resolves.toEqual(
				expect.arrayContaining(['62%', '22%', 'not reported'])
			);
		}));
});

describe('the data page', () => {
	it('narrows the sources, and the file has as many rows as it says', () =>
		visit('/data', {}, async (page) => {
			await page.getByRole('link', { name: 'Sources' }).first().click();
			await page.getByRole('textbox', { name: 'Search' }).fill('harbor');
			await page.keyboard.press('Enter');
			await page.waitForURL(/\/data\?q=harbor(#|$)/);
			await settled(page);
			const caption = await page.getByRole('table', { name: /^Sources/ }).innerText();
			const total = Number(/of ([\d,]+) rows/.exec(caption)?.[1]);
			await page.getByText('Download', { exact: true }).click();
			const link = page.getByRole('link', { name: 'This view, CSV' });
			const file = await page.request.get((await link.getAttribute('href')) ?? '');
			expect(total).toBeGreaterThan(0);
			expect(Number(file.headers()['x-groundswell-rows'])).toBe(total);
		}));
});
