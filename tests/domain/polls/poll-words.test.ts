import { describe, expect, it, test } from 'vitest';
import {
	askedWords,
	fieldWords,
	marginWords,
	numberToPaste,
	pollSentence
} from '#lib/domain/polls/poll-words.ts';

test.each([
	['2026-06-05', '2026-06-22', 'Jun 5, 2026 to Jun 22, 2026'],
	['2026-05', '2026-05', 'May 2026'],
	[null, '2026-06-22', 'Jun 22, 2026'],
	['2026-06-05', null, 'Jun 5, 2026'],
	[null, null, null]
])('a field period from %s to %s reads %s', (field_start, field_end, words) => {
	expect(fieldWords({ field_start, field_end })).toBe(words);
});

test.each([
	['registered_voters', 'Registered voters', null, 'Texas', 'registered voters in Texas'],
	['adults', 'Adults', null, 'United States', 'adults in the United States'],
	['adults', 'Adults', 'Northern Virginia', 'Virginia', 'adults in Northern Virginia'],
	['other', 'Other or not stated', null, 'Ohio', 'people in Ohio']
])('%s of %s, %s, %s', (population, population_label, place_name, region_name, words) => {
	expect(askedWords({ population, population_label, place_name, region_name })).toBe(words);
});

const POLL = {
	pollster: 'Embold Research',
	sponsor: 'Heatmap Pro',
	population: 'registered_voters',
	population_label: 'Registered voters',
	place_name: null,
	region_name: 'United States',
	field_start: '2026-05',
	field_end: '2026-05',
	published: '2026-06',
	sample_size: 2045
} as Parameters<typeof pollSentence>[0];

test('who asked whom, when and for whom', () => {
	expect(pollSentence(POLL)).toBe(
		'Embold Research asked 2,045 registered voters in the United States (May 2026), paid for by Heatmap Pro.'
	);
});

test('what is not stated is left out, not made up', () => {
	const bare = { ...POLL, sample_size: null, field_start: null, field_end: null, sponsor: null };
	expect(pollSentence(bare)).toBe(
		'Embold Research asked registered voters in the United States (published Jun 2026).'
	);
});

test('a margin is named only where the poll states one', () => {
	expect([{ margin_of_error: 2.83 }, { margin_of_error: null }].map(marginWords)).toEqual([
		'±2.8 points',
		null
	]);
});

describe('a number to paste', () => {
	const poll = {
		...{ house: 'Harbor Poll', date: '2026-08', sample_size: 2045, margin_of_error: 2.1 },
		...{ population: 'registered_voters', population_label: 'Registered voters' },
		...{ place_name: null, region_name: 'United States' }
	} as const;
	const question = {
		...{ question_text: 'Would you oppose one nearby?', summary: 'Oppose one nearby' },
		publisher: 'Harbor News',
		source_url: 'https://harbor.example/p',
		tier: 'primary' as const
	};
	const answer = { percent: 42, qualifier: null, option_label: 'Oppose' };

	it('says who answered what, when, to whom, how exactly, and where it was seen', () => {
		expect(numberToPaste({ poll, question, answer }, 'https://g.example/polls/h')).toBe(
			'42% of registered voters in the United States answered “Oppose” to: “Would you oppose one nearby?” Harbor Poll, Aug 2026; 2,045 people asked; margin of error ±2.1 points (95%, whole sample). Source: Harbor News (original source), https://harbor.example/p. Groundswell, https://g.example/polls/h'
		);
	});

	it('says what is not known, and whose words a question is told in', () => {
		const unknown = { ...poll, sample_size: null, margin_of_error: null };
		const told = numberToPaste(
			{
				poll: unknown,
				question: { ...question, question_text: null, tier: 'aggregator' },
				answer: { ...answer, qualifier: 'about' }
			},
			'x'
		);
		expect(told).toMatch(/^About 42% .*Oppose one nearby \(in our words\)/);
		expect(told).toContain('sample size not reported; margin of error not reported');
		expect(told).toContain('(tracker only, not verified)');
	});
});
