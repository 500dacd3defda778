import type BetterSqlite3 from 'better-sqlite3';
import { group } from 'd3-array';
import { dayNumber, PRECISIONS } from '#lib/domain/indicators/transforms/points.ts';
import { pointsToBytes } from '../../dataset/line-points.ts';

interface Row {
	at: number;
	dataset: string;
	date_start: string | null;
	date_end: string | null;
	date_precision: string | null;
	value: number;
}

const byDataset = (rows: readonly Row[]): [dataset: string, line: Row[]][] =>
	[...group(rows, ({ dataset }) => dataset)].sort(([a], [b]) => Number(a > b) - Number(a < b));

/**
 * Keeps the values that count of each series in each region and dataset together, in the order of time: what compares
 * them reads a few bytes a value, and no row.
 */
export function buildLines(db: BetterSqlite3.Database): void {
	const places = db
		.prepare('SELECT series_id, region FROM series_regions ORDER BY series_id, region')
		.all() as {
		series_id: string;
		region: string;
	}[];
	const rows = db.prepare(
		`SELECT rowid AS at, dataset, date_start, date_end, date_precision, value FROM observations
		WHERE series_id = ? AND region = ? AND latest = 'yes'
		ORDER BY coalesce(date_start, ''), date_end NULLS LAST, period, vintage NULLS FIRST`
	);
	const insert = db.prepare('INSERT INTO lines VALUES (?, ?, ?, ?, ?)');
	for (const { series_id, region } of places)
		for (const [dataset, line] of byDataset(rows.all(series_id, region) as Row[])) {
			const points = line.map(({ at, value, date_start, date_end, date_precision }) => ({
				...{ at, value },
				start: dayNumber(date_start),
				end: dayNumber(date_end),
				precision: PRECISIONS.indexOf(date_precision)
			}));
			insert.run(series_id, region, dataset, points.length, pointsToBytes(points));
		}
}
