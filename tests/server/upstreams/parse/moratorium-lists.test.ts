import { describe, expect, it } from 'vitest';
import type { Curated } from '#lib/server/ingest/upstreams/curated.ts';
import { moratoriumLegislation } from '#lib/server/ingest/upstreams/actions/moratorium-legislation.ts';
import { moratoriumSweeps } from '#lib/server/ingest/upstreams/actions/moratorium-sweeps.ts';
import { rowFiles } from '#lib/server/ingest/upstreams/parse/rows.ts';
import type { Upstream } from '#lib/server/ingest/upstreams/upstream.ts';
import { LEGISLATION, SWEEPS } from '../setup/samples.ts';

const part = { file: 'list', url: '' };
const VIRGINIA = [{ region: 'US-VA', kind: 'state', name: 'Virginia', parent: 'US' }];

/** The rows that looks at a list become, checked against their tables. */
function convert(upstream: Upstream, looks: [day: string, text: string][], tables: object) {
	const curated: Curated = {
		rows: ((table: string) =>
			(({ regions: VIRGINIA, ...tables }) as Record<string, unknown[]>)[table] ??
			[]) as Curated['rows'],
		fingerprint: () => ''
	};
	const history = looks.reduce<string | null>(
		(before, [day, text]) => upstream.fold(before, [{ part, text }], day),
		null
	);
	const { rows, notes } = upstream.rows(history ?? '[]', { curated, ledger: () => null });
	expect([...rowFiles(rows).keys()]).toContain('sources.csv');
	return { rows, notes };
}

describe('state bills of Moratorium Nation', () => {
	const bills = (looks: [string, string][], tables: object = {}) =>
		(convert(moratoriumLegislation, looks, tables).rows.sightings ?? []).map((row) => [
			row.tracker_record_id,
			row.region,
			row.action_type,
			row.status,
			row.event_date,
			row.first_seen,
			row.how_it_ended,
			row.action_id
		]);

	it('are kept as sightings in its own words, and tied to an action only by its id', () => {
		const near = { region: 'US-VA', action_type: 'executive_order', date: '2026-04-01' };
		const actions = [
			{ ...near, action_id: 'mn2-leg-va-hb1-2026', place_id: 'US-VA/state/virginia' },
			{ ...near, action_id: 'va-other', place_id: 'US-VA/state/virginia' }
		];
		expect(bills([['2026-11-01', LEGISLATION]], { actions })).toEqual([
			[
				'va-hb1-2026',
				'US-VA',
				'state_bill',
				'failed_died',
				'2026-03-09',
				'2026-11-01',
				'last_look',
				'mn2-leg-va-hb1-2026'
			],
			[
				'va-eo2-2026',
				'US-VA',
				'executive_order',
				'enacted',
				'2026-04-01',
				'2026-11-01',
				'last_look',
				null
			]
		]);
	});

	it('begin another spell where they got further', () => {
		const before = LEGISLATION.replace('failed_died,2026-03-09', 'in_committee,2026-02-01');
		expect(
			bills([
				['2026-10-01', before],
				['2026-11-01', LEGISLATION]
			]).filter(([id]) => id === 'va-hb1-2026')
		).toMatchObject([
			[
				'va-hb1-2026',
				'US-VA',
				'state_bill',
				'in_committee',
				'2026-02-01',
				'2026-10-01',
				'changed',
				null
			],
			[
				'va-hb1-2026',
				'US-VA',
				'state_bill',
				'failed_died',
				'2026-03-09',
				'2026-11-01',
				'last_look',
				null
			]
		]);
	});

	it('are refused in words in the older form, which gives no day, and one without a day is left out', () => {
		const read = (text: string) => moratoriumLegislation.read({ part, text });
		expect(() => read('state,state_abbrev,bill,status\nVirginia,VA,HB1,Enacted\n')).toThrow(
			/no column "bill_status_category"/
		);
		const [head = '', bill = ''] = LEGISLATION.split('\n');
		const many = Array.from({ length: 20 }, () => bill);
		expect(read([head, ...many, bill.replace('2026-03-09', 'soon'), ''].join('\n')).odd).toEqual([
			'va-hb1-2026: no date in last_action_date_iso "soon"'
		]);
	});
});

describe('sweeps of Moratorium Nation', () => {
	const COVERED = { tracker: 'moratorium-nation', swept_from: '2026-05', swept_to: '2026-07' };
	const swept = (sweeps: object, coverage: object[] = [COVERED]) => {
		const { rows, notes } = convert(moratoriumSweeps, [['2026-11-01', JSON.stringify(sweeps)]], {
			coverage
		});
		return {
			notes,
			changes: (rows.overrides ?? []).map(({ column, value }) => `${column} ${value ?? ''}`)
		};
	};

	it('change nothing where they are on record, and extend the record where another follows', () => {
		const first = '2026-05-01/2026-07-31';
		expect(swept(SWEEPS(first))).toEqual({ notes: [], changes: [] });
		expect(swept(SWEEPS(first, '2026-08-01/2026-10-31')).changes).toEqual(['swept_to 2026-10-31']);
	});

	it('leave a gap a gap, and an older copy aside', () => {
		expect(swept(SWEEPS('2026-05-01/2026-07-31', '2026-09-01/2026-10-31')).changes).toEqual([
			'swept_from 2026-09-01',
			'swept_to 2026-10-31'
		]);
		expect(swept(SWEEPS('2026-05-01/2026-06-30')).changes).toEqual([]);
	});

	it('say where only part of the states was swept, and add no tracker of their own', () => {
		const sweeps = SWEEPS('2026-08-01/2026-10-31');
		for (const one of sweeps.windows) one.swept_states.pop();
		expect(swept(sweeps)).toEqual({
			notes: ['1 sweeps of less than 50 states are left out: coverage is told by tracker'],
			changes: []
		});
		expect(swept(SWEEPS('2026-08-01/2026-10-31'), []).changes).toEqual([]);
	});
});
