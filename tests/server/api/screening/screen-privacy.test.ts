import { readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import { FILE_FORMATS } from '#lib/domain/files.ts';
import { openLog } from '#lib/server/log/log.ts';
import { logged } from '../../door/logged.ts';
import { apiOver } from '../setup/support.ts';

/** Stands in every list sent here, and nowhere else. */
const MARK = 'zq7secretparcel';
const LIST = `name,lat,lon,place,state,${MARK}_head\n${MARK}_a,39.0437,-77.4875,,,${MARK}_b\n${MARK}_c,,,${MARK}_place,VA,\n`;

const { api } = apiOver();

/** Files below the temporary and the releases folder that hold the mark. */
function filesWithMark(since: number): string[] {
	const found: string[] = [];
	const look = (folder: string) => {
		for (const entry of readdirSync(folder, { withFileTypes: true })) {
			const path = join(folder, entry.name);
			if (!entry.isFile()) continue;
			const { mtimeMs, size } = statSync(path);
			if (mtimeMs >= since && size < 50_000_000 && readFileSync(path).includes(MARK))
				found.push(path);
		}
	};
	look(tmpdir());
	look(inject('embeddedReleases'));
	return found;
}

afterEach(() => {
	vi.restoreAllMocks();
});

// The first list waits for a worker to begin, which takes its time on a busy machine.
describe('a list of sites', { timeout: 60_000 }, () => {
	it('leaves no trace in logs, files, later answers or addresses', async () => {
		const since = Date.now() - 1000;
		const said: string[] = [];
		openLog('info', { write: (text) => void said.push(text) });
		const record = (...args: unknown[]) =>
			said.push(
				args
					.map((arg) => (arg instanceof Error ? `${arg.message} ${arg.stack}` : String(arg)))
					.join(' ')
			);
		for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
			vi.spyOn(console, method).mockImplementation(record);
		for (const stream of [process.stdout, process.stderr])
			vi.spyOn(stream, 'write').mockImplementation((chunk) => {
				record(chunk);
				return true;
			});
		const send = async (path: string, body: BodyInit, type?: string) => {
			const response = await api.request(path, {
				method: 'POST',
				body,
				...(type === undefined ? {} : { headers: { 'content-type': type } })
			});
			const headers = JSON.stringify([...response.headers]);
			return { text: await response.text(), headers, status: response.status };
		};
		const form = new FormData();
		form.set('file', new File([LIST], `${MARK}.csv`));
		const answers = [
			await send('/api/v1/screen?evidence=yes', LIST, 'text/csv'),
			await send('/api/v1/screen', form),
			await send('/api/v1/screen', `{"sites":"${MARK}`, 'application/json'),
			await send('/api/v1/screen', `${LIST}"${MARK}`, 'text/csv'),
			...(await Promise.all(
				FILE_FORMATS.map((format) => send(`/api/v1/screen.${format}`, LIST, 'text/csv'))
			))
		];
		vi.restoreAllMocks();
		// The answers themselves give it back: otherwise this test could not fail.
		expect(answers[0]?.text).toContain(MARK);
		for (const { headers } of answers) expect(headers).not.toContain(MARK);
		expect(said.join('\n')).not.toContain(MARK);
		expect(filesWithMark(since)).toEqual([]);
		const after = await send(
			'/api/v1/screen?evidence=yes',
			'name,place,state\nx,Nowhere,VA',
			'text/csv'
		);
		expect(after.text).not.toContain(MARK);
		for (const path of ['/api/v1/health', '/api/v1/screen.metadata.json'])
			expect(await (await api.request(path)).text()).not.toContain(MARK);
	});

	it('that makes screening fail is not in the log either', async () => {
		const lines = logged();
		vi.spyOn(String.prototype, 'normalize').mockImplementationOnce(() => {
			throw new TypeError(`cannot read ${MARK}`);
		});
		const response = await api.request('/api/v1/screen', { method: 'POST', body: LIST });
		vi.restoreAllMocks();
		expect(response.status).toBe(500);
		expect(lines).toHaveLength(1);
		expect(lines[0]?.err?.stack).toContain('screening failed: TypeError');
		expect(JSON.stringify(lines)).not.toContain(MARK);
		expect(await response.text()).not.toContain(MARK);
	});
});
