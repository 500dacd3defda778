import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { fileURLToPath } from 'node:url';
import { defineConfig, type UserWorkspaceConfig } from 'vitest/config';
import { ensureBrowser } from './scripts/parts/browser.ts';
import { propertiesOf } from './tests/setup/properties.ts';

const properties = propertiesOf(process.env);

/** Tests run in UTC wherever they run; another zone shows which of them would not hold there. */
const zone = process.env['GROUNDSWELL_TZ'] ?? 'UTC';

/** How long a test may take on the busiest machine; none measures time. */
const PATIENCE_MS = 60_000;

const inUi = (name: string) => fileURLToPath(new URL(`tests/ui/setup/${name}`, import.meta.url));

/** Read when a browser is started, so that tests without one need none. */
const launchOptions = {
	get executablePath() {
		return ensureBrowser(console.log);
	},
	args: ['--disable-gpu', '--no-first-run']
};

/** Components run in the browser of the end-to-end tests where these run too, else in one of their own. */
const browserOptions = Object.defineProperty({ launchOptions }, 'connectOptions', {
	enumerable: true,
	get: () => {
		const wsEndpoint = process.env['GROUNDSWELL_BROWSER'];
		return wsEndpoint === undefined ? undefined : { wsEndpoint };
	}
});

const ON_BROWSER = ['tests/e2e/**', 'tests/ui/**'];

/**
 * Plain TypeScript needs no plugin of SvelteKit, and its tests share what they load: a file leaves nothing behind
 * that another could see.
 */
export const nodeTests = {
	environment: 'node',
	expect: { requireAssertions: true, poll: { timeout: PATIENCE_MS / 2 } },
	testTimeout: PATIENCE_MS,
	hookTimeout: PATIENCE_MS,
	env: { TZ: zone, ...properties.env },
	// Pictures take their colors from the style sheet.
	css: { include: [/colors\.css/] },
	isolate: false,
	setupFiles: ['tests/setup/each-file.ts'],
	globalSetup: ['tests/setup/release.ts']
} satisfies UserWorkspaceConfig['test'];

export default defineConfig({
	test: {
		projects: [
			{
				test: {
					...nodeTests,
					name: 'node',
					// On two cores the usual number is one, and these tests take longest of all steps.
					maxWorkers: 2,
					include: ['tests/**/*.test.ts'],
					exclude: [...ON_BROWSER, 'tests/**/*.long.test.ts']
				}
			},
			{
				test: {
					...nodeTests,
					name: 'long',
					testTimeout: 10 * PATIENCE_MS,
					include: ['tests/**/*.long.test.ts'],
					exclude: ON_BROWSER,
					sequence: { groupOrder: 2 }
				}
			},
			{
				test: {
					...nodeTests,
					name: 'e2e',
					globalSetup: ['tests/setup/release.ts', 'tests/e2e/setup/global-setup.ts'],
					testTimeout: 3 * PATIENCE_MS,
					include: ['tests/e2e/**/*.test.ts'],
					maxWorkers: 2,
					// Before the components: groups of other numbers of workers cannot run in one.
					sequence: { groupOrder: 0 }
				}
			},
			{
				plugins: [svelte({ configFile: false })],
				resolve: {
					alias: {
						'$app/state': inUi('kit-state.svelte.ts'),
						'$app/navigation': inUi('kit-navigation.ts'),
						'$app/environment': inUi('kit-environment.ts')
					}
				},
				optimizeDeps: { include: ['svelte', 'svelte/reactivity', 'chart.js'] },
				test: {
					...nodeTests,
					name: 'components',
					include: ['tests/ui/**/*.test.ts'],
					setupFiles: ['tests/ui/setup/each-file.ts'],
					globalSetup: [],
					css: true,
					// A test replaces a module that the others need.
					isolate: true,
					sequence: { groupOrder: 1 },
					browser: {
						enabled: true,
						headless: true,
						screenshotFailures: false,
						viewport: { width: 1280, height: 800 },
						provider: playwright(browserOptions),
						instances: [{ browser: 'chromium' }]
					}
				}
			}
		]
	}
});
