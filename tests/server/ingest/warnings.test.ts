import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { warningLines } from '#lib/server/ingest/warnings/warning-lines.ts';
import type { Warning } from '#lib/server/ingest/warnings/warning.ts';
import { ACTIONS, csv, OBSERVATIONS, POLLS, SOURCES, Workshop } from './harness.ts';

let workshop: Workshop;
beforeEach(() => {
	workshop = new Workshop();
});
afterEach(() => workshop.remove());

const PLACES = 'place_id,name,place_kind,region';
const COUNTIES = csv(
	'region,name,kind,parent',
	'US-KY,Kentucky,state,US',
	'US-KY-21013,Bell County,county,US-KY',
	'US-TX,Texas,state,US',
	'US-TX-48027,Bell County,county,US-TX'
);
const COUNTY_PLACES = csv(
	PLACES,
	'US-KY/county/bell-county,Bell County,town,US-KY-21013',
	'US-TX/county/bell-county,Bell County,town,US-TX-48027'
);
const action = (id: string, state: 'TX' | 'KY', date: string, source: string, more = '') =>
	`${id},${date},event,US-${state}/county/bell-county,${state === 'TX' ? 'US-TX-48027' : 'US-KY-21013'},moratorium,Court,county,adopted,restrictive,Made-up pause,${source}${more}`;

/** Warnings of a dry run with these files laid over the invented data, those of one kind. */
function warnings(code: Warning['code'], files: Record<string, string>, today = '2026-11-29') {
	const result = workshop.with(
		{ 'regions.csv': COUNTIES, 'places.csv': COUNTY_PLACES, ...files },
		{ today, dryRun: true }
	);
	expect(result.problems).toEqual([]);
	return result.warnings.filter((one) => one.code === code);
}

describe('a build warns, and publishes, where', () => {
	it('the source of an action is of another state, with file, line and reason', () => {
		const found = warnings('source_elsewhere', {
			'sources.csv': csv(SOURCES, 's-ky,Bell County passes a pause,WYMT,reported'),
			'actions.csv': csv(ACTIONS, action('t1', 'TX', '2026-07-02', 's-ky'))
		});
		expect(found).toEqual([
			{
				file: 'mine/actions.csv',
				line: 2,
				code: 'source_elsewhere',
				id: 'mine:t1',
				message:
					'this is a record of Texas, but its source mine:s-ky seems to be from elsewhere: WYMT is a station in Kentucky; check the state'
			}
		]);
	});

	it('nothing else keeps it from being published', () => {
		const files = {
			'regions.csv': COUNTIES,
			'places.csv': COUNTY_PLACES,
			'sources.csv': csv(SOURCES, 's-ky,Bell County passes a pause,WYMT,reported'),
			'actions.csv': csv(ACTIONS, action('t1', 'TX', '2026-07-02', 's-ky'))
		};
		// Later the invented series would be behind, too.
		const result = workshop.with(files, { today: '2026-11-25' });
		expect(result).toMatchObject({ status: 'published', warnings: [{ id: 'mine:t1' }] });
	});

	it('a citing document is of another state', () => {
		const found = warnings('source_elsewhere', {
			'sources.csv': csv(
				SOURCES,
				's-list,A list,List,aggregator',
				's-ky,Bell County passes a pause,Kentucky Lantern,reported'
			),
			'actions.csv': csv(ACTIONS, action('t1', 'TX', '2026-07-02', 's-list')),
			'citations.csv': csv('record_kind,record_id,source_id', 'action,t1,s-ky')
		});
		expect(found).toHaveLength(1);
	});

	it('counties of one name in two states act within days', () => {
		const sources = csv(SOURCES, 's-list,A list,List,aggregator');
		const rows = [
			action('k1', 'KY', '2026-07-02', 's-list'),
			action('t1', 'TX', '2026-07', 's-list')
		];
		const found = warnings('same_county_name', {
			'sources.csv': sources,
			'actions.csv': csv(ACTIONS, ...rows)
		});
		expect(found.map(({ line, id }) => ({ line, id }))).toEqual([{ line: 3, id: 'mine:t1' }]);
	});

	it('an action is dated after every source that states it', () => {
		const found = warnings('after_its_source', {
			'sources.csv': csv(`${SOURCES},published`, 's-old,Made up,Paper,reported,2026-06-30'),
			'actions.csv': csv(
				ACTIONS,
				action('t1', 'TX', '2026-07-24', 's-old'),
				action('t2', 'TX', '2026-06-30', 's-old')
			)
		});
		expect(found.map(({ id }) => id)).toEqual(['mine:t1']);
	});

	it('a poll is dated after its source', () => {
		const found = warnings('after_its_source', {
			'sources.csv': csv(`${SOURCES},published`, 's-old,Made up,Paper,reported,2026-06'),
			'polls.csv': csv(POLLS, 'p1,Made up,Made up,adults,US,2026-07-01,2026-07-04,,100,s-old')
		});
		expect(found.map(({ id }) => id)).toEqual(['mine:p1']);
	});

	it('spending with leases equals the cash figure to its rounding', () => {
		const found = warnings('leases_equal_cash', {
			'series.csv': csv(
				'series_id,title,unit,frequency,category,subject,subject_kind,description,polarity',
				'x-capex-cash,Cash,USD,annual,electricity_price,X,none,Made up,neutral',
				'x-capex-with-leases,With leases,USD,annual,electricity_price,X,none,Made up,neutral'
			),
			'observations.csv': csv(
				OBSERVATIONS,
				'x-capex-cash,WLD,2024,30876,,,actual,,gazette,',
				'x-capex-with-leases,WLD,2024,30900,,,actual,,gazette,',
				'x-capex-cash,WLD,2025,30876,,,actual,,gazette,',
				'x-capex-with-leases,WLD,2025,31900,,,actual,,gazette,'
			)
		});
		expect(found.map(({ line }) => line)).toEqual([3]);
	});

	it('the newest value of a series is older than its frequency allows', () => {
		const limits = readFileSync(join(workshop.embedded, 'fresh_limits.csv'), 'utf8');
		workshop.write('fresh_limits.csv', `${limits}observation,annual,600,Made up\n`);
		expect(warnings('series_behind', {}, '2027-08-23')).toEqual([]);
		expect(warnings('series_behind', {}, '2027-08-24')).toMatchObject([{ id: 's1', line: 3 }]);
	});

	it('a share is 100% and no count is given', () => {
		const found = warnings('share_without_count', {
			'actions.csv': csv(
				`${ACTIONS},percent_restrictive,votes_for,votes_against`,
				action('t1', 'TX', '2026-07-24', 'gazette', ',100,,'),
				action('t2', 'TX', '2026-03-24', 'gazette', ',100,5,0')
			)
		});
		expect(found.map(({ id }) => id)).toEqual(['mine:t1']);
	});
});

describe('warnings in lines', () => {
	const warning = (line: number, file: string): Warning => ({
		file,
		line,
		code: 'share_without_count',
		id: `a${line}`,
		message: 'made up'
	});

	it('are all shown of a user folder, and counted of the embedded data', () => {
		const many = Array.from({ length: 7 }, (_, index) => index + 2);
		expect(
			warningLines([
				...many.map((line) => warning(line, 'mine/actions.csv')),
				...many.map((line) => warning(line, 'groundswell/actions.csv'))
			])
		).toEqual([
			...many.map((line) => `warning: mine/actions.csv:${line}: a${line}: made up`),
			...many
				.slice(0, 5)
				.map((line) => `warning: groundswell/actions.csv:${line}: a${line}: made up`),
			'warning: 2 more of this kind (share_without_count); --json lists them all'
		]);
	});
});
