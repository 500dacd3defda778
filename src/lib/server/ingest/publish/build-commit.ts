import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastOfEach, readLog } from '../../dataset/releases/release-log.ts';
import { build, type BuildResult } from '../build.ts';
import type { BuildOptions, Commit } from '../plan.ts';
import { UsageError } from '../usage-error.ts';
import { BUILDER_VERSION } from '../versions.ts';

/** How the release of a commit is built. */
type CommitOptions = Pick<
	BuildOptions,
	'releases' | 'lenient' | 'dryRun' | 'onProgress' | 'onEstimate' | 'onStep' | 'now'
> & {
	/** A folder of the repository, directly above `data/`. */
	repository: string;
	/** What git takes for a commit: its id, a tag, a branch, `HEAD~3`. */
	revision: string;
};

const DATA = 'data';

/**
 * Rebuilds the release of `data/` as it was at a commit, with the code at hand: the id is that of a build on a
 * checkout of the commit by the same code. It is put beside the current release, which stays.
 * @throws UsageError where git knows no such commit, or the commit has no `data/`; else as `build`
 */
export function buildCommit({ repository, revision, ...options }: CommitOptions): BuildResult {
	const commit = commitOf(repository, revision, options.now?.() ?? new Date());
	const folder = mkdtempSync(join(tmpdir(), 'groundswell-commit-'));
	try {
		const embedded = materialise(repository, commit, folder);
		const result = build({ ...options, embedded, overlays: [], commit });
		return {
			...result,
			notes: [...result.notes, ...otherRules(repository, commit, options.releases, result.id)]
		};
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * The commit whose `data/` a repository has checked out as it is; null where files of it were changed since, or
 * where there is no repository or no git.
 */
export function checkedOut(repository: string): string | null {
	try {
		const head = run(repository, 'git', ['rev-parse', '--quiet', '--verify', 'HEAD']);
		const changed = run(repository, 'git', ['status', '--porcelain', '--', DATA]);
		return head.status === 0 && changed.status === 0 && changed.stdout === '' ? head.stdout : null;
	} catch (error) {
		if (error instanceof UsageError) return null;
		throw error;
	}
}

const VERSIONS = 'src/lib/server/ingest/versions.ts';

/** What to know where the rules at hand are not those the commit was built by at its time. */
function otherRules(repository: string, { sha }: Commit, releases: string, id: string): string[] {
	const file = run(repository, 'git', ['show', `${sha}:${VERSIONS}`]).stdout;
	const then = /BUILDER_VERSION = '([^']+)'/.exec(file)?.[1];
	const before = lastOfEach(readLog(releases)).filter(
		(entry) => entry.commit === sha && entry.id !== id
	);
	const isOther = then !== undefined && then !== BUILDER_VERSION;
	if (!isOther && before.length === 0) return [];
	const known = before.map((entry) => `${entry.id} (builder ${entry.builder ?? 'not kept'})`);
	return [
		`${id} is data/ of ${sha.slice(0, 12)} under the rules at hand, builder ${BUILDER_VERSION}${isOther ? `; at that commit they were builder ${then}` : ''}${known.length > 0 ? `; published here from the same commit: ${known.join(', ')}` : ''}. The rows of its files are the same under each; what is computed from them (status, trends, support, freshness) and the id can differ. For the very release of then: git worktree add ../then ${sha.slice(0, 12)}, and in it npm ci && npm run ingest`
	];
}

/** A clock that ran ahead when the commit was made puts nothing into the future. */
function commitOf(repository: string, revision: string, now: Date): Commit {
	const asked = run(repository, 'git', [
		'rev-parse',
		'--quiet',
		'--verify',
		'--end-of-options',
		`${revision}^{commit}`
	]);
	if (asked.status !== 0)
		throw new UsageError(
			`--commit ${revision}: ${asked.stderr === '' ? 'git knows no such commit here; fetch it, or give the id of one that git log lists' : asked.stderr}`
		);
	const sha = asked.stdout;
	const seconds = Number(run(repository, 'git', ['show', '-s', '--format=%ct', sha]).stdout);
	return { sha, at: new Date(Math.min(seconds * 1000, now.getTime())) };
}

/** Writes the files of `data/` at a commit as a checkout would; returns their folder. */
function materialise(repository: string, { sha }: Commit, folder: string): string {
	const archive = join(folder, 'data.tar');
	const packed = run(repository, 'git', [
		'archive',
		'--format=tar',
		`--output=${archive}`,
		sha,
		'--',
		DATA
	]);
	if (packed.status !== 0)
		throw new UsageError(`--commit ${sha}: no ${DATA}/ could be read from it: ${packed.stderr}`);
	const files = join(folder, 'files');
	mkdirSync(files);
	const unpacked = run(files, 'tar', ['-xf', archive]);
	if (unpacked.status !== 0 || !existsSync(join(files, DATA)))
		throw new Error(`the archive of commit ${sha} could not be unpacked: ${unpacked.stderr}`);
	return join(files, DATA);
}

/** @throws UsageError where the program is not installed */
function run(cwd: string, program: string, options: string[]) {
	const { status, stdout, stderr, error } = spawnSync(program, options, { cwd, encoding: 'utf8' });
	if (error)
		throw new UsageError(`--commit needs ${program}, which did not start: ${error.message}`);
	return { status, stdout: stdout.trim(), stderr: stderr.trim() };
}
