import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
	bothRates,
	countsOf,
	isDecidedVote,
	rateWords,
	voteRate,
	votesHeadline,
	type Counted,
	type VoteRule
} from '#lib/domain/actions/votes.ts';
import { FIXTURE } from '../../setup/release.ts';

/** What headlines say of which votes are counted, and of how they went. */
const OPPOSED = 'recorded by trackers of opposition';
const AGAINST = 'against data centers';

const vote = (changes: Partial<Counted> = {}): Counted => ({
	decided_vote: 'yes',
	direction: 'restrictive',
	tier: 'reported',
	...changes
});

describe('decided votes by their rules', () => {
	const rules = parse<VoteRule>(readFileSync(join(FIXTURE, 'vote_rules.csv')), {
		columns: true,
		cast: (cell) => (cell === '' ? null : cell)
	});
	const step = {
		action_type: 'moratorium',
		decision: 'adopted',
		body_kind: 'county_board',
		binding: 'yes' as string | null
	};

	it.each<[string, Partial<typeof step>]>([
		['a board adopts', {}],
		['a commission denies', { decision: 'denied', body_kind: 'planning_commission' }],
		['voters reject', { action_type: 'referendum', decision: 'rejected', body_kind: 'voters' }],
		['whether it binds is not recorded', { binding: null }]
	])('are: %s', (_, changes) => {
		expect(isDecidedVote(rules, { ...step, ...changes })).toBe(true);
	});

	it.each<[string, Partial<typeof step>]>([
		['an open matter', { decision: 'pending' }],
		['a withdrawal', { action_type: 'project_withdrawn', body_kind: 'developer' }],
		['a suit', { action_type: 'lawsuit', body_kind: 'court', decision: 'denied' }],
		['an order of one', { action_type: 'executive_order', body_kind: 'governor' }],
		['an advisory step', { binding: 'no' }],
		['a vote on people', { action_type: 'recall', body_kind: 'voters' }]
	])('are not: %s', (_, changes) => {
		expect(isDecidedVote(rules, { ...step, ...changes })).toBe(false);
	});
});

describe('decided votes', () => {
	it('make a rate with its denominator, verified ones first, and say which votes they are', () => {
		const votes = [
			vote(),
			vote({ tier: 'aggregator' }),
			vote({ direction: 'permissive' }),
			vote({ decided_vote: 'no' })
		];
		expect(rateWords(voteRate(votes))).toBe(
			'Restrictive in 1 of 2 verified votes, and in 2 of 3 decided votes recorded by trackers of opposition'
		);
		expect(rateWords(voteRate([]))).toBe('No binding vote found');
		expect(rateWords(voteRate([vote({ direction: 'neutral', tier: 'aggregator' })]))).toBe(
			'Restrictive in none of 1 decided vote recorded by trackers of opposition, none verified'
		);
	});

	it('tell one verified vote as one', () => {
		expect(rateWords(voteRate([vote()]))).toBe(
			'Restrictive in 1 of 1 verified vote, and in 1 of 1 decided vote recorded by trackers of opposition'
		);
	});

	it.each([
		[0, 0, 0, 0, 'No binding vote found'],
		[1, 1, 1, 1, `The one binding vote ${OPPOSED} went ${AGAINST}`],
		[0, 1, 0, 0, `The one binding vote ${OPPOSED} did not go ${AGAINST}, not verified`],
		[2, 2, 2, 2, `Both binding votes ${OPPOSED} went ${AGAINST}, all verified`],
		[0, 2, 0, 0, `None of 2 binding votes ${OPPOSED} went ${AGAINST}, none verified`],
		[4, 4, 0, 0, `All 4 binding votes ${OPPOSED} went ${AGAINST}, none verified`],
		[7, 11, 6, 10, `6 of 10 verified binding votes went ${AGAINST}, and 7 of 11 ${OPPOSED}`],
		[1, 2, 0, 1, `None of 1 verified binding vote went ${AGAINST}, and 1 of 2 ${OPPOSED}`]
	])(
		'as a headline: %i of %i, verified %i of %i',
		(restrictive, decided, restrictive_confirmed, decided_confirmed, words) => {
			const rate = { decided, restrictive, decided_confirmed, restrictive_confirmed };
			expect(votesHeadline(rate)).toBe(words);
		}
	);

	it('in short, verified ones first', () => {
		const rate = { decided: 11, restrictive: 7, decided_confirmed: 10, restrictive_confirmed: 6 };
		expect(bothRates(rate)).toBe(`6 of 10 verified, 7 of 11 ${OPPOSED}`);
		expect(bothRates({ ...rate, decided_confirmed: 0, restrictive_confirmed: 0 })).toBe(
			`7 of 11 ${OPPOSED}, none verified`
		);
	});

	it('are counted whole and verified', () => {
		expect(countsOf([vote(), vote({ tier: 'aggregator' })])).toEqual({ total: 2, confirmed: 1 });
	});

	it('add up, whatever is on record', () => {
		const any = fc.record({
			decided_vote: fc.constantFrom('yes' as const, 'no' as const),
			direction: fc.constantFrom('restrictive' as const, 'permissive' as const, 'neutral' as const),
			tier: fc.constantFrom('primary' as const, 'reported' as const, 'aggregator' as const)
		});
		fc.assert(
			fc.property(fc.array(any), (actions) => {
				const rate = voteRate(actions);
				expect(rate.restrictive + rate.permissive + rate.neutral).toBe(rate.decided);
				expect(rate.restrictive_confirmed).toBeLessThanOrEqual(
					Math.min(rate.restrictive, rate.decided_confirmed)
				);
				expect(rate.decided).toBeLessThanOrEqual(actions.length);
			})
		);
	});
});
