import { describe, expect, test } from 'vitest';
import { intervals, told } from './steps.ts';

describe('a pause', () => {
	test('with a stated end is active to that day, then expired', () => {
		expect(told({ id: 'a', on: '2026-01-10', ends: '2026-07-09' })).toEqual([
			'active 2026-01-10..2026-07-09',
			'expired 2026-07-10..'
		]);
	});

	test('with a length ends on the computed day, and says so', () => {
		const [active, expired] = intervals({ id: 'a', on: '2026-01-10', months: 6 });
		expect(active).toMatchObject({ to: '2026-07-10', toBasis: 'computed', fromBasis: 'decided' });
		expect(expired).toMatchObject({ from: '2026-07-11', fromBasis: 'computed', to: null });
	});

	test('counts its length from the stated start, not from the vote', () => {
		expect(told({ id: 'a', on: '2026-01-10', starts: '2026-02-01', months: 3 })).toEqual([
			'adopted 2026-01-10..2026-01-31',
			'active 2026-02-01..2026-05-01',
			'expired 2026-05-02..'
		]);
	});

	test('adopted while another holds, and yet to begin: what holds goes on', () => {
		expect(
			told(
				{ id: 'a', on: '2026-01-01', months: 3 },
				{ id: 'b', on: '2026-03-10', starts: '2026-04-01', months: 6, follows: 'a' }
			)
		).toEqual([
			'active 2026-01-01..2026-03-31',
			'active 2026-04-01..2026-10-01',
			'expired 2026-10-02..'
		]);
	});

	test('proposed, adopted, and yet to begin is adopted, not proposed', () => {
		expect(
			told(
				{ id: 'a', on: '2026-01-01', decision: 'proposed' },
				{ id: 'b', on: '2026-02-01', starts: '2026-03-01', months: 6, follows: 'a' }
			).slice(0, 2)
		).toEqual(['proposed 2026-01-01..2026-01-31', 'adopted 2026-02-01..2026-02-28']);
	});

	test('prefers the stated end to the computed one', () => {
		expect(told({ id: 'a', on: '2026-01-10', months: 6, ends: '2026-09-26' })[0]).toBe(
			'active 2026-01-10..2026-09-26'
		);
	});

	test('without end and length is never active: unknown, and after a year perhaps over', () => {
		expect(told({ id: 'a', on: '2026-01-10' })).toEqual([
			'unknown_end 2026-01-10..2027-01-10',
			'may_have_lapsed 2027-01-11..'
		]);
	});

	test('that ran out before it was reported is expired', () => {
		expect(told({ id: 'a', on: '2026-08-20', ends: '2026-08-01' })).toEqual([
			'expired 2026-08-20..'
		]);
	});

	test.each([
		['2024-02-29', 12, '2025-02-28'],
		['2027-02-28', 12, '2028-02-28'],
		['2026-08-31', 6, '2027-02-28'],
		['2027-08-31', 6, '2028-02-29'],
		['2026-01-31', 1, '2026-02-28'],
		['2026-12-31', 2, '2027-02-28']
	])('from %s for %d months ends on %s', (on, months, last) => {
		expect(intervals({ id: 'a', on, months })[0]?.to).toBe(last);
	});

	test('of a coarse date keeps what is not known', () => {
		expect(intervals({ id: 'a', on: '2026-02', months: 2 })[0]).toMatchObject({
			from: '2026-02-01',
			fromLatest: '2026-02-28',
			fromPrecision: 'month',
			toEarliest: '2026-04-01',
			to: '2026-04-28',
			toPrecision: 'month'
		});
		expect(intervals({ id: 'a', on: '2026-02-10', ends: '2027-Q1' })[0]).toMatchObject({
			toEarliest: '2027-01-01',
			to: '2027-03-31',
			toPrecision: 'quarter'
		});
	});
});

