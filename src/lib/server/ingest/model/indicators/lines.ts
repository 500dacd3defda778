import type BetterSqlite3 from 'better-sqlite3';
import { dayNumber, PRECISIONS, type Point } from '#lib/domain/indicators/transforms/points.ts';
import { pointsToBytes } from '../../../dataset/line-points.ts';

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
 * Points after which a block is full, unless one line has more: 84 kB. Who asks for one line reads that much; who asks for
 * all of a million points reads 250 blocks, and not ten thousand lines.
 */
const BLOCK = 4000;

/**
 * Keeps the values that count of each series in each region and dataset together, in the order of time: what compares
 * them reads a few bytes a value, and no row.
 */
export function buildLines(db: BetterSqlite3.Database): void {
	const series = db.prepare('SELECT DISTINCT series_id FROM series_regions').pluck();
	const regions = db.prepare('SELECT region FROM series_regions WHERE series_id = ?').pluck();
	const rows = db
		.prepare(
			`SELECT dataset, rowid, date_start, date_end, date_precision, value FROM observations
			WHERE series_id = ? AND region = ? AND latest = 'yes'
			ORDER BY dataset, coalesce(date_start, ''), date_end NULLS LAST, period, vintage NULLS FIRST`
		)
		.raw();
	const insert = db.prepare('INSERT INTO lines VALUES (?, ?, ?, ?, ?, ?)');
	const insertBlock = db.prepare('INSERT INTO line_blocks VALUES (?, ?)');
	let [block, points]: [number, Point[]] = [1, []];
	const endBlock = () => {
		insertBlock.run(block, pointsToBytes(points));
		[block, points] = [block + 1, []];
	};
	for (const series_id of series.all() as string[])
		for (const region of regions.all(series_id) as string[])
			for (const line of linesOf(rows.all(series_id, region) as Row[])) {
				const { length } = line.points;
				insert.run(series_id, region, line.dataset, length, block, points.length);
				for (const point of line.points) points.push(point);
				if (points.length >= BLOCK) endBlock();
			}
	if (points.length > 0) endBlock();
}

/** The rows of each dataset, which stand together. */
function* linesOf(rows: readonly Row[]): Generator<{ dataset: string; points: Point[] }> {
	for (let at = 0; at < rows.length;) {
		const dataset = rows[at]?.[0] ?? '';
		const points: Point[] = [];
		for (let row = rows[at]; row?.[0] === dataset; row = rows[++at]) points.push(pointOf(row));
		yield { dataset, points };
	}
}

const pointOf = ([, at, start, end, precision, value]: Row): Point => ({
	at,
	value,
	start: dayNumber(start),
	end: dayNumber(end),
	precision: PRECISIONS.indexOf(precision)
});
