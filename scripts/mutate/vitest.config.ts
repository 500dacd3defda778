import { existsSync, statSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { nodeTests } from '../../vitest.config.ts';

const paths = (process.env['GROUNDSWELL_MUTATE_TESTS'] ?? '').split(':').filter(existsSync);

/** Tests that should notice a change; each file afresh, as Stryker changes the code beneath them. */
export default defineConfig({
	test: {
		...nodeTests,
		isolate: true,
		include: paths.map((path) => (statSync(path).isDirectory() ? `${path}/**/*.test.ts` : path))
	}
});
