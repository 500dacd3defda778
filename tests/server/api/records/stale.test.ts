import { describe, expect, test } from 'vitest';
import { addDays } from '#lib/domain/dates.ts';
import { FRESH_KINDS } from '#lib/domain/actions/freshness.ts';
import { apiOver, rowsOfCsv } from '../setup/support.ts';

const api = apiOver();
interface Stale {
	record_kind: string;
	of_kind: string;
	record_id: string;
	region: string;
	last_confirmed: string;
	fresh_days: number | null;
	stale_from: string | null;
	stale: 'yes' | 'no';
	single_aggregator: 'yes' | 'no';
	tier: string;
	independent_sources: number;
}
const stale = async (search: string, of = api) =>
	(await of.list(`/api/v1/stale?limit=1000${search}`)).data as unknown as Stale[];

describe('records to look at again', () => {
	test('are of every kind that users cite', async () => {
		for (const kind of FRESH_KINDS.filter((one) => one !== 'poll'))
			expect(await stale(`&record_kind=${kind}&stale=yes`), kind).not.toEqual([]);
		expect(await stale('&record_kind=poll&stale=yes')).toEqual([]);
		expect(await stale('&record_kind=poll&single_aggregator=yes')).not.toEqual([]);
	});

	test('are stale after the days that the limits of the release state', async () => {
		const limits = new Map(
			(await api.list('/api/v1/fresh-limits?limit=1000')).data.map((row) => [
				row['limit_id'],
				row['fresh_days']
			])
		);
		for (const kind of FRESH_KINDS)
			for (const row of await stale(`&record_kind=${kind}`)) {
				expect(row.fresh_days).toBe(limits.get(`${row.record_kind}|${row.of_kind}`));
				expect(row.stale_from).toBe(
					row.fresh_days === null ? null : addDays(row.last_confirmed, row.fresh_days + 1)
				);
				expect(row.stale === 'yes' || row.single_aggregator === 'yes').toBe(true);
			}
	});

	test('follow the day', async () => {
		const [one] = await stale('&record_kind=observation&stale=yes&sort=-stale_from');
		const of = (on: string) => stale(`&record_kind=observation&stale=yes&on=${on}`);
		const day = one?.stale_from ?? '';
		const has = (rows: Stale[]) => rows.some(({ record_id }) => record_id === one?.record_id);
		expect([has(await of(day)), has(await of(addDays(day, -1)))]).toEqual([true, false]);
	});

	test('that rest on one tracker have one publisher and no better tier', async () => {
		for (const row of await stale('&single_aggregator=yes'))
			expect([row.tier, row.independent_sources]).toEqual(['aggregator', 1]);
	});

	test('of a region lie in it, in JSON as in CSV', async () => {
		const rows = await stale('&region=US-VA');
		for (const { region } of rows) expect(region).toMatch(/^US-VA/);
		const file = await api.get('/api/v1/stale.csv?region=US-VA');
		expect(rowsOfCsv(await file.text()).map(({ stale_id }) => stale_id)).toEqual(
			rows.map(({ record_kind, record_id }) => `${record_kind}|${record_id}`)
		);
	});

	test('keep a price that another replaced, or that ended, out of it', async () => {
		for (const { of_kind } of await stale('&record_kind=model_price&stale=yes'))
			expect(of_kind).toBe('other');
	});

	test('name no day after the row came as one on which it was confirmed', async () => {
		for (const kind of ['observation', 'claim', 'project'])
			for (const { last_confirmed } of await stale(`&record_kind=${kind}`))
				expect(last_confirmed <= '2026-11-25').toBe(true);
	});
});
