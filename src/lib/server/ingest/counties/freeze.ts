import type BetterSqlite3 from 'better-sqlite3';
import { forecastFrom } from '#lib/domain/forecast/forecast-model.ts';
import type { CountyEvent } from '#lib/domain/forecast/features.ts';
import type { Basis } from '#lib/domain/forecast/forecast-words.ts';
import { countiesOf, countiesThrough, eventsOf } from './counties.ts';
import { EMBEDDED } from '../read/inputs.ts';
import { UsageError } from '../usage-error.ts';

/** Head of data/forecasts.csv. */
export const FORECASTS_HEAD =
	'origin_day,basis,frozen_on,code_commit,region,state,size_state,three';

/** What a forecast is made from. */
interface Origin {
	/** Last day of what is known, YYYY-MM-DD. */
	day: string;
	basis: Basis;
	events: CountyEvent[];
}

/** When a forecast was frozen, and with which commit. */
interface Stamp {
	frozenOn: string;
	commit: string;
}

/** The last day of the historic forecast that is made from what a tracker listed on it. */
const FIRST_KNOWN = '2026-03-31';
const HINDSIGHT = ['2025-09-30', '2025-12-31', FIRST_KNOWN] as const;

/**
 * The origin of a forecast from the embedded data of a release as it is.
 * @throws UsageError where no tracker says up to which day it was read
 */
export function originNow(db: BetterSqlite3.Database): Origin {
	const day = countiesThrough(db);
	if (day === null)
		throw new UsageError(
			'no tracker of counties says up to which day it was read: see coverage.csv'
		);
	return { day, basis: 'as_known', events: eventsOf(db, 'now', day) };
}

/** The origins of the first test: three in hindsight on its actions, and one from the tracker as it stood. */
export const historicOrigins = (db: BetterSqlite3.Database): Origin[] => [
	...HINDSIGHT.map((day): Origin => ({
		day,
		basis: 'hindsight',
		events: eventsOf(db, 'first_test', day)
	})),
	{ day: FIRST_KNOWN, basis: 'as_known', events: listedOn(db, FIRST_KNOWN) }
];

/**
 * Restrictions and denials of projects that a tracker listed on a day, by the days it gave them. A denial is what it
 * calls a permit denial that its opponents won.
 */
function listedOn(db: BetterSqlite3.Database, day: string): CountyEvent[] {
	const rows = db
		.prepare(
			`SELECT region, event_date AS day FROM sightings WHERE dataset = '${EMBEDDED}'
				AND first_seen <= @day AND (known_until IS NULL OR known_until > @day) AND event_date IS NOT NULL
				AND (says = 'adopted' OR ('|' || tracker_types || '|' LIKE '%|permit_denial|%' AND outcome = 'win'))
				ORDER BY event_date, region`
		)
		.all({ day }) as CountyEvent[];
	return rows
		.map((row) => ({ ...row, day: row.day.length === 7 ? `${row.day}-01` : row.day }))
		.filter((row) => row.day.length === 10 && row.day <= day);
}

/** Lines of data/forecasts.csv for an origin, one a county. */
export function frozenLines(
	db: BetterSqlite3.Database,
	{ day, basis, events }: Origin,
	{ frozenOn, commit }: Stamp
): string[] {
	return forecastFrom(countiesOf(db), events, day).map(({ region, state, size_state, three }) =>
		[day, basis, frozenOn, commit, region, ...[state, size_state, three].map(share)].join(',')
	);
}

const share = (value: number) => String(Math.round(value * 1e6) / 1e6);

/**
 * The file with lines of further origins behind what it holds, which stays byte for byte.
 * @throws UsageError where an origin is in the file already: what is frozen is not made anew
 */
export function appended(file: string, lines: readonly string[]): string {
	const before = file === '' ? `${FORECASTS_HEAD}\n` : file.endsWith('\n') ? file : `${file}\n`;
	const originOf = (line: string) => line.split(',').slice(0, 2).join(' ');
	const known = new Set(before.split('\n').map(originOf));
	const again = lines.map(originOf).find((origin) => known.has(origin));
	if (again !== undefined)
		throw new UsageError(
			`${again} is frozen already: a forecast is made once for each day that the data reach`
		);
	return `${before}${lines.join('\n')}\n`;
}
