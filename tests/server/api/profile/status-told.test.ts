import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placeHeadline } from '#lib/domain/status/place-words.ts';
import { ruleWords } from '#lib/domain/status/rule-words.ts';
import type { Profile } from '#lib/server/api/profile/profile-schema.ts';
import { csv, SOURCES, Workshop } from '../../ingest/harness.ts';
import { apiOver } from '../setup/support.ts';

/** From a user folder through ingestion and the API to the words of a profile. All places and steps are made up. */

const COLUMNS =
	'action_id,date,date_basis,place_id,region,action_type,body,body_kind,decision,direction,binding,duration_months,starts_on,ends_on,later_state,later_seen,mw_threshold,follows,summary,source_id';
const COUNTY = 'US-VA-51107';

interface Step {
	id?: string;
	date: string;
	decision?: string;
	action_type?: string;
	binding?: 'yes' | 'no';
	duration_months?: number;
	starts_on?: string;
	ends_on?: string;
	later_state?: string;
	later_seen?: string;
	mw_threshold?: number;
	follows?: string;
	summary?: string;
}

/** Each place with its steps, and what a reader is told on a day. */
const TOLD: Record<string, { steps: Step[]; on: [string, ...string[]][] }> = {
	'a leap day plus a year': {
		steps: [{ date: '2024-02-29', duration_months: 12 }],
		on: [
			['2024-02-28'],
			[
				'2025-02-28',
				'Moratorium in force since Feb 29, 2024, until Feb 28, 2025 (computed from its length)'
			],
			['2025-03-01', 'Moratorium expired Mar 1, 2025 (computed from its length)']
		]
	},
	'the last of January plus a month': {
		steps: [{ date: '2026-01-31', duration_months: 1 }],
		on: [
			[
				'2026-02-28',
				'Moratorium in force since Jan 31, 2026, until Feb 28, 2026 (computed from its length)'
			],
			['2026-03-01', 'Moratorium expired Mar 1, 2026 (computed from its length)']
		]
	},
	'an extension on the last day': {
		steps: [
			{ id: 'last', date: '2026-01-10', duration_months: 6 },
			{ date: '2026-07-10', decision: 'extended', duration_months: 6, follows: 'last' }
		],
		on: [
			[
				'2026-07-09',
				'Moratorium in force since Jan 10, 2026, until Jul 9, 2026, when a later step followed'
			],
			[
				'2026-07-11',
				'Moratorium extended and in force since Jul 10, 2026, until Jan 10, 2027 (computed from its length)'
			]
		]
	},
	'an extension a day too late': {
		steps: [
			{ id: 'late', date: '2026-01-10', ends_on: '2026-07-10' },
			{ date: '2026-07-12', decision: 'extended', duration_months: 6, follows: 'late' }
		],
		on: [
			['2026-07-10', 'Moratorium in force since Jan 10, 2026, until Jul 10, 2026 (stated)'],
			['2026-07-11', 'Moratorium expired Jul 11, 2026'],
			[
				'2026-07-12',
				'Moratorium extended and in force since Jul 12, 2026, until Jan 12, 2027 (computed from its length)'
			]
		]
	},
	'two pauses at once': {
		steps: [
			{ date: '2026-01-01', duration_months: 12 },
			{ date: '2026-06-01', duration_months: 3, mw_threshold: 20 }
		],
		on: [
			[
				'2026-07-01',
				'Moratorium from 20 MW in force since Jun 1, 2026, until Sep 1, 2026 (computed from its length)',
				'Moratorium in force since Jan 1, 2026, until Jan 1, 2027 (computed from its length)'
			],
			[
				'2026-09-02',
				'Moratorium in force since Jan 1, 2026, until Jan 1, 2027 (computed from its length)',
				'Moratorium from 20 MW expired Sep 2, 2026 (computed from its length)'
			]
		]
	},
	'a repeal, and a pause anew': {
		steps: [
			{ id: 'first', date: '2026-01-01', duration_months: 12 },
			{ id: 'gone', date: '2026-03-01', decision: 'repealed', follows: 'first' },
			{ date: '2026-05-01', duration_months: 2, follows: 'gone' }
		],
		on: [
			['2026-03-01', 'Moratorium repealed Mar 1, 2026'],
			[
				'2026-05-01',
				'Moratorium in force since May 1, 2026, until Jul 1, 2026 (computed from its length)'
			],
			['2026-07-02', 'Moratorium expired Jul 2, 2026 (computed from its length)']
		]
	},
	'a ban in the place of a pause': {
		steps: [
			{ id: 'paused', date: '2026-01-01', duration_months: 12 },
			{ date: '2026-04-01', action_type: 'ban', follows: 'paused' }
		],
		on: [
			[
				'2026-11-22',
				'Ban in force since Apr 1, 2026, no end date',
				'Moratorium replaced by another rule Apr 1, 2026'
			]
		]
	},
	'a zoning rule in the place of a pause': {
		steps: [
			{ id: 'until-rules', date: '2026-01-01' },
			{ date: '2026-04-01', action_type: 'zoning_rule', follows: 'until-rules' }
		],
		on: [['2026-11-22', 'Moratorium replaced by another rule Apr 1, 2026']]
	},
	'neither length nor end': {
		steps: [{ date: '2025-10-01' }],
		on: [
			['2026-10-01', 'Moratorium adopted Oct 1, 2025; end date unknown'],
			[
				'2026-10-02',
				'Moratorium adopted, end date unknown, no later action found: may have expired by Oct 2, 2026'
			]
		]
	},
	'listed later as expired': {
		steps: [{ date: '2026-08-04', later_state: 'expired', later_seen: '2026-09' }],
		on: [
			['2026-08-20', 'Moratorium adopted Aug 4, 2026; end date unknown'],
			['2026-11-22', 'Moratorium listed as expired by Sep 2026; day unknown']
		]
	},
	'listed later as extended': {
		steps: [{ date: '2024-09-17', later_state: 'extended', later_seen: '2026-09' }],
		on: [['2026-11-22', 'Moratorium listed as extended by Sep 2026; end date unknown']]
	},
	'a proposal that planners back, then a refusal': {
		steps: [
			{ id: 'idea', date: '2026-02-01', decision: 'proposed' },
			{ id: 'advice', date: '2026-03-01', binding: 'no', follows: 'idea' },
			{ date: '2026-04-01', decision: 'rejected', follows: 'advice' }
		],
		on: [
			['2026-02-15', 'Moratorium proposed Feb 1, 2026; no decision found'],
			['2026-03-15', 'Moratorium proposed Mar 1, 2026; no decision found'],
			['2026-04-01']
		]
	},
	'an end known to the month': {
		steps: [{ date: '2026-02-10', ends_on: '2026-12' }],
		on: [
			[
				'2026-12-31',
				'Moratorium in force since Feb 10, 2026, until Dec 2026 (day unknown; stated)'
			],
			['2027-01-01', 'Moratorium expired Jan 1, 2027']
		]
	},
	'adopted, and yet to begin': {
		steps: [{ date: '2026-01-10', starts_on: '2026-03-01', duration_months: 3 }],
		on: [
			['2026-02-01', 'Moratorium adopted Jan 10, 2026, in force from Mar 1, 2026'],
			[
				'2026-03-01',
				'Moratorium in force since Mar 1, 2026, until Jun 1, 2026 (computed from its length)'
			]
		]
	}
};

