import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [sveltekit()],
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
