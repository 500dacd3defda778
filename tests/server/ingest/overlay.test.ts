import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatProblem } from '#lib/server/ingest/problems.ts';
import { UsageError } from '#lib/server/ingest/usage-error.ts';
import { csv, OBSERVATIONS, OVERRIDES, REGIONS, SOURCES, Workshop } from './harness.ts';

let workshop: Workshop;
beforeEach(() => {
	workshop = new Workshop();
});
afterEach(() => workshop.remove());

const OWN_SOURCE = { 'sources.csv': csv(SOURCES, 'memo,Our memo,Us,own') };
const VALUES = `SELECT series_id, period, value, dataset, tier, independent_sources FROM observations ORDER BY dataset, series_id, period`;

describe('a folder laid over the embedded data', () => {
	it('may hold any subset of tables; its rows carry the name of the folder', () => {
		const result = workshop.with({
			...OWN_SOURCE,
			'observations.csv': csv(OBSERVATIONS, 's1,US-VA,2026,12,,,estimate,,memo,')
		});
		expect(result.problems).toEqual([]);
		expect(
			workshop.rows(`SELECT source_id, dataset, tier FROM observations WHERE dataset = 'mine'`)
		).toEqual([{ source_id: 'mine:memo', dataset: 'mine', tier: 'own' }]);
	});

	it('may use ids of the embedded data for rows of its own, which leaves the embedded rows as they are', () => {
		workshop.build();
		const before = workshop.rows('SELECT * FROM sources ORDER BY source_id');
		workshop.with({ 'sources.csv': csv(SOURCES, 'gazette,Another gazette,Us,own') });
		const sources = workshop.rows('SELECT * FROM sources ORDER BY source_id') as {
			dataset: string;
			source_id: string;
		}[];
		expect(sources.filter(({ dataset }) => dataset === 'groundswell')).toEqual(before);
		expect(
			sources.filter(({ dataset }) => dataset === 'mine').map(({ source_id }) => source_id)
		).toEqual(['mine:gazette']);
	});

	it('refers to its own rows first, then to embedded ones', () => {
		workshop.with({
			'sources.csv': csv(SOURCES, 'gazette,Another gazette,Us,own'),
			'observations.csv': csv(
				OBSERVATIONS,
				's1,US-VA,2026,1,,,actual,,gazette,',
				's1,US-VA,2027,1,,,actual,,tracker,'
			)
		});
		expect(
			workshop.rows(`SELECT source_id FROM observations WHERE dataset = 'mine' ORDER BY period`)
		).toEqual([{ source_id: 'mine:gazette' }, { source_id: 'tracker' }]);
	});

	it('never refers to the rows of another folder', () => {
		const other = workshop.overlay('other', OWN_SOURCE);
		const mine = workshop.overlay('mine', {
			'observations.csv': csv(
				OBSERVATIONS,
				's1,US-VA,2026,1,,,actual,,other:memo,',
				's1,US-VA,2027,1,,,actual,,memo,'
			)
		});
		const result = workshop.build({ overlays: [other, mine] });
		expect(result.problems.map(({ line, code }) => [line, code])).toEqual([
			[2, 'dangling_reference'],
			[3, 'dangling_reference']
		]);
	});

	it('accepts its ids as a release exports them, with the name of the folder before them', () => {
		const result = workshop.with({
			'sources.csv': csv(SOURCES, 'mine:memo,Our memo,Us,own'),
			'observations.csv': csv(OBSERVATIONS, 's1,US-VA,2026,1,,,actual,,memo,')
		});
		expect(result.status).toBe('published');
		expect(workshop.rows(`SELECT source_id FROM sources WHERE dataset = 'mine'`)).toEqual([
			{ source_id: 'mine:memo' }
		]);
	});

	it('may extend the vocabulary and the regions, and repeat a shared code word for word', () => {
		const result = workshop.with({
			'vocabulary.csv': csv('kind,value,label', 'unit,EUR,Euro', 'unit,USD,US dollars'),
			'regions.csv': csv(REGIONS, 'FR,France,country,WLD', 'US,United States,country,WLD')
		});
		expect(result.problems).toEqual([]);
		expect(result.counts['regions']).toBe(7);
		expect(result.counts['vocabulary']).toBe(18);
	});

	it('cites embedded records without changing how well they are supported', () => {
		workshop.build();
		const before = workshop.rows(VALUES);
		workshop.with({
			...OWN_SOURCE,
			'citations.csv': csv('record_kind,record_id,source_id', 'observation,s1|US|2024|,memo')
		});
		expect(workshop.rows(VALUES)).toEqual(before);
		expect(
			workshop.rows(`SELECT record_id, source_id FROM citations WHERE dataset = 'mine'`)
		).toEqual([{ record_id: 's1|US|2024|', source_id: 'mine:memo' }]);
	});

	it('counts citations of its own records, to its own and to embedded sources', () => {
		workshop.with({
			'sources.csv': csv(SOURCES, 'memo,Our memo,Us,own', 'paper,A paper,Paper,primary'),
			'observations.csv': csv(OBSERVATIONS, 's1,US-VA,2026,12,,,estimate,,memo,'),
			'citations.csv': csv(
				'record_kind,record_id,source_id',
				'observation,s1|US-VA|2026|,paper',
				'observation,s1|US-VA|2026|,tracker'
			)
		});
		expect(
			workshop.rows(`SELECT tier, independent_sources FROM observations WHERE dataset = 'mine'`)
		).toEqual([{ tier: 'primary', independent_sources: 3 }]);
	});

	it('stores a region under the code its alias stands for, and says so', () => {
		const result = workshop.with({
			'observations.csv': csv(OBSERVATIONS, 's1,US-CT-09120,2026,12,,,actual,,gazette,')
		});
		expect(result.notes).toContain('region US-CT-09120 is stored as US-CT-09001');
		expect(workshop.rows(`SELECT region FROM observations WHERE dataset = 'mine'`)).toEqual([
			{ region: 'US-CT-09001' }
		]);
	});

	it('reads a byte order mark, CRLF and blank lines, and says so', () => {
		const rows = [
			OBSERVATIONS,
			'',
			's1,US-VA,2026,1,,,actual,,gazette,"one\r\ntwo"',
			',,,,,,,,,',
			's1,US-VX,2027,1,,,actual,,gazette,',
			''
		];
		const result = workshop.with({ 'observations.csv': `\ufeff${rows.join('\r\n')}` });
		expect(result.notes).toEqual([
			'mine/observations.csv: starts with a byte order mark, which is skipped',
			'mine/observations.csv: lines end in CRLF, read as LF'
		]);
		expect(result.problems.map(({ line, code }) => [line, code])).toEqual([[6, 'unknown_region']]);
	});

	it('takes off the guard that our own CSV puts before text a spreadsheet would run', () => {
		workshop.with({
			'observations.csv': csv(
				OBSERVATIONS,
				`s1,US-VA,2026,-1,,,actual,,gazette,'=SUM(A1)`,
				`s1,US-VA,2027,-1,,,actual,,gazette,''-quoted`
			)
		});
		expect(
			workshop.rows(`SELECT note FROM observations WHERE dataset = 'mine' ORDER BY period`)
		).toEqual([{ note: '=SUM(A1)' }, { note: "'-quoted" }]);
	});

	it('may link to files elsewhere, and is told of a link that leads nowhere', () => {
		const folder = workshop.overlay('mine', {});
		writeFileSync(join(workshop.root, 'elsewhere.csv'), csv(SOURCES, 'memo,Our memo,Us,own'));
		symlinkSync(join(workshop.root, 'elsewhere.csv'), join(folder, 'sources.csv'));
		expect(workshop.build({ overlays: [folder] }).counts['sources']).toBe(3);
		symlinkSync(join(workshop.root, 'nowhere.csv'), join(folder, 'polls.csv'));
		expect(workshop.build({ overlays: [folder] }).problems.map(formatProblem)).toEqual([
			'mine/polls.csv: the link leads nowhere'
		]);
	});

	it.each([
		['missing', /no such folder; give a folder of CSV files/],
		['With Space', /may hold only a-z, 0-9, - and _; rename the folder/],
		['groundswell', /a dataset "groundswell" is already there/],
		['embedded', /this is the embedded data, which is always there/]
	])('named %s cannot be used', (name, message) => {
		if (name !== 'missing') mkdirSync(join(workshop.root, name), { recursive: true });
		const use = () => workshop.build({ overlays: [join(workshop.root, name)] });
		expect(use).toThrow(UsageError);
		expect(use).toThrow(message);
	});
});

