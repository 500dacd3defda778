import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, inject, onTestFinished, test } from 'vitest';
import { workOf } from '#lib/domain/trend/checks/known-then.ts';
import { buildKnownThen, datedTrends, knownFrom } from '#lib/server/ingest/counties/known-then.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';

const poll = (published: string | null, field_end: string | null = null, date = field_end) => ({
	published,
	field_end,
	date
});

test.each([
	['on the day it says', '2026-03-10', poll('2026-03-20', '2026-03-12'), '2026-03-20'],
	['at the end of the month it says', '2026-03-10', poll('2026-03', '2026-03-12'), '2026-03-31'],
	['at the end of its field period', '2026-03-10', poll(null, '2026-03-12'), '2026-03-12'],
	['at the end of the month it was taken in', '2026-03-15', poll(null, '2026-03'), '2026-03-31'],
	['not before it was taken', '2026-03-10', poll('2026-03-08'), '2026-03-10']
])('a poll is known %s', (_words, day, about, known) => {
	expect(knownFrom(day, about)).toBe(known);
});

test('a release holds the estimate of each day as it would have been, and how it predicted', () => {
	const { db } = open();
	const days = db(
		`SELECT trend_id, min(day) AS first, max(day) AS last, count(*) AS days FROM trend_days
			WHERE known = 'then' GROUP BY trend_id`
	) as { trend_id: string; first: string; last: string; days: number }[];
	expect(days.length).toBeGreaterThan(0);
	const ahead = db(`SELECT name FROM validations WHERE kind = 'ahead'`) as { name: string }[];
	expect(ahead.length).toBeGreaterThan(0);
	const modelled = db(
		`SELECT trend_id, known_sentence, non_sampling_sd, band_low95, band_low80, band_high80, band_high95
			FROM trends WHERE model = 'yes'`
	) as Record<string, number>[];
	for (const trend of modelled) {
		const has = days.some(({ trend_id }) => trend_id === String(trend['trend_id']));
		expect(has).toBe(trend['known_sentence'] === null);
		expect(trend['non_sampling_sd']).toBeGreaterThan(0);
		expect(trend['band_low95']).toBeLessThanOrEqual(trend['band_low80'] ?? NaN);
		expect(trend['band_high80']).toBeLessThanOrEqual(trend['band_high95'] ?? NaN);
	}
});

test('a set too large for a build is left out, and says what makes it', () => {
	const { path } = new ReleaseStore(inject('embeddedReleases')).current();
	const folder = mkdtempSync(join(tmpdir(), 'known-then-'));
	const file = join(folder, 'copy.sqlite');
	copyFileSync(path, file);
	const db = new Database(file);
	onTestFinished(() => {
		db.close();
		rmSync(folder, { recursive: true });
	});
	db.exec(
		`DELETE FROM trend_days WHERE known = 'then'; DELETE FROM validations WHERE kind = 'ahead'`
	);
	const [smallest] = datedTrends(db);
	if (!smallest) throw new Error('no trend has a model');
	const { trend_id } = smallest.about;
	const made = () =>
		db.prepare(`SELECT DISTINCT trend_id FROM trend_days WHERE known = 'then'`).pluck().all();
	const work = workOf(smallest.readings);
	buildKnownThen(db, undefined, work - 1);
	expect(made()).toEqual([]);
	expect(
		db.prepare('SELECT known_sentence FROM trends WHERE trend_id = ?').pluck().get(trend_id)
	).toMatch(/npm run known-then/);
	buildKnownThen(db, undefined, work);
	expect(made()).toEqual([trend_id]);
});

function open() {
	const release = new ReleaseStore(inject('embeddedReleases')).current();
	return { db: (sql: string) => release.prepare(sql).all() };
}
