import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { fred } from '#lib/server/ingest/upstreams/indicators/fred.ts';
import { UpstreamStore } from '#lib/server/ingest/upstreams/store.ts';
import { LocalServer, send } from './setup/local-server.ts';

const TIMES = 50;
const MONTHS = 400;

let server: LocalServer | null = null;
let root = '';
afterEach(async () => {
	await server?.stop();
	rmSync(root, { recursive: true, force: true });
});

/** The months of a series, all of one value, so that a mixed copy shows. */
const series = (id: string, value: number) =>
	[
		`observation_date,${id}`,
		...Array.from(
			{ length: MONTHS },
			(_, n) => `${1990 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}-01,${value}`
		),
		''
	].join('\n');

const CHILD = `
import { refresh } from '#lib/server/ingest/upstreams/refresh.ts';
const { root, standIn, day } = JSON.parse(process.argv[1]);
await refresh(['fred'], { root, settings: { eiaKey: null, contact: null },
	fetcher: { userAgent: 'x', standIn, now: () => new Date(day + 'T06:00:00Z') } });
`;

/** Runs a refresh in a process of its own and kills it after a while; without one, lets it end. */
function refreshed(day: string, killAfterMs: number | null): Promise<number | null> {
	const child = spawn(
		process.execPath,
		[
			'--import',
			import.meta.resolve('tsx'),
			'--input-type=module',
			'--eval',
			CHILD,
			JSON.stringify({ root, standIn: server?.standIn, day })
		],
		{ stdio: 'ignore' }
	);
	const timer = killAfterMs === null ? null : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
	return new Promise((resolve) =>
		child.on('exit', (code) => {
			if (timer) clearTimeout(timer);
			resolve(code);
		})
	);
}

it(
	`a refresh that is killed ${TIMES} times leaves the last good state, and the next one goes on`,
	{ timeout: 600_000 },
	async () => {
		root = mkdtempSync(join(tmpdir(), 'groundswell-killed-'));
		let value = 1;
		server = await LocalServer.start((request, response) => {
			const id = /id=(\w+)/.exec(request.url ?? '')?.[1] ?? '';
			send(response, series(id, value), { 'content-type': 'text/csv' });
		});
		const began = performance.now();
		expect(await refreshed('2024-01-01', null)).toBe(0);
		const took = performance.now() - began;
		let killed = 0;
		for (let time = 0; time < TIMES; time++) {
			value++;
			const day = new Date(Date.UTC(2024, 0, 2 + time)).toISOString().slice(0, 10);
			// Half of the kills fall where the work is done: at the end of the run.
			const after = time % 2 === 0 ? Math.random() * took : took * (0.8 + Math.random() * 0.3);
			if ((await refreshed(day, after)) !== 0) killed++;
			const store = new UpstreamStore(root, fred.name);
			const history = store.history();
			expect(history).not.toBeNull();
			expect(() =>
				fred.rows(history ?? '', {
					curated: { rows: () => [], fingerprint: () => '' },
					ledger: () => null
				})
			).not.toThrow();
			for (const part of fred.parts({ eiaKey: null, contact: null })) {
				const kept = store.read(part);
				expect(kept).not.toBeNull();
				const id = part.file.replace('.csv', '');
				// One copy as a whole, of one of the days, never a mixture.
				const first = Number(/,(\d+)$/m.exec(kept?.body.toString() ?? '')?.[1]);
				expect(kept?.body.toString()).toBe(series(id, first));
			}
		}
		expect(killed).toBeGreaterThan(TIMES / 4);
		value++;
		expect(await refreshed('2024-06-01', null)).toBe(0);
		const folder = join(root, fred.name);
		expect(readdirSync(folder).filter((name) => /\.(next|old)$/.test(name))).toEqual([]);
		expect(existsSync(join(root, 'last-refresh.json'))).toBe(true);
		expect(readFileSync(join(folder, 'history.json'), 'utf8')).toContain(`"value":${value * 100}`);
	}
);