describe('overrides.csv', () => {
	it('changes one cell of an embedded row and reports it', () => {
		const result = workshop.with({
			...OWN_SOURCE,
			'overrides.csv': csv(OVERRIDES, 'polls,p1,sample_size,1200,memo,Misprint in the gazette')
		});
		expect(result.notes).toEqual([
			'mine/overrides.csv:2: polls p1: sample_size "1000" becomes "1200" (Misprint in the gazette)'
		]);
		expect(workshop.rows('SELECT sample_size, dataset FROM polls')).toEqual([
			{ sample_size: 1200, dataset: 'groundswell' }
		]);
	});

	it('finds a row of a compound key, empties a cell, and refers to sources of its folder', () => {
		const result = workshop.with({
			...OWN_SOURCE,
			'overrides.csv': csv(
				OVERRIDES,
				'observations,s1|US|2024|,source_id,memo,memo,Seen in our memo',
				'answers,q1|all|oppose,reading,,memo,Not the one to follow'
			)
		});
		expect(result.problems).toEqual([]);
		expect(workshop.rows(`SELECT source_id FROM observations WHERE period = '2024'`)).toEqual([
			{ source_id: 'mine:memo' }
		]);
		expect(workshop.rows(`SELECT reading FROM answers WHERE option = 'oppose'`)).toEqual([
			{ reading: null }
		]);
	});

	it('names itself where a row it changed no longer holds together', () => {
		const result = workshop.with({
			'overrides.csv': csv(OVERRIDES, 'polls,p1,field_start,2026-02-01,gazette,why')
		});
		expect(result.problems.map(formatProblem).join()).toMatch(
			/^groundswell\/polls\.csv:2: field_end "2026-01-03": is before field_start \(2026-02-01\).*\(changed by mine\/overrides\.csv:2\)$/
		);
	});

	it('without a source or a reason changes nothing, also in a lenient build', () => {
		const result = workshop.with(
			{
				'overrides.csv': csv(
					OVERRIDES,
					'polls,p1,sample_size,1200,nowhere,why',
					'polls,p1,house,Other,gazette,'
				)
			},
			{ lenient: true }
		);
		expect(result.problems.map(({ line, column }) => [line, column])).toEqual([
			[2, 'source_id'],
			[3, 'reason']
		]);
		expect(workshop.rows('SELECT sample_size, house FROM polls')).toEqual([
			{ sample_size: 1000, house: 'House' }
		]);
	});

	it('that breaks its row is withdrawn in a lenient build', () => {
		const result = workshop.with(
			{ 'overrides.csv': csv(OVERRIDES, 'polls,p1,field_start,2026-02-01,gazette,why') },
			{ lenient: true }
		);
		expect(result).toMatchObject({ status: 'published', problemCount: 1, notes: [] });
		expect(workshop.rows('SELECT field_start FROM polls')).toEqual([{ field_start: '2026-01-01' }]);
	});

	it('with a bad value leaves the embedded row as it was in a lenient build', () => {
		const result = workshop.with(
			{ 'overrides.csv': csv(OVERRIDES, 'polls,p1,sample_size,many,gazette,why') },
			{ lenient: true }
		);
		expect(result.status).toBe('published');
		expect(result.notes).toEqual([]);
		expect(workshop.rows('SELECT sample_size FROM polls')).toEqual([{ sample_size: 1000 }]);
	});
});

