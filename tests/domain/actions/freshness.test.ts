import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import {
	kindOfAction,
	lastConfirmed,
	limitsBy,
	staleFrom,
	type Limit
} from '#lib/domain/actions/freshness.ts';
import { FIXTURE } from '../../setup/release.ts';

const limits = parse<Record<'record_kind' | 'of_kind' | 'fresh_days', string>>(
	readFileSync(join(FIXTURE, 'fresh_limits.csv')),
	{ columns: true }
).map((row) => ({ ...row, fresh_days: row.fresh_days === '' ? null : Number(row.fresh_days) }));
const limitOf = limitsBy(limits as Limit[]);

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
])('a %s that is %s stays fresh for %s days, as the data say', (kind, decision, days) => {
	expect(limitOf('action', kindOfAction(kind, decision)).fresh_days).toBe(days);
});

test.each([
	['observation', 'monthly', 'monthly', 150],
	['observation', 'once', 'once', null],
	['model_price', 'standing', 'other', 90],
	['claim', 'single_source', 'other', 180],
	['poll', 'poll', 'other', null]
] as const)('a %s that is %s has the limit of %s', (kind, of, of_kind, fresh_days) => {
	expect(limitOf(kind, of)).toMatchObject({ of_kind, fresh_days });
});

test('without a limit nothing goes stale', () => {
	expect(limitsBy([])('action', 'ban').fresh_days).toBeNull();
});

test('the day after the limit is the first stale one', () => {
	expect(staleFrom('2026-01-01', 90)).toBe('2026-04-02');
	expect(staleFrom('2026-01-01', null)).toBeNull();
});
