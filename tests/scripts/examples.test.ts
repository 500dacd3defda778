import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiOver } from '../server/api/setup/support.ts';
import { oppositionHeadline, type OppositionFinding } from '#lib/domain/polls/findings.ts';

const run = promisify(execFile);
const DAY = '2026-11-23';
const MONTHS = 24;

interface Overview {
	data: { headline: OppositionFinding; months: object[] };
	meta: { release: string };
}

let server: ReturnType<typeof serve>;
let base: string;
let folder: string;
let overview: Overview;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'examples-'));
	const { api, get } = apiOver();
	overview = (await (await get(`/api/v1/overview?on=${DAY}`)).json()) as Overview;
	server = serve({ port: 0, hostname: '127.0.0.1', fetch: (request) => api.request(request) });
	await new Promise((listening) => server.once('listening', listening));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
	server.close();
	rmSync(folder, { recursive: true });
});

describe.each([
	['python3', 'examples/overview.py'],
	[process.execPath, 'examples/overview.mjs']
])('%s %s', { timeout: 60_000 }, (program, script) => {
	it('reproduces the headline of the overview and its chart from a pinned release', async () => {
		const chart = join(folder, `${script.split('/').at(-1) ?? ''}.svg`);
		const { stdout } = await run(program, [script, base, overview.meta.release, DAY, chart]);
		expect(JSON.parse(stdout)).toEqual({
			headline: oppositionHeadline(overview.data.headline),
			months: overview.data.months.slice(-MONTHS)
		});
		const svg = readFileSync(chart, 'utf8');
		expect(svg.match(/<rect /g)).toHaveLength(2 * Math.min(MONTHS, overview.data.months.length));
	});
});