describe('other names', () => {
	const PLACES = 'place_id,name,place_kind,region';
	const places = (...regions: string[]) =>
		workshop.with({
			'places.csv': csv(PLACES, ...regions.map((region, index) => `x${index},X,Town,"${region}"`))
		});
	const stored = () =>
		workshop
			.rows(`SELECT region FROM places WHERE dataset = 'mine' ORDER BY place_id`)
			.map((row) => (row as { region: string }).region);

	it('of regions are read in a user folder: by name, with the state in full or short, by FIPS code', () => {
		const result = places('Virginia', 'Loudoun County, Virginia', 'Loudoun, VA', '51107');
		expect(result.problems).toEqual([]);
		expect(stored()).toEqual(['US-VA', 'US-VA-51107', 'US-VA-51107', 'US-VA-51107']);
		expect(result.notes).toContain(
			'region read by name: “Virginia” as US-VA, “Loudoun County, Virginia” as US-VA-51107, “Loudoun, VA” as US-VA-51107, and 1 more'
		);
	});

	it('of words are read by their label and by what others call them', () => {
		const result = places('US-VA');
		expect(workshop.rows(`SELECT place_kind FROM places WHERE dataset = 'mine'`)).toEqual([
			{ place_kind: 'town' }
		]);
		expect(result.notes).toContain('place kind read by name: “Town” as town');
	});

	it('that fit several regions are refused, naming them', () => {
		const result = workshop.with({
			'regions.csv': csv(
				REGIONS,
				'US-VA-51059,Fairfax County,county,US-VA',
				'US-VA-51600,Fairfax city,county,US-VA'
			),
			'places.csv': csv(PLACES, 'x,X,town,"Fairfax, Virginia"')
		});
		expect(result.problems.map(formatProblem)).toEqual([
			'mine/places.csv:2: region "Fairfax, Virginia": stands for US-VA-51059 and US-VA-51600; use one of them'
		]);
	});
});
