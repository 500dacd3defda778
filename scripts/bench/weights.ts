/**
 * What a browser receives for the first view of a page, over the data at hand, as sent: the page, scripts, styles and
 * typefaces with their headers, wide and on a phone. Beside it stands what the page weighed before the house was
 * rebuilt (commit 4dc9c6b over its own data): no page may weigh more.
 * Standalone: npm run bench -- weights
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { shippedInBrowser } from './parts/in-browser.ts';
import type { Measure } from './measure.ts';

const SCREENS = [
	{ width: 1280, height: 800 },
	{ width: 390, height: 844 }
];
const KB = 1000;
/** Scripts of the build, as they are before they are packed. */
const SCRIPTS = { folder: 'build/client/_app/immutable', most: 945 };

/** What pages weighed at that commit, in kB. */
const BEFORE: Readonly<Record<string, number>> = {
	'/polls': 205.9,
	'/polls?region=US-VA': 202.7,
	'/polls/wapo-schar-va-2026-04': 121.1,
	'/actions': 213.6,
	'/energy': 255.2,
	'/energy/states': 107.7,
	'/costs': 219.3,
	'/costs/indicators': 250.1,
	'/data': 136.3,
	'/stale': 136.3,
	'/regions/US-VA': 232.3,
	'/compare?region=US-VA~US-WI': 211.1,
	'/': 224.4,
	'/?region=US-VA': 220.5,
	'/claims': 113.4,
	'/costs/tiers': 232.1,
	'/costs/calculator': 119.3,
	'/api': 58.2,
	'/report': 99.4,
	'/regions/US-VA-51107': 224,
	'/places/US-WI/city/madison': 222.3,
	'/polls?method=model&pool=nearby&subgroup=all': 229.1,
	'/polls/estimates?method=model&pool=nearby': 112.2,
	'/polls/houses?pool=nearby': 130.3,
	'/methods': 103.6,
	'/map': 146.7,
	'/story?region=US-VA': 207.3,
	'/screen': 149.6,
	'/feeds?region=US-VA': 105.4,
	'/changes': 104.1,
	'/embed': 100.1,
	'/actions/lv-va-loudoun-county-mor-2026-09-16': 113.6
};

/** The measures of this bench, one by one. @throws Error where what is measured fails */
export async function* run(): AsyncGenerator<Measure> {
	const { product, browser, close } = await shippedInBrowser();
	try {
		for (const [path, limit] of Object.entries(BEFORE))
			for (const screen of SCREENS)
				yield atMost(
					`${path}, ${screen.width} px`,
					await weightOf(browser, product.address + path, screen),
					limit
				);
	} finally {
		await close();
	}
	yield atMost('all scripts of the build', scripts(), SCRIPTS.most);
}

const atMost = (name: string, measured: number, limit: number): Measure => ({
	...{ name, measured, limit },
	...{ reference: null, unit: 'kB', holds: 'at most' }
});

/** What is sent for the first view of a page. @returns kB, headers and all */
async function weightOf(
	browser: Browser,
	address: string,
	screen: { width: number; height: number }
): Promise<number> {
	const context = await browser.newContext({ viewport: screen, isMobile: screen.width < 600 });
	try {
		const page = await context.newPage();
		const session = await context.newCDPSession(page);
		await session.send('Network.enable');
		let bytes = 0;
		session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
		const answer = await page.goto(address, { waitUntil: 'networkidle' });
		if (answer?.status() !== 200)
			throw new Error(`${address} answered ${String(answer?.status())}`);
		return bytes / KB;
	} finally {
		await context.close();
	}
}

/** @returns kB of all scripts of the build */
const scripts = (): number =>
	readdirSync(SCRIPTS.folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.js'))
		.reduce((sum, file) => sum + statSync(join(SCRIPTS.folder, file)).size, 0) / KB;
