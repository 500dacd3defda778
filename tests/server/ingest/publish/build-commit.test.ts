import { execFileSync } from 'node:child_process';
import {
	appendFileSync,
	cpSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { currentId, readLog } from '#lib/server/dataset/releases/release-log.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { build } from '#lib/server/ingest/build.ts';
import { buildCommit, checkedOut } from '#lib/server/ingest/publish/build-commit.ts';
import { releasePath } from '#lib/server/ingest/publish/publish.ts';
import { BUILDER_VERSION } from '#lib/server/ingest/versions.ts';
import { Workshop } from '../harness.ts';

const FIRST = '2026-11-01T12:00:00Z';
const SECOND = '2026-11-02T12:00:00Z';

let workshop: Workshop;
let repository: string;

beforeEach(() => {
	workshop = new Workshop();
	repository = join(workshop.root, 'repository');
	git('init', '--quiet', repository);
	cpSync(workshop.embedded, join(repository, 'data'), { recursive: true });
	commit(FIRST);
	appendFileSync(
		join(repository, 'data/sources.csv'),
		sourceRow(readFileSync(join(repository, 'data/sources.csv'), 'utf8'))
	);
	commit(SECOND);
});
afterEach(() => workshop.remove());

/** A row of a made-up source under the columns of a file. */
const sourceRow = (file: string) =>
	`${(file.split('\n')[0] ?? '')
		.split(',')
		.map(
			(column) =>
				({ source_id: 'later', title: 'Made up for a test', publisher: 'Nobody', tier: 'primary' })[
					column
				] ?? ''
		)
		.join(',')}\n`;

function git(...options: string[]): string {
	const env = {
		...process.env,
		GIT_CONFIG_GLOBAL: '/dev/null',
		GIT_CONFIG_SYSTEM: '/dev/null'
	};
	return execFileSync('git', options, { encoding: 'utf8', env, stdio: 'pipe' }).trim();
}

function commit(at: string) {
	const author = ['-c', 'user.name=Nobody', '-c', 'user.email=nobody@example.com'];
	git('-C', repository, 'add', '--all');
	process.env['GIT_COMMITTER_DATE'] = at;
	git('-C', repository, ...author, 'commit', '--quiet', '--message', 'Data', '--date', at);
	delete process.env['GIT_COMMITTER_DATE'];
}

const rebuild = (revision: string, releases = workshop.releases) =>
	buildCommit({ repository, revision, releases, now: () => new Date('2026-11-20T12:00:00Z') });

/** What a build on a checkout of a commit makes, in a releases folder of its own. */
function builtOnCheckout(revision: string) {
	const checkout = join(workshop.root, `checkout-${revision.replace(/\W/g, '_')}`);
	git('clone', '--quiet', repository, checkout);
	git('-C', checkout, 'checkout', '--quiet', git('-C', repository, 'rev-parse', revision));
	const releases = join(checkout, 'releases');
	return { releases, ...build({ embedded: join(checkout, 'data'), overlays: [], releases }) };
}

const bytesOf = (releases: string, id: string) => readFileSync(releasePath(releases, id));

describe('the release of a commit', () => {
	it('is that of a build on its checkout, byte for byte', () => {
		for (const revision of ['HEAD', 'HEAD~1']) {
			const expected = builtOnCheckout(revision);
			const rebuilt = rebuild(revision);
			expect(rebuilt).toMatchObject({ status: 'rebuilt', id: expected.id });
			expect(
				bytesOf(workshop.releases, rebuilt.id).equals(bytesOf(expected.releases, expected.id))
			).toBe(true);
		}
	});

	it('follows the commit, not the files that lie there now', () => {
		const committed = rebuild('HEAD').id;
		rmSync(join(repository, 'data/claims.csv'));
		renameSync(join(repository, 'data/polls.csv'), join(repository, 'data/polls.csv.old'));
		expect(rebuild('HEAD')).toMatchObject({ status: 'present', id: committed });
	});

	it('stands beside the current one, at the time of its commit', () => {
		const releases = workshop.releases;
		const current = build({ embedded: join(repository, 'data'), overlays: [], releases }).id;
		const { id } = rebuild('HEAD~1');
		expect(currentId(releases)).toBe(current);
		expect(readLog(releases)).toMatchObject([
			{
				id,
				published_at: '2026-11-01T12:00:00.000Z',
				commit: git('-C', repository, 'rev-parse', 'HEAD~1')
			},
			{ id: current }
		]);
		const store = new ReleaseStore(releases);
		expect(store.at('2026-11-01').id).toBe(id);
		expect(store.current().id).toBe(current);
		expect(store.before(current)).toBe(id);
		store.close();
	});

	it('takes the place of a pruned one under its old date', () => {
		const releases = workshop.releases;
		const published = build({
			embedded: join(repository, 'data'),
			overlays: [],
			releases,
			now: () => new Date('2026-11-05T00:00:00Z')
		});
		const before = bytesOf(releases, published.id);
		rmSync(releasePath(releases, published.id));
		expect(rebuild('HEAD')).toMatchObject({ status: 'rebuilt', id: published.id });
		expect(bytesOf(releases, published.id).equals(before)).toBe(true);
		expect(readLog(releases)).toMatchObject([
			{
				published_at: '2026-11-05T00:00:00.000Z',
				commit: git('-C', repository, 'rev-parse', 'HEAD')
			}
		]);
	});

	it('says so where the rules of then were others, and how to have the release of then', () => {
		expect(rebuild('HEAD').notes.join()).not.toContain('builder');
		mkdirSync(join(repository, 'src/lib/server/ingest'), { recursive: true });
		writeFileSync(
			join(repository, 'src/lib/server/ingest/versions.ts'),
			`export const BUILDER_VERSION = 'of then';\n`
		);
		commit('2026-11-04T12:00:00Z');
		const [note] = rebuild('HEAD', join(workshop.root, 'elsewhere')).notes.slice(-1);
		expect(note).toMatch(/builder of then.*the id can differ.*git worktree add/);
	});

	it('names the release that other rules published from the same commit', () => {
		const releases = workshop.releases;
		const sha = git('-C', repository, 'rev-parse', 'HEAD');
		const embedded = join(repository, 'data');
		const { id } = build({ embedded, overlays: [], releases, lenient: true, checkedOut: sha });
		expect(rebuild('HEAD').notes.at(-1)).toContain(`published here from the same commit: ${id}`);
	});

	it('leaves nothing else behind', () => {
		const left = () =>
			readdirSync(tmpdir()).filter((name) => name.startsWith('groundswell-commit-'));
		const before = left();
		rebuild('HEAD');
		expect(left().filter((name) => !before.includes(name))).toEqual([]);
	});

	it('is named by the log of an ordinary build on a checkout, unless something else went into it', () => {
		const embedded = join(repository, 'data');
		const releases = workshop.releases;
		const logged = () => readLog(releases).at(-1);
		const sha = checkedOut(repository);
		expect(sha).toBe(git('-C', repository, 'rev-parse', 'HEAD'));
		build({ embedded, overlays: [], releases, checkedOut: sha });
		expect(logged()).toMatchObject({ commit: sha, builder: BUILDER_VERSION });
		const mine = workshop.overlay('mine', { 'sources.csv': 'source_id,title,publisher,tier\n' });
		build({ embedded, overlays: [mine], releases, checkedOut: sha });
		expect(logged()).not.toHaveProperty('commit');
		appendFileSync(join(embedded, 'claims.csv'), '\n');
		expect(checkedOut(repository)).toBeNull();
		expect(checkedOut(tmpdir())).toBeNull();
	});

	it('needs a commit that is there and holds data', () => {
		expect(() => rebuild('nowhere')).toThrow(
			/^--commit nowhere: git knows no such commit here; fetch it/
		);
		expect(() => rebuild('--help')).toThrow(/^--commit --help: /);
		git('-C', repository, 'rm', '-r', '--quiet', 'data');
		appendFileSync(join(repository, 'other.txt'), 'x');
		commit('2026-11-03T12:00:00Z');
		expect(() => rebuild('HEAD')).toThrow(/no data\/ could be read from it/);
		expect(() =>
			buildCommit({ repository: tmpdir(), revision: 'HEAD', releases: workshop.releases })
		).toThrow(/not a git repository/);
	});
});
