import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { answered, connected, siteOver } from '../server/mcp/asked.ts';

const SCRIPT = resolve('scripts/mcp.ts');
const COMMAND = ['--import', import.meta.resolve('tsx'), SCRIPT];

describe('npm run mcp', () => {
	it('answers the official client over standard input and output as it does over HTTP', async () => {
		const client = new Client({ name: 'test', version: '1' });
		await client.connect(
			new StdioClientTransport({
				command: process.execPath,
				args: COMMAND,
				env: { GROUNDSWELL_RELEASES: inject('embeddedReleases') }
			})
		);
		onTestFinished(() => client.close());
		const { site } = siteOver();
		const overHttp = await connected(site);
		expect((await client.listTools()).tools).toEqual((await overHttp.listTools()).tools);
		const question = { region: 'US-VA-51107', on: '2026-11-20' };
		const { page, api: _, ...here } = await answered(client, 'in_force', question);
		const there = await answered(overHttp, 'in_force', question);
		expect(there).toMatchObject(here);
		expect(page).toMatch(/^http:\/\/127\.0\.0\.1:3000\/regions\/US-VA-51107/);
		const sites = { sites: [{ fips: '51107' }], on: '2026-11-20' };
		expect((await answered(client, 'screen_sites', sites)).rows).toEqual(
			(await answered(overHttp, 'screen_sites', sites)).rows
		);
	});

	it('says what is missing where no release has been built', () => {
		const { status, stdout, stderr } = spawnSync(
			process.execPath,
			[...COMMAND, '--releases', resolve('tests/fixtures/data')],
			{ encoding: 'utf8', input: '' }
		);
		expect([status, stdout]).toEqual([4, '']);
		expect(stderr).toMatch(/npm run ingest/);
	});
});
