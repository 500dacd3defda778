import { execFileSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { build } from '#lib/server/ingest/build.ts';
import { buildCommit, checkedOut } from '#lib/server/ingest/publish/build-commit.ts';
import { csv, OBSERVATIONS, Workshop } from '../../ingest/harness.ts';
import { apiOver } from '../setup/support.ts';

/** A repository with two commits of the small data, each published from its checkout, only the newest kept. */
function twoCommits() {
	const workshop = new Workshop();
	onTestFinished(() => workshop.remove());
	const repository = join(workshop.root, 'repository');
	const { releases } = workshop;
	const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
	const git = (...options: string[]) =>
		execFileSync('git', ['-C', repository, ...options], { encoding: 'utf8', env, stdio: 'pipe' });
	cpSync(workshop.embedded, join(repository, 'data'), { recursive: true });
	git('init', '--quiet');
	const publish = (day: string, value: string) => {
		writeFileSync(
			join(repository, 'data/observations/later.csv'),
			csv(OBSERVATIONS, `s1,US,2023,${value},,,actual,,gazette,`)
		);
		git('add', '--all');
		const author = ['-c', 'user.name=Nobody', '-c', 'user.email=nobody@example.com'];
		git(...author, 'commit', '--quiet', '--message', 'Data', '--date', `${day}T12:00:00Z`);
		return build({
			embedded: join(repository, 'data'),
			overlays: [],
			releases,
			checkedOut: checkedOut(repository),
			keep: 1,
			now: () => new Date(`${day}T13:00:00Z`)
		});
	};
	return { repository, releases, publish, workshop };
}

it('a release that was pruned is rebuilt by its commit, and answers as it did before', async () => {
	const { repository, releases, publish } = twoCommits();
	let now = new Date('2026-11-10T14:00:00Z');
	const api = apiOver({ releases, now: () => now });
	const first = publish('2026-11-10', '11.5');
	expect(first).toMatchObject({ status: 'published' });
	const pinned = `release=${first.id}&on=2026-11-10`;
	const addresses = ['csv', 'ndjson'].map(
		(format) => `/api/v1/observations.${format}?region=all&${pinned}`
	);
	const answers = () =>
		Promise.all(addresses.map(async (address) => (await api.get(address)).text()));
	const before = await answers();
	expect(before[0]).toContain('11.5');

	const second = publish('2026-11-20', '12.5');
	expect(second.notes.join()).toContain(`pruned ${first.id}`);
	now = new Date('2026-11-20T14:00:00Z');
	for (const address of addresses) {
		const { status, detail } = await api.problem(address);
		expect(status).toBe(410);
		expect(detail).toContain(`still here: ${second.id} (2026-11-20)`);
	}
	expect((await api.problem('/api/v1/observations?as_of=2026-11-15')).status).toBe(410);

	const { data } = (await api.json('/api/v1/releases')) as {
		data: { id: string; commit: string | null }[];
	};
	const revision = data.find(({ id }) => id === first.id)?.commit ?? '';
	const rebuilt = buildCommit({ repository, revision, releases });
	expect(rebuilt).toMatchObject({ status: 'rebuilt', id: first.id });
	now = new Date('2026-11-20T14:01:00Z');
	expect(await answers()).toEqual(before);
	expect((await api.list('/api/v1/observations?as_of=2026-11-15')).meta.release).toBe(first.id);

	const changes = await api.list(`/api/v1/changes?since=${first.id}&release=${second.id}`);
	expect(changes.data.map(({ change }) => change)).toEqual(['changed']);
	expect(changes.data[0]?.['words']).toMatch(/11\.5.*12\.5/);
});
