import { describe, expect, it } from 'vitest';
import {
	endBasis,
	placeHeadline,
	spanOf,
	standingTitle,
	type RulesHere
} from '#lib/domain/status/place-words.ts';
import { OPEN, rule } from './rules.ts';
import type { HeadlineKind, RuleRow, StatusCounts } from '#lib/domain/status/rule-words.ts';

const UNKNOWN = { status: 'unknown_end', to_basis: 'limit' } as const;

const headline = (
	name: string,
	kind: HeadlineKind,
	rules: Partial<RulesHere>,
	inside: StatusCounts = {},
	verified = 0
) => {
	const none = { own: [], county: [], state: [], country: [] };
	const named = { kind, region: 'US-VA', name: `${name}${kind === 'county' ? ' County' : ''}` };
	const { before, after } = placeHeadline(named, { ...none, ...rules }, inside, verified);
	return `${before}${name}${after}`;
};

describe('the headline of a place', () => {
	it.each<[HeadlineKind, Partial<RulesHere>, string]>([
		['county', { own: [rule()] }, 'Here has a data center moratorium in force'],
		['county', { own: [rule(UNKNOWN)] }, 'Here has a data center moratorium in force'],
		[
			'state',
			{ own: [rule({ covers: 'grid_connections' })] },
			'Here has a moratorium on connections to the power grid in force'
		],
		[
			'place',
			{ own: [rule({ status: 'adopted' })] },
			'Here has adopted a data center moratorium that is not yet in force'
		],
		[
			'place',
			{ own: [rule({ status: 'expired' })], county: [rule()] },
			'Here’s data center moratorium has expired; its county has one for unincorporated land'
		],
		[
			'place',
			{ own: [rule({ status: 'repealed' })] },
			'Here’s data center moratorium was repealed'
		],
		[
			'place',
			{ own: [rule({ status: 'may_have_lapsed' })] },
			'Here’s data center moratorium may have expired'
		],
		[
			'place',
			{ own: [rule({ status: 'proposed' })] },
			'A data center moratorium is proposed in Here; none is in force'
		],
		[
			'place',
			{ county: [rule()] },
			'No moratorium or ban found in Here; its county has one for unincorporated land'
		],
		[
			'county',
			{ state: [rule({ mw_threshold: 50 })] },
			'No countywide moratorium or ban found in Here; the state’s data center moratorium from 50 MW applies here'
		],
		['undecided', {}, 'Here: moratoriums and bans are decided by the governments inside it']
	])('of a %s with %o', (kind, rules, words) => {
		expect(headline('Here', kind, rules)).toBe(words);
	});

	it('does not call a state’s moratorium without a known end one that applies', () => {
		expect(headline('Dallas', 'place', { state: [rule(UNKNOWN)] })).toBe(
			'No moratorium or ban found in Dallas; the state adopted a data center moratorium, end date unknown'
		);
	});

	it('counts places inside by what is in force', () => {
		const told = (inside: StatusCounts, verified: number) =>
			headline('Virginia', 'state', {}, inside, verified);
		expect(told({ active: 2, unknown_end: 3, expired: 9 }, 3)).toBe(
			'No statewide moratorium or ban found in Virginia; 3 verified places inside have one in force, and 2 more by trackers alone'
		);
		expect(told({ active: 5 }, 0)).toMatch(/; 5 places inside have one in force, none verified$/);
		expect(told({ active: 1 }, 1)).toMatch(/; 1 verified place inside has one in force$/);
		expect(told({ active: 1 }, 0)).toMatch(/1 place inside has one in force, not verified$/);
	});

	it('says “found”, never that there is none', () => {
		for (const kind of ['place', 'county', 'state', 'other'] as const)
			expect(headline('Somewhere', kind, {})).toMatch(/ found in Somewhere$/);
	});
});

describe('until when', () => {
	it.each<[Partial<RuleRow>, string]>([
		[{}, 'In force since Sep 16, 2026. Ends Mar 16, 2027.'],
		[UNKNOWN, 'In force since Sep 16, 2026. End date unknown.'],
		[{ action_type: 'ban', ...OPEN }, 'In force since Sep 16, 2026. No end date.'],
		[{ status: 'extended' }, 'In force since Sep 16, 2026, extended. Ends Mar 16, 2027.'],
		[{ status: 'adopted' }, 'Adopted Sep 16, 2026. In force from Mar 17, 2027.'],
		[{ status: 'proposed', ...OPEN }, 'Proposed Sep 16, 2026. No decision found.'],
		[{ status: 'expired', ...OPEN }, 'Expired Sep 16, 2026.'],
		[
			{ status: 'expired', from_basis: 'listed', ...OPEN },
			'Listed as expired by Sep 16, 2026. Day unknown.'
		]
	])('%o', (changes, words) => {
		expect(standingTitle(rule(changes))).toBe(words);
	});

	it('says where the end comes from only where there is one', () => {
		expect(endBasis(rule())).toBe('The end is computed from its length.');
		expect(endBasis(rule(UNKNOWN))).toBeNull();
		expect(endBasis(rule({ status: 'expired' }))).toBeNull();
	});

	it('is drawn as a bar that ends where the rule does, or may', () => {
		expect(spanOf(rule({ from: '2026-01-01', to: '2026-01-11' }), '2026-01-06')).toMatchObject({
			passed: 50,
			isGuess: false
		});
		expect(spanOf(rule(UNKNOWN), '2026-11-29')?.isGuess).toBe(true);
		expect(spanOf(rule({ status: 'expired' }), '2026-11-29')).toBeNull();
		expect(spanOf(rule(OPEN), '2026-11-29')).toBeNull();
	});
});

it.each([
	['county', 'US-VA-51107', 'Loudoun County', 'No countywide moratorium or ban found in '],
	['county', 'US-LA-22017', 'Caddo Parish, Louisiana', 'No parishwide moratorium or ban found in '],
	['county', 'US-AK-02150', 'Kodiak Island Borough', 'No boroughwide moratorium or ban found in '],
	['county', 'US-VA-51540', 'Charlottesville city', 'No citywide moratorium or ban found in '],
	['county', 'US-PR-72021', 'Bayamón Municipio', 'No moratorium or ban found in '],
	['state', 'US-VA', 'Virginia', 'No statewide moratorium or ban found in '],
	['state', 'US-DC', 'District of Columbia', 'No moratorium or ban found in '],
	['state', 'US-PR', 'Puerto Rico', 'No moratorium or ban found in ']
] as const)('a %s, %s, %s, is not taken for something else', (kind, region, name, words) => {
	const nothing = { own: [], county: [], state: [], country: [] };
	expect(placeHeadline({ kind, region, name }, nothing, {}).before).toBe(words);
});