describe('an extension', () => {
	const base = { id: 'a', on: '2026-01-10', months: 6 };

	test('before the end adds its length to the former end', () => {
		expect(
			told(base, { id: 'b', on: '2026-06-20', decision: 'extended', months: 6, follows: 'a' })
		).toEqual([
			'active 2026-01-10..2026-06-19',
			'extended 2026-06-20..2027-01-10',
			'expired 2027-01-11..'
		]);
	});

	test('after the end leaves the gap and counts from its own day', () => {
		expect(
			told(base, { id: 'b', on: '2026-09-01', decision: 'extended', months: 6, follows: 'a' })
		).toEqual([
			'active 2026-01-10..2026-07-10',
			'expired 2026-07-11..2026-08-31',
			'extended 2026-09-01..2027-03-01',
			'expired 2027-03-02..'
		]);
	});

	test('without a length holds to the former end, beyond which nothing is known', () => {
		expect(told(base, { id: 'b', on: '2026-06-20', decision: 'extended', follows: 'a' })).toEqual([
			'active 2026-01-10..2026-06-19',
			'extended 2026-06-20..2026-07-10',
			'unknown_end 2026-07-11..2027-07-11',
			'may_have_lapsed 2027-07-12..'
		]);
	});

	test('names every action behind it and keeps the threshold', () => {
		const found = intervals(
			{ ...base, mw: 20 },
			{ id: 'b', on: '2026-06-20', decision: 'extended', ends: '2027-01-01', follows: 'a' }
		);
		expect(found[1]).toMatchObject({ because: ['a', 'b'], mwThreshold: 20, toBasis: 'stated' });
	});

	test('goes with the latest pause of the place where it names none', () => {
		expect(
			told(base, { id: 'b', on: '2026-06-20', decision: 'extended', ends: '2027-01-01' })
		).toEqual([
			'active 2026-01-10..2026-06-19',
			'extended 2026-06-20..2027-01-01',
			'expired 2027-01-02..'
		]);
	});

	test('known only to the month of the pause comes after it', () => {
		expect(
			told(
				{ id: 'a', on: '2026-06-15', months: 1 },
				{ id: 'b', on: '2026-06', decision: 'extended', ends: '2026-12-31', follows: 'a' }
			)
		).toEqual(['extended 2026-06-15..2026-12-31', 'expired 2027-01-01..']);
	});

	test('of a pause yet to begin lengthens it', () => {
		expect(
			told(
				{ id: 'a', on: '2026-01-10', starts: '2026-03-01', months: 6 },
				{ id: 'b', on: '2026-02-01', decision: 'extended', ends: '2026-12-31', follows: 'a' }
			)
		).toEqual([
			'adopted 2026-01-10..2026-02-28',
			'extended 2026-03-01..2026-12-31',
			'expired 2027-01-01..'
		]);
	});

	test('by a body that only advises is a proposal', () => {
		expect(told({ id: 'a', on: '2026-04-01', decision: 'extended', advisory: true })).toEqual([
			'proposed 2026-04-01..'
		]);
	});
});

describe('the end by a step', () => {
	test('repeal ends what holds the day before', () => {
		expect(
			told(
				{ id: 'a', on: '2026-05-12', months: 12 },
				{ id: 'b', on: '2026-06-04', decision: 'repealed', follows: 'a' }
			)
		).toEqual(['active 2026-05-12..2026-06-03', 'repealed 2026-06-04..']);
	});

	test('repeal of what has expired changes nothing', () => {
		expect(
			told(
				{ id: 'a', on: '2026-01-01', months: 1 },
				{ id: 'b', on: '2026-06-04', decision: 'repealed', follows: 'a' }
			).at(-1)
		).toBe('expired 2026-02-02..');
	});

	test('repeal before the start leaves nothing in force', () => {
		expect(
			told(
				{ id: 'a', on: '2026-01-01', starts: '2026-06-01', months: 6 },
				{ id: 'b', on: '2026-02-01', decision: 'repealed', follows: 'a' }
			)
		).toEqual(['adopted 2026-01-01..2026-01-31', 'repealed 2026-02-01..']);
	});

	test.each(['zoning_rule', 'ban'] as const)('a %s that follows replaces the pause', (kind) => {
		const rule = kind === 'ban' ? kind : 'other';
		const found = intervals(
			{ id: 'a', on: '2026-01-29', months: 6 },
			{ id: 'b', on: '2026-03-05', rule, follows: 'a' }
		);
		expect(found.slice(0, 2)).toMatchObject([
			{ status: 'active', to: '2026-03-04', toBasis: 'step' },
			{ status: 'replaced', from: '2026-03-05', to: null, because: ['a', 'b'] }
		]);
		expect(found.slice(2).map(({ status, to }) => [status, to])).toEqual(
			kind === 'ban' ? [['active', null]] : []
		);
	});

	test('a rule of another matter replaces nothing', () => {
		expect(
			told({ id: 'a', on: '2026-01-29', months: 6 }, { id: 'b', on: '2026-03-05', rule: 'other' })
		).toEqual(['active 2026-01-29..2026-07-29', 'expired 2026-07-30..']);
	});
});

describe('proposals', () => {
	test('last until the rule is adopted', () => {
		expect(
			told(
				{ id: 'a', on: '2026-05-12', decision: 'proposed' },
				{ id: 'b', on: '2026-05-26', months: 12 }
			)
		).toEqual([
			'proposed 2026-05-12..2026-05-25',
			'active 2026-05-26..2027-05-26',
			'expired 2027-05-27..'
		]);
	});

	test('turned away are over; a refusal alone is no status', () => {
		const proposal = { id: 'a', on: '2026-05-12', decision: 'proposed' };
		const refusal = { id: 'b', on: '2026-05-26', decision: 'rejected' };
		expect(told(proposal, refusal)).toEqual(['proposed 2026-05-12..2026-05-25']);
		expect(told(refusal)).toEqual([]);
	});

	test('to renew an expired pause, turned away, leave it expired', () => {
		expect(
			told(
				{ id: 'a', on: '2026-01-01', months: 1 },
				{ id: 'b', on: '2026-03-01', decision: 'proposed', follows: 'a' },
				{ id: 'c', on: '2026-04-01', decision: 'tabled', follows: 'b' }
			).slice(1)
		).toEqual([
			'expired 2026-02-02..2026-02-28',
			'proposed 2026-03-01..2026-03-31',
			'expired 2026-04-01..'
		]);
	});
});

