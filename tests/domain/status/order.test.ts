import { describe, expect, test } from 'vitest';
import { happeningsOf } from '#lib/domain/status/events.ts';
import { lengthOf } from '#lib/domain/status/length.ts';
import { inOrder, mattersOf } from '#lib/domain/status/matters.ts';
import { intervals, step, told, type Made } from './steps.ts';

/** The happenings of one matter: what happens, and the days on which it can have happened. */
const happenings = (...made: Made[]) =>
	mattersOf(made.map(step))
		.slice(0, 1)
		.flatMap(happeningsOf)
		.map(({ id, effect, date, isListed }) =>
			[id, effect, date.start, ...(isListed ? ['listed'] : [])].join(' ')
		);
const order = (...made: Made[]) => inOrder(made.map(step)).map(({ id }) => id);
const matters = (...made: Made[]) =>
	mattersOf(made.map(step)).map(({ steps }) => steps.map(({ id }) => id).join(' '));

describe('what happens to a rule, in the order of time', () => {
	test('a replacement comes after the step it follows, and before what is later', () => {
		const pause = { id: 'pause', on: '2026-01-10', months: 6 };
		const later = { id: 'later', on: '2026-06-01', decision: 'extended', follows: 'pause' };
		const rule = (on: string, follows = 'pause') =>
			({ id: 'zoning', on, rule: 'other', follows }) as const;
		expect(happenings(pause, later, rule('2026-03-01'))).toEqual([
			'pause adopt 2026-01-10',
			'zoning replace 2026-03-01',
			'later extend 2026-06-01'
		]);
		expect(happenings(pause, later, rule('2026-07-01'))).toEqual([
			'pause adopt 2026-01-10',
			'later extend 2026-06-01',
			'zoning replace 2026-07-01'
		]);
		// On the day of a later step it comes after it.
		expect(happenings(pause, later, rule('2026-06-01'))).toEqual([
			'pause adopt 2026-01-10',
			'later extend 2026-06-01',
			'zoning replace 2026-06-01'
		]);
		// Known to the year alone it begins before the step it follows, and still comes after it.
		expect(happenings(pause, later, rule('2026', 'later')).at(-1)).toBe(
			'zoning replace 2026-01-01'
		);
	});

	test('what a list shows is told only where no step by then tells it', () => {
		const listed = { id: 'a', on: '2026-02-03', months: 24, later: 'repealed 2026-04-30' } as const;
		const repeal = (on: string) => ({ id: 'b', on, decision: 'repealed', follows: 'a' });
		expect(happenings(listed)).toEqual(['a adopt 2026-02-03', 'a repeal 2026-04-30 listed']);
		expect(happenings(listed, repeal('2026-02-03'))).toEqual([
			'a adopt 2026-02-03',
			'b repeal 2026-02-03'
		]);
		expect(happenings(listed, repeal('2026-04-30'))).toEqual([
			'a adopt 2026-02-03',
			'b repeal 2026-04-30'
		]);
		expect(happenings(listed, repeal('2026-05-01'))).toEqual([
			'a adopt 2026-02-03',
			'a repeal 2026-04-30 listed',
			'b repeal 2026-05-01'
		]);
	});

	test('a step of no effect changes nothing', () => {
		expect(
			told(
				{ id: 'a', on: '2026-01-10', months: 1 },
				{ id: 'b', on: '2026-01-20', decision: 'heard' }
			)
		).toEqual(told({ id: 'a', on: '2026-01-10', months: 1 }));
	});
});

