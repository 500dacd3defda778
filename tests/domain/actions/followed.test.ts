import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	followedTable,
	outcomesAfter,
	recordOf,
	vintagesOf,
	windowEnd,
	type WatchedCounty
} from '#lib/domain/actions/followed.ts';
import { isRestriction } from '#lib/domain/actions/restrictive.ts';
import {
	isKnownOn,
	knownUntil,
	recordState,
	type Sighted
} from '#lib/domain/actions/matching/sighted.ts';
import { addDays } from '#lib/domain/dates.ts';

const seen = (
	first_seen: string,
	status = 'pending',
	otherwise: string | null = null
): Sighted => ({
	tracker: 'fx',
	tracker_record_id: 'one',
	first_seen,
	seen_otherwise_from: otherwise,
	status,
	tracker_types: 'moratorium'
});

describe('what a record says', () => {
	it.each([
		['moratorium', 'pending', 'pending'],
		['public_comment|zoning_restriction', 'delayed', 'pending'],
		['full_ban', 'active', 'adopted'],
		['moratorium', 'expired', 'adopted'],
		['moratorium', 'defeated', 'other'],
		['lawsuit', 'ongoing', 'fight'],
		['permit_denial', 'passed', 'other'],
		['', 'pending', 'fight']
	])('%s, %s is %s', (tracker_types, status, says) => {
		expect(recordState({ tracker_types, status })).toBe(says);
	});

	it('holds until it is read otherwise, read again, or gone', () => {
		const rows = [
			seen('2026-05-01', 'passed'),
			seen('2026-03-01', 'pending', '2026-04-01'),
			{ ...seen('2026-03-01'), tracker_record_id: 'two' },
			{ ...seen('2026-03-05'), tracker_record_id: 'three' },
			{ ...seen('2026-09-05'), tracker_record_id: 'three' }
		];
		expect(knownUntil(rows)).toEqual([null, '2026-04-01', null, '2026-09-05', null]);
	});
});

const DAY = fc.integer({ min: 0, max: 200 }).map((days) => addDays('2026-03-01', days));
const sighting = fc.record({
	tracker: fc.constant('fx'),
	tracker_record_id: fc.constantFrom('one', 'two'),
	first_seen: DAY,
	seen_otherwise_from: fc.constant<string | null>(null),
	status: fc.constantFrom('pending', 'passed', 'defeated'),
	tracker_types: fc.constant<string | null>('moratorium')
});
/** What was known on a day: each sighting that tells of it. */
const knownOn = (rows: readonly Sighted[], day: string) => {
	const until = knownUntil(rows);
	return rows
		.filter(({ first_seen }, index) =>
			isKnownOn({ first_seen, known_until: until[index] ?? null }, day)
		)
		.map(
			({ tracker_record_id, first_seen, status }) => `${tracker_record_id} ${first_seen} ${status}`
		)
		.toSorted();
};

describe('a sighting added later', () => {
	it('never changes what was known before', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(sighting, {
					minLength: 1,
					maxLength: 12,
					selector: (row) => `${row.tracker_record_id} ${row.first_seen}`
				}),
				fc.integer({ min: 1, max: 60 }),
				fc.constantFrom('one', 'two'),
				(rows, ahead, record) => {
					const last =
						rows
							.map(({ first_seen }) => first_seen)
							.toSorted()
							.at(-1) ?? '';
					const added = { ...seen(addDays(last, ahead), 'passed'), tracker_record_id: record };
					for (let back = 1; back < 260; back += 7) {
						const day = addDays(added.first_seen, -back);
						expect(knownOn([...rows, added], day)).toEqual(knownOn(rows, day));
					}
				}
			)
		);
	});

	it('never moves a vintage that is past', () => {
		fc.assert(
			fc.property(
				fc.array(DAY, { maxLength: 20 }),
				fc.integer({ min: 31, max: 90 }),
				(looks, ahead) => {
					const last = ['2026-06-25', ...looks].toSorted().at(-1) ?? '';
					const before = vintagesOf(looks);
					expect(vintagesOf([...looks, addDays(last, ahead)]).slice(0, before.length)).toEqual(
						before
					);
				}
			)
		);
	});
});

describe('what followed', () => {
	const vintage = { day: '2026-03-30', readOn: '2026-03-31' };
	const watched = (
		region: string,
		says: WatchedCounty['sightings'][number]['says'] | null,
		...actions: string[]
	): WatchedCounty => ({
		region,
		population: 1000,
		sightings:
			says === null
				? []
				: [{ says, first_seen: '2026-03-04', known_until: null, event_date: null }],
		actions
	});

	it('goes by the strongest of what was on record by then', () => {
		expect(recordOf(watched('A', 'pending'), vintage)).toBe('pending');
		expect(recordOf(watched('A', 'pending', '2026-03-30'), vintage)).toBe('adopted');
		expect(recordOf(watched('A', 'pending', '2026-03-31'), vintage)).toBe('pending');
		expect(recordOf(watched('A', null), vintage)).toBe('nothing');
		expect(
			recordOf(
				{
					...watched('A', null),
					sightings: [
						{ says: 'pending', first_seen: '2026-03-31', known_until: null, event_date: null }
					]
				},
				vintage
			)
		).toBe('pending');
	});

	it('leaves out a matter that the tracker dates after the day', () => {
		const dated = (event_date: string): WatchedCounty => ({
			...watched('A', null),
			sightings: [{ says: 'fight', first_seen: '2026-03-04', known_until: null, event_date }]
		});
		expect(recordOf(dated('2026-03-30'), vintage)).toBe('fight');
		expect(recordOf(dated('2026-03'), vintage)).toBe('fight');
		expect(recordOf(dated('2026-03-31'), vintage)).toBe('nothing');
		expect(recordOf(dated('2026-04'), vintage)).toBe('nothing');
	});

	it('is counted after the day and up to the end, beside what size expects', () => {
		const outcomes = outcomesAfter(
			[
				watched('A', 'pending', '2026-04-15'),
				watched('B', 'pending', '2026-03-31', '2026-09-01'),
				watched('C', 'pending', '2026-07-01'),
				watched('D', null)
			],
			vintage,
			'2026-06-28'
		);
		expect(outcomes.map(({ followed }) => followed)).toEqual([1, 1, 0, 0]);
		const [pending] = followedTable(outcomes);
		expect(pending).toMatchObject({
			vintage: 'all',
			record: 'pending',
			county_vintages: 3,
			counties: 3,
			followed: 2,
			percent: 66.6667,
			percent_by_size: 50
		});
		expect(pending?.low).toBeLessThan(66);
		expect(pending?.high).toBe(100);
	});

	it('waits until nearly all of a window is past', () => {
		expect(windowEnd('2026-03-30', 90, '2026-09-23')).toBe('2026-06-28');
		expect(windowEnd('2026-06-25', 90, '2026-09-23')).toBe('2026-09-13');
		expect(windowEnd('2026-06-25', 90, '2026-09-22')).toBeNull();
	});

	it('counts adopted rules and denied projects', () => {
		const action = { action_type: 'moratorium', decision: 'extended', direction: 'restrictive' };
		expect(isRestriction(action)).toBe(true);
		expect(isRestriction({ ...action, direction: 'permissive' })).toBe(false);
		expect(isRestriction({ ...action, decision: 'denied' })).toBe(false);
		expect(isRestriction({ ...action, action_type: 'project_vote', decision: 'denied' })).toBe(
			true
		);
		expect(isRestriction({ ...action, action_type: 'lawsuit' })).toBe(false);
	});
});
