import { chromium, type Browser } from 'playwright-core';
import { ensureBrowser } from '../../parts/browser.ts';
import { startProduct, type Product } from '../../trial/server/product.ts';
import { builtRelease, RELEASES } from './built-release.ts';

/** The product over the shipped data, and a browser beside it; `close` ends both. @throws Error where there is no release */
export async function shippedInBrowser(): Promise<{
	product: Product;
	browser: Browser;
	close: () => Promise<void>;
}> {
	builtRelease(RELEASES);
	const product = await startProduct({ data: 'data', releases: RELEASES });
	const browser = await chromium.launch({
		executablePath: ensureBrowser(console.log),
		args: ['--disable-gpu', '--no-sandbox']
	});
	const close = async () => {
		await browser.close();
		await product.stop();
	};
	return { product, browser, close };
}