const NAMES = Object.keys(TOLD);
const placeOf = (name: string) => `US-VA/town/${name.replaceAll(/[^a-z]+/g, '-')}`;

let workshop: Workshop;
let api: ReturnType<typeof apiOver>;
/** The day is asked for where it matters; today lies after all of them. */
const TODAY = new Date('2027-02-01T10:00:00Z');
let now = TODAY;

beforeAll(() => {
	workshop = new Workshop();
	const rows = NAMES.flatMap((name) =>
		(TOLD[name]?.steps ?? []).map((step, index) =>
			rowOf(placeOf(name), COUNTY, { id: `${placeOf(name).slice(11)}-${index}`, ...step })
		)
	);
	const result = workshop.with({
		'sources.csv': csv(SOURCES, 'memo,Made-up memo,Us,primary'),
		'vocabulary.csv': csv(
			'kind,value,label',
			...['ban,Ban', 'zoning_rule,Zoning rule', 'state_law,State law'].map(
				(one) => `action_type,${one}`
			),
			...['extended,Extended', 'proposed,Proposed', 'rejected,Rejected', 'repealed,Repealed'].map(
				(one) => `decision,${one}`
			),
			...['county,County', 'state,State', 'city,City'].map((one) => `place_kind,${one}`)
		),
		'places.csv': csv(
			'place_id,name,place_kind,region',
			...NAMES.map((name) => `${placeOf(name)},"${name}",town,${COUNTY}`),
			`US-VA/county/loudoun,Loudoun County,county,${COUNTY}`,
			'US-CT/state/connecticut,Connecticut,state,US-CT',
			'US-CT/city/anywhere,Anywhere,city,US-CT-09001'
		),
		'actions.csv': csv(
			COLUMNS,
			...rows,
			rowOf('US-VA/county/loudoun', COUNTY, {
				id: 'county',
				date: '2026-09-16',
				duration_months: 6
			}),
			rowOf('US-CT/city/anywhere', 'US-CT-09001', {
				id: 'refused',
				date: '2026-05-01',
				decision: 'rejected'
			}),
			rowOf('US-CT/state/connecticut', 'US-CT', {
				id: 'state',
				date: '2026-06-01',
				action_type: 'state_law',
				ends_on: '2027-06-30',
				summary: 'Moratorium on data centers from 100 MW',
				mw_threshold: 100
			})
		)
	});
	expect(result.status).toBe('published');
	api = apiOver({ releases: workshop.releases, now: () => now });
});
afterAll(() => {
	api.store.close();
	workshop.remove();
});

