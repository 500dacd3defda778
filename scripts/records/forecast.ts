/** Freezes a forecast of counties into data/forecasts.csv: `npm run forecast -- --help`. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { utcDay } from '#lib/domain/dates.ts';
import { POINTER, readReleaseLog } from '#lib/server/dataset/releases/release-log.ts';
import { openRelease } from '#lib/server/dataset/release.ts';
import { onFile } from '#lib/server/dataset/releases/system-error.ts';
import { checkedOut } from '#lib/server/ingest/publish/build-commit.ts';
import {
	appended,
	frozenLines,
	historicOrigins,
	originNow
} from '#lib/server/ingest/counties/freeze.ts';
import { UsageError } from '#lib/server/ingest/usage-error.ts';

const HELP = `Freezes a forecast of counties, a test that is scored in public six months later.

npm run forecast -- --freeze [options]     from the embedded data of the current release; once a quarter
npm run forecast -- --historic [options]   the four origins of the first test, made anew; once ever
  --releases DIR   where releases are (default data/releases)
  --file FILE      file to append to (default data/forecasts.csv)
  --help           this text

The release must be that of data/ as committed, so that the commit says what the forecast was made from. Lines are
appended; an origin that is in the file already is refused. Then: npm run ingest, and commit the file.
Exit codes: 0 frozen; 2 wrong usage.`;

function main(): number {
	const { values } = parseArgs({
		options: {
			freeze: { type: 'boolean', default: false },
			historic: { type: 'boolean', default: false },
			releases: { type: 'string', default: 'data/releases' },
			file: { type: 'string', default: 'data/forecasts.csv' },
			help: { type: 'boolean', default: false }
		}
	});
	if (values.help || values.freeze === values.historic) {
		console.log(HELP);
		return values.help ? 0 : 2;
	}
	const { path, commit } = currentRelease(values.releases);
	const release = openRelease(path);
	try {
		const origins = values.historic ? historicOrigins(release.db) : [originNow(release.db)];
		const stamp = { frozenOn: utcDay(new Date()), commit: commit.slice(0, 12) };
		const lines = origins.flatMap((origin) => frozenLines(release.db, origin, stamp));
		const before = existsSync(values.file) ? readFileSync(values.file, 'utf8') : '';
		const text = appended(before, lines);
		onFile(values.file, () => writeFileSync(values.file, text));
		for (const { day, basis } of origins) console.log(`froze ${day}, ${basis.replace('_', ' ')}`);
		return 0;
	} finally {
		release.close();
	}
}

/** The current release and the commit it was built from. */
function currentRelease(folder: string): { path: string; commit: string } {
	const pointer = join(folder, POINTER);
	if (!existsSync(pointer)) throw new UsageError(`${folder}: no release; run npm run ingest first`);
	const id = readFileSync(pointer, 'utf8').trim();
	const commit = readReleaseLog(folder).entries.findLast((entry) => entry.id === id)?.commit;
	const head = checkedOut('.');
	if (commit === undefined || head === null || dataAt(commit) !== dataAt(head))
		throw new UsageError(
			`release ${id} is not that of data/ at the commit checked out: commit data/, run npm run ingest, then freeze`
		);
	return { path: join(folder, `${id}.sqlite`), commit: head };
}

/** What names the content of data/ at a commit. */
const dataAt = (commit: string): string =>
	execFileSync('git', ['rev-parse', `${commit}:data`], { encoding: 'utf8' }).trim();

try {
	process.exitCode = main();
} catch (error) {
	if (!(error instanceof UsageError)) throw error;
	console.error(error.message);
	process.exitCode = 2;
}
