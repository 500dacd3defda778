import type BetterSqlite3 from 'better-sqlite3';
import { group } from 'd3-array';
import {
	FIRST_VINTAGES,
	followedTable,
	outcomesAfter,
	vintagesOf,
	windowEnd,
	DAYS_AFTER,
	type CountySighting,
	type WatchedCounty
} from '#lib/domain/actions/followed.ts';
import { knownUntil, type Sighted } from '#lib/domain/actions/matching/sighted.ts';
import { ACTIONS_AS } from '#lib/domain/forecast/forecast-words.ts';
import { countiesOf, countiesThrough, daysByCounty, eventsOf } from './counties.ts';
import { EMBEDDED } from '../read/inputs.ts';
import { inserterOf } from '../model/inserter.ts';

/** Stores until when each sighting tells what is known. */
export function endSightings(db: BetterSqlite3.Database): void {
	const rows = db
		.prepare(
			'SELECT rowid AS id, tracker, tracker_record_id, first_seen, seen_otherwise_from, status, tracker_types FROM sightings ORDER BY rowid'
		)
		.all() as (Sighted & { id: number })[];
	const until = knownUntil(rows);
	const store = db.prepare('UPDATE sightings SET known_until = ? WHERE rowid = ?');
	for (const [index, { id }] of rows.entries())
		if (until[index] !== null) store.run(until[index], id);
}

/**
 * Computes what followed what was on record of counties, from sightings and actions alone. Trackers whose history
 * begins after the first day that is read are left out: they would change what was on record then.
 */
export function buildFollowed(db: BetterSqlite3.Database): void {
	const through = countiesThrough(db);
	const counties = countiesOf(db);
	if (through === null || counties.length === 0) return;
	const sightings = group(
		db
			.prepare(
				`SELECT region, says, first_seen, last_seen, known_until, event_date FROM sightings
					WHERE dataset = '${EMBEDDED}' AND tracker IN (
						SELECT tracker FROM sightings GROUP BY tracker HAVING min(first_seen) <= ?)`
			)
			.all(FIRST_VINTAGES[0]?.day ?? '') as (CountySighting & {
			region: string;
			last_seen: string;
		})[],
		({ region }) => region
	);
	const looks = [...sightings.values()].flatMap((own) =>
		own.flatMap(({ first_seen, last_seen }) => [first_seen, last_seen])
	);
	const insert = inserterOf(db, 'what_followed');
	for (const actions_as of ACTIONS_AS) {
		const actions = daysByCounty(eventsOf(db, actions_as, through));
		const watched = counties.map(({ region, population }): WatchedCounty => ({
			region,
			population,
			sightings: sightings.get(region) ?? [],
			actions: actions.get(region) ?? []
		}));
		for (const window_days of DAYS_AFTER) {
			const ends = new Map<string, string>();
			const outcomes = vintagesOf(looks).flatMap((vintage) => {
				const end = windowEnd(vintage.day, window_days, through);
				if (end === null) return [];
				ends.set(vintage.day, end);
				return outcomesAfter(watched, vintage, end);
			});
			for (const row of followedTable(outcomes))
				insert({ actions_as, window_days, window_end: ends.get(row.vintage) ?? null, ...row });
		}
	}
}
