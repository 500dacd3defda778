import Database from 'better-sqlite3';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { join } from 'node:path';
import { currentId } from '#lib/server/dataset/release-store.ts';

const releases = inject('embeddedReleases');
const db = new Database(join(releases, `${currentId(releases)}.sqlite`), { readonly: true });
afterAll(() => db.close());

describe('the figures this project started from are in the embedded release', () => {
	it('Heatmap Pro: 42, 52, 71 and 75 percent in four waves of one item', () => {
		const waves = db
			.prepare(
				`SELECT date_start AS day, percent, tier, item FROM readings
				WHERE house = 'Heatmap Pro' AND item IS NOT NULL AND subgroup = 'all' ORDER BY date_start`
			)
			.all() as { day: string; percent: number; tier: string; item: string }[];
		const item = waves.find(({ percent }) => percent === 75)?.item;
		const line = waves.filter((wave) => wave.item === item);
		expect(line.map(({ percent }) => percent)).toEqual([42, 52, 71, 75]);
		expect(line.at(-1)?.tier).not.toBe('primary');
	});
});
