import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { CountyShapes } from '#lib/server/ingest/resolve/gazetteer/county-shapes.ts';
import { csv, SOURCES, Workshop } from '../harness.ts';

const ACTIONS =
	'action_id,date,date_basis,place_id,region,action_type,body,body_kind,decision,direction,binding,duration_months,project_name,developer,project_mw,follows,summary,source_id';
const PLACES = 'place_id,name,place_kind,region';
const OWN = {
	'sources.csv': csv(SOURCES, 'memo,Our memo,Us,own', 'list,A list,List,aggregator'),
	'vocabulary.csv': csv(
		'kind,value,label',
		'action_type,project_vote,Project vote',
		'decision,denied,Denied',
		'place_kind,city,City',
		'place_kind,county,County',
		'place_kind,state,State'
	)
};

/** A made-up action of a user folder in Leesburg. */
const action = (id: string, date: string, rest: Record<string, string> = {}) => {
	const row: Record<string, string> = {
		action_id: id,
		date,
		date_basis: 'event',
		place_id: 'US-VA/town/leesburg',
		region: 'US-VA-51107',
		action_type: 'moratorium',
		body: 'Board',
		body_kind: 'county',
		decision: 'adopted',
		direction: 'restrictive',
		binding: 'yes',
		summary: 'Made up',
		source_id: 'memo',
		...rest
	};
	return ACTIONS.split(',')
		.map((column) => row[column] ?? '')
		.join(',');
};

let workshop: Workshop;
beforeEach(() => {
	workshop = new Workshop();
});
afterEach(() => workshop.remove());

describe('a release', () => {
	it('stores the status of each place as intervals with the actions behind them', () => {
		expect(workshop.build().status).toBe('published');
		expect(
			workshop.rows(
				'SELECT status, "from", "to", to_basis, because, reach FROM statuses ORDER BY "from"'
			)
		).toEqual([
			{
				status: 'active',
				from: '2026-01-02',
				to: '2026-02-01',
				to_basis: 'step',
				because: 'a1',
				reach: 'place'
			},
			{
				status: 'active',
				from: '2026-02-02',
				to: '2026-08-02',
				to_basis: 'computed',
				because: 'a1~a2',
				reach: 'place'
			},
			{
				status: 'expired',
				from: '2026-08-03',
				to: null,
				to_basis: 'open',
				because: 'a1~a2',
				reach: 'place'
			}
		]);
	});

	it('places a town at its settlement, another at the center of its county, and lists contradictions', () => {
		workshop.write(
			'regions.csv',
			csv(
				'region,name,kind,parent,lon,lat',
				'US,United States,country,WLD,,',
				'US-CT,Connecticut,state,US,-72.7,41.6',
				'US-CT-09001,Fairfield County,county,US-CT,-73.4,41.2',
				'US-VA,Virginia,state,US,-78.8,37.5',
				'US-VA-51107,Loudoun County,county,US-VA,-77.6,39.1',
				'WLD,World,world,,,'
			)
		);
		const result = workshop.with({
			...OWN,
			'places.csv': csv(
				PLACES,
				'US-VA/town/nowhere,Nowhere-at-all,town,US-VA-51107',
				'US-VA/city/roanoke,Roanoke,city,US-VA-51107',
				'US-VA/county/loudoun,Loudoun County,county,US-VA-51107',
				'US-VA/state/virginia,Virginia,state,US-VA'
			)
		});
		expect(result.notes.filter((note) => note.startsWith('place '))).toEqual([
			expect.stringMatching(
				/^place US-VA\/city\/roanoke: the data puts it in US-VA-51107, but the gazetteer has Roanoke at 37\.\d+, -79\.\d+/
			)
		]);
		expect(
			workshop.rows(
				'SELECT place_id, round(lon, 1) AS lon, round(lat, 1) AS lat, position_precision AS precision, position_problem AS problem FROM positions ORDER BY place_id'
			)
		).toEqual([
			{
				place_id: 'US-VA/city/roanoke',
				lon: -77.6,
				lat: 39.1,
				precision: 'county',
				problem: 'elsewhere'
			},
			{
				place_id: 'US-VA/county/loudoun',
				lon: -77.6,
				lat: 39.1,
				precision: 'county',
				problem: null
			},
			{
				place_id: 'US-VA/state/virginia',
				lon: -78.8,
				lat: 37.5,
				precision: 'state',
				problem: null
			},
			{ place_id: 'US-VA/town/leesburg', lon: -77.6, lat: 39.1, precision: 'place', problem: null },
			{
				place_id: 'US-VA/town/nowhere',
				lon: -77.6,
				lat: 39.1,
				precision: 'county',
				problem: 'absent'
			}
		]);
	});

	it('takes the position that a place states where the gazetteer has none and it lies in its county', () => {
		workshop.write(
			'regions.csv',
			csv(
				'region,name,kind,parent,lon,lat',
				'US,United States,country,WLD,,',
				'US-CT,Connecticut,state,US,-72.7,41.6',
				'US-CT-09001,Fairfield County,county,US-CT,-73.4,41.2',
				'US-VA,Virginia,state,US,-78.8,37.5',
				'US-VA-51107,Loudoun County,county,US-VA,-77.6,39.1',
				'WLD,World,world,,,'
			)
		);
		const result = workshop.with({
			...OWN,
			'places.csv': csv(
				`${PLACES},lon,lat`,
				'US-VA/town/nowhere,Nowhere-at-all,town,US-VA-51107,-77.7,39.2',
				'US-VA/town/elsewhere,Elsewhere-at-all,town,US-VA-51107,-79.9,37.3',
				'US-VA/town/unsaid,Unsaid-at-all,town,US-VA-51107,,',
				'US-VA/town/sterling,Sterling,town,US-VA-51107,-77.7,39.2',
				'US-VA/county/loudoun,Loudoun County,county,US-VA-51107,-77.7,39.2'
			)
		});
		expect(result.problems).toEqual([]);
		expect(
			workshop.rows(
				`SELECT place_id AS id, round(lon, 1) AS lon, round(lat, 1) AS lat, position_precision AS precision
					FROM positions WHERE place_id <> 'US-VA/town/leesburg' ORDER BY place_id`
			)
		).toEqual([
			{ id: 'US-VA/county/loudoun', lon: -77.6, lat: 39.1, precision: 'county' },
			{ id: 'US-VA/town/elsewhere', lon: -77.6, lat: 39.1, precision: 'county' },
			{ id: 'US-VA/town/nowhere', lon: -77.7, lat: 39.2, precision: 'place' },
			{ id: 'US-VA/town/sterling', lon: -77.4, lat: 39, precision: 'place' },
			{ id: 'US-VA/town/unsaid', lon: -77.6, lat: 39.1, precision: 'county' }
		]);
	});

	it('keeps one row a project, without adding up its figures', () => {
		workshop.with({
			...OWN,
			'actions.csv': csv(
				ACTIONS,
				action('p1', '2026-03-01', {
					action_type: 'project_vote',
					decision: 'denied',
					project_name: 'Project Bus',
					developer: 'Acme',
					project_mw: '100'
				}),
				action('p2', '2026-04-01', {
					action_type: 'project_vote',
					decision: 'denied',
					project_name: 'Project Bus',
					project_mw: '120',
					follows: 'p1'
				})
			)
		});
		expect(
			workshop.rows(
				'SELECT project_id, project_mw, project_mw_min, blocked, actions FROM projects WHERE "to" IS NULL'
			)
		).toEqual([
			{
				project_id: 'US-VA/project-bus',
				project_mw: 120,
				project_mw_min: 100,
				blocked: 'yes',
				actions: 'mine:p1~mine:p2'
			}
		]);
		expect(
			workshop.rows(`SELECT count(*) AS n FROM action_facts WHERE project_id = 'US-VA/project-bus'`)
		).toEqual([{ n: 2 }]);
	});

	it('knows when a record was last confirmed, and which rest on one tracker', () => {
		workshop.with({
			...OWN,
			'actions.csv': csv(ACTIONS, action('listed', '2026-11-20', { source_id: 'list' }))
		});
		expect(
			workshop.rows(
				`SELECT record_id, last_confirmed, confirmed_by, stale_from, single_aggregator FROM freshness
					WHERE record_kind = 'action' AND record_id <> 'a2' ORDER BY record_id`
			)
		).toEqual([
			{
				record_id: 'a1',
				last_confirmed: '2026-01-05',
				confirmed_by: 'source',
				stale_from: '2026-07-05',
				single_aggregator: 'no'
			},
			{
				record_id: 'mine:listed',
				last_confirmed: '2026-11-20',
				confirmed_by: 'record',
				stale_from: '2027-05-20',
				single_aggregator: 'yes'
			}
		]);
	});
});

