import { chromium, type Browser, type Page, type Response } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { followRequests, settled } from './settled.ts';
import type { Served } from './global-setup.ts';

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
export const WIDTHS = [360, 1280] as const;
export const HEIGHT = 800;
/** How long a test waits for what should be there at once, on a machine that is busy. */
const PATIENCE_MS = 60_000;

export interface Visit {
	theme?: Theme;
	width?: number;
	javaScript?: boolean;
	/** The status that the page itself answers with. */
	status?: number;
	/** Whether the network is taken away on the way. */
	offline?: boolean;
}

/** Where the product and the browser are. */
type Where = Pick<Served, 'site' | 'browser'>;

const shared = (): Where => ({ site: inject('site'), browser: inject('browser') });

/**
 * Connects the tests of a file with a browser.
 * @param where asked once the tests run; the product and the browser shared by all where it is left out
 */
export function useBrowser(where: () => Where = shared): { visit: typeof visit } {
	let browser: Browser;
	beforeAll(async () => {
		browser = await chromium.connect(where().browser);
	});
	afterAll(() => browser.close());

	/**
	 * Opens a page in a browser profile of its own, hands it over, and fails on anything a reader's console
	 * or network would show: errors, breaches of the content security policy, failed or third-party requests.
	 */
	async function visit(
		path: string,
		options: Visit,
		look: (page: Page, answer: Response) => Promise<void>
	): Promise<void> {
		const { theme = 'light', width = 1280, javaScript = true, status = 200 } = options;
		const { offline = false } = options;
		const { site } = where();
		const context = await browser.newContext({
			baseURL: site,
			colorScheme: theme,
			viewport: { width, height: HEIGHT },
			javaScriptEnabled: javaScript,
			acceptDownloads: true
		});
		try {
			const page = await context.newPage();
			page.setDefaultTimeout(PATIENCE_MS);
			const trouble = watch(page, { site, status, javaScript, offline });
			followRequests(page, javaScript);
			const answer = await page.goto(path);
			if (answer === null) throw new Error(`${path} gave no answer`);
			expect(answer.status(), `status of ${path}`).toBe(status);
			await settled(page);
			await look(page, answer);
			expect([...trouble], `what went wrong on ${path}`).toEqual([]);
		} finally {
			await context.close();
		}
	}
	return { visit };
}

interface Watched {
	/** Address of the product: all others are third parties. */
	site: string;
	/** The status that the page itself answers with. */
	status: number;
	javaScript: boolean;
	offline: boolean;
}

/** What a browser reports of itself that has no network. */
const OFFLINE = /ERR_INTERNET_DISCONNECTED|Failed to fetch|Unable to preload CSS/;

function watch(page: Page, { site, status, javaScript, offline }: Watched): Set<string> {
	const trouble = new Set<string>();
	page.on('pageerror', (error) => trouble.add(`uncaught: ${error.message}`));
	page.on('console', (message) => {
		if (message.type() !== 'error' && message.type() !== 'warning') return;
		// Chromium reports a document's own 404 as an error of the console.
		if (status >= 400 && message.text().includes(`status of ${status}`)) return;
		if (offline && OFFLINE.test(message.text())) return;
		trouble.add(`console: ${message.text()} (${message.location().url})`);
	});
	page.on('request', (request) => {
		const address = request.url();
		if (!address.startsWith(`${site}/`) && !/^(data|blob):/.test(address))
			trouble.add(`third party: ${address}`);
	});
	page.on('requestfailed', (request) => {
		const why = request.failure()?.errorText ?? '';
		// A browser without JavaScript announces the scripts it does not load as failed.
		if (!javaScript && request.resourceType() === 'script') return;
		if (offline && OFFLINE.test(why)) return;
		if (why !== 'net::ERR_ABORTED') trouble.add(`failed: ${request.url()} ${why}`);
	});
	page.on('response', (response) => {
		if (response.status() >= 400 && !response.request().isNavigationRequest())
			trouble.add(`${response.status()}: ${response.url()}`);
	});
	return trouble;
}