describe('overlap', () => {
	test('two pauses without a link stand beside each other', () => {
		expect(
			told({ id: 'a', on: '2026-01-01', months: 12 }, { id: 'b', on: '2026-06-01', months: 3 })
		).toEqual([
			'active 2026-01-01..2027-01-01',
			'expired 2027-01-02..',
			'active 2026-06-01..2026-09-01',
			'expired 2026-09-02..'
		]);
	});

	test('an adoption told again without its length does not shorten the pause', () => {
		expect(
			told(
				{ id: 'a', on: '2026-06-10', months: 18 },
				{ id: 'b', on: '2026-08-18', follows: 'a' }
			).slice(1)
		).toEqual(['active 2026-08-18..2027-12-10', 'expired 2027-12-11..']);
	});
});

test('a ban has no end by its nature', () => {
	expect(told({ id: 'a', on: '2026-06-01', rule: 'ban' })).toEqual(['active 2026-06-01..']);
});

describe('what a later list shows, without a step on record', () => {
	test('ended: it is over by the date of the list, and not in force when last seen', () => {
		const found = intervals({ id: 'a', on: '2026-08-04', later: 'expired 2026-09' });
		expect(found).toMatchObject([
			{
				status: 'unknown_end',
				toEarliest: '2026-08-04',
				to: '2026-08-31',
				toBasis: 'listed'
			},
			{
				status: 'expired',
				from: '2026-09-01',
				fromLatest: '2026-09-30',
				fromBasis: 'listed',
				because: ['a']
			}
		]);
	});

	test.each([
		['repealed', 'repealed 2026-04-30..'],
		['replaced', 'replaced 2026-04-30..']
	] as const)('%s before the end of its length: its length counts no more', (state, last) => {
		expect(told({ id: 'a', on: '2025-02-03', months: 24, later: `${state} 2026-04-30` })).toEqual([
			'active 2025-02-03..2026-04-29',
			last
		]);
	});

	test('ended, but its length had run out before: it expired on the computed day', () => {
		expect(told({ id: 'a', on: '2025-01-10', months: 6, later: 'replaced 2026-04-30' })).toEqual([
			'active 2025-01-10..2025-07-10',
			'expired 2025-07-11..'
		]);
	});

	test('extended: it holds anew, without an end on record, though a year had passed', () => {
		expect(told({ id: 'a', on: '2024-09-17', later: 'extended 2026-09' })).toEqual([
			'unknown_end 2024-09-17..2025-09-17',
			'may_have_lapsed 2025-09-18..2026-08-31',
			'unknown_end 2026-09-01..2027-09-30',
			'may_have_lapsed 2027-10-01..'
		]);
	});

	test('extended, and the extension is on record: the record counts, not the list', () => {
		expect(
			told(
				{ id: 'a', on: '2026-02-03', later: 'extended 2026-09' },
				{ id: 'b', on: '2026-05-12', decision: 'extended', ends: '2027-01-29', follows: 'a' }
			)
		).toEqual([
			'unknown_end 2026-02-03..2026-05-11',
			'extended 2026-05-12..2027-01-29',
			'expired 2027-01-30..'
		]);
	});

	test('replaced, and the rule that replaced it is on record: its day counts', () => {
		expect(
			told(
				{ id: 'a', on: '2025-02-03', months: 24, later: 'replaced 2026-04-30' },
				{ id: 'b', on: '2026-04-20', rule: 'ban', follows: 'a' }
			)
		).toEqual(['active 2025-02-03..2026-04-19', 'replaced 2026-04-20..', 'active 2026-04-20..']);
	});

	test('ended in the month in which it began: not before it began', () => {
		expect(told({ id: 'a', on: '2026-09-21', months: 6, later: 'expired 2026-09' })).toEqual([
			'expired 2026-09-21..'
		]);
	});

	test('of a proposal says nothing: nothing was adopted', () => {
		expect(
			told({ id: 'a', on: '2026-05-12', decision: 'proposed', later: 'expired 2026-09' })
		).toEqual(['proposed 2026-05-12..']);
	});
});

describe('a decision known to the month', () => {
	test('comes after a proposal of a day in it: what was turned away is not proposed', () => {
		expect(
			told(
				{ id: 'no', on: '2026-07', decision: 'rejected' },
				{ id: 'idea', on: '2026-07-23', decision: 'proposed' }
			)
		).toEqual([]);
	});

	test('is before a proposal of the next month', () => {
		expect(
			told(
				{ id: 'no', on: '2026-07', decision: 'rejected' },
				{ id: 'idea', on: '2026-08-03', decision: 'proposed' }
			)
		).toEqual(['proposed 2026-08-03..']);
	});
});
