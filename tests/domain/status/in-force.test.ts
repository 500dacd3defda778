import { describe, expect, test } from 'vitest';
import { inForceAt, reachOf, type RuleStanding } from '#lib/domain/status/in-force.ts';

const standing = (rest: Partial<RuleStanding>): RuleStanding => ({
	status: 'active',
	from: '2026-01-01',
	fromLatest: '2026-01-01',
	to: '2026-12-31',
	toEarliest: '2026-12-31',
	rule: 'moratorium',
	reach: 'place',
	region: 'US-VA-51061',
	placeId: 'US-VA/town/warrenton',
	isWholeRegion: false,
	...rest
});

const town = standing({});
const county = standing({ reach: 'county', placeId: 'US-VA/county/fauquier-county' });
const state = standing({ reach: 'state', region: 'US-VA', placeId: 'US-VA/state/virginia' });
const neighbour = standing({
	reach: 'county',
	region: 'US-VA-51107',
	placeId: 'US-VA/county/loudoun-county'
});
const utility = standing({ reach: 'other', placeId: 'US-VA/utility/power' });
const all = [town, county, state, neighbour, utility];
const AROUND = ['US-VA-51061', 'US-VA', 'US'];
const ON = '2026-06-01';

describe('what is in force', () => {
	test('in a town: its own, the county’s with what is not known, the state’s', () => {
		const found = inForceAt(
			all,
			{ placeId: 'US-VA/town/warrenton', region: 'US-VA-51061', ancestors: AROUND },
			ON
		);
		expect(found).toEqual({
			own: [town],
			county: [
				{
					standing: county,
					words:
						'county: moratorium for unincorporated land; we do not know whether it binds this town'
				}
			],
			state: [state],
			country: []
		});
	});

	test('in a county: its own and the state’s, none of its towns’ or utilities’', () => {
		const found = inForceAt(all, { placeId: null, region: 'US-VA-51061', ancestors: AROUND }, ON);
		expect(found).toEqual({ own: [county], county: [], state: [state], country: [] });
	});

	test('in a state: its own', () => {
		const found = inForceAt(
			all,
			{ placeId: null, region: 'US-VA', ancestors: ['US-VA', 'US'] },
			ON
		);
		expect(found).toEqual({ own: [state], county: [], state: [], country: [] });
	});

	test('in a city that is a county of its own: the city’s', () => {
		const city = standing({
			region: 'US-VA-51810',
			placeId: 'US-VA/city/virginia-beach',
			isWholeRegion: true
		});
		const here = {
			placeId: null,
			region: 'US-VA-51810',
			ancestors: ['US-VA-51810', 'US-VA', 'US']
		};
		expect(inForceAt([...all, city], here, ON).own).toEqual([city]);
	});

	test('in a country: its own; and to what lies inside, what counts everywhere', () => {
		const country = standing({ reach: 'country', region: 'IE', placeId: 'IE/country/ireland' });
		const abroad = standing({ reach: 'country', region: 'DK', placeId: 'DK/country/denmark' });
		const both = [country, abroad, ...all];
		expect(inForceAt(both, { placeId: null, region: 'IE', ancestors: ['IE'] }, ON)).toEqual({
			own: [country],
			county: [],
			state: [],
			country: []
		});
		const town = { placeId: 'IE/town/cork', region: 'IE', ancestors: ['IE'] };
		expect(inForceAt(both, town, ON)).toMatchObject({ own: [], country: [country] });
	});

	test('on a day before anything: nothing', () => {
		const here = { placeId: null, region: 'US-VA-51061', ancestors: AROUND };
		expect(inForceAt(all, here, '2025-12-31').own).toEqual([]);
	});
});

test.each([
	['county', 'county', 'county'],
	['parish', 'county', 'county'],
	['county', 'country', 'place'],
	['state', 'state', 'state'],
	['state', 'country', 'place'],
	['township', 'county', 'place'],
	['utility', 'state', 'other'],
	['country', 'country', 'country'],
	['country', 'state', 'place'],
	['city', 'state', 'place'],
	['town', 'county', 'place'],
	['village', 'county', 'place'],
	['borough', 'county', 'place']
])('a %s in a region of kind %s binds %s', (kind, region, reach) => {
	expect(reachOf(kind, region)).toBe(reach);
});
