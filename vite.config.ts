import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

/**
 * What nearly every page needs comes in one file: each file of its own costs its headers and packs worse. The first
 * view of the map is held to a number of bytes by tests/e2e/map-weight.test.ts.
 */
const SHARED = new RegExp(
	[
		'node_modules/(svelte|@sveltejs|esm-env|clsx|devalue|hono)/',
		'src/lib/(client|region-names)\\.',
		'src/lib/domain/(closed|dates|format|measures|status/words|filter/\\w+|changes/(past|tables))\\.',
		'src/lib/domain/actions/(mechanism|projects)\\.',
		'src/lib/ui/(DataTable|FilterBar|Segments|Tier|PastBanner|RegionPicker|address|facets|here|table)\\.'
	].join('|')
);

export default defineConfig({
	plugins: [sveltekit()],
	environments: {
		client: {
			build: {
				rolldownOptions: {
					output: { codeSplitting: { groups: [{ name: 'shared', test: SHARED }] } }
				}
			}
		}
	},
	test: {
		expect: { requireAssertions: true },
		env: { TZ: 'UTC' },
		// Pictures take their colours from the style sheet.
		css: { include: [/app\.css/] },
		projects: [
			{
				extends: true,
				test: {
					name: 'node',
					environment: 'node',
					globalSetup: ['tests/setup/release.ts'],
					include: ['tests/**/*.test.ts'],
					exclude: ['tests/e2e/**', 'tests/ui/**']
				}
			},
			{
				extends: true,
				test: {
					name: 'e2e',
					environment: 'node',
					globalSetup: ['tests/setup/release.ts', 'tests/e2e/setup.ts'],
					include: ['tests/e2e/**/*.test.ts'],
					maxWorkers: 2,
					testTimeout: 60_000,
					hookTimeout: 60_000
				}
			}
		]
	}
});