describe('actions of a user folder', () => {
	const folder = {
		...OWN,
		'actions.csv': csv(
			ACTIONS,
			action('same', '2026-02', { duration_months: '24' }),
			action('near', '2026-04-20'),
			action('new', '2026-11-20', { duration_months: '3' })
		)
	};

	it('are listed by a dry run as matched, probable and new, with both sides', () => {
		const { status, actions } = workshop.with(folder, { dryRun: true });
		expect(status).toBe('checked');
		expect(actions).toEqual({
			total: 3,
			matched: [{ incoming: 'mine:same', recorded: 'a2', days: 0 }],
			probable: [{ incoming: 'mine:near', recorded: 'a2', days: 77 }],
			new: ['mine:new']
		});
	});

	it('that tell a recorded event stay in the release, marked, and change no status', () => {
		workshop.with(folder);
		expect(
			workshop.rows(`SELECT action_id, same_as FROM action_facts WHERE same_as IS NOT NULL`)
		).toEqual([{ action_id: 'mine:same', same_as: 'a2' }]);
		expect(workshop.rows(`SELECT because FROM statuses WHERE because LIKE '%same%'`)).toEqual([]);
		expect(
			workshop.rows(`SELECT status, dataset FROM statuses WHERE "from" = '2026-11-20'`)
		).toEqual([{ status: 'active', dataset: 'mine' }]);
	});

	it('told by two folders count once', () => {
		const other = workshop.overlay('other', {
			...OWN,
			'actions.csv': csv(ACTIONS, action('again', '2026-11-21'))
		});
		const { actions } = workshop.with(folder, {
			overlays: [workshop.overlay('mine', folder), other]
		});
		expect(actions?.matched).toContainEqual({
			incoming: 'other:again',
			recorded: 'mine:new',
			days: 1
		});
	});
});

describe('a county', () => {
	const counties = new CountyShapes();
	test.each([
		['Brunswick on the river that is its border', 'US-ME-23005', -69.96533, 43.91452, true],
		['Westlake, whose point lies just beyond the line', 'US-TX-48439', -97.19501, 32.99124, true],
		[
			'Mohawk, a village 40 km from the town of that name',
			'US-NY-36057',
			-75.00404,
			43.01146,
			false
		]
	])('holds %s: %s', (_, region, lon, lat, isInside) => {
		expect(counties.holds(region, { lon, lat })).toBe(isInside);
	});

	test('that the atlas does not have is not told', () => {
		expect(counties.holds('US-CT-09190', { lon: -73.4, lat: 41.2 })).toBeNull();
	});
});
