import { existsSync, statSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { nodeTests } from '../../vitest.config.ts';

const PATIENCE_MS = 900_000;
const paths = (process.env['GROUNDSWELL_MUTATE_TESTS'] ?? '').split(':').filter(existsSync);

/** The usual order is the longest first; here the first test that fails ends the run. */
class QuickestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		return (await super.sort(files)).toReversed();
	}
}

/**
 * Tests that should notice a change. They share what they load, as in `npm test`: every change is in the code from the
 * start, and Stryker switches one on when a file begins.
 */
export default defineConfig({
	test: {
		...nodeTests,
		// Stryker puts its setup below node_modules, where a file would be loaded once and not for each test file.
		server: { deps: { inline: [/stryker-setup/] } },
		// Code that can be changed in every place is slow: a test that is patient enough as it is may not be here.
		testTimeout: PATIENCE_MS,
		hookTimeout: PATIENCE_MS,
		sequence: { sequencer: QuickestFirst },
		include: paths.map((path) => (statSync(path).isDirectory() ? `${path}/**/*.test.ts` : path)),
		// A simulation of minutes cannot be repeated for each change; a survivor that only it would notice is one.
		exclude: ['**/*.long.test.ts']
	}
});
