import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { testsOf } from '../../../scripts/mutate/paths.ts';

const workflow = readFileSync('.github/workflows/scheduled.yml', 'utf8');
const paths = [...workflow.matchAll(/path: (\S+),/g)].map(([, path = '']) => path);

test('the scheduled workflow changes code in six places', () => {
	expect(paths).toHaveLength(6);
});

test.each(paths)('%s is there, and has tests that mirror it', (path) => {
	expect(existsSync(path)).toBe(true);
	expect(testsOf(path, existsSync)).not.toEqual([]);
});
