import { describe, expect, it } from 'vitest';
import {
	areComparable,
	coveredIn,
	coverageOf,
	newestCovered,
	shadesIn,
	shadeWords
} from '#lib/domain/actions/coverage.ts';

const TRACKERS = [
	{ began: '2026-03-04', swept_from: null, read_to: '2026-07-30' },
	{ began: null, swept_from: '2026-05', read_to: '2026-09-23' },
	{ began: null, swept_from: null, read_to: null }
];
const coverage = coverageOf(TRACKERS);

describe('the days that trackers cover', () => {
	it('run from the first stated beginning to the newest copy; what is not stated is not taken as watched', () => {
		expect(coverage).toEqual({ from: '2026-03-04', to: '2026-09-23' });
		expect(coverageOf([])).toEqual({ from: null, to: null });
	});

	it.each([
		['2026-02', 'no'],
		['2026-03', 'partly'],
		['2026-04', 'yes'],
		['2026-09', 'partly'],
		['2026-10', 'no']
	])('hold of %s: %s', (month, covered) => {
		expect(coveredIn(coverage, month)).toBe(covered);
	});

	it('shade what lies before and after them, and say so in one line', () => {
		expect(shadesIn(coverage, '2026-01-01', '2026-11-29')).toEqual([
			{ start: '2026-01-01', end: '2026-03-03' },
			{ start: '2026-09-24', end: '2026-11-29' }
		]);
		expect(shadesIn(coverage, '2026-04-01', '2026-06-30')).toEqual([]);
		expect(shadesIn(coverage, '2025-01-01', '2025-12-31')).toEqual([
			{ start: '2025-01-01', end: '2025-12-31' }
		]);
		expect(shadeWords(coverage, '2026-01-01', '2026-11-29')).toMatch(
			/^Shaded: before trackers began \(.*2026\), and not yet collected \(after .*2026\)\.$/
		);
		expect(shadeWords(coverage, '2026-04-01', '2026-06-30')).toBe('');
	});

	it('let counts be compared only where both stretches are covered in full', () => {
		expect(
			areComparable(coverage, ['2026-04-01', '2026-06-30'], ['2026-06-01', '2026-08-31'])
		).toBe(true);
		expect(
			areComparable(coverage, ['2024-12-01', '2025-11-29'], ['2025-11-30', '2026-11-29'])
		).toBe(false);
		expect(areComparable({ from: null, to: null }, ['2024-12-01', '2026-11-29'])).toBe(true);
	});

	it('set what is newest: one row found later does not', () => {
		expect(newestCovered(coverage, ['2026-06-01', '2026-09-22', '2026-11-09'])).toBe('2026-09-22');
		expect(newestCovered({ from: null, to: null }, ['2026-11-09'])).toBe('2026-11-09');
	});
});
