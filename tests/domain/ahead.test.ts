import { describe, expect, it } from 'vitest';
import {
	aheadBasis,
	aheadDay,
	aheadTitle,
	dayAfter,
	stepKind
} from '#lib/domain/keeping-up/ahead.ts';

const days = (date_start: string, date_end: string, date_precision: 'day' | 'month' | 'year') => ({
	date_start,
	date_end,
	date_precision
});

describe('a date ahead in words', () => {
	it.each([
		[days('2027-03-16', '2027-03-16', 'day'), 'Mar 16, 2027'],
		[days('2027-03-01', '2027-03-31', 'month'), 'sometime in Mar 2027'],
		[days('2027-01-01', '2027-12-31', 'year'), 'sometime in 2027'],
		[days('2027-02-15', '2027-03-14', 'month'), 'between Feb 15, 2027 and Mar 14, 2027']
	])('%o is %s', (given, words) => {
		expect(aheadDay(given)).toBe(words);
	});

	it('names the place once where it is its region', () => {
		const at = { rule: 'moratorium', action_type_label: 'Moratorium', kind: 'expiry' } as const;
		expect(
			aheadTitle({
				...at,
				place_name: 'Loudoun County',
				region_name: 'Loudoun County, Virginia'
			})
		).toBe('Moratorium ends: Loudoun County, Virginia');
		expect(aheadTitle({ ...at, place_name: 'Leesburg', region_name: 'Virginia' })).toBe(
			'Moratorium ends: Leesburg, Virginia'
		);
		const city = { place_name: 'Virginia Beach', region_name: 'Virginia Beach city, Virginia' };
		expect(aheadTitle({ ...at, ...city })).toBe('Moratorium ends: Virginia Beach, Virginia');
	});

	it('tells a stated day from a computed one, and what a county’s rule does not bind', () => {
		expect(aheadBasis({ kind: 'expiry', basis: 'stated', reach: 'place' })).toBe(
			'Stated by a source'
		);
		expect(aheadBasis({ kind: 'expiry', basis: 'computed', reach: 'county' })).toMatch(
			/^Computed from .*; .*unincorporated land; we do not know/
		);
	});

	it('ends an all-day event on the day after, over leap days and years', () => {
		expect(dayAfter({ date_end: '2028-02-28' })).toBe('2028-02-29');
		expect(dayAfter({ date_end: '2026-12-31' })).toBe('2027-01-01');
	});

	it.each([
		['Public hearing on the ordinance', 'proposed', 'hearing'],
		['Board to vote on the ordinance', 'proposed', 'vote'],
		['Ordinance before the board', 'pending', 'vote'],
		['Study due', 'delayed', 'step']
	])('%s (%s) is a %s', (summary, decision, kind) => {
		expect(stepKind(summary, decision)).toBe(kind);
	});
});
