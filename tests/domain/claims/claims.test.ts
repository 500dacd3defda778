import { describe, expect, test } from 'vitest';
import { differences, movementOf, tolerance, type Behind } from '#lib/domain/claims/claims.ts';
import { byHandSentence, claimsHeadline } from '#lib/domain/claims/verdicts.ts';
import { distinctPublishers, weigh, type Voice } from '#lib/domain/claims/weigh.ts';

/** A poll's figure behind a claim, made up for a test. */
const behind = (more: Partial<Behind> = {}): Behind => ({
	relation: 'figure',
	title: 'Made-up question',
	unit: 'percent',
	claimed_value: 42,
	record_value: 42,
	low: null,
	high: null,
	claimed_date: null,
	record_date: '2025-08',
	claimed_by: null,
	record_by: 'House One',
	claimed_of: null,
	record_of: 'registered_voters',
	claimed_movement: null,
	record_movement: null,
	before_value: null,
	before_date: null,
	tier: 'primary',
	publishers: ['House One'],
	...more
});
const DIGEST: Voice = { publisher: 'Digest', tier: 'aggregator' };
const verdict = (all: Behind[], stated: Parameters<typeof weigh>[1] = null) =>
	weigh(all, stated, DIGEST, null);

describe('a figure agrees to half of the last digit it is stated to', () => {
	test.each([
		[71, 0.5],
		[7.4e9, 5e7],
		[52e9, 5e8],
		[86.8, 0.05],
		[0, 0]
	])('%d: %d', (stated, expected) => {
		expect(tolerance(stated)).toBeCloseTo(expected, 9);
	});

	test('71 agrees with 71.4 and not with 71.6; 7.4 billion with 7.35', () => {
		const differs = (claimed_value: number, record_value: number) =>
			differences(behind({ claimed_value, record_value })).length;
		expect([differs(71, 71.4), differs(71, 71.6), differs(7.4e9, 7.35e9)]).toEqual([0, 1, 0]);
	});

	test('a figure inside the range a record states agrees', () => {
		expect(
			differences(behind({ claimed_value: 400, record_value: 452.5, low: 325, high: 580 }))
		).toEqual([]);
	});
});