describe('the order of steps', () => {
	test('a step known to the month comes after the one it follows in it, not after one of a later month', () => {
		const month = (follows: string) => ({ id: 'a', on: '2026-03', follows });
		expect(order(month('z'), { id: 'z', on: '2026-03-20' })).toEqual(['z', 'a']);
		expect(order(month('z'), { id: 'z', on: '2026-04-20' })).toEqual(['a', 'z']);
		expect(order(month('z'), { id: 'z', on: '2026-02-20' })).toEqual(['z', 'a']);
		expect(order(month('z'), { id: 'z', on: '2026-03-31' })).toEqual(['z', 'a']);
	});

	test('a step that follows another of an earlier day is not deeper than one that follows nothing', () => {
		expect(
			order(
				{ id: 'a', on: '2026-03-05', follows: 'z' },
				{ id: 'b', on: '2026-03-05' },
				{ id: 'z', on: '2026-02-01' }
			)
		).toEqual(['z', 'a', 'b']);
	});

	test('a decision known to the month comes after the last proposal in it, and no other', () => {
		const decided = (decision: string) => ({ id: 'a', on: '2026-03', decision });
		const proposed = (id: string, on: string, more: Partial<Made> = {}) => ({
			id,
			on,
			decision: 'proposed',
			...more
		});
		for (const decision of ['adopted', 'rejected'])
			expect(
				order(decided(decision), proposed('x', '2026-03-02'), proposed('y', '2026-03-09'))
			).toEqual(['x', 'y', 'a']);
		expect(order(decided('repealed'), proposed('x', '2026-03-02'))).toEqual(['a', 'x']);
		expect(order(decided('adopted'), proposed('x', '2026-04-01'))).toEqual(['a', 'x']);
		expect(order(decided('adopted'), proposed('x', '2026-03-31'))).toEqual(['x', 'a']);
		expect(order(decided('adopted'), proposed('x', '2026-03-02', { rule: 'ban' }))).toEqual([
			'a',
			'x'
		]);
		// On a known day the day counts.
		expect(
			order({ id: 'a', on: '2026-03-02' }, proposed('x', '2026-03-02'), proposed('y', '2026-03-03'))
		).toEqual(['a', 'x', 'y']);
	});

	test('a chain of steps on one day is in the order in which they follow, round or not', () => {
		expect(
			order(
				{ id: 'a', on: '2026-03-02', follows: 'b' },
				{ id: 'b', on: '2026-03-02', follows: 'c' },
				{ id: 'c', on: '2026-03-02' },
				{ id: 'd', on: '2026-03-02', follows: 'c' }
			)
		).toEqual(['c', 'b', 'd', 'a']);
		expect(
			order(
				{ id: 'a', on: '2026-03-02', follows: 'b' },
				{ id: 'b', on: '2026-03-02', follows: 'a' }
			).toSorted()
		).toEqual(['a', 'b']);
	});
});

describe('a matter', () => {
	test.each(['extended', 'repealed', 'expired', 'rejected'])(
		'%s without a link goes with the latest of its own rule',
		(decision) => {
			expect(
				matters(
					{ id: 'a', on: '2026-01-01' },
					{ id: 'b', on: '2026-02-01' },
					{ id: 'ban', on: '2026-03-01', rule: 'ban' },
					{ id: 'end', on: '2026-04-01', decision }
				)
			).toEqual(['a', 'b end', 'ban']);
		}
	);

	test('an adoption without a link goes with a proposal, not with a rule that holds or another rule', () => {
		const adoption = { id: 'z', on: '2026-04-01' };
		expect(matters({ id: 'a', on: '2026-01-01', decision: 'proposed' }, adoption)).toEqual(['a z']);
		expect(matters({ id: 'a', on: '2026-01-01', decision: 'rejected' }, adoption)).toEqual(['a z']);
		expect(matters({ id: 'a', on: '2026-01-01' }, adoption)).toEqual(['a', 'z']);
		expect(
			matters({ id: 'a', on: '2026-01-01', decision: 'proposed', rule: 'ban' }, adoption)
		).toEqual(['a', 'z']);
	});

	test('a rule of another kind replaces only what it follows, and only where it is in force', () => {
		const replacements = (decision: string) =>
			mattersOf(
				[
					{ id: 'a', on: '2026-01-01' },
					{ id: 'b', on: '2026-02-01', rule: 'other', decision, follows: 'a' } as const
				].map(step)
			).map((matter) => matter.replacements.map(({ id }) => id));
		expect(['adopted', 'extended', 'proposed', 'repealed'].map(replacements)).toEqual([
			[['b']],
			[['b']],
			[[]],
			[[]]
		]);
	});
});

