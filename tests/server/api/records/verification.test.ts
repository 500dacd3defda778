import { inject, expect, it } from 'vitest';
import { nextToCheck } from '#lib/server/dataset/queries/records/verification.ts';
import { worthOf } from '#lib/domain/history/verification.ts';
import { apiOver } from '../setup/support.ts';

const ON = '2026-11-25';

it('the share verified by state adds up to what the profile of the world counts', async () => {
	const { list, json } = apiOver({ releases: inject('embeddedReleases') });
	const { data } = await list(`/api/v1/verification?limit=1000&on=${ON}`);
	const sum = (column: string) =>
		data
			.filter((row) => row['record_kind'] === 'action')
			.reduce((all, row) => all + Number(row[column]), 0);
	const { data: world } = (await json(`/api/v1/profile?region=WLD&on=${ON}`)) as {
		data: { actions: { total: number; confirmed: number } };
	};
	expect({ total: sum('records'), confirmed: sum('verified') }).toEqual(world.actions);
});

it('the records to check next are those that rest on trackers, reach far and are old', () => {
	const { store } = apiOver();
	const next = nextToCheck(store.current(), ON, 5);
	expect(next).toHaveLength(5);
	expect(next[0]?.tier).toBe('aggregator');
	expect(next.filter(({ tier }) => tier === 'primary' || tier === 'own')).toEqual([]);
	expect(next.map(({ worth }) => worth)).toEqual(
		next.map(({ worth }) => worth).toSorted((a, b) => b - a)
	);
	const record = {
		region_kind: 'county',
		population: null,
		tier: 'aggregator' as const,
		independent_sources: 1,
		last_confirmed: '2026-06-01'
	};
	expect(worthOf({ ...record, region_kind: 'state' }, ON)).toBeGreaterThan(worthOf(record, ON));
	expect(worthOf({ ...record, last_confirmed: '2025-06-01' }, ON)).toBeGreaterThan(
		worthOf(record, ON)
	);
	expect(worthOf({ ...record, independent_sources: 3 }, ON)).toBeLessThan(worthOf(record, ON));
	expect(worthOf({ ...record, tier: 'primary' }, ON)).toBe(0);
});
