import { expect, test } from 'vitest';
import { freshDays, lastConfirmed, staleFrom } from '#lib/domain/actions/freshness.ts';

test('a record is confirmed by its newest dated source, else by its own date', () => {
	expect(lastConfirmed('2026-01-01', ['2026-03-01', null, '2026-02-01'])).toBe('2026-03-01');
	expect(lastConfirmed('2026-06-01', ['2026-03-01'])).toBe('2026-03-01');
	expect(lastConfirmed('2026-01-01', [null])).toBe('2026-01-01');
});

test.each([
	['moratorium', 'adopted', 180],
	['moratorium', 'proposed', 90],
	['lawsuit', 'pending', 90],
	['ban', 'adopted', 365],
	['ballot_measure', 'adopted', null],
	['ballot_measure', 'pending', 90],
	['a kind of a user folder', 'adopted', 365]
])('a %s that is %s stays fresh for %s days', (kind, decision, days) => {
	expect(freshDays(kind, decision)).toBe(days);
});

test('the day after the limit is the first stale one', () => {
	expect(staleFrom('2026-01-01', 90)).toBe('2026-04-02');
	expect(staleFrom('2026-01-01', null)).toBeNull();
});
