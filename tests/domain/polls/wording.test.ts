import { expect, it } from 'vitest';
import { areSameWords, documented } from '#lib/domain/polls/wording.ts';

const asked = (...texts: (string | null)[]) => texts.map((question_text) => ({ question_text }));

it.each([
	['every text is there and equal', asked('Do you?', 'Do  you?'), true],
	['one is not on record', asked('Do you?', null), false],
	['one differs', asked('Do you?', 'Would you?'), false],
	['there is one wave', asked('Do you?'), false]
])('the same words are claimed only where all are known and equal: %s', (_, waves, same) => {
	expect(areSameWords(waves)).toBe(same);
	expect(documented(waves)).toBe(
		waves.filter(({ question_text }) => question_text !== null).length
	);
});
