import { describe, expect, it } from 'vitest';
import type { Awaited } from '#lib/domain/closed.ts';
import { decisionWords, shareWords } from '#lib/domain/actions/words/action-words.ts';
import { awaitedBy, dueWords, voteDay } from '#lib/domain/actions/vote-day.ts';

const action = {
	date: '2026-02-24',
	decision: 'pending',
	body_kind: 'city_council',
	summary: 'Council put Question 1 on the Nov. 3 ballot 3-1'
};

describe('the day of a vote that is still to come', () => {
	it.each([
		['named with its day', action, '2026-11-03'],
		[
			'in November, of the general election',
			{ ...action, summary: 'Moved a ban to the November ballot' },
			'2026-11-03'
		],
		[
			'that of the action, where voters vote',
			{ ...action, body_kind: 'voters', date: '2026-05' },
			'2026-05-31'
		],
		['named with a long month', { ...action, summary: 'on the November 3 ballot' }, '2026-11-03'],
		['named with four letters', { ...action, summary: 'on the Sept. 8 ballot' }, '2026-09-08'],
		['named with its year', { ...action, summary: 'on the March 2, 2027 ballot' }, '2027-03-02'],
		['the day of the step itself', { ...action, date: '2026-11-03' }, '2026-11-03']
	])('is %s', (_, given, day) => {
		expect(voteDay(given)).toBe(day);
	});

	it.each([
		['2022', '2022-11-08'],
		['2024', '2024-11-05'],
		['2025', '2025-11-04'],
		['2028', '2028-11-07']
	])('is that of the general election of %s', (year, day) => {
		const given = { ...action, date: `${year}-02-24`, summary: 'Qualified for November' };
		expect(voteDay(given)).toBe(day);
	});

	it.each([
		['the day of the step is none', { ...action, date: 'soon' }],
		['it was decided', { ...action, decision: 'approved' }],
		['no day is named', { ...action, summary: 'Petition filed' }],
		['the day named lies before the step', { ...action, date: '2026-11-20' }]
	])('is not known where %s', (_, given) => {
		expect(voteDay(given)).toBeNull();
	});

	it('once passed, leaves a result that is not on record', () => {
		const said = (
			decision: string,
			awaited: Awaited | null,
			result_missing: 'yes' | 'no' = 'yes'
		) => decisionWords({ decision, result_missing, awaited });
		expect(said('pending', 'vote')).toBe('vote day passed, result not found');
		expect(said('proposed', 'hearing')).toBe('hearing day passed, result not found');
		expect(said('adopted', 'report')).toBe('adopted; report was due, nothing later found');
		expect(said('pending', 'vote', 'no')).toBe('pending');
	});
});

describe('what a step waits for', () => {
	const bare = { ...action, awaits: null, awaits_on: null };

	it('is what its row states, whatever was decided, known to the day or to the month', () => {
		const order = { ...bare, decision: 'adopted', awaits: 'report' as const };
		expect(awaitedBy({ ...order, awaits_on: '2026-10-19' })).toEqual({
			awaited: 'report',
			awaited_from: '2026-10-19',
			awaited_to: '2026-10-19'
		});
		expect(awaitedBy({ ...order, awaits_on: '2026-10' })).toMatchObject({
			awaited_from: '2026-10-01',
			awaited_to: '2026-10-31'
		});
	});

	it('is else the vote that its summary names', () => {
		expect(awaitedBy(bare)).toMatchObject({ awaited: 'vote', awaited_to: '2026-11-03' });
		expect(awaitedBy({ ...bare, summary: 'Petition filed' })).toBeNull();
	});

	it('is from the first to the last day of the vote, where voters vote', () => {
		expect(awaitedBy({ ...bare, body_kind: 'voters', date: '2026-05' })).toEqual({
			awaited: 'vote',
			awaited_from: '2026-05-01',
			awaited_to: '2026-05-31'
		});
	});

	it('is the day alone, where a board puts a question to voters', () => {
		expect(awaitedBy(bare)).toEqual({
			awaited: 'vote',
			awaited_from: '2026-11-03',
			awaited_to: '2026-11-03'
		});
	});

	it('is the vote of its summary where its row states half of what follows', () => {
		const vote = { awaited: 'vote', awaited_to: '2026-11-03' };
		expect(awaitedBy({ ...bare, awaits: 'report' })).toMatchObject(vote);
		expect(awaitedBy({ ...bare, awaits_on: '2026-10-19' })).toMatchObject(vote);
	});

	it('is told with its first and last day where the day is not known', () => {
		const days = { awaited_from: '2026-10-01', awaited_to: '2026-10-31' };
		expect(dueWords({ awaited: 'report', ...days })).toBe('report due Oct 1, 2026 to Oct 31, 2026');
	});

	it('is told with its day', () => {
		const day = { awaited_from: '2026-10-19', awaited_to: '2026-10-19' };
		expect(dueWords({ awaited: 'report', ...day })).toBe('report due Oct 19, 2026');
		expect(dueWords({ awaited: 'vote', ...day })).toBe('vote on Oct 19, 2026');
	});
});

describe('a share of 100% or 0% without a count', () => {
	const share = (changes: Partial<Parameters<typeof shareWords>[0]>) =>
		shareWords({
			votes_for: null,
			votes_against: null,
			percent_for: null,
			percent_restrictive: null,
			...changes
		});

	it('is printed as unanimous', () => {
		expect(share({ percent_restrictive: 100 })).toBe('unanimous, to restrict');
		expect(share({ percent_restrictive: 0 })).toBe('unanimous, not to restrict');
		expect(share({ percent_for: 100 })).toBe('unanimous');
	});

	it('is a percent where votes were counted, as is any other share', () => {
		expect(share({ percent_restrictive: 100, votes_for: 7, votes_against: 0 })).toBe(
			'100% to restrict'
		);
		expect(share({ percent_restrictive: 86 })).toBe('86% to restrict');
	});
});
