import Database from 'better-sqlite3';
import { copyFileSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtRelease } from '../parts/built-release.ts';
import { buildLines } from '#lib/server/ingest/model/indicators/lines.ts';
import { buildFactCodes } from '#lib/server/ingest/model/indicators/fact-codes.ts';
import { schemaVersion } from '#lib/server/ingest/versions.ts';
import { createIndexesSql, storedColumns, tableOf } from '#lib/server/dataset/sql.ts';

export const ROWS = 1_000_000;
export const SERIES = 50;
const ID = '00000000000b';
/** Where it is kept between runs: making it takes a minute. */
export const MILLION = '/tmp/groundswell-bench-million';

/**
 * A releases folder with the embedded release and, added to it, a million made-up observations under series
 * called synthetic-*: for measuring only.
 * @throws Error where no release has been built yet
 */
export function syntheticRelease(releases: string, folder: string): string {
	const id = builtRelease(releases);
	const path = join(folder, `${ID}.sqlite`);
	if (existsSync(path) && schemaOf(path) === schemaVersion()) return folder;
	mkdirSync(folder, { recursive: true });
	copyFileSync(join(releases, `${id}.sqlite`), `${path}.building`);
	const db = new Database(`${path}.building`);
	db.pragma('synchronous = OFF');
	for (const name of indexesOf(db)) db.exec(`DROP INDEX "${name.name}"`);
	addSeries(db);
	addObservations(db);
	for (const statement of createIndexesSql(tableOf('observations'))) db.exec(statement);
	db.exec('CREATE INDEX "observations_dates" ON "observations" (date_start, date_end)');
	db.exec('DELETE FROM series_regions');
	db.exec(`INSERT INTO series_regions (series_id, region, observations, first_date, last_date)
		SELECT series_id, region, count(*), min(date_start), max(date_end) FROM observations WHERE latest = 'yes' GROUP BY 1, 2`);
	db.exec('DELETE FROM lines');
	db.exec('DELETE FROM line_blocks');
	buildLines(db);
	db.exec('DELETE FROM fact_cells; DELETE FROM fact_blocks');
	buildFactCodes(db);
	db.prepare('UPDATE release_info SET id = ?').run(ID);
	db.exec('ANALYZE');
	db.close();
	renameSync(`${path}.building`, path);
	writeFileSync(join(folder, 'log.jsonl'), '');
	writeFileSync(join(folder, 'current'), `${ID}\n`);
	return folder;
}

/** By which tables a release was made. */
function schemaOf(path: string): unknown {
	const db = new Database(path, { readonly: true });
	try {
		return db.prepare('SELECT schema_version FROM release_info').pluck().get();
	} finally {
		db.close();
	}
}

const indexesOf = (db: Database.Database) =>
	db
		.prepare(
			`SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'observations' AND sql IS NOT NULL`
		)
		.all() as { name: string }[];

function addSeries(db: Database.Database): void {
	const made: Record<string, string> = {
		series_id: `'synthetic-' || i`,
		title: `'Synthetic series ' || i`,
		description: `'Made up for measuring'`
	};
	const columns = storedColumns(tableOf('series')).map(({ name }) => name);
	db.exec(`INSERT INTO series (${columns.map((name) => `"${name}"`).join(', ')})
		WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${SERIES - 1})
		SELECT ${columns.map((name) => made[name] ?? `m."${name}"`).join(', ')}
		FROM n, (SELECT * FROM series LIMIT 1) m`);
	db.exec(`INSERT INTO filter_values (collection, key, value, label, count)
		SELECT 'observations', 'series', series_id, title, 1 FROM series WHERE series_id LIKE 'synthetic-%'`);
}

/** What is made up about an observation; every other column is that of an embedded one. */
const MADE_UP: Record<string, string> = {
	series_id: `'synthetic-' || series`,
	region: 'p.region',
	period: 'substr(d, 1, 7)',
	value: 'round(abs(sin(i)) * 1000, 3)',
	low: 'NULL',
	high: 'NULL',
	estimate: `'actual'`,
	vintage: 'NULL',
	source_id: 's.source_id',
	note: `CASE WHEN i % 10 = 0 THEN 'Made up, with a comma' END`,
	date_start: 'd',
	date_end: `date(d, '+1 month', '-1 day')`,
	date_precision: `'month'`,
	latest: `'yes'`,
	tier: `'primary'`,
	independent_sources: '1'
};

/** Regions with values: the United States and its states first, then countries, then counties. */
const REGIONS = 200;

/** A hundred months from 2016 for each series in each of some regions, one value each. */
function addObservations(db: Database.Database): void {
	const columns = storedColumns(tableOf('observations')).map(({ name }) => name);
	db.exec('CREATE TEMP TABLE model AS SELECT * FROM observations LIMIT 1');
	db.exec('DELETE FROM observations');
	db.exec(`INSERT INTO observations (${columns.map((name) => `"${name}"`).join(', ')})
		WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS - 1}),
			place AS (SELECT region, row_number() OVER (ORDER BY region NOT LIKE 'US%', length(region) > 5, region) - 1 AS number FROM regions),
			origin AS (SELECT source_id, row_number() OVER (ORDER BY source_id) - 1 AS number FROM sources),
			cell AS (SELECT i, i % ${SERIES} AS series, i / ${SERIES} % ${REGIONS} AS region, i / ${SERIES * REGIONS} AS month FROM n)
		SELECT ${columns.map((name) => MADE_UP[name] ?? `m."${name}"`).join(', ')}
		FROM (SELECT *, date('2016-01-01', '+' || month || ' months') AS d FROM cell) c
		JOIN place p ON p.number = c.region JOIN origin s ON s.number = c.i % 1000, model m`);
}
