import { execFile } from 'node:child_process';
import { renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Town } from '../server/store/harness.ts';

const TSX = import.meta.resolve('tsx');

let town: Town;
beforeEach(async () => {
	town = await Town.open();
	renameSync(town.workshop.embedded, join(town.workshop.root, 'data'));
});
afterEach(() => town.close());

interface Ended {
	status: number;
	stdout: string;
	stderr: string;
}

/** Runs a command on a machine of its own, which knows the store and nothing else. */
function run(script: string, copy: string, ...options: string[]): Promise<Ended> {
	const env = {
		...process.env,
		GROUNDSWELL_DATA: '',
		GROUNDSWELL_RELEASES: 's3://bucket/of',
		GROUNDSWELL_COPY: town.folder(copy),
		AWS_ENDPOINT_URL: town.s3.endpoint
	};
	const args = ['--import', TSX, resolve(`scripts/${script}.ts`), ...options];
	return new Promise((done) => {
		execFile(process.execPath, args, { cwd: town.workshop.root, env }, (error, stdout, stderr) => {
			done({ status: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
		});
	});
}

describe('commands where releases lie in a store', () => {
	it('publish with npm run ingest, tables and all, and list and check on another machine', async () => {
		const first = await run('ingest', 'builder');
		expect(first).toMatchObject({ status: 0 });
		const id = /^release ([0-9a-f]{12}) published: /m.exec(first.stdout)?.[1] ?? '';
		expect(town.keys('parquet/')).toContain(
			`/bucket/of/parquet/release=${id}/table=observations/data.parquet`
		);
		const listed = await run('releases', 'elsewhere', 'check');
		expect(listed).toMatchObject({ status: 0, stderr: '' });
		expect(listed.stdout).toMatch(new RegExp(`^${id} .* whole, current$`, 'm'));
	});

	it('end in one line that names a store that ignores conditions, or is away', async () => {
		town.s3.fault = ({ conditional }) => (conditional ? 'unconditional' : null);
		const ignored = await run('ingest', 'builder');
		expect(ignored.status).toBe(4);
		expect(ignored.stderr).toMatch(/^s3:\/\/bucket\/of ignores the condition If-None-Match: .*\n$/);
		expect(town.keys('')).toEqual([]);
		town.s3.fault = () => 'cut';
		const away = await run('releases', 'elsewhere', 'list');
		expect(away.status).toBe(4);
		expect(away.stderr).toMatch(/^s3:\/\/bucket\/of: read log.*\n$/);
	});
});
