import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combinationsOf, type PollReading } from '#lib/server/ingest/model/polls/combinations.ts';

/** A synthetic reading; what a test does not name is the same in all. */
const reading = (own: Partial<PollReading>): PollReading => ({
	region: 'US',
	date: '2026-01',
	question_id: 'q',
	poll_id: 'p',
	house: 'House',
	pollster: 'House',
	population: 'adults',
	topic: 'local_siting',
	proximity: 'near_home',
	wording_group: 'near',
	item: null,
	subgroup_kind: 'all',
	subgroup: 'all',
	option: 'oppose',
	stance: 'oppose',
	followed: 'yes',
	percent: 50,
	qualifier: null,
	sample_size: 1000,
	margin: null,
	margin_basis: 'not_reported',
	summary: 'Synthetic',
	source_id: 's',
	dataset: 'groundswell',
	date_basis: 'field',
	date_start: '2026-01-01',
	date_end: '2026-01-31',
	date_precision: 'month',
	trend_date: '2026-01-16',
	field_days: 1,
	tier: 'own',
	independent_sources: 1,
	best_source: 's',
	...own
});
const polls = (count: number, own: Partial<PollReading> = {}) =>
	Array.from({ length: count }, (_, index) =>
		reading({ poll_id: `p${index} ${JSON.stringify(own)}`, ...own })
	);

describe('combinations of readings', () => {
	it('never joins regions, subgroups or wording groups', () => {
		const found = combinationsOf(
			[
				...polls(2),
				...polls(2, { region: 'US-VA' }),
				...polls(2, { subgroup: 'women' }),
				...polls(2, { wording_group: 'community' })
			],
			[]
		);
		expect(found.map(({ trend_id }) => trend_id).sort()).toEqual([
			'US-VA|near|followed|all|all|all',
			'US|community|followed|all|all|all',
			'US|near|followed|all|all|all',
			'US|near|followed|women|all|all'
		]);
	});

	it('pools wording groups only where a pool names them, and counts them', () => {
		const rows = [
			...polls(1),
			...polls(1, { wording_group: 'community' }),
			...polls(1, { wording_group: 'far' })
		];
		const pools = ['near', 'community'].map((wording_group) => ({ pool: 'nearby', wording_group }));
		expect(
			combinationsOf(rows, pools).map(({ pool, wording_group, wordings, readings }) => ({
				pool,
				wording_group,
				wordings,
				readings: readings.length
			}))
		).toEqual([{ pool: 'nearby', wording_group: null, wordings: 2, readings: 2 }]);
	});

	it('leaves readings without a day out and says how many', () => {
		const [only, ...more] = combinationsOf(
			[...polls(2), ...polls(3, { trend_date: null, date_precision: 'year' })],
			[]
		);
		expect(more).toEqual([]);
		expect(only).toMatchObject({ leftOut: 3 });
		expect(only?.readings).toHaveLength(2);
	});

	it('takes populations and datasets apart only where there are several', () => {
		const found = combinationsOf(
			[...polls(2), ...polls(2, { population: 'likely_voters' }), ...polls(2, { dataset: 'mine' })],
			[]
		);
		expect(found.map(({ population, from_dataset }) => `${population} ${from_dataset}`)).toEqual([
			'all all',
			'all groundswell',
			'all mine',
			'adults all',
			'adults groundswell',
			'adults mine',
			'likely_voters all'
		]);
	});

	it('estimates every other option apart from the one a wording group follows', () => {
		const found = combinationsOf(
			[...polls(2), ...polls(2, { option: 'support', stance: 'support', followed: 'no' })],
			[]
		);
		expect(found.map(({ followed, option }) => `${followed} ${option}`)).toEqual([
			'yes oppose',
			'no support'
		]);
	});

	it('gives every trend an id of its own', () => {
		const some = fc.constantFrom('a', 'b', 'c');
		fc.assert(
			fc.property(
				fc.array(
					fc.record({
						poll_id: some,
						region: some,
						wording_group: some,
						population: some,
						dataset: some,
						subgroup: some,
						option: some,
						followed: fc.constantFrom('yes' as const, 'no' as const)
					}),
					{ maxLength: 40 }
				),
				(rows) => {
					const ids = combinationsOf(rows.map(reading), [
						{ pool: 'ab', wording_group: 'a' },
						{ pool: 'ab', wording_group: 'b' }
					]).map(({ trend_id }) => trend_id);
					expect(new Set(ids).size).toBe(ids.length);
				}
			)
		);
	});
});
