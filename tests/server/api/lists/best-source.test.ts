import { describe, expect, test } from 'vitest';
import { BEST_FIRST } from '#lib/domain/closed.ts';
import { apiOver } from '../setup/support.ts';

interface Sourced {
	source_id: string;
	source_url: string | null;
	publisher: string;
	tier: (typeof BEST_FIRST)[number];
}

const api = apiOver();
const record = async (path: string) =>
	(await api.json(`/api/v1/${path}`)) as {
		data: { action: Sourced; poll: Sourced; sources: Sourced[] };
	};

describe('the best source is linked first', () => {
	test('of an action that a tracker listed and whose minutes are known', async () => {
		const { data } = await record('actions/ca-marigold-ban');
		const own = data.sources.find(({ source_id }) => source_id === data.action.source_id);
		expect(data.sources.map(({ tier }) => tier)).toEqual(['primary', 'reported', 'aggregator']);
		expect(own?.tier).toBe('reported');
		expect(data.action.publisher).toBe(data.sources[0]?.publisher);
		expect(data.action.source_url).toBe(data.sources[0]?.source_url);
		expect(data.action.tier).toBe('primary');
	});

	test.each(['polls', 'actions'] as const)('of every one of the %s', async (name) => {
		const { data } = await api.list(`/api/v1/${name}?limit=1000`);
		for (const row of data as unknown as (Sourced & { poll_id: string; action_id: string })[]) {
			const id = name === 'polls' ? row.poll_id : row.action_id;
			const { sources } = (await record(`${name}/${encodeURIComponent(id)}`)).data;
			const ranks = sources.map(({ tier }) => BEST_FIRST.indexOf(tier));
			expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
			expect(row.source_url).toBe(sources[0]?.source_url);
			expect(sources.map(({ source_id }) => source_id)).toContain(row.source_id);
		}
	});

	test.each(['polls', 'actions'] as const)('of the %s to look at again, too', async (name) => {
		const kind = name === 'polls' ? 'poll' : 'action';
		const { data: all } = await api.list(`/api/v1/${name}?limit=1000`);
		const linked = new Map(all.map((row) => [row[`${kind}_id`], row['source_url']]));
		const { data: stale } = await api.list(`/api/v1/stale?limit=1000&record_kind=${kind}`);
		expect(stale.length).toBeGreaterThan(0);
		for (const row of stale) expect(row['source_url']).toBe(linked.get(row['record_id']));
	});

	test('of a claim that a record of an original confirms, beside the one it was read in', async () => {
		const { data } = await api.list('/api/v1/claims?limit=1000');
		expect(data.find((row) => row['claim_id'] === 'claim-marigold-80')).toMatchObject({
			tier: 'primary',
			read_tier: 'reported'
		});
		for (const row of data as unknown as (Sourced & { read_tier: Sourced['tier'] })[])
			expect(BEST_FIRST.indexOf(row.tier)).toBeLessThanOrEqual(BEST_FIRST.indexOf(row.read_tier));
	});
});
