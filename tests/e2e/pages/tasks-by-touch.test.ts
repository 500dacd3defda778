/** What people come for with a finger on a map, and with a poll to quote, each within the steps it may take. */
import { describe, expect, it } from 'vitest';
import { readerAt } from '../setup/steps.ts';
import { settled } from '../setup/settled.ts';
import { useBrowser } from '../setup/visit.ts';

const { visit } = useBrowser();

describe('a resident with a phone', () => {
	it('has the figure of a state, and the way to its page, by one tap on the map', () =>
		visit('/map', { width: 390 }, async (page) => {
			const client = await page.context().newCDPSession(page);
			await client.send('Emulation.setTouchEmulationEnabled', { enabled: true });
			await page.reload();
			await settled(page);
			const state = page.locator('main a[data-region="US-VA"]');
			await state.scrollIntoViewIfNeeded();
			const box = await state.boundingBox();
			const at = {
				x: (box?.x ?? 0) + (box?.width ?? 0) * 0.6,
				y: (box?.y ?? 0) + (box?.height ?? 0) * 0.6
			};
			await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
			await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
			await page.waitForURL('**region=US-VA**');
			await settled(page);
			const main = page.getByRole('main');
			expect(await main.innerText()).toMatch(
				/\d+ (?:verified )?.*restrictive actions? in Virginia/
			);
			expect(await main.locator('a[href^="/regions/US-VA"]').first().isVisible()).toBe(true);
		}));
});

describe('a reporter', () => {
	it('reads a question as it was asked in one step from the polls, above its answers', () =>
		visit('/polls', {}, async (page) => {
			const reader = readerAt(page);
			await reader.click(page.locator('main table a[href="/polls/harbor-2026-02"]').first());
			await page.waitForURL('**/polls/harbor-2026-02');
			const words = page.getByText('Would you support or oppose a data center near your home?');
			await words.first().waitFor();
			const asked = await words.first().boundingBox();
			const answers = await page.getByRole('main').getByRole('table').first().boundingBox();
			expect(asked?.y).toBeLessThan(answers?.y ?? 0);
			expect(reader.steps()).toBeLessThanOrEqual(1);
		}));
});
