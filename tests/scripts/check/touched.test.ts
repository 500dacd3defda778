import { expect, test } from 'vitest';
import { importsOf, touchedTests, unitTests } from '../../../scripts/check/touched.ts';

const TESTS = [
	{ path: 'tests/charts/axis.test.ts', imports: ['src/lib/charts/axis.ts'] },
	{ path: 'tests/charts/kept.test.ts', imports: ['tests/charts/invented/invented.ts'] },
	{ path: 'tests/server/env.test.ts', imports: ['src/lib/server/settings.ts'] }
];

test.each([
	['src/lib/charts/axis.ts', ['tests/charts/axis.test.ts']],
	['src/lib/server/env.ts', ['tests/server/env.test.ts']],
	['src/lib/server/settings.ts', ['tests/server/env.test.ts']],
	['tests/charts/invented/invented.ts', ['tests/charts/kept.test.ts']],
	['tests/charts/kept.test.ts', ['tests/charts/kept.test.ts']],
	['src/lib/charts/drawing/theme.ts', []],
	['data/polls.csv', []]
])('a change of %s touches %j', (path, touched) => {
	expect(touchedTests([path], TESTS)).toEqual(touched);
});

test('what a file imports is read from its text', () => {
	const text = [
		"import { a } from '#lib/charts/axis.ts';",
		"import './each-file.ts';",
		'import type {',
		"	B } from '../setup/kept.ts';",
		"import { c } from 'vitest';",
		"const d = await import('#lib/domain/dates.ts');"
	].join('\n');
	expect(importsOf('tests/charts/x.test.ts', text)).toEqual([
		'src/lib/charts/axis.ts',
		'tests/charts/each-file.ts',
		'tests/setup/kept.ts',
		'src/lib/domain/dates.ts'
	]);
});

test('tests of the project that need no browser are found, with what they import', () => {
	const found = unitTests();
	const own = found.find(({ path }) => path === 'tests/scripts/check/touched.test.ts');
	expect(own?.imports).toContain('scripts/check/touched.ts');
	expect(found.filter(({ path }) => /e2e|tests\/ui|\.long\./.test(path))).toEqual([]);
	expect(found.length).toBeGreaterThan(100);
});
