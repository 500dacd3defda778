/**
 * Bench of the search in a real browser, over the data at hand: from a key to its results on the screen, and the
 * processor time that one key takes on the main thread of the page and in the server.
 * Standalone: npm run bench -- search
 */
import type { CDPSession, Page } from 'playwright-core';
import { shippedInBrowser } from './parts/in-browser.ts';
import { median, type Measure } from './measure.ts';

const MOST_MS = 50;
/** Names, slips, towns without records, operators, polls and pages, typed letter by letter. */
const TYPED = [
	'loudoun',
	'prince wiliam',
	'monterey park',
	'new york',
	'pjm',
	'heatmap',
	'methods'
];

/** The measures of this bench, one by one. @throws Error where what is measured fails */
export async function* run(): AsyncGenerator<Measure> {
	const { product, browser, close } = await shippedInBrowser();
	try {
		const page = await browser.newPage();
		// What runs in a page is compiled here, with a helper of the compiler that names functions.
		await page.addInitScript('globalThis.__name = (named) => named');
		await page.addInitScript(measureKeys);
		await page.goto(`${product.address}/polls`, { waitUntil: 'networkidle' });
		await typeAll(page);
		const session = await page.context().newCDPSession(page);
		await session.send('Performance.enable');
		const before = { page: await busyMs(session), server: product.cpu() };
		const taken = await typeAll(page);
		const pageMs = ((await busyMs(session)) - before.page) / taken.length;
		const server = product.cpu();
		yield limitOf('from a key to its results on the screen, median', median(taken));
		yield limitOf('main thread of the page, a key', pageMs, 'ms CPU');
		if (server !== null && before.server !== null)
			yield limitOf('server, a key', ((server - before.server) * 1000) / taken.length, 'ms CPU');
	} finally {
		await close();
	}
}

const limitOf = (name: string, measured: number, unit = 'ms'): Measure => ({
	name,
	measured,
	reference: null,
	unit,
	limit: MOST_MS,
	holds: 'at most'
});

/** Milliseconds the main thread of a page has worked so far. */
async function busyMs(session: CDPSession): Promise<number> {
	const { metrics } = await session.send('Performance.getMetrics');
	return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}

/** Types every name, each key once the results of the one before are drawn; milliseconds by key. */
async function typeAll(page: Page): Promise<number[]> {
	const taken: number[] = [];
	for (const words of TYPED) {
		await page.keyboard.press('/');
		for (const key of words) {
			await page.keyboard.press(key === ' ' ? 'Space' : key);
			const drawn = await page.waitForFunction(
				() => (Reflect.get(globalThis, 'drawn') as number[]).shift() ?? false
			);
			taken.push(Number(await drawn.jsonValue()));
		}
		await page.keyboard.press('Escape');
		await page.keyboard.press('Escape');
	}
	return taken;
}

/** Runs in the page: notes for each key when the frame after the answer to its search is drawn. */
function measureKeys(): void {
	let pressed = 0;
	const drawn: number[] = [];
	Object.assign(globalThis, { drawn });
	addEventListener('keydown', ({ timeStamp }) => (pressed = timeStamp), true);
	const ask = globalThis.fetch;
	globalThis.fetch = async (...asked) => {
		const answer = await ask(...asked);
		if (!new URL(answer.url).pathname.endsWith('/search')) return answer;
		const read = answer.json.bind(answer);
		answer.json = async () => {
			const found: unknown = await read();
			// What the page makes of it is drawn with the next frame, after which a message comes.
			requestAnimationFrame(() => {
				const { port1, port2 } = new MessageChannel();
				port1.onmessage = () => drawn.push(performance.now() - pressed);
				port2.postMessage(null);
			});
			return found;
		};
		return answer;
	};
}
