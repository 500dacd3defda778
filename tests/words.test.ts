import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { collections } from '#lib/domain/collections/index.ts';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { FILTER_KEYS } from '#lib/domain/filter/keys.ts';
import { SCORE_RULES } from '#lib/domain/screening/facts/score.ts';
import { PROBLEM_MEANINGS } from '#lib/server/api/request/problem.ts';
import { FOUND_PAGES } from '#lib/domain/finder/found-pages.ts';
import { llmsText } from '#lib/server/mcp/llms-text.ts';

/** Words that must not come back (plain American English, one word for one thing), by kind, with one example each. */
const GONE: Readonly<Record<string, readonly RegExp[]>> = {
	'dates are Sep 16, 2026 and 2026 Q2': [
		/\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{4}\b/,
		/(?<!\d{4} )\bQ[1-4] \d{4}\b/,
		/day not known/i
	],
	'spelling is American': [
		/\bcolours?\b(?!")/i,
		/\bneighbour/i,
		/\bgr[e]y\b/i,
		/\bcentres?\b/i,
		/\bcatalogue\b/i,
		/\bbehaviour/i,
		/\bmisspelt\b|\bspelt\b/i,
		/\btowards\b/i,
		/\b(?:a|the|no|their|its|of) licence\b/i,
		/\bdearer\b|\bdearest\b/i,
		// Americans say: up 5% from 2024.
		/\b(?:up|down)\b[^.|]{0,60}(?:%| points?) on (?:\$|\d{4}\b(?!-))/i
	],
	'a pollster, a poll, an answer': [
		/(?:^|\| )Houses?(?= \||$)/m,
		/\bhouse effects?\b/i,
		/\b(?:one|a|each|every|other|polling|second|mean of|of) houses?\b(?! bill)/i,
		/\bwaves\b/i,
		/\d readings?\b|\breadings? (?:of|on|with|known|stands?|lies?|that|it)\b/i,
		/\bone reading\b/i,
		/(?:^|\| )(?:n|Of|Asked)(?= \|)/m,
		/wording groups?\b(?!.*column)/i,
		/\bpooled\b/i,
		/one (?:poll|reading) .*nothing to compare/i,
		/all-polls estimate/i
	],
	'tiers have one form': [
		/read at the (?:pollster|origin|agency)/i,
		/second-hand/i,
		/best tier (?:primary|reported|aggregator|original|news|tracker)/i,
		/as reported by an outlet/i,
		/terms not stated, facts exported/i,
		/counted from cited records|cited records?\b/i,
		/rests? on one tracker/i,
		/nobody here has/i,
		/documents? states? it/i,
		/independent of each other/i
	],
	'a moratorium or ban, in force until': [
		/\bpause or ban\b/i,
		/\bPause\b/,
		/runs out\b/i,
		/\bmoratoria\b/i,
		/no end on record/i,
		/without an end\b(?! date)/i,
		/may have lapsed[:;]/i,
		/when last seen/i,
		/firmest rule/i,
		/because of (?:this )?step/i,
		/as far as recorded/i
	],
	'actions, not steps': [
		/\bdated steps?\b/i,
		/\bsteps? on record in\b/i,
		/\b(?:this|every) step\b/i,
		/, \d of 4\b/,
		/looks into it or speaks/i,
		/what it follows, and what followed/i,
		/actions a month/i
	],
	'what is outdated': [/\bstale (?:since|from|after|in)\b/i, /counts as stale/i, /another look/i],
	'versions are named in the footer': [
		/ · release RELEASE$/m,
		/between releases/i,
		/this release\b(?! id)/i
	],
	'upcoming dates, larger areas': [
		/\bdates ahead\b/i,
		/\bwider area/i,
		/region around/i,
		/^No .* is on record; this is/im,
		/(?:no|of its|own) own polls?\b/i,
		/\bEvery region\b|\bAll regions\b/,
		/profile of/i
	],
	'sentences say what is, not what is not': [
		/is not no opposition/i,
		/never “no opposition”|never no opposition/i,
		/is none\.|\bis none of\b/i,
		/takes? no part/i,
		/enters? no estimate/i,
		/nobody (?:saw|sees|knows)/i,
		/ended unseen/i,
		/as it stands|stands? beside|stands? below/i,
		/told (?:once more|again|apart)/i,
		/taken out\b|take it out/i,
		/what became of/i,
		/unless told/i,
		/take a filter away/i
	],
	'charts and maps say how to use them': [
		/arrow keys move from point to point/i,
		/\bpoint at\b/i,
		/classes by quantiles/i,
		/how this is drawn/i,
		/the same figures as a table/i,
		/equal distances are equal factors/i,
		/bars hold/i,
		/in no colou?r/i,
		/models and hosts as steps/i,
		/are known to have begun/i
	],
	'one thing per thing': [
		/\b(?:a|one) row a (?:site|fact|line|month|series)\b/i,
		/\bone (?:entry|value) an? (?:action|series|trend|region)\b/i,
		/\btokens (?:in|out), a month\b|\ba million tokens\b/i,
		/(?<![\d,.−+$\n])\b1 (?:polls|values|records|actions|places|rows|prices|sites|dates|sources|counties|states|claims|questions|publishers|pollsters|models|lines|figures|results)\b/,
		/\b2 times\b/
	],
	'what was said before': [
		/recent months fill up/i,
		/margin not known/i,
		/none is (?:given|written) by hand/i,
		/claims records confirm/i,
		/weighed by hand/i,
		/a rise is bad news/i,
		/one address away/i,
		/may stand in your page/i,
		/records to look at again/i,
		/placed and screened/i,
		/known to the county; distances/i,
		/this address asks for something unknown/i,
		/no real terms/i,
		/^Projects that actions name/m,
		/opposition, own polls/i,
		/where the day comes from/i,
		/where places have said no/i,
		/\(it is (?:by|of) /i,
		/”, share of \w+/,
		/similar questions together: /i,
		/copy that was read/i,
		/: 0 (?:neutral|earlier)|none without/i,
		/^Readings, /m,
		/write days as/i
	],
	'orders that a person would give': [
		/look whether/i,
		/\btake (?:it|this|the (?:column|line)) out\b/i,
		/\b(?:id|row|record) (?:that )?stands (?:at|instead)/i,
		/could mean something/i,
		/to come back\b/i,
		/works? (?:it|this column) out/i
	],
	'errors say what is wrong, where and what to do': [
		/unknown key/i,
		/unknown region/i,
		/no such \w+ in this release/i,
		/; did you mean/i,
		/lies (?:after|ahead)/i,
		/expected a date that exists/i
	]
};

const KEPT = ['pages', 'figures', 'tables', 'charts', 'drawings'];

/** What the programs of a folder may say: the texts in their code that hold several words, without comments. */
function textsIn(folder: string): [string, string][] {
	return readdirSync(folder, { recursive: folder.startsWith('src'), encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => {
			const code = readFileSync(`${folder}/${file}`, 'utf8').replace(
				/\/\*[^]*?\*\/|^\s*\/\/.*$/gm,
				''
			);
			const texts =
				code.match(/'[^'\n]* [^'\n]* [^'\n]*'|`[^`\n]* [^`\n]* [^`\n]*`|HELP = `[^`]*`/g) ?? [];
			return [`${folder}/${file}`, texts.join('\n')];
		});
}

/** What pages, figures and lists say on the invented data, what programs say, and what forms, lists and tools are called. */
const SAID = new Map<string, string>([
	...KEPT.flatMap((folder) =>
		readdirSync(`tests/kept/${folder}`).map((file): [string, string] => [
			`${folder}/${file}`,
			readFileSync(`tests/kept/${folder}/${file}`, 'utf8')
		])
	),
	...Object.entries(FILTER_KEYS).map(([key, { label, phrase }]): [string, string] => [
		`filter ${key}`,
		`${label}\n${phrase}`
	]),
	...Object.values<Collection>(collections).map(
		({ name, title, description }): [string, string] => [`list ${name}`, `${title}\n${description}`]
	),
	...Object.entries(PROBLEM_MEANINGS).map(([status, meaning]): [string, string] => [
		`problem ${status}`,
		meaning
	]),
	...Object.entries(SCORE_RULES).map(([name, { title, rule }]): [string, string] => [
		`score ${name}`,
		`${title}\n${rule}`
	]),
	...FOUND_PAGES.map(({ path, title, about }): [string, string] => [path, `${title}\n${about}`]),
	['llms.txt', llmsText('https://groundswell.example')]
]);

/** What the commands say; a message of theirs is one line, whose parts semicolons join. */
const COMMANDS = ['src/lib/server/ingest', 'scripts/records', 'scripts/serve', 'scripts'].flatMap(
	textsIn
);
const OF_PAGES = 'errors say what is wrong, where and what to do';

it('finds what pages say', () => {
	expect(SAID.size).toBeGreaterThan(100);
});

describe.each(Object.entries(GONE))('%s', (kind, forms) => {
	it.each(forms)('%s is said nowhere', (gone) => {
		const said = kind === OF_PAGES ? [...SAID] : [...SAID, ...COMMANDS];
		const where = said.flatMap(([name, words]) => {
			const found = gone.exec(words);
			return found === null
				? []
				: [`${name}: …${words.slice(Math.max(0, found.index - 30), found.index + 50)}`];
		});
		expect(where).toEqual([]);
	});
});
