import type { RuleRow } from '#lib/domain/status/rule-words.ts';

/** A made-up pause of six months. */
export const rule = (changes: Partial<RuleRow> = {}): RuleRow => ({
	place_name: 'Loudoun County',
	action_type: 'moratorium',
	status: 'active',
	from: '2026-09-16',
	from_latest: '2026-09-16',
	from_precision: 'day',
	from_basis: 'decided',
	to: '2027-03-16',
	to_earliest: '2027-03-16',
	to_precision: 'day',
	to_basis: 'computed',
	mw_threshold: null,
	covers: null,
	reach: 'county',
	...changes
});

/** Of a rule without an end. */
export const OPEN = { to: null, to_earliest: null, to_precision: null, to_basis: 'open' } as const;
