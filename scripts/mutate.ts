/**
 * Changes the code in one place at a time and asks whether a test notices:
 * `npm run mutate -- PATH [--tests PATH] [--sample N] [--seed N] [--least PERCENT] [--concurrency N]`.
 */
import { Stryker } from '@stryker-mutator/core';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { sampleOnly } from './mutate/sample.ts';
import { filesToMutate, testsOf } from './mutate/paths.ts';
import { score, summary } from './mutate/summary.ts';

const USAGE = `npm run mutate -- PATH...
  PATH           a file or folder of src to change
  --tests PATH   tests that should notice; by default those that mirror PATH; may be repeated
  --sample N     how many changes to try, drawn at random (500); ones in code that runs once, at import, are drawn
                 but not tried
  --seed N       the draw (20261125)
  --least N      fail where less than N percent are noticed
  --concurrency N  how many changes to try at a time (2)`;

process.exitCode = await main();

async function main(): Promise<number> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			tests: { type: 'string', multiple: true },
			sample: { type: 'string', default: '500' },
			seed: { type: 'string', default: '20261125' },
			least: { type: 'string', default: '0' },
			concurrency: { type: 'string', default: '2' },
			help: { type: 'boolean', short: 'h' }
		}
	});
	const numbers = [values.sample, values.seed, values.least, values.concurrency];
	const missing = [...positionals, ...(values.tests ?? [])].find((path) => !existsSync(path));
	if (values.help || positionals.length === 0 || !numbers.every((text) => /^\d+$/.test(text))) {
		console.log(USAGE);
		return values.help ? 0 : 2;
	}
	if (missing !== undefined) {
		console.error(`${missing}: no such file or folder`);
		return 2;
	}
	const [size = 0, seed = 0, least = 0, concurrency = 2] = numbers.map(Number);
	const tests = values.tests ?? positionals.flatMap((path) => testsOf(path, existsSync));
	if (tests.length === 0) {
		console.error(`${positionals.join(', ')}: no tests mirror it; name them with --tests`);
		return 2;
	}
	process.env['GROUNDSWELL_MUTATE_TESTS'] = tests.join(':');
	sampleOnly(size, seed);
	const mutants = await new Stryker({
		mutate: positionals.flatMap(filesToMutate),
		testRunner: 'vitest',
		plugins: ['@stryker-mutator/vitest-runner'],
		vitest: { configFile: 'scripts/mutate/vitest.config.ts', related: false },
		coverageAnalysis: 'perTest',
		ignoreStatic: true,
		dryRunTimeoutMinutes: 30,
		// On a busy machine a slow test is no endless loop.
		timeoutMS: 20_000,
		mutator: { excludedMutations: ['StringLiteral'] },
		ignorePatterns: ['build', '.svelte-kit', 'data/releases', 'data/upstream', 'coverage'],
		concurrency,
		reporters: ['progress'],
		tempDirName: 'node_modules/.cache/mutate',
		cleanTempDir: 'always',
		allowConsoleColors: false
	}).runMutationTest();
	console.log(`seed ${seed}, ${size} drawn, tests in ${tests.join(', ')}`);
	console.log(summary(mutants));
	return score(mutants) >= least ? 0 : 1;
}
