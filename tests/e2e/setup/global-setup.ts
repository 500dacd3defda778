/**
 * Starts the built product the way a user does, over the release of invented data shared by all tests, and one
 * browser. Tests read `inject('site')` and `inject('browser')`.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { ensureBrowser } from '../../../scripts/parts/browser.ts';
import { FIXTURE } from '../../setup/release.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		/** Address of the running product, without a slash at its end. */
		site: string;
		/** Address under which Playwright reaches the browser. */
		browser: string;
	}
}

const BROWSER_OPTIONS = ['--disable-gpu', '--disable-quic', '--no-first-run'];

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const { site, browser, stop } = await serve(
		FIXTURE,
		project.getProvidedContext().embeddedReleases
	);
	project.provide('site', site);
	project.provide('browser', browser);
	// For tests of single components, which vitest.config.ts has in the same browser.
	process.env['GROUNDSWELL_BROWSER'] = browser;
	return async () => {
		delete process.env['GROUNDSWELL_BROWSER'];
		await stop();
	};
}

/** A running product and a browser to look at it with. */
export interface Served {
	/** Address of the product, without a slash at its end. */
	site: string;
	/** Address under which Playwright reaches the browser. */
	browser: string;
	stop: () => Promise<void>;
}

/**
 * Starts the product over a data folder, with a release of it built already, and a browser.
 * @throws Error where the product ends before it listens; nothing is left running
 */
export async function serve(embedded: string, releases: string): Promise<Served> {
	const browser = await chromium.launchServer({
		executablePath: ensureBrowser(console.log),
		args: BROWSER_OPTIONS
	});
	const server = startProduct(embedded, releases);
	const stop = async () => {
		await browser.close();
		server.kill('SIGTERM');
		if (server.exitCode === null) await once(server, 'exit');
	};
	try {
		return { site: await addressOf(server), browser: browser.wsEndpoint(), stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** The product over a data folder, with a release of it built already. */
export const startProduct = (embedded: string, releases: string): ChildProcess =>
	spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts', embedded], {
		env: {
			...process.env,
			PORT: '0',
			HOST: '127.0.0.1',
			GROUNDSWELL_WAIT: '60',
			GROUNDSWELL_RELEASES: releases
		},
		stdio: ['ignore', 'pipe', 'inherit']
	});

/** Reads the address that the product prints. @throws Error where it ends without one. */
export async function addressOf({ stdout }: ChildProcess): Promise<string> {
	if (stdout === null) throw new Error('the product was started without an output to read');
	const said: string[] = [];
	const lines = createInterface({ input: stdout });
	for await (const line of lines) {
		said.push(line);
		const address = /^Groundswell is at (http:\S+)$/.exec(line)?.[1];
		if (address !== undefined) {
			stdout.resume();
			return address;
		}
	}
	throw new Error(`the product ended before it listened:\n${said.join('\n')}`);
}
