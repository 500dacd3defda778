import { describe, expect, test } from 'vitest';
import { mechanismOf, strengthOf, type Described } from '#lib/domain/actions/mechanism.ts';

const action = (rest: Partial<Described>): Described => ({
	action_type: 'state_law',
	decision: 'adopted',
	summary: 'Made up',
	...rest
});

describe('how an action works', () => {
	test.each([
		['ban', 'adopted', 'ban', 4],
		['moratorium', 'rejected', 'moratorium', 4],
		['project_vote', 'denied', 'denial', 4],
		['project_vote', 'approved', 'other', null],
		['zoning_rule', 'adopted', 'zoning_limit', 3],
		['tariff', 'approved', 'tariff', 2],
		['tax_incentive_vote', 'repealed', 'incentive', 2],
		['lawsuit', 'pending', 'lawsuit', 2],
		['resolution', 'adopted', 'resolution', 1],
		['election', 'approved', 'other', null]
	])('a %s that is %s: %s, strength %s', (action_type, decision, mechanism, strength) => {
		const found = mechanismOf(action({ action_type, decision }));
		expect(found).toEqual({ mechanism, basis: 'kind' });
		expect(strengthOf(found.mechanism)).toBe(strength);
	});

	test.each([
		['State permits paused for sites of 50 MW and up', 'moratorium'],
		['Three-year moratorium bill died in committee', 'moratorium'],
		['Plan stopped short of a moratorium', 'other'],
		['Budget pauses new data center sales and use tax exemptions', 'incentive'],
		['Voters approved a permanent citywide data center ban', 'ban'],
		['Ban on data center secrecy agreements stalled', 'disclosure'],
		['New data centers must report water use yearly', 'disclosure'],
		['Puts 20+ MW users in their own rate class', 'tariff'],
		['Orders a study of whether loads shift costs to other ratepayers', 'study'],
		['Future data centers must cool without consuming water', 'conditions'],
		['Keeps local zoning power', 'zoning_limit']
	])('a law in these words, “%s”: %s, marked as read', (summary, mechanism) => {
		expect(mechanismOf(action({ summary }))).toEqual({ mechanism, basis: 'words' });
	});

	test('an approval with conditions, not one without', () => {
		const vote = { action_type: 'project_vote', decision: 'approved' };
		expect(
			mechanismOf(action({ ...vote, summary: 'Passed with seven conditions' })).mechanism
		).toBe('conditions');
		expect(mechanismOf(action({ ...vote, summary: 'Passed without conditions' })).mechanism).toBe(
			'other'
		);
	});
});
