import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/**
 * That tests run on invented data. `npm run separation` tries it out with other rows in data/; here it is read from
 * what tests say, so that one which opens the live folder fails at once.
 */

/** A call that opens, lists, copies or builds from `data` of the project itself, or the helper that does. */
const OPENS_LIVE =
	/liveReleases|(?:Sync|readFile|readdir|open|resolve|join|URL|cachedRelease|build|plan)\(\s*['"`](?:\.{1,2}\/)*data(?:\/|['"`])|embedded:\s*['"`](?:\.{1,2}\/)*data['"`]/;

const files = (readdirSync('tests', { recursive: true }) as string[])
	.map((file) => file.replaceAll('\\', '/'))
	.filter((file) => file.endsWith('.ts') && file !== 'scripts/check/separation.test.ts');
const opening = (folder: (file: string) => boolean) =>
	files.filter(folder).filter((file) =>
		readFileSync(`tests/${file}`, 'utf8')
			.split('\n')
			.some((line) => OPENS_LIVE.test(line))
	);

describe('the live data', () => {
	test('are opened by tests/data alone', () => {
		expect(opening((file) => !file.startsWith('data/'))).toEqual([]);
	});

	test('are opened there', () => {
		expect(opening((file) => file.startsWith('data/'))).toContain('data/live.ts');
	});

	test.each([
		`readFileSync('data/polls.csv', 'utf8')`,
		`readdirSync("../../data")`,
		'new URL(`../../data/`, import.meta.url)',
		`build({ embedded: 'data', overlays: [] })`,
		`import { liveReleases } from '../../data/live.ts';`
	])('would be seen to be opened by %s', (line) => {
		expect(OPENS_LIVE.test(line)).toBe(true);
	});

	test.each([
		`join(repository, 'data')`,
		`response.on('data', told)`,
		`readFileSync('tests/fixtures/data/polls.csv')`
	])('are not what %s opens', (line) => {
		expect(OPENS_LIVE.test(line)).toBe(false);
	});
});
