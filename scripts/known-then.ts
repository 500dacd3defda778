/** Makes the estimates of a trend as known on each day, whatever their number: `npm run -s known-then -- --help`. */
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { stringify } from 'csv-stringify/sync';
import { knownThen } from '#lib/domain/trend/checks/known-then.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { readSettings } from '#lib/server/env.ts';
import { datedTrends } from '#lib/server/ingest/counties/known-then.ts';
import { exitOf, USAGE } from './parts/exits.ts';

const HELP = `Makes the estimates of a trend as known on each day, from polls published by it, as CSV.

npm run -s known-then -- TREND [options]
  TREND             trend_id as /api/v1/trends/summary has it; without it the trends with a model are listed
  --releases DIR    where releases are (default data/releases; also GROUNDSWELL_RELEASES)
  --help            this text

A build makes these series itself where they take less than about 75 seconds of CPU in all, smallest first;
a trend that is left out says so in known_sentence. This makes one of any size: a fit for each day of
publication. Exit codes: 0 done; 2 wrong usage, or no such trend; 4 no release.`;

const COLUMNS = ['day', 'estimate', 'low80', 'high80', 'low95', 'high95', 'polls', 'houses'];

function main(): number {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { releases: { type: 'string' }, help: { type: 'boolean' } }
	});
	if (values.help === true) return said(HELP, 0);
	const store = new ReleaseStore(values.releases ?? readSettings(process.env).releases);
	const db = new Database(store.current().path, { readonly: true });
	const trends = datedTrends(db);
	db.close();
	store.close();
	const [wanted] = positionals;
	if (wanted === undefined) return said(trends.map(({ about }) => about.trend_id).join('\n'), 0);
	const trend = trends.find(({ about }) => about.trend_id === wanted);
	if (!trend) {
		console.error(`no trend "${wanted}" has a model`);
		return USAGE;
	}
	process.stdout.write(
		stringify(knownThen(trend.readings).daily, { header: true, columns: COLUMNS })
	);
	return 0;
}

function said(words: string, code: number): number {
	console.log(words);
	return code;
}

try {
	process.exitCode = main();
} catch (error) {
	process.exitCode = exitOf(error);
}
