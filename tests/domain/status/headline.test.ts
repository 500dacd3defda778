import { describe, expect, it } from 'vitest';
import {
	holding,
	profileHeadline,
	type HeadlineKind,
	type StatusCounts
} from '#lib/domain/status/rule-words.ts';
import { OPEN, rule } from './rules.ts';

type Rules = Partial<Record<'own' | 'county' | 'state' | 'country', ReturnType<typeof rule>[]>>;

const headline = (kind: HeadlineKind, rules: Rules = {}, inside: StatusCounts = {}) =>
	profileHeadline('Here', kind, { own: [], county: [], state: [], ...rules }, inside);

const UNKNOWN_END = { status: 'unknown_end', to_basis: 'limit' } as const;
const PAST = { status: 'repealed', ...OPEN } as const;

describe('the headline of a profile', () => {
	it.each<[Rules, string]>([
		[{ own: [rule()] }, 'a pause is in force until 16 Mar 2027 (computed from its length)'],
		[
			{ own: [rule(PAST), rule({ mw_threshold: 20, to_basis: 'stated' })] },
			'a pause from 20 MW is in force until 16 Mar 2027 (stated)'
		],
		[{ own: [rule({ ...OPEN })] }, 'a pause is in force; no end on record'],
		[{ own: [rule({ to_basis: 'limit' })] }, 'a pause is in force; no end on record'],
		[{ own: [rule({ to_basis: 'open' })] }, 'a pause is in force; no end on record'],
		[{ own: [rule({ to: null })] }, 'a pause is in force; no end on record'],
		[{ own: [rule({ action_type: 'ban', ...OPEN })] }, 'a ban is in force'],
		[
			{ own: [rule({ ...UNKNOWN_END, covers: 'permits' })] },
			'a pause of permits was adopted 16 Sep 2026; no end on record, so whether it still holds is not known'
		],
		[{ own: [rule({ status: 'proposed', ...OPEN })] }, 'a pause is proposed, none in force'],
		[{ own: [rule(PAST)] }, 'pause repealed 16 Sep 2026'],
		[
			{ state: [rule(PAST)], country: [rule({ action_type: 'ban' })] },
			'no rule of its own on record; the country’s ban counts here'
		],
		[
			{ country: [rule(UNKNOWN_END)] },
			'no rule of its own on record; the country adopted a pause, no end on record'
		],
		[
			{ state: [rule(PAST), rule({ mw_threshold: 50 })], county: [rule()] },
			'no rule of its own on record; the state’s pause from 50 MW counts here'
		],
		[
			{ county: [rule(PAST), rule(UNKNOWN_END)] },
			'no rule of its own on record; the county adopted one for unincorporated land, no end on record'
		],
		[{ county: [rule(PAST)] }, 'no pause or ban of its own on record'],
		[
			{ own: [rule({ status: 'proposed', ...OPEN })], county: [rule()] },
			'pause proposed 16 Sep 2026; nothing decided on record; the county has one for unincorporated land'
		]
	])('%#: %o', (rules, words) => {
		expect(headline('place', rules)).toBe(`Here: ${words}`);
	});

	it.each<[HeadlineKind, string, string]>([
		['state', 'no statewide pause or ban on record', 'no statewide pause or ban on record'],
		['county', 'no pause or ban of its own on record', 'no pause or ban of its own on record'],
		['place', 'no pause or ban of its own on record', 'no pause or ban of its own on record'],
		['other', 'no pause or ban on record', 'no pause or ban of its own on record']
	])(
		'of a %s without a rule says so, and how many places inside have one',
		(kind, alone, beside) => {
			expect(headline(kind)).toBe(`Here: ${alone}`);
			expect(headline(kind, {}, { active: 1, repealed: 3 })).toBe(
				`Here: ${beside}; 1 place inside has one in force, as far as recorded`
			);
			expect(headline(kind, {}, { extended: 2 })).toBe(
				`Here: ${beside}; 2 places inside have one in force, as far as recorded`
			);
		}
	);

	it('of a region that decides nothing leads to the governments inside, unless it has a rule', () => {
		expect(headline('undecided', { state: [rule()] }, { active: 2 })).toBe(
			'Here: pauses and bans are decided by the governments inside, not here'
		);
		expect(headline('undecided', { own: [rule({ action_type: 'ban', ...OPEN })] })).toBe(
			'Here: a ban is in force'
		);
	});
});

it('a count that is not there adds nothing to the places whose rule holds', () => {
	expect(holding({ active: 2, extended: undefined, expired: 9 })).toBe(2);
});
