import { describe, expect, it } from 'vitest';
import { holding, ruleWords, untilWords, type RuleRow } from '#lib/domain/status/rule-words.ts';
import { OPEN, rule } from './rules.ts';

describe('a rule in words', () => {
	it.each<[Partial<RuleRow>, string]>([
		[{}, 'Pause in force since 16 Sep 2026, until 16 Mar 2027 (computed from its length)'],
		[
			{
				status: 'unknown_end',
				...OPEN,
				awaited: 'report',
				awaited_from: '2026-10-19',
				awaited_to: '2026-10-19'
			},
			'Pause adopted 16 Sep 2026; no end on record; report due 19 Oct 2026, none on record'
		],
		[
			{ status: 'extended', to_basis: 'stated', mw_threshold: 20 },
			'Pause from 20 MW extended and in force since 16 Sep 2026, until 16 Mar 2027 (stated)'
		],
		[
			{ to_earliest: '2027-03-01', to: '2027-03-31', to_precision: 'month', to_basis: 'stated' },
			'Pause in force since 16 Sep 2026, until Mar 2027 (day not known) (stated)'
		],
		[
			{ covers: 'grid_connections', ...OPEN },
			'Pause of grid connections in force since 16 Sep 2026, no end on record'
		],
		[{ action_type: 'ban', ...OPEN }, 'Ban in force since 16 Sep 2026, without an end'],
		[{ status: 'unknown_end', to_basis: 'limit' }, 'Pause adopted 16 Sep 2026; no end on record'],
		[{ status: 'proposed', ...OPEN }, 'Pause proposed 16 Sep 2026; nothing decided on record'],
		[
			{ status: 'expired', from_basis: 'computed', ...OPEN },
			'Pause expired 16 Sep 2026 (computed from its length)'
		],
		[{ status: 'repealed', ...OPEN }, 'Pause repealed 16 Sep 2026'],
		[
			{ status: 'replaced', mw_threshold: 20, ...OPEN },
			'Pause from 20 MW replaced by another rule 16 Sep 2026'
		],
		[{ status: 'expired', from_basis: 'stated', ...OPEN }, 'Pause expired 16 Sep 2026'],
		[
			{ status: 'may_have_lapsed', ...OPEN },
			'Pause with no end on record and no later step: may have lapsed by 16 Sep 2026'
		],
		[{ status: 'adopted', ...OPEN }, 'Pause adopted 16 Sep 2026'],
		[{ status: 'adopted' }, 'Pause adopted 16 Sep 2026, in force from 17 Mar 2027'],
		[
			{ status: 'repealed', from_latest: '2026-09-30', from_precision: 'month', ...OPEN },
			'Pause repealed Sep 2026 (day not known)'
		],
		[
			{
				status: 'repealed',
				from: '2026-01-01',
				from_latest: '2026-12-31',
				from_precision: 'year',
				...OPEN
			},
			'Pause repealed 2026 (day not known)'
		],
		[
			{ status: 'repealed', from_latest: '2026-10-31', from_precision: 'month', ...OPEN },
			'Pause repealed 16 Sep 2026 to 31 Oct 2026 (day not known)'
		],
		[
			{ status: 'repealed', from_latest: '2027-01-31', from_precision: 'year', ...OPEN },
			'Pause repealed 16 Sep 2026 to 31 Jan 2027 (day not known)'
		],
		[
			{ status: 'repealed', from_latest: '2026-09-30', from_precision: 'quarter', ...OPEN },
			'Pause repealed 16 Sep 2026 to 30 Sep 2026 (day not known)'
		]
	])('%o', (changes, words) => {
		expect(ruleWords(rule(changes))).toBe(words);
	});

	it('never says until when a pause without an end holds', () => {
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
		[{ status: 'expired', ...OPEN }, 'Pause listed as expired by Sep 2026; day not on record'],
		[
			{
				status: 'replaced',
				...OPEN,
				from: '2026-04-30',
				from_latest: '2026-04-30',
				from_precision: 'day'
			},
			'Pause listed as replaced by another rule by 30 Apr 2026; day not on record'
		],
		[
			{ status: 'unknown_end', to_basis: 'limit', mw_threshold: 20 },
			'Pause from 20 MW listed as extended by Sep 2026; no end on record'
		],
		[
			{ status: 'extended' },
			'Pause listed as extended by Sep 2026, until 16 Mar 2027 (computed from its length)'
		],
		[
			{ status: 'repealed', ...OPEN, from_latest: '2026-12-31', from_precision: 'year' },
			'Pause listed as repealed by 2026; day not on record'
		],
		[
			{ status: 'may_have_lapsed', covers: 'permits', ...OPEN },
			'Pause of permits listed as extended by Sep 2026; day not on record'
		],
		[{ status: 'adopted' }, 'Pause listed as adopted by Sep 2026; day not on record']
	])('%o', (changes, words) => {
		expect(ruleWords(rule({ ...LISTED, ...changes }))).toBe(words);
	});

	it('was so at the latest the day before, as the list shows', () => {
		expect(untilWords(rule({ to: '2026-08-31', to_basis: 'listed' }))).toBe(
			'until 31 Aug 2026 at the latest, as a list shows'
		);
	});
});

describe('until when a rule holds', () => {
	it.each<[Partial<RuleRow>, string]>([
		[{ to_basis: 'stated' }, 'until 16 Mar 2027 (stated)'],
		[{ to_basis: 'step' }, 'until 16 Mar 2027, when a later step followed'],
		[{ to_basis: 'step', to_earliest: null }, 'until 16 Mar 2027, when a later step followed'],
		[
			{ to_basis: 'step', to_earliest: '2027-03-01', to_precision: 'month' },
			'until Mar 2027 (day not known), when a later step followed'
		],
		[OPEN, 'no end on record'],
		[{ to: null, to_basis: 'stated' }, 'no end on record'],
		[{ to_basis: 'open' }, 'no end on record'],
		[{ to_basis: 'limit' }, 'no end on record'],
		[{ action_type: 'ban', to_basis: 'limit' }, 'without an end']
	])('%o', (changes, words) => {
		expect(untilWords(rule(changes))).toBe(words);
	});
});

it('counts places by what holds', () => {
	expect(holding({ active: 2, unknown_end: 3, expired: 9, proposed: 1 })).toBe(5);
});
