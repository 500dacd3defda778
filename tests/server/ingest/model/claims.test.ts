import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { csv, OBSERVATIONS, SOURCES, Workshop } from '../harness.ts';

let workshop: Workshop;
beforeEach(() => {
	workshop = new Workshop();
});
afterEach(() => workshop.remove());

const CLAIMS = 'claim_id,claim,subject,value,unit,date,verdict,source_id,note';
const LINKS =
	'claim_id,record_kind,record_id,relation,claimed_value,claimed_date,claimed_by,claimed_of,claimed_movement,claimed_since';
const PRICES =
	'model,model_name,provider,open_weights,model_class,host,input_usd_per_mtok,output_usd_per_mtok,valid_from,valid_to,source_id';

/** The embedded data with one claim and what stands behind it. */
function claim(...links: string[]): void {
	workshop.write('claims.csv', csv(CLAIMS, 'c1,Made-up claim,ai_cost,,,2026-05-31,,tracker,'));
	workshop.write('claim_records.csv', csv(LINKS, ...links));
}

const weighed = () =>
	workshop.rows(`SELECT weighed, weighed_by, evidence, independent_sources FROM claims`)[0];

describe('the document a claim links first', () => {
	const best = () => workshop.rows('SELECT best_source FROM claims');

	it('is the best of those that say the same: the one it was read in, sources, records that agree', () => {
		claim('c1,observation,s1|US|2025|,figure,11,2025,,,,');
		workshop.build();
		expect(best()).toEqual([{ best_source: 'gazette' }]);
	});

	it('is the one it was read in where the record says something else', () => {
		claim('c1,observation,s1|US|2025|,figure,99,2025,,,,');
		workshop.build();
		expect(best()).toEqual([{ best_source: 'tracker' }]);
	});
});

describe('a verdict', () => {
	it('is changed by a citation in a user folder: a second publisher confirms', () => {
		claim('c1,observation,s1|US|2025|,figure,11,2025,,,,');
		expect(workshop.build()).toMatchObject({ status: 'published' });
		expect(weighed()).toMatchObject({ weighed: 'single_source', weighed_by: 'records' });
		workshop.with({
			'sources.csv': csv(
				SOURCES,
				'again,Second edition,gazette,reported',
				'daily,Made-up daily,Daily,reported'
			),
			'citations.csv': csv(
				'record_kind,record_id,source_id',
				'observation,s1|US|2025|,again',
				'observation,s1|US|2025|,daily'
			)
		});
		expect(weighed()).toMatchObject({ weighed: 'confirmed', independent_sources: 2 });
	});

	it('is not changed by a second edition of the same publisher', () => {
		claim('c1,observation,s1|US|2025|,figure,11,2025,,,,');
		workshop.with({
			'sources.csv': csv(SOURCES, 'again,Second edition,gazette,reported'),
			'citations.csv': csv('record_kind,record_id,source_id', 'observation,s1|US|2025|,again')
		});
		expect(weighed()).toMatchObject({ weighed: 'single_source', independent_sources: 1 });
	});

	it('follows the way a series moved, up to the day of the claim', () => {
		claim('c1,series,s1,figure,,,,,down,');
		workshop.write(
			'observations/prices.csv',
			csv(
				OBSERVATIONS,
				's1,US,2024,20,,,actual,,gazette,',
				's1,US,2025,15,,,actual,,gazette,',
				's1,US,2027,99,,,actual,,gazette,'
			)
		);
		workshop.build();
		expect(weighed()).toMatchObject({
			weighed: 'single_source',
			evidence: expect.stringContaining('$20 (2024), $15 (2025) (as claimed)') as string
		});
		workshop.with({
			'sources.csv': csv(SOURCES, 'mine,My figures,Me,own'),
			'series.csv': csv(
				'series_id,title,unit,frequency,category,subject_kind,description,polarity',
				's2,Another price,USD,annual,electricity_price,none,Another,up_is_worse'
			),
			'observations.csv': csv(
				OBSERVATIONS,
				's2,US,2024,1,,,actual,,mine,',
				's2,US,2025,2,,,actual,,mine,'
			),
			'claim_records.csv': csv(LINKS, 'c1,series,s2,figure,,,,,down,')
		});
		expect(weighed()).toMatchObject({ weighed: 'contested' });
	});

	it('follows the cheapest price of a class, and a cheaper one in a user folder changes it', () => {
		claim('c1,statistic,cheapest|frontier,figure,,,,,down,');
		workshop.write(
			'model_prices.csv',
			csv(
				PRICES,
				'm1,First,Maker,no,frontier,Maker,4,4,2025-01-01,,gazette',
				'm2,Second,Maker,no,frontier,Maker,5,5,2026-01-01,,gazette'
			)
		);
		workshop.build();
		expect(weighed()).toMatchObject({
			weighed: 'corrected',
			weighed_by: 'records',
			evidence: expect.stringContaining('$4 (May 31, 2025), $5 (May 31, 2026). It rose') as string
		});
		workshop.with({
			'sources.csv': csv(SOURCES, 'mine,My prices,Me,own'),
			'model_prices.csv': csv(PRICES, 'm3,Third,Me,yes,frontier,Me,1,1,2026-05-01,,mine')
		});
		expect(weighed()).toMatchObject({
			weighed: 'confirmed',
			evidence: expect.stringContaining('$1 (May 31, 2026) (as claimed)') as string
		});
	});

	it('rests on steps only as told, not as cause', () => {
		claim('c1,statistic,actions|moratorium,,,,,,,');
		workshop.build();
		expect(weighed()).toMatchObject({
			weighed_by: 'sources',
			evidence: expect.stringMatching(
				/Related records, which do not decide it: Moratorium, in twelve months/
			) as string
		});
	});

	it('names a statistic that there is not', () => {
		claim(
			'c1,statistic,dearest|frontier,figure,,,,,down,',
			'c1,statistic,median|huge,figure,,,,,down,'
		);
		const { status, problems } = workshop.build();
		expect(status).toBe('invalid');
		expect(problems).toMatchObject([
			{ column: 'record_id', value: 'dearest|frontier' },
			{ column: 'record_id', value: 'median|huge' }
		]);
	});
});

describe('the end of a price', () => {
	it('is stated, or unseen, or not there while the list of an upstream shows it', () => {
		workshop.write(
			'model_prices.csv',
			csv(
				PRICES,
				'm1,Ended,Maker,no,frontier,Maker,4,4,2025-01-01,2025-02-01,gazette',
				'm2,Open,Maker,no,frontier,Maker,4,4,2025-01-01,,gazette',
				'm3,Cited,Maker,no,frontier,Maker,4,4,2025-01-01,,gazette'
			)
		);
		workshop.write(
			'sources.csv',
			csv(
				SOURCES,
				'gazette,Made-up gazette,Gazette,reported',
				'tracker,Made-up tracker,Tracker,aggregator',
				'upstream-list,Made-up list,List,aggregator'
			)
		);
		workshop.write(
			'citations.csv',
			csv('record_kind,record_id,source_id', 'model_price,m3|Maker|2025-01-01,upstream-list')
		);
		workshop.build();
		expect(workshop.rows('SELECT model, end_basis FROM model_prices ORDER BY model')).toEqual([
			{ model: 'm1', end_basis: 'stated' },
			{ model: 'm2', end_basis: 'unknown' },
			{ model: 'm3', end_basis: 'listed' }
		]);
	});
});
