import { afterAll, describe, expect, test } from 'vitest';
import type { Profile } from '#lib/server/api/profile/profile-schema.ts';
import { csv, SOURCES, Workshop } from '../../ingest/harness.ts';
import { apiOver } from '../setup/support.ts';

/** Steps that name a day on which something is to follow. All of them are made up. */
const COLUMNS =
	'action_id,date,date_basis,place_id,region,action_type,body,body_kind,decision,direction,binding,awaits,awaits_on,follows,summary,source_id';
const COUNTY = 'US-VA-51107';
const PLACE = 'US-VA/town/middleburg';

const workshop = new Workshop();
const FOLDER = {
	'sources.csv': csv(SOURCES, 'mine,My list,Me,own'),
	'places.csv': csv('place_id,name,place_kind,region', `${PLACE},Middleburg,town,${COUNTY}`),
	'vocabulary.csv': csv(
		'kind,value,label',
		'action_type,ballot_measure,Ballot measure',
		'action_type,zoning_rule,Zoning rule',
		'decision,pending,Pending',
		'decision,proposed,Proposed'
	),
	'actions.csv': csv(
		COLUMNS,
		`halt,2026-03-03,event,${PLACE},${COUNTY},moratorium,board,county,adopted,restrictive,yes,report,2026-06-30,,Halted permits until an audit reports,mine`,
		`ballot,2026-02-03,event,${PLACE},${COUNTY},ballot_measure,council,county,pending,neutral,no,,,,Council put a ban on the Nov. 3 ballot,mine`,
		`asked,2026-02-05,event,${PLACE},${COUNTY},zoning_rule,board,county,proposed,neutral,no,hearing,2026-04-01,,Board asked for a rule,mine`,
		`ruled,2026-04-01,event,${PLACE},${COUNTY},zoning_rule,board,county,adopted,restrictive,yes,,,asked,Board adopted the rule,mine`
	)
};

workshop.with(FOLDER);
afterAll(() => workshop.remove());
const now = () => new Date('2027-02-01T10:00:00Z');
const api = apiOver({ releases: workshop.releases, now });

const profile = async (on: string) =>
	((await api.json(`/api/v1/profile?region=${COUNTY}&on=${on}`)) as { data: Profile }).data;

describe('a day that a record of an earlier day names', () => {
	test('is among the upcoming dates until it comes: a ballot of the summary, a report of its column', async () => {
		const ahead = async (on: string) =>
			(await profile(on)).ahead
				.map(({ kind, date_start, action_id }) => [kind, date_start, action_id])
				.filter(([, , id]) => id?.startsWith('mine:'));
		expect(await ahead('2026-06-29')).toEqual([
			['report', '2026-06-30', 'mine:halt'],
			['vote', '2026-11-03', 'mine:ballot']
		]);
		expect(await ahead('2026-06-30')).toEqual([['vote', '2026-11-03', 'mine:ballot']]);
	});

	test('leaves a result that is not on record once it has passed, unless a later step tells it', async () => {
		const missing = async (on: string) =>
			(await api.list(`/api/v1/actions?region=${COUNTY}&on=${on}`)).data
				.filter((row) => row['result_missing'] === 'yes')
				.map((row) => row['action_id']);
		expect(await missing('2026-06-30')).toEqual([]);
		expect(await missing('2026-07-01')).toEqual(['mine:halt']);
		expect((await missing('2026-11-04')).toSorted()).toEqual(['mine:ballot', 'mine:halt']);
	});

	test('is told of the record itself as in lists', async () => {
		const missing = async (on: string) =>
			(
				(await api.json(`/api/v1/actions/mine:halt?on=${on}`)) as {
					data: { action: { result_missing: string } };
				}
			).data.action.result_missing;
		expect(await missing('2026-06-30')).toBe('no');
		expect(await missing('2026-07-01')).toBe('yes');
	});

	test('stands beside the rule that waits for it', async () => {
		const { data } = await api.list(`/api/v1/statuses?place=${PLACE}&current=yes&on=2026-07-15`);
		expect(data.map((row) => [row['action_type'], row['awaited'], row['awaited_to']])).toEqual([
			['moratorium', 'report', '2026-06-30']
		]);
	});
});

describe('a row that states half of it', () => {
	test('is refused by name', () => {
		const [head = '', first = ''] = FOLDER['actions.csv'].split('\n');
		const result = workshop.with({
			...FOLDER,
			'actions.csv': csv(head, first.replace(',report,', ',,'))
		});
		expect(JSON.stringify(result.problems)).toContain('half_awaited');
	});
});
