import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type BuildOptions, type BuildResult, type Commit } from './build.ts';
import { UsageError } from './usage-error.ts';

/** How the release of a commit is built. */
export type CommitOptions = Pick<
	BuildOptions,
	'releases' | 'lenient' | 'dryRun' | 'onProgress' | 'onEstimate' | 'now'
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
		return build({ ...options, embedded, overlays: [], commit });
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
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
