import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { POINTER } from '#lib/server/dataset/releases/release-log.ts';
import { countyFigure } from '#lib/server/dataset/queries/forecasts.ts';
import { openRelease } from '#lib/server/dataset/release.ts';
import {
	appended,
	FORECASTS_HEAD,
	frozenLines,
	originNow
} from '#lib/server/ingest/counties/freeze.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

function release() {
	const folder = inject('embeddedReleases');
	const id = readFileSync(join(folder, POINTER), 'utf8').trim();
	const open = openRelease(join(folder, `${id}.sqlite`));
	onTestFinished(() => open.close());
	return open;
}

describe('what followed, as a build computes it', () => {
	it('counts counties by what was on record, with the actions of then and of now', () => {
		const rows = release()
			.prepare(
				`SELECT actions_as, vintage, window_end, county_vintages, followed FROM what_followed
					WHERE record = 'pending' AND window_days = 90 ORDER BY actions_as, vintage`
			)
			.all();
		// Franklin County, listed as ongoing since 6 March: only the first test has an action of it, of May.
		expect(rows).toEqual([
			{
				actions_as: 'first_test',
				vintage: '2026-03-30',
				window_end: '2026-06-28',
				county_vintages: 2,
				followed: 1
			},
			{
				actions_as: 'first_test',
				vintage: '2026-04-25',
				window_end: '2026-07-20',
				county_vintages: 1,
				followed: 1
			},
			{
				actions_as: 'first_test',
				vintage: 'all',
				window_end: null,
				county_vintages: 3,
				followed: 2
			},
			{
				actions_as: 'now',
				vintage: '2026-03-30',
				window_end: '2026-06-28',
				county_vintages: 1,
				followed: 0
			},
			{
				actions_as: 'now',
				vintage: '2026-04-25',
				window_end: '2026-07-20',
				county_vintages: 1,
				followed: 0
			},
			{ actions_as: 'now', vintage: 'all', window_end: null, county_vintages: 2, followed: 0 }
		]);
	});

	it('has every county once a vintage', () => {
		const sums = release()
			.prepare(
				`SELECT DISTINCT sum(county_vintages) FROM what_followed WHERE vintage <> 'all'
					GROUP BY actions_as, window_days, vintage`
			)
			.pluck()
			.all();
		expect(sums).toEqual([4]);
	});
});

describe('a frozen forecast', () => {
	it('is scored when its months are over, and not before', () => {
		const scores = release()
			.prepare(
				`SELECT origin_day, model, counties, counties_acting, auc, brier, skill_state, criteria_passed
					FROM forecast_scores WHERE actions_as = 'now' ORDER BY model`
			)
			.all();
		expect(scores).toMatchObject([
			{ origin_day: '2025-09-30', model: 'size_state', counties: 4, counties_acting: 1 },
			{ origin_day: '2025-09-30', model: 'state', auc: 0.5, brier: 0.19, skill_state: 0 },
			{ origin_day: '2025-09-30', model: 'three', auc: 1, brier: 0.1125, skill_state: 0.407895 }
		]);
	});

	it('is never changed: further origins stand behind it, and one that is there is refused', () => {
		const { db } = release();
		const stamp = { frozenOn: '2026-11-29', commit: 'abcdefabcdef' };
		const lines = frozenLines(db, originNow(db), stamp);
		expect(lines).toHaveLength(4);
		expect(lines[0]).toMatch(
			/^2026-07-30,as_known,2026-11-29,abcdefabcdef,US-IL-17031(,0(\.\d{1,6})?){3}$/
		);
		const first = appended('', lines);
		expect(first.split('\n')[0]).toBe(FORECASTS_HEAD);
		const later = lines.map((line) => line.replace('2026-07-30', '2026-10-31'));
		expect(appended(first, later).startsWith(first)).toBe(true);
		expect(() => appended(first, lines)).toThrow('2026-07-30 as_known is frozen already');
		expect(frozenLines(db, originNow(db), stamp)).toEqual(lines);
	});
});

describe('a figure of a county', () => {
	it('is given to nobody while the scores do not pass', () => {
		expect(countyFigure(release(), 'US-IL-17031')).toBeNull();
	});

	it('is read in one place alone', () => {
		const reads = /\b(FROM|JOIN|INTO|selectFrom\(')\s*"?forecasts\b/;
		const files = ['src', 'scripts']
			.flatMap((folder) =>
				readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
					(name) => `${folder}/${name}`
				)
			)
			.filter((file) => /\.(ts|svelte)$/.test(file) && reads.test(readFileSync(file, 'utf8')));
		expect(files.toSorted()).toEqual([
			'src/lib/server/dataset/queries/forecasts.ts',
			'src/lib/server/ingest/counties/forecasts.ts'
		]);
	});
});
