/**
 * Reproduces the overview's headline and its chart of actions by month from one pinned release, with DuckDB.
 *
 *     node examples/overview.mjs BASE RELEASE DAY [chart.svg]
 *
 * BASE is the address of a Groundswell server, RELEASE the id in its footer, DAY the day asked for (YYYY-MM-DD). It
 * needs @duckdb/node-api (npm install @duckdb/node-api).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const MONTHS = 24;
const [base, release, day, path] = process.argv.slice(2);
if (!base || !release || !day) {
	console.error('node examples/overview.mjs BASE RELEASE DAY [chart.svg]');
	process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'groundswell-example-'));
const duck = await (await DuckDBInstance.create(':memory:')).connect();
try {
	await table('readings', { region: 'US', stance: 'oppose', subgroup: 'all' });
	await table('actions', { region: 'US', repeated: 'no' });
	const headline = await headlineOf();
	const months = await monthsOf();
	if (path) writeFileSync(path, chart('Votes and actions by month', months));
	console.log(JSON.stringify({ headline, months }));
} finally {
	duck.closeSync();
	rmSync(folder, { recursive: true, force: true });
}

/** Loads the whole of a list as a table; Parquet keeps the types of its columns. */
async function table(name, query) {
	const search = new URLSearchParams({ ...query, release, on: day, to: day });
	const answer = await fetch(`${base.replace(/\/$/, '')}/api/v1/${name}.parquet?${search}`);
	if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
	const file = join(folder, `${name}.parquet`);
	writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
	await duck.run(`CREATE TABLE ${name} AS FROM '${file.replaceAll("'", "''")}'`);
}

async function select(sql) {
	return (await duck.runAndReadAll(sql)).getRowObjectsJson();
}

/** What the question that was asked most often found first and last. */
async function headlineOf() {
	const [found] = await select(`
		WITH line AS (
			SELECT item FROM readings WHERE item IS NOT NULL
			GROUP BY item HAVING count(*) > 1 ORDER BY count(*) DESC, max(date_start) DESC, item LIMIT 1
		), waves AS (
			SELECT *, row_number() OVER (ORDER BY date_start, date_end, reading_id) AS wave FROM readings JOIN line USING (item)
		)
		SELECT l.wording_group_label AS label, f.percent::DOUBLE AS before, l.percent::DOUBLE AS after,
			f.qualifier AS before_is, l.qualifier AS after_is,
			date_diff('day', f.date_start::DATE, l.date_start::DATE)::INTEGER AS days
		FROM waves f, waves l WHERE f.wave = 1 AND l.wave = (SELECT max(wave) FROM waves)`);
	if (!found) return null;
	const { label, before, after, before_is, after_is, days } = found;
	const what = label.replace(/^Oppose /, 'Opposition to ');
	const share = (value, qualifier) =>
		`${qualifier ? `${qualifier} ` : ''}${Number(value.toFixed(1))}%`;
	if (before === after) return `${what} stayed at ${share(after, after_is)}`;
	const verb = after > before ? 'rose' : 'fell';
	return `${what} ${verb} from ${share(before, before_is)} to ${share(after, after_is)} in ${span(days)}`;
}

/** Days as people say them, rounded to whole months. */
function span(days) {
	const months = Math.round(days / 30.4375);
	if (months === 12) return 'a year';
	if (months >= 24 && months % 12 === 0) return `${months / 12} years`;
	return months <= 1 ? 'a month' : `${months} months`;
}

/** Actions by month and direction, every month from the first to the last; what is known to the year has none. */
async function monthsOf() {
	const rows = await select(`
		WITH counted AS (
			SELECT date[1:7] AS month, direction FROM actions WHERE regexp_matches(date, '^\\d{4}-\\d{2}')
		), months AS (
			SELECT strftime(unnest(generate_series(
				(min(month) || '-01')::DATE, (max(month) || '-01')::DATE, INTERVAL 1 MONTH)), '%Y-%m') AS month FROM counted
		)
		SELECT m.month,
			(count(*) FILTER (WHERE direction = 'restrictive'))::INTEGER AS restrictive,
			(count(*) FILTER (WHERE direction = 'permissive'))::INTEGER AS permissive,
			(count(*) FILTER (WHERE direction = 'neutral'))::INTEGER AS neutral
		FROM months m LEFT JOIN counted c ON c.month = m.month GROUP BY m.month ORDER BY m.month`);
	return rows.slice(-MONTHS);
}

/** Bars by month as SVG: restrictive above the line, permissive below. */
function chart(title, rows) {
	const most = Math.max(1, ...rows.map(({ restrictive }) => restrictive));
	const least = Math.max(1, ...rows.map(({ permissive }) => permissive));
	const [unit, width] = [220 / (most + least), 28];
	const line = 40 + most * unit;
	const bar = (x, y, height, color, words) =>
		`<rect x="${x}" y="${y.toFixed(1)}" width="${width - 4}" height="${height.toFixed(1)}" fill="${color}"><title>${words}</title></rect>`;
	const bars = rows.flatMap(({ month, restrictive, permissive }, index) => {
		const x = 10 + index * width;
		const up = restrictive * unit;
		return [
			bar(x, line - up, up, '#c2410c', `${month}: ${restrictive} restrictive`),
			bar(x, line, permissive * unit, '#0f766e', `${month}: ${permissive} permissive`),
			month.endsWith('-01')
				? `<text x="${x}" y="290" font-size="12">${month.slice(0, 4)}</text>`
				: ''
		];
	});
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${20 + rows.length * width} 300" font-family="sans-serif"><text x="10" y="22" font-size="16">${title}</text>${bars.join('')}</svg>\n`;
}
