import { describe, expect, test } from 'vitest';
import {
	actionHeadline,
	chainOf,
	countWords,
	kindWords,
	peakSentence,
	shareWords,
	tiersBeyondTracker
} from '#lib/domain/actions/words/action-words.ts';

test.each([
	[5, 2, '5–2'],
	[1204, null, '1,204 for'],
	[null, 3, '3 against'],
	[0, 7, '0–7'],
	[null, null, null]
])('a vote of %s to %s reads %s', (votes_for, votes_against, words) => {
	expect(countWords({ votes_for, votes_against })).toBe(words);
});

test.each([
	[60, 40, '40% to restrict'],
	[60, null, '60% for'],
	[null, 0, 'unanimous, not to restrict'],
	[null, null, null]
])('a share of %s for, %s to restrict reads %s', (percent_for, percent_restrictive, words) => {
	const uncounted = { votes_for: null, votes_against: null };
	expect(shareWords({ ...uncounted, percent_for, percent_restrictive })).toBe(words);
});

test('a step as a headline', () => {
	expect(
		actionHeadline({
			place_name: 'Monterey Park',
			action_type_label: 'Ballot measure',
			decision: 'adopted'
		})
	).toBe('Monterey Park: ballot measure adopted');
});

describe('the month with most restrictive steps', () => {
	const months = (...counts: number[]) =>
		counts.map((restrictive, index) => ({ month: `2026-0${index + 1}`, restrictive }));

	test('is named with its count', () => {
		expect(peakSentence(months(1, 12, 5))).toBe(
			'12 restrictive actions in Feb 2026, the most of any month'
		);
	});

	test.each([
		['two months have as many', months(5, 5)],
		['there are too few to speak of a peak', months(1, 2)],
		['there is no month', []]
	])('is not named where %s', (_why, counts) => {
		expect(peakSentence(counts)).toBeNull();
	});
});

test.each([
	[undefined, 'own~primary~reported'],
	['', 'own~primary~reported'],
	['aggregator~primary', 'primary'],
	['aggregator', null]
])('of the tiers %s, those beyond a tracker are %s', (tier, left) => {
	expect(tiersBeyondTracker(tier)).toBe(left);
});

test('a matter reads from its first step to its last', () => {
	const step = (action_id: string) => ({ action_id }) as Parameters<typeof chainOf>[0];
	const chain = chainOf(step('vote'), [step('ban'), step('pause')], [step('suit')]);
	expect(chain.map(({ action_id }) => action_id)).toEqual(['pause', 'ban', 'vote', 'suit']);
});

test('a step that only advises is marked', () => {
	const step = {
		action_type_label: 'Project vote',
		decision: 'denied',
		body_kind: 'planning_commission',
		result_missing: 'no' as const,
		awaited: null
	};
	expect(kindWords({ ...step, advisory: 'no' })).toBe('Project vote, denied');
	expect(kindWords({ ...step, advisory: 'yes' })).toBe('Project vote, denial recommended');
	expect(kindWords({ ...step, advisory: 'yes', decision: 'tabled' })).toBe(
		'Project vote, tabled, advisory only'
	);
	expect(kindWords({ ...step, advisory: 'yes', body_kind: 'city_council' })).toBe(
		'Project vote, denied, advisory only'
	);
});
