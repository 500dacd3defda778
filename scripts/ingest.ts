/** Builds a release from the embedded data and the folders laid over it: `npm run ingest -- --help`. */
import { parseArgs } from 'node:util';
import { build, BusyError, type BuildResult } from '#lib/server/ingest/build.ts';
import { formatProblem } from '#lib/server/ingest/problems.ts';
import { readSettings } from '#lib/server/env.ts';
import { progress } from './progress.ts';

const HELP = `Builds a release from data/ and the folders laid over it.

npm run ingest -- [options]
  --data DIR        lay a folder of CSVs over the embedded data (repeatable; also GROUNDSWELL_DATA)
  --releases DIR    where releases are built (default data/releases; also GROUNDSWELL_RELEASES)
  --dry-run         check everything, publish nothing
  --lenient         leave bad rows out and list them in a report, instead of failing
  --allow-shrink    publish although a table loses rows against the current release
  --json            print the result as JSON
  --help            this text

Exit codes: 0 published, unchanged or checked; 1 bad input, nothing published; 2 wrong usage;
3 refused because rows would be lost; 4 another build runs, or files can't be read or written.`;

const EXIT = { published: 0, unchanged: 0, checked: 0, invalid: 1, refused: 3 } as const;
const SHOWN = 100;

process.exitCode = await main();

async function main(): Promise<number> {
	let options;
	try {
		options = parseArgs({
			options: {
				data: { type: 'string', multiple: true, default: [] },
				releases: { type: 'string' },
				'dry-run': { type: 'boolean', default: false },
				lenient: { type: 'boolean', default: false },
				'allow-shrink': { type: 'boolean', default: false },
				json: { type: 'boolean', default: false },
				help: { type: 'boolean', default: false }
			}
		}).values;
	} catch (error) {
		console.error(`${messageOf(error)}\nRun npm run ingest -- --help for the options.`);
		return 2;
	}
	if (options.help) {
		console.log(HELP);
		return 0;
	}
	try {
		const settings = readSettings(process.env);
		const bar = progress(options.json);
		const result = build({
			embedded: 'data',
			overlays: [...settings.overlays, ...options.data],
			releases: options.releases ?? settings.releases,
			lenient: options.lenient,
			dryRun: options['dry-run'],
			allowShrink: options['allow-shrink'],
			onProgress: bar.rows
		});
		bar.stop();
		if (options.json) console.log(JSON.stringify(result, null, '\t'));
		else print(result);
		return EXIT[result.status];
	} catch (error) {
		console.error(messageOf(error));
		if (error instanceof BusyError) return 4;
		return error instanceof Error && 'code' in error ? 4 : 2;
	}
}

function print({ status, id, counts, problems, report, notes, lost }: BuildResult): void {
	for (const note of notes) console.log(`note: ${note}`);
	for (const problem of problems.slice(0, SHOWN)) console.error(formatProblem(problem));
	if (problems.length > 0)
		console.error(
			`${problems.length} problems${problems.length > SHOWN ? `, the first ${SHOWN} shown` : ''}; all in ${report ?? 'the report'}`
		);
	const rows = Object.entries(counts)
		.filter(([, count]) => count > 0)
		.map(([table, count]) => `${table} ${count.toLocaleString('en-US')}`)
		.join(', ');
	switch (status) {
		case 'published':
			return console.log(`release ${id} published: ${rows}`);
		case 'unchanged':
			return console.log(`release ${id} is current and its inputs have not changed: nothing to do`);
		case 'checked':
			return console.log(`release ${id} would be published: ${rows}`);
		case 'invalid':
			return console.error('nothing published; the current release stays');
		case 'refused':
			for (const { table, before, after } of lost)
				console.error(`${table} would fall from ${before} to ${after} rows`);
			return console.error('nothing published; run again with --allow-shrink if the loss is meant');
	}
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
