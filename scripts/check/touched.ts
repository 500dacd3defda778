import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** A test file and what it imports, as paths of the project. */
interface TestFile {
	path: string;
	imports: readonly string[];
}

/** Tests that need a browser, or long: none of them is quick. */
const SLOW = /^tests\/(e2e|ui)\/|\.long\.test\.ts$/;

const FROM = /(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g;

/** What the text of a file imports from the project. @param path of the file */
export const importsOf = (path: string, text: string): string[] =>
	[...text.matchAll(FROM)].flatMap(([, name = '']) => {
		if (name.startsWith('#lib/')) return [`src/lib/${name.slice('#lib/'.length)}`];
		return name.startsWith('.') ? [posix.join(posix.dirname(path), name)] : [];
	});

/** Every quick test file of the project. */
export const unitTests = (): TestFile[] =>
	(readdirSync('tests', { recursive: true }) as string[])
		.map((name) => `tests/${name.replaceAll('\\', '/')}`)
		.filter((path) => path.endsWith('.test.ts') && !SLOW.test(path))
		.map((path) => ({ path, imports: importsOf(path, readFileSync(path, 'utf8')) }));

/**
 * Tests that a change most likely breaks: those that changed, those that mirror a changed file, and those that import
 * one. The others reach it through what they import, which is half of them for many a file: `npm test` runs these.
 */
export function touchedTests(changed: readonly string[], tests: readonly TestFile[]): string[] {
	const mirrored = changed.map((path) =>
		path.replace(/^src\/(lib\/)?/, 'tests/').replace(/\.(svelte|svelte\.ts|ts)$/, '.test.ts')
	);
	const wanted = new Set([...changed, ...mirrored]);
	return tests
		.filter(({ path, imports }) => wanted.has(path) || imports.some((one) => changed.includes(one)))
		.map(({ path }) => path);
}
