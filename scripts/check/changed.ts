import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const git = (...args: string[]): string[] =>
	execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
		.split('\n')
		.filter((line) => line !== '');

/** The last commit that this branch shares with the main one; the last commit where there is no other. */
function base(): string {
	for (const main of ['origin/main', 'main'])
		try {
			return git('merge-base', 'HEAD', main)[0] ?? 'HEAD';
		} catch {
			// No branch of that name here.
		}
	return 'HEAD';
}

/** Files that differ from the main branch, committed or not, and new ones; removed ones are left out. */
export function changedFiles(): string[] {
	const changed = git('diff', '--name-only', '--relative', base());
	const added = git('ls-files', '--others', '--exclude-standard');
	return [...new Set([...changed, ...added])].filter((path) => existsSync(path)).sort();
}
