import { describe, expect, test } from 'vitest';
import { apiOver } from '../setup/support.ts';

const api = apiOver();
const projects = async (search = '') =>
	(await api.list(`/api/v1/projects?limit=1000${search}`)).data;
const actions = new Map<string, Record<string, unknown>>();
for (const page of [1, 2])
	for (const row of (
		await api.list(`/api/v1/actions?limit=1000&sort=${page === 1 ? '-date' : 'date'}`)
	).data)
		actions.set(String(row['action_id']), row);
const stepsOf = (project: Record<string, unknown>) =>
	String(project['actions'])
		.split('~')
		.map((id) => actions.get(id) ?? {});

describe.each(['2025-06-30', '2026-03-01', '2026-11-25'])('projects on %s', (on) => {
	test('are one row each, by steps dated up to the day', async () => {
		const rows = await projects(`&on=${on}`);
		expect(rows.length).toBeGreaterThan(0);
		expect(new Set(rows.map(({ project_id }) => project_id)).size).toBe(rows.length);
		for (const row of rows) {
			for (const { date_start } of stepsOf(row)) expect(String(date_start) <= on).toBe(true);
			expect(String(row['from']) <= on).toBe(true);
			const to = row['to'] as string | null;
			expect(to === null || to >= on).toBe(true);
		}
	});

	test('state a figure that a step states, never a sum over steps', async () => {
		for (const row of await projects(`&on=${on}`))
			for (const figure of ['project_mw', 'project_investment_usd']) {
				const stated = stepsOf(row).map((step) => step[figure]);
				expect([...stated, null]).toContain(row[figure]);
			}
	});

	test('filed again nearby are linked to a later one of the same developer and not blocked', async () => {
		const rows = await projects(`&on=${on}`);
		const byId = new Map(rows.map((row) => [row['project_id'], row]));
		for (const row of rows.filter(({ refiled_as }) => refiled_as !== null)) {
			expect([row['project_status'], row['blocked']]).toEqual(['refiled', 'no']);
			expect(byId.get(row['refiled_as'])?.['developer']).toBe(row['developer']);
		}
		for (const row of rows.filter(({ blocked }) => blocked === 'yes'))
			expect(['denied', 'withdrawn']).toContain(row['project_status']);
	});
});

test('a project that has moved since is shown as it stood', async () => {
	const then = new Map(
		(await projects('&on=2026-03-01')).map((row) => [row['project_id'], row['project_status']])
	);
	const now = await projects('&on=2026-11-25');
	const moved = now.filter(
		({ project_id, project_status }) =>
			then.has(project_id) && then.get(project_id) !== project_status
	);
	expect(moved.length).toBeGreaterThan(0);
	expect(now.length).toBeGreaterThan(then.size);
	expect(now.some(({ project_status }) => project_status === 'refiled')).toBe(true);
});

test('a region’s profile has them as they stood on its day', async () => {
	const { data } = (await api.json('/api/v1/profile?region=US-VA&on=2026-03-01')) as {
		data: { projects: Record<string, unknown>[] };
	};
	expect(data.projects).toEqual(await projects('&region=US-VA&on=2026-03-01'));
});
