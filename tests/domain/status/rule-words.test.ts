import { describe, expect, it } from 'vitest';
import {
	holding,
	profileHeadline,
	ruleWords,
	untilWords,
	type RuleRow
} from '#lib/domain/status/rule-words.ts';
import { OPEN, rule } from './rules.ts';

const none = { own: [], county: [], state: [] };

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

describe('the headline of a profile', () => {
	it('keeps an expired rule of its own beside what the county or the state has', () => {
		const own = [rule({ status: 'expired', from_basis: 'computed', ...OPEN })];
		expect(profileHeadline('Leesburg', 'place', { ...none, own, county: [rule()] }, {})).toBe(
			'Leesburg: pause expired 16 Sep 2026 (computed from its length); the county has one for unincorporated land'
		);
	});

	it('says how many of the places it counts are verified, and of its own rule that only trackers list it', () => {
		const told = (active: number, verified: number) =>
			profileHeadline('Virginia', 'state', none, { active }, verified);
		expect(told(12, 3)).toBe(
			'Virginia: no statewide pause or ban on record; 12 places inside have one in force as far as recorded, 3 of them verified'
		);
		expect(told(12, 0)).toMatch(/as far as recorded, none of them verified$/);
		expect(told(1, 0)).toMatch(/1 place inside has one in force as far as recorded, not verified$/);
		const own = (tier: RuleRow['tier']) =>
			profileHeadline(
				'Loudoun County',
				'county',
				{ ...none, own: [rule({ ...(tier && { tier }) })] },
				{}
			);
		expect(own('aggregator')).toMatch(/ \(tracker only, not verified\)$/);
		expect(own('reported')).not.toContain('verified');
	});

	it('says from which size a rule applies', () => {
		const state = [rule({ mw_threshold: 50, reach: 'state' })];
		expect(profileHeadline('Suffolk County', 'county', { ...none, state }, {})).toBe(
			'Suffolk County: no rule of its own on record; the state’s pause from 50 MW counts here'
		);
	});

	it('does not call a state’s pause without an end one that counts', () => {
		const state = [rule({ status: 'unknown_end', to_basis: 'limit', reach: 'state' })];
		expect(profileHeadline('Dallas', 'place', { ...none, state }, {})).toBe(
			'Dallas: no rule of its own on record; the state adopted a pause, no end on record'
		);
	});

	it('takes neither a grid operator nor a union for a place without a pause', () => {
		expect(profileHeadline('PJM', 'undecided', none, {})).toBe(
			'PJM: pauses and bans are decided by the governments inside, not here'
		);
	});

	it('says that a rule is adopted and yet to begin', () => {
		const own = [rule({ status: 'adopted', to: '2027-03-16', to_basis: 'stated' })];
		expect(profileHeadline('Leesburg', 'place', { ...none, own }, {})).toBe(
			'Leesburg: pause adopted 16 Sep 2026, in force from 17 Mar 2027'
		);
	});

	it('names the rule of its own with its end', () => {
		expect(profileHeadline('Loudoun County', 'county', { ...none, own: [rule()] }, {})).toBe(
			'Loudoun County: a pause is in force until 16 Mar 2027 (computed from its length)'
		);
	});

	it('never takes the county’s rule for the town’s', () => {
		expect(profileHeadline('Leesburg', 'place', { ...none, county: [rule()] }, {})).toBe(
			'Leesburg: no rule of its own on record; the county has one for unincorporated land'
		);
	});

	it('gives the state’s rule to everything inside', () => {
		expect(
			profileHeadline('Leesburg', 'place', { ...none, state: [rule({ action_type: 'ban' })] }, {})
		).toBe('Leesburg: no rule of its own on record; the state’s ban counts here');
	});

	it('does not take a past rule for a live one', () => {
		const past = rule({ status: 'expired', from_basis: 'stated', ...OPEN });
		expect(profileHeadline('Leesburg', 'place', { ...none, own: [past] }, {})).toBe(
			'Leesburg: pause expired 16 Sep 2026'
		);
	});

	it('counts places inside by what holds', () => {
		const inside = { active: 2, unknown_end: 3, expired: 9, proposed: 1 };
		expect(holding(inside)).toBe(5);
		expect(profileHeadline('Virginia', 'state', none, inside)).toBe(
			'Virginia: no statewide pause or ban on record; 5 places inside have one in force as far as recorded, none of them verified'
		);
	});

	it('says “on record”, never that there is none', () => {
		for (const kind of ['place', 'county', 'state', 'other'] as const)
			expect(profileHeadline('Somewhere', kind, none, {})).toMatch(/on record$/);
	});
});
