import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPONENTS } from '#lib/domain/screening/facts/components.ts';
import { NOT_LOOKED_FOR, type ScreeningRow } from '#lib/domain/screening/row.ts';
import { scoreOf, weightsOf } from '#lib/domain/screening/facts/score.ts';

/** A synthetic site of which only some facts are on record. */
const row = (facts: Partial<ScreeningRow>): ScreeningRow => ({
	...NOT_LOOKED_FOR,
	row: 1,
	site: 'a',
	placed: 'yes',
	problem: null,
	candidates: null,
	notes: null,
	lat: null,
	lon: null,
	position_basis: null,
	point_lat: null,
	point_lon: null,
	region: null,
	region_name: null,
	state: null,
	place_id: null,
	place_name: null,
	border_km: null,
	border_with: null,
	...facts
});

describe('a score', () => {
	it('is the weighted mean of the components on record', () => {
		const { score, covered } = scoreOf(
			row({ votes_decided: 4, votes_restrictive: 1, opposition_percent: 65, lawsuits: 0 }),
			{ votes: 1, opposition: 3, lawsuits: 1 }
		);
		expect(score).toBeCloseTo((25 + 3 * 65) / 4);
		expect(covered).toBeCloseTo(4 / 5);
	});

	it.each([
		['active', 'place', null, 100],
		['active', 'county', null, 75],
		['may_have_lapsed', 'place', null, 50],
		['expired', 'place', 'a pause', 40],
		['no_record', null, 'a pause', 40],
		['no_record', null, null, null]
	] as const)(
		'values a rule that is %s of the %s, and %j proposed, as %s',
		(status, whose, proposed, value) => {
			const { components } = scoreOf(
				row({ restriction_status: status, restriction_whose: whose, proposed }),
				{ restriction: 1 }
			);
			expect(components[0]?.value).toBe(value);
		}
	);

	it('lies between 0 and 100, and is none exactly where no component is on record', () => {
		const weights = fc.record(
			Object.fromEntries(
				COMPONENTS.map((one) => [one, fc.double({ min: 0.1, max: 100, noNaN: true })])
			),
			{ requiredKeys: [] }
		);
		const count = fc.option(fc.nat(500));
		const facts = fc.record({
			votes_decided: count,
			lawsuits: count,
			restrictive_50mi_24m: count,
			opposition_percent: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
			residential_price_change_5y: fc.option(fc.double({ min: -50, max: 300, noNaN: true })),
			data_center_share: fc.option(fc.double({ min: 0, max: 100, noNaN: true }))
		});
		fc.assert(
			fc.property(weights, facts, (chosen, known) => {
				const votes_restrictive =
					known.votes_decided === null ? null : Math.floor(known.votes_decided / 2);
				const { score, components } = scoreOf(row({ ...known, votes_restrictive }), chosen);
				expect(score === null).toBe(components.every(({ value }) => value === null));
				if (score !== null) {
					expect(score).toBeGreaterThanOrEqual(-1e-9);
					expect(score).toBeLessThanOrEqual(100 + 1e-9);
				}
			})
		);
	});
});

describe('weights in an address', () => {
	it('are numbers from 0 to 100, and 0 counts as none', () => {
		const { weights, problems } = weightsOf(
			new URLSearchParams('weight_votes=2.5&weight_price=0&weight_demand=101&weight_nearby=-1')
		);
		expect(weights).toEqual({ votes: 2.5 });
		expect(problems.map(({ key }) => key)).toEqual(['weight_nearby', 'weight_demand']);
	});
});
