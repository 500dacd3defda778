import type { Page } from 'playwright-core';

/** What a page has asked for and not got yet, and how often it asked. */
interface Asked {
	open: Set<unknown>;
	count: number;
	/** Whether its scripts may run. */
	scripted: boolean;
}

const pages = new WeakMap<Page, Asked>();

/** Follows what a page asks for from now on; needed once before `settled`. @param scripted whether its scripts may run */
export function followRequests(page: Page, scripted = true): void {
	const asked: Asked = { open: new Set(), count: 0, scripted };
	pages.set(page, asked);
	page.on('request', (request) => {
		asked.count++;
		asked.open.add(request);
	});
	page.on('requestfinished', (request) => asked.open.delete(request));
	page.on('requestfailed', (request) => asked.open.delete(request));
}

/**
 * Waits until a page stands still: its scripts are at work, all it asked for has come, and it has drawn what came
 * without asking for more. No clock decides.
 */
export async function settled(page: Page): Promise<void> {
	const asked = pages.get(page);
	if (!asked) throw new Error('follow the requests of the page before waiting for them');
	await page.waitForLoadState();
	if (!asked.scripted) return allCome(page, asked);
	await page.waitForFunction(isAlive);
	let before: number;
	do {
		before = asked.count;
		await allCome(page, asked);
		await page.evaluate(twoFrames);
	} while (asked.count !== before || asked.open.size > 0);
}

/** Resolves when nothing is asked for any more. */
function allCome(page: Page, { open }: Asked): Promise<void> {
	if (open.size === 0) return Promise.resolve();
	return new Promise((done) => {
		const end = () => {
			page.off('requestfinished', look).off('requestfailed', look).off('close', end);
			done();
		};
		const look = () => {
			if (open.size === 0) end();
		};
		page.on('requestfinished', look).on('requestfailed', look).on('close', end);
	});
}

/** SvelteKit adds the line that speaks a page's title once the page is its own; a page without its scripts never is. */
function isAlive(): boolean {
	const scripted = [...document.scripts].some(({ text }) => text.includes('__sveltekit'));
	return !scripted || document.getElementById('svelte-announcer') !== null;
}

/** A frame in which a page may act on what it got, and one in which it is drawn. */
const twoFrames = () =>
	new Promise<void>((done) =>
		requestAnimationFrame(() =>
			requestAnimationFrame(() => {
				done();
			})
		)
	);