describe('an interval', () => {
	test('keeps what a rule covers and its size until a step says otherwise', () => {
		const found = intervals(
			{ id: 'a', on: '2026-01-01', months: 12, mw: 20, covers: 'permits' },
			{ id: 'b', on: '2026-03-01', decision: 'extended', months: 1, follows: 'a' },
			{
				id: 'c',
				on: '2026-05-01',
				decision: 'extended',
				months: 1,
				follows: 'b',
				covers: 'land',
				mw: 50
			}
		);
		expect(found.map(({ covers, mwThreshold }) => `${covers} ${mwThreshold}`)).toEqual([
			'permits 20',
			'permits 20',
			'land 50',
			'land 50'
		]);
		expect(intervals({ id: 'a', on: '2026-01-01' })[0]).toMatchObject({
			covers: null,
			mwThreshold: null
		});
	});

	test('takes the newest of what was said of a rule', () => {
		const found = intervals(
			{ id: 'a', on: '2026-01-01', ends: '2026-02-01', covers: 'permits' },
			{
				id: 'b',
				on: '2026-03-01',
				decision: 'extended',
				ends: '2026-04-01',
				follows: 'a',
				covers: 'land'
			},
			{ id: 'c', on: '2026-05-01', decision: 'extended', ends: '2026-06-01', follows: 'b' }
		);
		expect(found.at(-1)?.covers).toBe('land');
	});

	test('of what is adopted on its last day is not over', () => {
		expect(told({ id: 'a', on: '2026-08-20', ends: '2026-08-20' })).toEqual([
			'active 2026-08-20..2026-08-20',
			'expired 2026-08-21..'
		]);
	});

	test('a repeal ends what holds, may hold or is ahead, and nothing that is over', () => {
		const repeal = { id: 'z', on: '2027-06-01', decision: 'repealed', follows: 'a' };
		const last = (...made: Made[]) => told(...made).at(-1);
		// A pause that may have lapsed is ended by it.
		expect(last({ id: 'a', on: '2026-01-01' }, repeal)).toBe('repealed 2027-06-01..');
		// One that begins later never begins.
		expect(last({ id: 'a', on: '2027-05-01', starts: '2028-01-01', months: 1 }, repeal)).toBe(
			'repealed 2027-06-01..'
		);
		expect(last({ id: 'a', on: '2026-01-01', decision: 'proposed' }, repeal)).toBe(
			'proposed 2026-01-01..'
		);
		expect(last(repeal)).toBe('repealed 2027-06-01..');
	});

	test('a proposal to renew shows beside nothing in force, and not over what may have lapsed', () => {
		const again = (on: string) => ({ id: 'z', on, decision: 'proposed', follows: 'a' });
		expect(told({ id: 'a', on: '2026-01-01' }, again('2027-06-01')).at(-1)).toBe(
			'may_have_lapsed 2027-01-02..'
		);
		expect(
			told({ id: 'a', on: '2026-01-01', starts: '2026-03-01', months: 1 }, again('2026-02-01'))
		).toEqual(told({ id: 'a', on: '2026-01-01', starts: '2026-03-01', months: 1 }));
	});

	test('an extension of a coarse end counts from all days it can have had', () => {
		const [, extended] = intervals(
			{ id: 'a', on: '2026-01-10', ends: '2026-06' },
			{ id: 'b', on: '2026-05-01', decision: 'extended', months: 6, follows: 'a' }
		);
		expect(extended).toMatchObject({
			toEarliest: '2026-12-01',
			to: '2026-12-30',
			toPrecision: 'month',
			toBasis: 'computed'
		});
	});

	test('an extension on the day on which a pause begins is of that pause', () => {
		expect(
			told(
				{ id: 'a', on: '2026-01-10', starts: '2026-03-01', months: 6 },
				{ id: 'b', on: '2026-03-01', decision: 'extended', ends: '2026-12-31', follows: 'a' }
			)
		).toEqual([
			'adopted 2026-01-10..2026-02-28',
			'extended 2026-03-01..2026-12-31',
			'expired 2027-01-01..'
		]);
	});

	test('an extension of what ended by a later step counts from its own day', () => {
		expect(
			told(
				{ id: 'a', on: '2026-01-10' },
				{ id: 'b', on: '2026-03-01', decision: 'extended', months: 2, follows: 'a' }
			)
		).toEqual([
			'unknown_end 2026-01-10..2026-02-28',
			'extended 2026-03-01..2026-05-01',
			'expired 2026-05-02..'
		]);
	});
});

test.each([
	[6, { months: 6, days: 0 }],
	[6.5, { months: 6, days: 15 }],
	[5.9, { months: 0, days: 177 }],
	[0.2, { months: 0, days: 5 }],
	[0.7, { months: 0, days: 20 }],
	[2.3, { months: 0, days: 70 }],
	[1.7, { months: 0, days: 50 }]
])('a length of %d months is counted in months from half a year on', (months, length) => {
	expect(lengthOf(months)).toEqual(length);
});
