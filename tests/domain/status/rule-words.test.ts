import { describe, expect, it } from 'vitest';
import { holding, ruleWords, untilWords, type RuleRow } from '#lib/domain/status/rule-words.ts';
import { OPEN, rule } from './rules.ts';

describe('a rule in words', () => {
	it.each<[Partial<RuleRow>, string]>([
		[{}, 'Moratorium in force since Sep 16, 2026, until Mar 16, 2027 (computed from its length)'],
		[
			{
				status: 'unknown_end',
				...OPEN,
				awaited: 'report',
				awaited_from: '2026-10-19',
				awaited_to: '2026-10-19'
			},
			'Moratorium adopted Sep 16, 2026; end date unknown; report due Oct 19, 2026, none found'
		],
		[
			{ status: 'extended', to_basis: 'stated', mw_threshold: 20 },
			'Moratorium from 20 MW extended and in force since Sep 16, 2026, until Mar 16, 2027 (stated)'
		],
		[
			{ to_earliest: '2027-03-01', to: '2027-03-31', to_precision: 'month', to_basis: 'stated' },
			'Moratorium in force since Sep 16, 2026, until Mar 2027 (day unknown; stated)'
		],
		[
			{ covers: 'grid_connections', ...OPEN },
			'Moratorium of grid connections in force since Sep 16, 2026, end date unknown'
		],
		[{ action_type: 'ban', ...OPEN }, 'Ban in force since Sep 16, 2026, no end date'],
		[
			{ status: 'unknown_end', to_basis: 'limit' },
			'Moratorium adopted Sep 16, 2026; end date unknown'
		],
		[{ status: 'proposed', ...OPEN }, 'Moratorium proposed Sep 16, 2026; no decision found'],
		[
			{ status: 'expired', from_basis: 'computed', ...OPEN },
			'Moratorium expired Sep 16, 2026 (computed from its length)'
		],
		[{ status: 'repealed', ...OPEN }, 'Moratorium repealed Sep 16, 2026'],
		[
			{ status: 'replaced', mw_threshold: 20, ...OPEN },
			'Moratorium from 20 MW replaced by another rule Sep 16, 2026'
		],
		[{ status: 'expired', from_basis: 'stated', ...OPEN }, 'Moratorium expired Sep 16, 2026'],
		[
			{ status: 'may_have_lapsed', ...OPEN },
			'Moratorium adopted, end date unknown, no later action found: may have expired by Sep 16, 2026'
		],
		[{ status: 'adopted', ...OPEN }, 'Moratorium adopted Sep 16, 2026'],
		[{ status: 'adopted' }, 'Moratorium adopted Sep 16, 2026, in force from Mar 17, 2027'],
		[
			{ status: 'repealed', from_latest: '2026-09-30', from_precision: 'month', ...OPEN },
			'Moratorium repealed Sep 2026 (day unknown)'
		],
		[
			{
				status: 'repealed',
				from: '2026-01-01',
				from_latest: '2026-12-31',
				from_precision: 'year',
				...OPEN
			},
			'Moratorium repealed 2026 (day unknown)'
		],
		[
			{ status: 'repealed', from_latest: '2026-10-31', from_precision: 'month', ...OPEN },
			'Moratorium repealed Sep 16, 2026 to Oct 31, 2026 (day unknown)'
		],
		[
			{ status: 'repealed', from_latest: '2027-01-31', from_precision: 'year', ...OPEN },
			'Moratorium repealed Sep 16, 2026 to Jan 31, 2027 (day unknown)'
		],
		[
			{ status: 'repealed', from_latest: '2026-09-30', from_precision: 'quarter', ...OPEN },
			'Moratorium repealed Sep 16, 2026 to Sep 30, 2026 (day unknown)'
		]
	])('%o', (changes, words) => {
		expect(ruleWords(rule(changes))).toBe(words);
	});

	it('never says until when a pause no end date holds', () => {
		for (const status of ['unknown_end', 'may_have_lapsed'] as const)
			expect(ruleWords(rule({ status, to_basis: 'limit' }))).not.toMatch(/until/);
	});
});

describe('a rule known only from a list', () => {
	const LISTED = {
		from: '2026-09-01',
		from_latest: '2026-09-30',
		from_precision: 'month',
		from_basis: 'listed'
	} as const;

	it.each<[Partial<RuleRow>, string]>([
		[{ status: 'expired', ...OPEN }, 'Moratorium listed as expired by Sep 2026; day unknown'],
		[
			{
				status: 'replaced',
				...OPEN,
				from: '2026-04-30',
				from_latest: '2026-04-30',
				from_precision: 'day'
			},
			'Moratorium listed as replaced by another rule by Apr 30, 2026; day unknown'
		],
		[
			{ status: 'unknown_end', to_basis: 'limit', mw_threshold: 20 },
			'Moratorium from 20 MW listed as extended by Sep 2026; end date unknown'
		],
		[
			{ status: 'extended' },
			'Moratorium listed as extended by Sep 2026, until Mar 16, 2027 (computed from its length)'
		],
		[
			{ status: 'repealed', ...OPEN, from_latest: '2026-12-31', from_precision: 'year' },
			'Moratorium listed as repealed by 2026; day unknown'
		],
		[
			{ status: 'may_have_lapsed', covers: 'permits', ...OPEN },
			'Moratorium of permits listed as extended by Sep 2026; day unknown'
		],
		[{ status: 'adopted' }, 'Moratorium listed as adopted by Sep 2026; day unknown']
	])('%o', (changes, words) => {
		expect(ruleWords(rule({ ...LISTED, ...changes }))).toBe(words);
	});

	it('was so at the latest the day before, as the list shows', () => {
		expect(untilWords(rule({ to: '2026-08-31', to_basis: 'listed' }))).toBe(
			'until Aug 31, 2026 at the latest, as a list shows'
		);
	});
});

describe('until when a rule holds', () => {
	it.each<[Partial<RuleRow>, string]>([
		[{ to_basis: 'stated' }, 'until Mar 16, 2027 (stated)'],
		[{ to_basis: 'step' }, 'until Mar 16, 2027, when a later step followed'],
		[{ to_basis: 'step', to_earliest: null }, 'until Mar 16, 2027, when a later step followed'],
		[
			{ to_basis: 'step', to_earliest: '2027-03-01', to_precision: 'month' },
			'until Mar 2027 (day unknown), when a later step followed'
		],
		[OPEN, 'end date unknown'],
		[{ to: null, to_basis: 'stated' }, 'end date unknown'],
		[{ to_basis: 'open' }, 'end date unknown'],
		[{ to_basis: 'limit' }, 'end date unknown'],
		[{ action_type: 'ban', to_basis: 'limit' }, 'no end date']
	])('%o', (changes, words) => {
		expect(untilWords(rule(changes))).toBe(words);
	});
});

it('counts places by what holds', () => {
	expect(holding({ active: 2, unknown_end: 3, expired: 9, proposed: 1 })).toBe(5);
});
