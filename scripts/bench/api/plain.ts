/** The plain way to make a CSV: a better-sqlite3 loop that writes with the same CSV library. Prints milliseconds. */
import Database from 'better-sqlite3';
import { stringify } from 'csv-stringify/sync';
import { closeSync, openSync, writeSync } from 'node:fs';

const BATCH = 500;
const [path = '', query = '', target = ''] = process.argv.slice(2);
const { sql, parameters } = JSON.parse(query) as { sql: string; parameters: unknown[] };

const started = performance.now();
const db = new Database(path, { readonly: true });
const file = openSync(target, 'w');
let rows: unknown[] = [];
for (const row of db
	.prepare(sql)
	.raw()
	.iterate(...parameters)) {
	rows.push(row);
	if (rows.length < BATCH) continue;
	writeSync(file, stringify(rows));
	rows = [];
}
writeSync(file, stringify(rows));
closeSync(file);
db.close();
console.log(performance.now() - started);
