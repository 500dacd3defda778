import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { PAGES, REFUSALS } from '../pages.ts';
import { settled } from '../setup/settled.ts';
import { useBrowser } from '../setup/visit.ts';

/** A phone of the middle range on a slow mobile network, as Lighthouse has it: 1.6 Mbit/s, 150 ms, four times slower. */
const NETWORK = {
	offline: false,
	latency: 150,
	downloadThroughput: (1.6 * 1024 * 1024) / 8,
	uploadThroughput: (750 * 1024) / 8
};
const SLOWER = 4;
/** Beyond 0.1 readers lose their place; half of that is our limit. */
const MOST = 0.05;

/** Screens of a phone, 844 px high, that a page may take at first sight; what is read from end to end may be longer. */
const SCREENS = { most: 6, height: 844, read: /^\/(api|methods)/ };

const { visit } = useBrowser();

interface Shift extends PerformanceEntry {
	value: number;
	hadRecentInput: boolean;
	sources: { node: Node | null }[];
}

/** Writes down every move of a page to come, and what moved. */
const watchShifts = (page: Page) =>
	page.addInitScript(() => {
		const shifts: { value: number; what: string }[] = [];
		Object.assign(globalThis, { shifts });
		const nameOf = (node: Node | null) => {
			const element = node instanceof Element ? node : node?.parentElement;
			return `${element?.tagName.toLowerCase() ?? 'gone'}.${element?.getAttribute('class') ?? ''}`;
		};
		new PerformanceObserver((list) => {
			for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[])
				if (!hadRecentInput)
					shifts.push({ value, what: sources.map(({ node }) => nameOf(node)).join(' ') });
		}).observe({ type: 'layout-shift', buffered: true });
	});

const shiftsOf = (page: Page) =>
	page.evaluate(
		() => (globalThis as unknown as { shifts: { value: number; what: string }[] }).shifts
	);

/** Goes down a page a screen at a time, so that what waits for a reader comes. */
async function readToTheEnd(page: Page): Promise<void> {
	const screens = await page.evaluate(() => {
		return Math.ceil(document.documentElement.scrollHeight / innerHeight);
	});
	for (let at = 1; at < Math.min(screens, 8); at++) {
		await page.evaluate((to) => {
			scrollTo(0, to * innerHeight);
		}, at);
		await settled(page);
	}
}

it.each([...PAGES.map((path) => ({ path, status: 200 })), ...REFUSALS])(
	'$path does not move while it comes and is read, on a slow phone',
	({ path, status }) =>
		visit(path, { width: 390, status }, async (page) => {
			const phone = await page.context().newCDPSession(page);
			await phone.send('Network.enable');
			await phone.send('Network.emulateNetworkConditions', NETWORK);
			await phone.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
			await watchShifts(page);
			await phone.send('Network.clearBrowserCache');
			await page.reload();
			await settled(page);
			const height = await page.evaluate(() => document.documentElement.scrollHeight);
			if (!SCREENS.read.test(path))
				expect(height / SCREENS.height, 'screens').toBeLessThanOrEqual(SCREENS.most);
			await readToTheEnd(page);
			const shifts = await shiftsOf(page);
			const moved = shifts.reduce((sum, { value }) => sum + value, 0);
			const worst = shifts.filter(({ value }) => value > MOST / 10);
			expect(moved, JSON.stringify(worst)).toBeLessThan(MOST);
		})
);
