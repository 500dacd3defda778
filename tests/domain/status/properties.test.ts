import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween } from '#lib/domain/dates.ts';
import { covers } from '#lib/domain/status/interval.ts';
import { intervalsOf } from '#lib/domain/status/intervals.ts';
import { addLength } from '#lib/domain/status/length.ts';
import { inOrder, mattersOf } from '#lib/domain/status/matters.ts';
import { standingOn } from '#lib/domain/status/on.ts';
import { hasEnded, holds, LATER_STATES } from '#lib/domain/status/status-words.ts';
import { days, step, type Made } from './steps.ts';

const FIRST = '2024-01-01';
const day = fc.integer({ min: 0, max: 1500 }).map((count) => addDays(FIRST, count));
const date = fc.oneof(
	{ weight: 5, arbitrary: day },
	{ weight: 1, arbitrary: day.map((one) => one.slice(0, 7)) },
	{ weight: 1, arbitrary: day.map((one) => one.slice(0, 4)) }
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const made = fc.record({
	on: date,
	decision: fc.constantFrom(
		'adopted',
		'adopted',
		'extended',
		'proposed',
		'repealed',
		'rejected',
		'expired',
		'tabled'
	),
	rule: fc.constantFrom('moratorium', 'moratorium', 'ban', 'other'),
	advisory: fc.boolean(),
	starts: maybe(day),
	ends: maybe(day),
	months: maybe(fc.constantFrom(1, 1.5, 3.3, 6, 10.5, 12, 22.5)),
	before: maybe(fc.nat(5)),
	seen: maybe(fc.tuple(fc.constantFrom(...LATER_STATES), date))
});

/** The steps of one place; each may follow one that is listed before it. */
const steps = fc.array(made, { minLength: 1, maxLength: 8 }).map((list) =>
	list.map(({ before, starts, ends, months, seen, ...rest }, index) => {
		const one: Made = { id: `s${index}`, ...rest };
		if (starts !== undefined) one.starts = starts;
		if (ends !== undefined) one.ends = ends;
		if (months !== undefined) one.months = months;
		if (seen !== undefined) one.later = `${seen[0]} ${seen[1]}`;
		if (before !== undefined && before < index) one.follows = `s${before}`;
		return step(one);
	})
);

describe('for any steps of a place', () => {
	test('a matter never has two statuses on one day, and its intervals run forward', () => {
		fc.assert(
			fc.property(steps, (given) => {
				for (const matter of mattersOf(given)) {
					const found = intervalsOf(matter);
					for (const [index, { from, to, fromLatest, toEarliest }] of found.entries()) {
						const next = found[index + 1];
						expect(from <= fromLatest).toBe(true);
						if (to !== null) expect(from <= to && (toEarliest ?? '') <= to).toBe(true);
						if (next) expect(to !== null && to < next.from).toBe(true);
					}
				}
				expect(mattersOf(given)).toBeInstanceOf(Array);
			})
		);
	});

	test('nothing but a ban is in force without an end', () => {
		fc.assert(
			fc.property(steps, (given) => {
				const open = mattersOf(given).flatMap((matter) =>
					intervalsOf(matter).filter(
						({ status, to }) => holds(status) && to === null && matter.rule !== 'ban'
					)
				);
				expect(open).toEqual([]);
			})
		);
	});

	test('a rule that a list shows as over never holds at the date of the list by what came before it', () => {
		fc.assert(
			fc.property(
				steps,
				date,
				fc.constantFrom('expired', 'replaced', 'repealed'),
				(given, on, state) => {
					const seen = days(on);
					const listed = given.map((one) => ({ ...one, later: { state, seen } }));
					for (const matter of mattersOf(listed)) {
						const isNew = matter.steps.some(
							({ date, startsOn }) => (startsOn ?? date).end >= seen.start
						);
						if (isNew) continue;
						const last = intervalsOf(matter).at(-1);
						expect(last === undefined || hasEnded(last.status) || last.status === 'proposed').toBe(
							true
						);
					}
					expect(listed).toHaveLength(given.length);
				}
			)
		);
	});

	test('every interval names the actions behind it, all of them given, none twice', () => {
		fc.assert(
			fc.property(steps, (given) => {
				const ids = given.map(({ id }) => id);
				for (const { because } of mattersOf(given).flatMap(intervalsOf)) {
					expect(because.length).toBeGreaterThan(0);
					expect(new Set(because).size).toBe(because.length);
					expect(ids).toEqual(expect.arrayContaining(because));
				}
				expect(ids).toHaveLength(given.length);
			})
		);
	});

	test('the order in which steps are listed changes nothing', () => {
		fc.assert(
			fc.property(steps, (given) => {
				const intervals = (list: typeof given) => mattersOf(list).map(intervalsOf);
				expect(intervals([...given].reverse())).toEqual(intervals(given));
			})
		);
	});

	test('a step that follows another on the same day comes after it', () => {
		fc.assert(
			fc.property(day, fc.integer({ min: 2, max: 5 }), (on, count) => {
				const list = Array.from({ length: count }, (_, index) =>
					step(
						index === 0
							? { id: `z${count}`, on }
							: { id: `z${count - index}`, on, follows: `z${count - index + 1}` }
					)
				);
				expect(inOrder([...list].reverse()).map(({ id }) => id)).toEqual(list.map(({ id }) => id));
			})
		);
	});
});

describe('the status on a day', () => {
	test('over midnight is the status of the new day, and changes only at the ends of intervals', () => {
		fc.assert(
			fc.property(steps, day, (given, today) => {
				const all = mattersOf(given).flatMap(intervalsOf);
				const tomorrow = addDays(today, 1);
				const before = standingOn(all, today)[0];
				const after = standingOn(all, tomorrow)[0];
				const changes = all.some(({ from, to }) => from === tomorrow || to === today);
				if (!changes) expect(after).toEqual(before);
				expect(standingOn(all, tomorrow).every((one) => covers(one, tomorrow))).toBe(true);
			})
		);
	});

	test('expires at the end of its last day', () => {
		const [matter] = mattersOf([step({ id: 'a', on: '2026-01-10', ends: '2026-11-22' })]);
		const all = matter ? intervalsOf(matter) : [];
		const on = (day: string) => standingOn(all, day)[0]?.status;
		expect(['2026-01-09', '2026-11-22', '2026-11-23'].map(on)).toEqual([
			undefined,
			'active',
			'expired'
		]);
	});

	test('of several rules is that of the firmest', () => {
		const given = [
			step({ id: 'a', on: '2026-01-01' }),
			step({ id: 'b', on: '2026-02-01', months: 12 }),
			step({ id: 'c', on: '2026-03-01', decision: 'proposed', rule: 'ban' })
		];
		const all = mattersOf(given).flatMap(intervalsOf);
		expect(standingOn(all, '2026-06-01')[0]?.because).toEqual(['b']);
		expect(standingOn(all, '2026-06-01').map(({ status }) => status)).toEqual([
			'active',
			'unknown_end',
			'proposed'
		]);
	});
});

describe('a length', () => {
	test('of whole months ends on the same day of the month, or on its last', () => {
		fc.assert(
			fc.property(day, fc.integer({ min: 0, max: 60 }), (from, months) => {
				const end = addLength(from, months);
				const index = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
				expect(index(end) - index(from)).toBe(months);
				const isSame = end.slice(8) === from.slice(8);
				expect(isSame || addDays(end, 1).slice(8) === '01').toBe(true);
			})
		);
	});

	test.each([
		[1.5, 45],
		[3.3, 100],
		[1.6, 48],
		[0.5, 15]
	])('of %d months is %d days, as sources count', (months, count) => {
		expect(daysBetween('2026-02-10', addLength('2026-02-10', months))).toBe(count);
	});

	test('of 22.5 months is 22 months and 15 days', () => {
		expect(addLength('2026-08-01', 22.5)).toBe('2028-06-16');
	});
});
