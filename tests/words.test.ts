import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FILTER_KEYS } from '#lib/domain/filter/keys.ts';

/**
 * Words and forms that must not come back (words.md of the project: plain American English, one word for one thing).
 * Looked for in all that pages, charts and tables say on the invented data, which `tests/kept` holds, and in the labels
 * of filters.
 */
const GONE: readonly RegExp[] = [
	/is not no opposition/i,
	/read at the pollster, agency/i,
	/as reported by an outlet/i,
	/second-hand, from/i,
	/recent months fill up/i,
	/the same figures as a table/i,
	/how this is drawn/i,
	/terms not stated, facts exported/i,
	/counted from cited records/i,
	/margin not known/i,
	/none is (?:given|written) by hand/i,
	/claims records confirm/i,
	/weighed by hand/i,
	/a rise is bad news/i,
	/a wider area stands in/i,
	/perhaps ended unseen/i,
	/equal distances are equal factors/i,
	/enter no estimate/i,
	/is none\./,
	/told once more/i,
	/a row a site/i,
	/one entry a series/i,
	/in no colou?r/i,
	/point at a region for its figure/i,
	/opposition, own polls/i,
	/where the day comes from/i,
	/^Projects that actions name/m,
	/one address away/i,
	/may stand in your page/i,
	/records to look at again/i,
	/\bEvery region\b/,
	/by their firmest rule/i,
	/placed and screened/i,
	/known to the county; distances/i,
	/looks into it or speaks/i,
	/not recorded as far as/i,
	/this address asks for something unknown/i,
	/no real terms: this release/i
];

const KEPT = ['pages', 'figures', 'tables', 'charts', 'drawings'];

const SAID = new Map<string, string>([
	...KEPT.flatMap((folder) =>
		readdirSync(`tests/kept/${folder}`).map((file): [string, string] => [
			`${folder}/${file}`,
			readFileSync(`tests/kept/${folder}/${file}`, 'utf8')
		])
	),
	...Object.entries(FILTER_KEYS).map(([key, { label }]): [string, string] => [
		`filter ${key}`,
		label
	])
]);

it('finds what pages say', () => {
	expect(SAID.size).toBeGreaterThan(100);
});

it.each(GONE)('%s is said nowhere', (gone) => {
	const where = [...SAID].filter(([, words]) => gone.test(words)).map(([name]) => name);
	expect(where).toEqual([]);
});