describe('verdicts', () => {
	test('confirmed by an origin, or by two publishers; one outlet alone is a single source', () => {
		expect(verdict([behind()]).verdict).toBe('confirmed');
		const outlet = behind({ tier: 'reported', publishers: ['Outlet'] });
		expect(verdict([outlet]).verdict).toBe('single_source');
		expect(verdict([{ ...outlet, publishers: ['Outlet', 'Other'] }]).verdict).toBe('confirmed');
	});

	test('two editions of one publisher do not count twice', () => {
		const editions = behind({ tier: 'reported', publishers: ['Outlet', 'outlet ', 'Outlet'] });
		expect(verdict([editions])).toMatchObject({
			verdict: 'single_source',
			independent_sources: 1
		});
		expect(distinctPublishers(['A', 'a', 'B'])).toBe(2);
	});

	test('a wrong date corrects and says both dates', () => {
		const found = verdict([behind({ claimed_date: '2024' })]);
		expect(found).toMatchObject({ verdict: 'corrected', weighed_by: 'records' });
		expect(found.evidence).toContain('is from Aug 2025, not 2024');
	});

	test('so do a wrong house, a wrong population and a wrong figure', () => {
		expect(verdict([behind({ claimed_by: 'House Two' })]).evidence).toContain(
			'is from House One, not House Two'
		);
		expect(verdict([behind({ claimed_of: 'consumers' })]).evidence).toContain(
			'is of registered voters, not consumers'
		);
		expect(verdict([behind({ claimed_value: 50 })]).evidence).toContain(
			'The figure is 42%, not 50%'
		);
	});

	test('records of the same thing that disagree make it contested', () => {
		const other = behind({ record_value: 47, record_by: 'House Two', publishers: ['House Two'] });
		expect(verdict([behind(), other]).verdict).toBe('contested');
	});

	test('new data changes a verdict, whatever was stated before', () => {
		expect(verdict([behind()], 'corrected')).toMatchObject({
			verdict: 'confirmed',
			weighed_by: 'records'
		});
		expect(verdict([behind({ record_value: 60 })], 'confirmed').verdict).toBe('corrected');
	});

	test('a record it may be mistaken for is told and decides nothing', () => {
		const likely = behind({ relation: 'likely', claimed_value: null, record_by: 'House Two' });
		const found = verdict([behind(), likely]);
		expect(found.verdict).toBe('confirmed');
		expect(found.evidence).toContain('Not to be confused with House Two');
	});

	test('without a figure to compare, those who say the same decide', () => {
		const says = (publisher: string, tier: Behind['tier']) =>
			behind({
				relation: 'repeats',
				claimed_value: null,
				record_value: null,
				publishers: [publisher],
				tier
			});
		const heard = (...all: Behind[]) => verdict(all).verdict;
		expect(heard()).toBe('single_source');
		expect(heard(says('Digest', 'aggregator'))).toBe('single_source');
		expect(heard(says('Tracker', 'aggregator'))).toBe('unverified');
		expect(heard(says('Outlet', 'reported'))).toBe('single_source');
		expect(heard(says('Outlet', 'reported'), says('outlet', 'reported'))).toBe('single_source');
		expect(heard(says('Outlet', 'reported'), says('Other', 'reported'))).toBe('confirmed');
		expect(heard(says('Agency', 'primary'))).toBe('confirmed');
		expect(verdict([says('Outlet', 'reported')])).toMatchObject({
			weighed_by: 'sources',
			independent_sources: 2
		});
	});

	test('a verdict given by hand holds only where nobody else says it', () => {
		expect(verdict([], 'contested')).toMatchObject({ verdict: 'contested', weighed_by: 'editor' });
		const repeats = behind({ relation: 'repeats', claimed_value: null, record_value: null });
		expect(verdict([repeats], 'contested').weighed_by).toBe('sources');
	});

	test('a movement is compared by its direction, and told with both ends', () => {
		const series = (before_value: number, record_value: number) =>
			behind({
				title: 'Made-up share',
				claimed_value: null,
				claimed_movement: 'down',
				record_value,
				before_value,
				before_date: '2024',
				record_movement: movementOf(before_value, record_value),
				publishers: ['A', 'B']
			});
		expect(verdict([series(20, 10)]).verdict).toBe('confirmed');
		expect(verdict([series(20, 20)]).verdict).toBe('corrected');
		const both = verdict([series(20, 10), series(10, 20)]);
		expect(both.verdict).toBe('contested');
		expect(both.evidence).toContain(
			'Made-up share: 10% (2024), 20% (Aug 2025). It rose; the claim says it fell.'
		);
	});

	test('a record that bears on it is told and decides nothing', () => {
		const found = verdict([behind({ relation: null, claimed_value: null })]);
		expect(found).toMatchObject({ verdict: 'single_source', weighed_by: 'sources' });
		expect(found.evidence).toContain(
			'Related records, which do not decide it: House One, Aug 2025'
		);
	});

	test('a claim is as well supported as the least supported thing it says', () => {
		const first = behind({ publishers: ['A', 'B', 'C'] });
		const second = behind({ claimed_value: 71, record_value: 71, publishers: ['A'] });
		expect(verdict([first, second]).independent_sources).toBe(1);
	});
});

test('the headline counts what records decided, not what was weighed by hand', () => {
	expect(
		claimsHeadline([
			{ verdict: 'confirmed', weighed_by: 'records' },
			{ verdict: 'confirmed', weighed_by: 'editor' },
			{ verdict: 'corrected', weighed_by: 'records' }
		])
	).toBe('We checked 3 claims against records: 1 confirmed, 1 corrected');
});

test('the page says how many verdicts were given by hand', () => {
	expect(byHandSentence([{ weighed_by: 'records' }, { weighed_by: 'sources' }])).toContain(
		'Verdicts are computed'
	);
	expect(byHandSentence([{ weighed_by: 'records' }, { weighed_by: 'editor' }])).toMatch(
		/^1 of 2 verdicts is given by hand/
	);
});
