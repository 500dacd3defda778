import type BetterSqlite3 from 'better-sqlite3';
import { dayNumber, PRECISIONS, type Point } from '#lib/domain/indicators/transforms/points.ts';
import { pointsToBytes } from '../../dataset/line-points.ts';

/** Its dataset, and the number SQLite has for it; first and last day, how exactly those are known, and the value. */
type Row = [
	dataset: string,
	at: number,
	start: string | null,
	end: string | null,
	precision: string | null,
	value: number
];

/**
 * Keeps the values that count of each series in each region and dataset together, in the order of time: what compares
 * them reads a few bytes a value, and no row.
 */
export function buildLines(db: BetterSqlite3.Database): void {
	const places = db
		.prepare('SELECT series_id, region FROM series_regions ORDER BY series_id, region')
		.raw()
		.all() as [series_id: string, region: string][];
	const rows = db
		.prepare(
			`SELECT dataset, rowid, date_start, date_end, date_precision, value FROM observations
			WHERE series_id = ? AND region = ? AND latest = 'yes'
			ORDER BY dataset, coalesce(date_start, ''), date_end NULLS LAST, period, vintage NULLS FIRST`
		)
		.raw();
	const insert = db.prepare('INSERT INTO lines VALUES (?, ?, ?, ?, ?)');
	for (const [series_id, region] of places) {
		const found = rows.all(series_id, region) as Row[];
		for (let from = 0; from < found.length;) {
			const dataset = found[from]?.[0] ?? '';
			const points: Point[] = [];
			for (let row = found[from]; row?.[0] === dataset; row = found[++from])
				points.push(pointOf(row));
			insert.run(series_id, region, dataset, points.length, pointsToBytes(points));
		}
	}
}

const pointOf = ([, at, start, end, precision, value]: Row): Point => ({
	at,
	value,
	start: dayNumber(start),
	end: dayNumber(end),
	precision: PRECISIONS.indexOf(precision)
});
