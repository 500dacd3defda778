import Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { currentId } from '#lib/server/dataset/releases/release-log.ts';
import { liveReleases } from './live.ts';

const releases = liveReleases();
const db = new Database(join(releases, `${currentId(releases)}.sqlite`), { readonly: true });
afterAll(() => db.close());

const rows = (sql: string) => db.prepare(sql).all();

describe('the figures this project started from are in the release of data/', () => {
	it('Heatmap Pro: 42, 52, 71 and 75 percent opposed in four waves of one item, the last read second-hand', () => {
		expect(
			rows(`SELECT p.date, a.percent, p.tier, q.item
				FROM answers a JOIN questions q USING (question_id) JOIN polls p USING (poll_id)
				WHERE p.house = 'Heatmap Pro' AND q.wording_group = 'oppose_near_home' AND a.subgroup = 'all'
					AND a.stance = 'oppose' AND a.strength = 'net' ORDER BY p.date_start`)
		).toEqual([
			{ date: '2025-08', percent: 42, tier: 'primary', item: 'heatmap_near_where_you_live' },
			{ date: '2026-02', percent: 52, tier: 'primary', item: 'heatmap_near_where_you_live' },
			{ date: '2026-05', percent: 71, tier: 'primary', item: 'heatmap_near_where_you_live' },
			{ date: '2026-08', percent: 75, tier: 'aggregator', item: 'heatmap_near_where_you_live' }
		]);
	});

	it('Gallup: 71 percent, another question of another house', () => {
		expect(
			rows(`SELECT p.house, q.wording_group, a.percent
				FROM answers a JOIN questions q USING (question_id) JOIN polls p USING (poll_id)
				WHERE p.house = 'Gallup' AND a.percent = 71 AND a.stance = 'oppose' AND a.subgroup = 'all'`)
		).toEqual([{ house: 'Gallup', wording_group: 'oppose_in_community_ai', percent: 71 }]);
	});

	it('Monterey Park: 86 percent for a ban', () => {
		expect(
			rows(`SELECT a.date, a.percent_restrictive, a.direction, l.name
				FROM actions a JOIN places l USING (place_id)
				WHERE a.place_id = 'US-CA/city/monterey-park' AND a.percent_for IS NOT NULL`)
		).toEqual([
			{
				date: '2026-06-02',
				percent_restrictive: 86,
				direction: 'restrictive',
				name: 'Monterey Park'
			}
		]);
	});

	it('DeepSeek: its discount, its round and its valuation, each behind a claim', () => {
		expect(
			rows(`SELECT c.claim_id, c.value, s.unit, count(o.value) > 0 AS observed
				FROM claims c JOIN claim_records r USING (claim_id)
				JOIN series s ON r.record_kind = 'series' AND s.series_id = r.record_id
				JOIN observations o USING (series_id)
				WHERE c.claim_id LIKE 'claim-deepseek-%' GROUP BY c.claim_id ORDER BY c.claim_id`)
		).toEqual([
			{ claim_id: 'claim-deepseek-discount', value: 75, unit: 'percent', observed: 1 },
			{ claim_id: 'claim-deepseek-round', value: 7.4e9, unit: 'USD', observed: 1 },
			{ claim_id: 'claim-deepseek-valuation', value: 5.2e10, unit: 'USD', observed: 1 }
		]);
	});

	it.each([
		['heatmap', 'poll'],
		['monterey park', 'action'],
		['deepseek valuation', 'series']
	])('"%s" finds a %s', (words, kind) => {
		const query = words
			.split(' ')
			.map((word) => `"${word}"*`)
			.join(' ');
		expect(
			db.prepare('SELECT kind FROM search WHERE search MATCH ? AND kind = ?').all(query, kind)
		).not.toEqual([]);
	});
});
