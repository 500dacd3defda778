import { describe, expect, it } from 'vitest';
import type { Curated } from '#lib/server/ingest/upstreams/curated.ts';
import { dataCenterTracker } from '#lib/server/ingest/upstreams/actions/data-center-tracker.ts';
import { rowFiles } from '#lib/server/ingest/upstreams/parse/rows.ts';
import { FIGHTS } from './setup/samples.ts';

type Fight = Record<string, unknown>;
const [MORATORIUM, BILL] = FIGHTS;

const REGIONS = [
	{ region: 'US-VA', kind: 'state', name: 'Virginia', parent: 'US' },
	{ region: 'US-VA-51107', kind: 'county', name: 'Loudoun County', parent: 'US-VA' }
];
const ACTION = {
	action_id: 'va-1',
	place_id: 'US-VA/county/loudoun-county',
	region: 'US-VA-51107',
	action_type: 'moratorium',
	date: '2026-03-10'
};

/** Sightings of looks, each with what was listed on its day. */
function sightings(
	looks: [day: string, ...fights: Fight[]][],
	tables: Record<string, unknown[]> = {}
) {
	const curated: Curated = {
		rows: ((table: string) => ({ regions: REGIONS, ...tables })[table] ?? []) as Curated['rows'],
		fingerprint: () => ''
	};
	const history = looks.reduce<string | null>(
		(before, [day, ...fights]) =>
			dataCenterTracker.fold(
				before,
				[{ part: { file: 'fights.json', url: '' }, text: JSON.stringify(fights) }],
				day
			),
		null
	);
	const { rows, notes } = dataCenterTracker.rows(history ?? '[]', { curated, ledger: () => null });
	expect([...rowFiles(rows).keys()]).toContain('sources.csv');
	return {
		notes,
		overrides: (rows.overrides ?? []).map(({ id, column, value }) => [id, column, value]),
		rows: (rows.sightings ?? []).map((row) => [
			row.tracker_record_id,
			row.region,
			row.action_type,
			row.status,
			row.first_seen,
			row.last_seen,
			row.seen_otherwise_from,
			row.how_it_ended,
			row.action_id
		])
	};
}

describe('what a tracker lists', () => {
	it('is kept as sightings, placed by county or state', () => {
		expect(sightings([['2026-11-01', MORATORIUM, BILL]]).rows).toEqual([
			[
				'loudoun-va-2026-03-03',
				'US-VA-51107',
				'moratorium',
				'passed',
				'2026-11-01',
				'2026-11-01',
				null,
				'last_look',
				null
			],
			[
				'va-hb1-2026',
				'US-VA',
				'state_bill',
				'pending',
				'2026-11-01',
				'2026-11-01',
				null,
				'last_look',
				null
			]
		]);
	});

	it('is never overwritten: a change and a removal begin and end spells', () => {
		const { rows } = sightings([
			['2026-11-01', MORATORIUM, BILL],
			['2026-11-09', { ...MORATORIUM, status: 'expired' }, BILL],
			['2026-11-20', { ...MORATORIUM, status: 'expired' }]
		]);
		expect(rows.map((row) => row.slice(3, 8))).toEqual([
			['passed', '2026-11-01', '2026-11-01', '2026-11-09', 'changed'],
			['pending', '2026-11-01', '2026-11-09', '2026-11-20', 'removed'],
			['expired', '2026-11-09', '2026-11-20', null, 'last_look']
		]);
	});

	it('names the action of that place, kind and time, where there is one', () => {
		const match = (...actions: object[]) =>
			sightings([['2026-11-01', MORATORIUM]], { actions }).rows[0]?.at(-1);
		expect(match(ACTION)).toBe('va-1');
		expect(match({ ...ACTION, date: '2026-06-10' })).toBeNull();
		expect(match({ ...ACTION, action_type: 'ban' })).toBeNull();
		expect(match(ACTION, { ...ACTION, action_id: 'va-2' })).toBeNull();
	});

	it('adds none where a sighting on record reads the same', () => {
		const recorded = {
			tracker: 'data-center-tracker',
			tracker_record_id: 'loudoun-va-2026-03-03',
			status: 'passed',
			outcome: 'win',
			scope: 'local',
			tracker_types: 'moratorium',
			first_seen: '2026-03-06',
			action_id: 'va-1',
			match_how: 'its source is this record'
		};
		const after = (fight: Fight) =>
			sightings([['2026-11-01', fight]], { sightings: [recorded] }).rows;
		expect(after(MORATORIUM)).toEqual([]);
		expect(after({ ...MORATORIUM, status: 'expired' })).toMatchObject([
			[
				'loudoun-va-2026-03-03',
				'US-VA-51107',
				'moratorium',
				'expired',
				'2026-11-01',
				'2026-11-01',
				null,
				'last_look',
				'va-1'
			]
		]);
	});

	it('closes, or carries on, what is on record, and changes nothing of what it says', () => {
		const recorded = (id: string, more: object = {}) => ({
			tracker: 'data-center-tracker',
			tracker_record_id: id,
			status: 'passed',
			outcome: 'win',
			scope: 'local',
			tracker_types: 'moratorium',
			first_seen: '2026-03-06',
			last_seen: '2026-07-30',
			seen_otherwise_from: null,
			action_id: null,
			match_how: null,
			...more
		});
		const open = Array.from({ length: 20 }, (_, index) => recorded(`other-${index}`));
		const listed = open.map(({ tracker_record_id: id }) => ({ ...MORATORIUM, id }));
		const known = [...open, recorded('loudoun-va-2026-03-03'), recorded('gone-va')];
		const { overrides } = sightings(
			[
				['2026-11-01', MORATORIUM, ...listed],
				['2026-11-20', { ...MORATORIUM, status: 'expired' }, ...listed]
			],
			{ sightings: known }
		);
		const key = (id: string) => `data-center-tracker|${id}|2026-03-06`;
		expect(overrides.filter(([id]) => !id?.includes('other-'))).toEqual([
			[key('loudoun-va-2026-03-03'), 'last_seen', '2026-11-01'],
			[key('loudoun-va-2026-03-03'), 'seen_otherwise_from', '2026-11-20'],
			[key('loudoun-va-2026-03-03'), 'how_it_ended', 'changed'],
			[key('gone-va'), 'seen_otherwise_from', '2026-11-01'],
			[key('gone-va'), 'how_it_ended', 'removed']
		]);
		expect(overrides.filter(([id]) => id?.includes('other-'))).toEqual(
			open.map(({ tracker_record_id: id }) => [key(id), 'last_seen', '2026-11-20'])
		);
	});

	it('takes a copy that lacks many for one in part, and none of them for gone', () => {
		const recorded = Array.from({ length: 10 }, (_, index) => ({
			tracker: 'data-center-tracker',
			tracker_record_id: `other-${index}`,
			status: 'passed',
			outcome: null,
			scope: null,
			tracker_types: null,
			first_seen: '2026-03-06',
			last_seen: '2026-07-30',
			seen_otherwise_from: null
		}));
		const { overrides, notes } = sightings([['2026-11-01', MORATORIUM]], { sightings: recorded });
		expect(overrides).toEqual([]);
		expect(notes).toEqual([
			'data-center-tracker: 10 of 10 records are missing, so the copy is taken for one in part and none of them for gone'
		]);
	});

	it('of no state that is known is left out and counted', () => {
		expect(sightings([['2026-11-01', { ...MORATORIUM, state: 'ZZ' }]])).toEqual({
			rows: [],
			overrides: [],
			notes: ['1 sightings are left out: no state of that name is known']
		});
	});
});