function rowOf(place_id: string, region: string, step: Step): string {
	const row: Record<string, string | number | undefined> = {
		date_basis: 'event',
		place_id,
		region,
		action_type: 'moratorium',
		body: 'Board',
		body_kind: 'county',
		decision: 'adopted',
		direction: step.decision === 'proposed' ? 'neutral' : 'restrictive',
		binding: 'yes',
		summary: 'Made up',
		source_id: 'memo',
		...step,
		action_id: step.id
	};
	return COLUMNS.split(',')
		.map((column) => String(row[column] ?? ''))
		.join(',');
}

const profile = async (where: string, on?: string) =>
	(
		(await api.json(`/api/v1/profile?${where}${on === undefined ? '' : `&on=${on}`}`)) as {
			data: Profile;
		}
	).data;

describe('a reader is told', () => {
	test.each(NAMES)('%s', async (name) => {
		const told = await Promise.all(
			(TOLD[name]?.on ?? []).map(async ([on]) => [
				on,
				...(await profile(`place=${placeOf(name)}`, on)).in_force.own.map(ruleWords)
			])
		);
		expect(told).toEqual(TOLD[name]?.on);
	});

	test('at midnight that a pause is over', async () => {
		const first = async () =>
			(await profile(`place=${placeOf('an end known to the month')}`)).in_force.own[0]?.status;
		now = new Date('2026-12-31T23:59:59Z');
		expect(await first()).toBe('active');
		now = new Date('2027-01-01T00:00:00Z');
		expect(await first()).toBe('expired');
		now = TODAY;
	});

	test('in a town of a county with a pause: what is not recorded, never that it binds the town', async () => {
		const town = await profile(`place=${placeOf('neither length nor end')}`, '2025-09-30');
		expect(town.in_force.county).toEqual([]);
		const later = await profile(`place=${placeOf('a leap day plus a year')}`, '2026-11-22');
		expect(later.in_force.county.map(({ words }) => words)).toEqual([
			'county: moratorium for unincorporated land; we do not know whether it binds this town'
		]);
		expect(later.in_force.own.map(({ status }) => status)).toEqual(['expired']);
		expect(
			placeHeadline({ ...later, kind: 'place' }, later.in_force, later.inside).after
		).toContain('its county has one for unincorporated land');
	});

	test('of a state’s rule in everything inside, with the size from which it applies', async () => {
		for (const where of ['region=US-CT', 'region=US-CT-09001', 'place=US-CT/city/anywhere']) {
			const { in_force } = await profile(where, '2026-11-22');
			const rules = where === 'region=US-CT' ? in_force.own : in_force.state;
			expect(rules.map(ruleWords), where).toEqual([
				'Moratorium from 100 MW in force since Jun 1, 2026, until Jun 30, 2027 (stated)'
			]);
		}
	});
});
