import { expect, test } from 'vitest';
import { notLand, ofWhat, scopeWords, type Scope } from '#lib/domain/status/scope.ts';

const scope = (covers: string | null, covers_words: string | null, mw: number | null = null) => ({
	covers,
	covers_words,
	mw_threshold: mw
});

test.each<[Scope, string]>([
	[scope('permits', 'The rule covers permits'), 'The rule covers permits'],
	[
		scope('permits', 'The rule covers permits', 20),
		'The rule covers permits; it applies from 20 MW'
	],
	[scope('permits', null), 'permits'],
	[scope(null, 'The rule covers permits'), 'What the rule covers is not stated'],
	[scope(null, null, 0), 'What the rule covers is not stated; it applies from 0 MW']
])('%o in a sentence', (rule, words) => {
	expect(scopeWords(rule)).toBe(words);
});

test.each([
	['grid_connections', ' of grid connections', 'connections to the power grid, not land'],
	['permits', ' of permits', 'permits'],
	['land_use', '', null],
	[null, '', null]
])('a rule on %s is named by it only where it is on no land', (covers, noun, what) => {
	expect(ofWhat({ covers })).toBe(noun);
	expect(notLand({ covers })).toBe(what);
});
