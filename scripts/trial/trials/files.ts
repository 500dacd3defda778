import Database from 'better-sqlite3';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import papaparse from 'papaparse';
import { fingerprintOf } from '#lib/server/dataset/releases/integrity.ts';
import { currentId, readLog, releasePath } from '#lib/server/dataset/releases/release-log.ts';
import { isSystemError } from '#lib/server/dataset/releases/system-error.ts';
import { build, type BuildResult } from '#lib/server/ingest/build.ts';
import { BuildFault } from '#lib/server/ingest/build-fault.ts';
import { leftovers } from '#lib/server/ingest/publish/publish.ts';
import { formatProblem } from '#lib/server/ingest/problems.ts';
import { UsageError } from '#lib/server/ingest/usage-error.ts';
import type { Random } from '../random/random.ts';
import { hold, type Tally, type Trial } from '../trial.ts';
import { mutatedFile } from '../random/mutated-file.ts';

const EMBEDDED = 'tests/fixtures/ingest/embedded';
/** A folder that a user lays over the data: one or two rows of several tables. */
const MINE: Record<string, string> = {
	'sources.csv':
		'source_id,title,publisher,tier\nsurvey,"A survey, of 2026",The Paper,own\nledger,Ledger,County,own\n',
	'observations.csv':
		'series_id,region,period,value,low,high,estimate,vintage,source_id,note\ns1,US-VA,2026,12.5,,,actual,,survey,\ns1,US-VA,2025,11,10,12,estimate,,survey,"a ""note"", of two\nlines"\n',
	'actions.csv':
		'action_id,date,date_basis,place_id,region,action_type,body,body_kind,decision,direction,summary,source_id\na1,2026-03-04,event,US-VA/town/leesburg,US-VA-51107,moratorium,Board,county,adopted,restrictive,Pause,survey\n'
};

/**
 * CSV files of the data and of a user's folder are mutated: cells, bytes, rows, columns, encodings. A build takes them
 * or refuses them with words that name the file; the release before stays whole. Builds run in this process.
 */
export const trial: Trial = {
	about: 'mutated input files are taken or refused with words',
	share: 16,
	open: ({ folder }) => {
		const whole = join(folder, 'whole');
		cpSync(EMBEDDED, join(whole, 'embedded'), { recursive: true });
		mkdirSync(join(whole, 'mine'));
		for (const [name, text] of Object.entries(MINE)) writeFileSync(join(whole, 'mine', name), text);
		const releases = join(folder, 'releases');
		const good = builtFrom(whole, releases);
		if (typeof good === 'string' || good.status !== 'published')
			throw new Error(`the data itself is refused: ${JSON.stringify(good).slice(0, 2000)}`);
		return {
			attempt: (random, tally) => {
				const work = join(folder, 'work');
				rmSync(work, { recursive: true, force: true });
				cpSync(whole, work, { recursive: true });
				const names = csvFiles(work);
				const changed = Array.from({ length: random.chance(0.85) ? 1 : 2 }, () =>
					mutate(random.chance(0.6) ? names.mine : names.all, random)
				);
				tally.add('mutated files', changed.length);
				const shown = changed
					.map(({ name, how }) => `${name.slice(work.length + 1)} (${how})`)
					.join(', ');
				const before = currentId(releases) ?? '';
				const found = builtFrom(work, releases);
				if (typeof found === 'string') tally.add('folder not usable, and said so');
				else judge(found, shown, tally);
				const entry = readLog(releases).findLast(({ id }) => id === before);
				const { sha256 } = fingerprintOf(releasePath(releases, before));
				hold(
					sha256 === entry?.sha256,
					() => `${shown}: release ${before} is no longer what it was`
				);
				hold(
					leftovers(releases).length === 0,
					() => `${shown} left ${leftovers(releases).join(', ')}`
				);
				if (typeof found === 'string' || found.status !== 'published') {
					hold(currentId(releases) === before, () => `${shown}: the current release went`);
					return;
				}
				hold(currentId(releases) === found.id, () => `${shown}: another release is current`);
				const lost = rowsLost(join(work, 'mine'), releasePath(releases, found.id));
				hold(lost === null, () => `${shown}: ${lost}`);
				removeReports(releases);
			}
		};
	}
};

/** What a build comes to; a text where the folder cannot be used and the build says so. */
function builtFrom(from: string, releases: string): BuildResult | string {
	try {
		return build({
			embedded: join(from, 'embedded'),
			upstream: null,
			overlays: [join(from, 'mine')],
			releases,
			keep: 3,
			allowShrink: true
		});
	} catch (error) {
		const cause = error instanceof BuildFault ? error.cause : error;
		if (cause instanceof UsageError || isSystemError(cause)) return cause.message;
		throw error;
	}
}

function judge(found: BuildResult, shown: string, tally: Tally): void {
	const { status, problemCount, groups } = found;
	tally.add(status);
	if (status !== 'invalid') return;
	hold(problemCount > 0 && groups.length > 0, () => `${shown} is refused without a word`);
	for (const problem of groups) {
		const words = formatProblem(problem);
		hold(/^(groundswell|mine)\/\S+/.test(words), () => `${shown}: no file in: ${words}`);
		hold(problem.scope === 'file' || problem.line !== null, () => `${shown}: no line in: ${words}`);
		hold(
			!/\n\s+at |TypeError|undefined|\[object/.test(problem.message),
			() => `${shown}: ${words}`
		);
	}
}

/** Whether a release lacks rows that another parser finds in a file it was built from; null where none is missing. */
function rowsLost(mine: string, release: string): string | null {
	const db = new Database(release, { readonly: true });
	try {
		for (const table of ['sources', 'observations', 'actions']) {
			const bytes = readFileSync(join(mine, `${table}.csv`));
			const text = new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-8').decode(bytes);
			// Which separator a file uses is found by its first line, and named in one way only.
			if (/^sep=/i.test(text)) continue;
			const { data } = papaparse.parse<string[]>(text, { skipEmptyLines: 'greedy' });
			const there = db
				.prepare(`SELECT count(*) FROM "${table}" WHERE dataset = 'mine'`)
				.pluck()
				.get();
			if (there !== data.length - 1)
				return `${data.length - 1} rows of ${table} are ${String(there)}`;
		}
		return null;
	} finally {
		db.close();
	}
}

function csvFiles(work: string): { mine: string[]; all: string[] } {
	const below = (folder: string): string[] =>
		(readdirSync(join(work, folder), { recursive: true }) as string[])
			.filter((name) => name.endsWith('.csv'))
			.sort()
			.map((name) => join(work, folder, name));
	return { mine: below('mine'), all: [...below('embedded'), ...below('mine')] };
}

function mutate(names: readonly string[], random: Random): { name: string; how: string } {
	const name = random.pick(names);
	const { bytes, how } = mutatedFile(readFileSync(name), random);
	writeFileSync(name, bytes);
	return { name, how };
}

/** Each refusal writes a report, which stays for whoever asked: an hour of them fills a folder. */
function removeReports(releases: string): void {
	for (const name of readdirSync(releases))
		if (name.endsWith('.problems.csv')) rmSync(join(releases, name));
}
