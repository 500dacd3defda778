import type BetterSqlite3 from 'better-sqlite3';
import { ascending, group } from 'd3-array';
import { isRestriction, type Restricting } from '#lib/domain/actions/restrictive.ts';
import type { County, CountyEvent } from '#lib/domain/forecast/features.ts';
import type { ActionsAs } from '#lib/domain/forecast/forecast-words.ts';
import { EMBEDDED } from '../read/inputs.ts';

/** Counties of the 50 states and the District of Columbia whose people were counted; codes that stand for others apart. */
const COUNTIES = `SELECT r.region, r.parent AS state, n.population_2020 AS population, r.lon, r.lat
	FROM regions r JOIN populations n USING (region)
	WHERE r.kind = 'county' AND n.population_2020 IS NOT NULL AND r.parent IS NOT NULL
		AND r.lon IS NOT NULL AND r.lat IS NOT NULL AND n.dataset = '${EMBEDDED}'
	ORDER BY r.region`;

/** The counties that tests are made on, in the order of their codes. */
export const countiesOf = (db: BetterSqlite3.Database): County[] =>
	db.prepare(COUNTIES).all() as County[];

/** Restrictive actions of counties in the embedded data, up to a day, in the order of time. */
export function eventsOf(
	db: BetterSqlite3.Database,
	actionsAs: ActionsAs,
	through: string
): CountyEvent[] {
	if (actionsAs === 'first_test')
		return firstDays(
			db
				.prepare(`SELECT region, date FROM first_test_actions WHERE dataset = '${EMBEDDED}'`)
				.all() as { region: string; date: string }[],
			through
		);
	const rows = db
		.prepare(
			`SELECT region, date, action_type, decision, direction FROM actions WHERE dataset = '${EMBEDDED}'`
		)
		.all() as (Restricting & { region: string; date: string })[];
	return firstDays(rows.filter(isRestriction), through);
}

/** Days of dates that are known to the month; a month counts as its first day, what is coarser not at all. */
function firstDays(
	rows: readonly { region: string; date: string }[],
	through: string
): CountyEvent[] {
	return rows
		.filter(({ date }) => /^\d{4}-\d{2}(-\d{2})?$/.test(date))
		.map(({ region, date }) => ({ region, day: date.length === 7 ? `${date}-01` : date }))
		.filter(({ day }) => day <= through)
		.toSorted((a, b) => ascending(a.day, b.day));
}

/** The days of actions by county. */
export const daysByCounty = (events: readonly CountyEvent[]): Map<string, string[]> =>
	new Map(
		[...group(events, ({ region }) => region)].map(([region, own]) => [
			region,
			own.map(({ day }) => day)
		])
	);

/**
 * The last day up to which trackers that list matters of counties were read, YYYY-MM-DD; null where none says.
 * A tracker of state bills says nothing of counties.
 */
export const countiesThrough = (db: BetterSqlite3.Database): string | null =>
	db
		.prepare(
			`SELECT max(last_day(v.read_to)) FROM coverage v WHERE v.tracker IN (
				SELECT DISTINCT g.tracker FROM sightings g JOIN regions r USING (region) WHERE r.kind = 'county')`
		)
		.pluck()
		.get() as string | null;
