import { gzipSync } from 'node:zlib';
import type { RequestListener, ServerResponse } from 'node:http';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BusyError, lockFolder } from '#lib/server/ingest/publish/lock.ts';
import { deriveRows } from '#lib/server/ingest/upstreams/derive-rows.ts';
import { refresh } from '#lib/server/ingest/upstreams/refresh.ts';
import { upstreams } from '#lib/server/ingest/upstreams/registry.ts';
import { LocalServer, send } from '../setup/local-server.ts';
import {
	CENSUS,
	EIA_861M,
	eiaPage,
	EPOCH,
	FIGHTS,
	fredGraph,
	GENAI_PRICES,
	LEGISLATION,
	MODELS_DEV,
	MORATORIA,
	secFacts,
	SWEEPS
} from '../setup/samples.ts';

const QUARTER = {
	start: '2025-01-01',
	end: '2025-03-31',
	val: 24,
	filed: '2025-05-01',
	form: '10-Q'
};
const EIA_ROW = { period: '2025', stateid: 'VA', sectorid: 'RES', price: '15', sales: '1' };

/** A good answer in the shape of each upstream, by host: its type and body for a path. */
const GOOD: Record<string, [type: string, body: (path: string) => string | Buffer]> = {
	'raw.githubusercontent.com': [
		'text/plain',
		(path) => {
			if (path.includes('pydantic')) return JSON.stringify(GENAI_PRICES);
			if (path.includes('state_legislation')) return LEGISLATION;
			return path.includes('sweep_coverage')
				? JSON.stringify(SWEEPS('2026-07-01/2026-07-31'))
				: MORATORIA;
		}
	],
	'datacentertracker.org': ['application/json', () => JSON.stringify(FIGHTS)],
	'www.eia.gov': [
		'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		() => EIA_861M
	],
	'www2.census.gov': ['text/csv', () => CENSUS],
	'epoch.ai': ['text/csv', () => EPOCH],
	'models.dev': ['application/json', () => JSON.stringify(MODELS_DEV)],
	'fred.stlouisfed.org': ['text/csv', fredGraph],
	'data.sec.gov': [
		'application/json',
		(path) =>
			JSON.stringify(
				secFacts(
					path.includes('1018724')
						? 'PaymentsToAcquireProductiveAssets'
						: 'PaymentsToAcquirePropertyPlantAndEquipment',
					[QUARTER]
				)
			)
	],
	'api.eia.gov': [
		'application/json',
		(path) =>
			JSON.stringify(
				path.includes('annual')
					? eiaPage('annual', 1, [EIA_ROW])
					: eiaPage('monthly', 1, [{ ...EIA_ROW, period: '2026-05' }])
			)
	]
};
/** Every upstream there is, and the host that answers for it: one that is added is tried by itself. */
const UPSTREAMS = new Map(upstreams.map(({ name, hosts }) => [name, hosts[0] ?? '']));

let root: string;
let server: LocalServer;
type Answer = (response: ServerResponse, type: string, body: string | Buffer) => void;
/** Which host answers badly, and how; null where all is well. */
let hostile: { host: string; answer: Answer } | null;

const answer: RequestListener = (request, response) => {
	const host = request.headers.host ?? '';
	const [type, body] = GOOD[host] ?? ['text/plain', () => ''];
	const text = body(request.url ?? '');
	if (hostile?.host === host) return hostile.answer(response, type, text);
	send(response, text, { 'content-type': type, 'last-modified': 'Mon, 02 Nov 2026 10:00:00 GMT' });
};

beforeEach(async () => {
	root = mkdtempSync(join(tmpdir(), 'groundswell-hostile-'));
	hostile = null;
	server = await LocalServer.start(answer);
});
afterEach(async () => {
	await server.stop();
	rmSync(root, { recursive: true, force: true });
});

const run = (names: readonly string[], day: string, totalMs = 20_000) =>
	refresh(names, {
		root,
		settings: { eiaKey: 'sesame', contact: 'test@example.org' },
		fetcher: {
			userAgent: 'Groundswell/0',
			standIn: server.standIn,
			tries: 2,
			limits: { totalMs },
			sleep: () => Promise.resolve(),
			now: () => new Date(`${day}T06:00:00Z`)
		}
	});

const history = (name: string) => readFileSync(join(root, name, 'history.json'), 'utf8');
const whole = (response: ServerResponse, type: string, body: string | Buffer, more = {}) => {
	response.writeHead(200, { 'content-type': type, ...more });
	response.end(body);
};

const DRIP = 'one byte at a time';
const BOMB = gzipSync(Buffer.alloc(50_000_000));
const ANSWERS: Record<string, [Answer, RegExp]> = {
	'a body cut off': [
		(response, type, body) => {
			response.writeHead(200, { 'content-type': type, 'content-length': String(body.length + 9) });
			response.write(body, () => response.destroy());
		},
		/cut off after \d+ bytes of \d+/
	],
	'a refused key': [
		(response) =>
			send(
				response,
				'{"error":{"code":"API_KEY_INVALID","message":"An invalid api_key sesame was supplied."}}',
				{},
				403
			),
		/answered 403: API_KEY_INVALID, An invalid api_key [^ ]+ was supplied/
	],
	'too many requests, for an hour': [
		(response) => send(response, '', { 'retry-after': '3600' }, 429),
		/answered 429; it asks to wait 3600 s, so it is left for the next run/
	],
	'an outage': [(response) => send(response, '<html>', {}, 500), /answered 500$/],
	'a web page': [
		(response) => whole(response, 'text/html', '<!doctype html><title>Sorry</title>'),
		/sent a web page instead of data/
	],
	'a body without an end': [
		(response, type) => {
			response.writeHead(200, { 'content-type': type });
			const flood = setInterval(() => response.write('x'.repeat(8_000_000)), 1);
			response.on('close', () => clearInterval(flood));
		},
		/the answer does not end, and at most \d+ bytes are taken/
	],
	[DRIP]: [
		(response, type) => {
			response.writeHead(200, { 'content-type': type });
			const drip = setInterval(() => response.write(' '), 50);
			response.on('close', () => clearInterval(drip));
		},
		/no complete answer within 0\.4 s/
	],
	'a redirect to another host': [
		(response) => send(response, '', { location: 'https://elsewhere.example/x' }, 302),
		/redirected to elsewhere\.example: only .* may be asked/
	],
	'a redirect away from https': [
		(response) => send(response, '', { location: 'http://epoch.ai/x' }, 301),
		/redirected to http:\/\/epoch\.ai: only https is fetched/
	],
	'a packed bomb': [
		(response, type) => whole(response, type, BOMB, { 'content-encoding': 'gzip' }),
		/sent gzip though none was asked for/
	],
	'packed bytes that do not say so': [
		(response, type, body) => whole(response, type, gzipSync(body)),
		/sent bytes that are no text in UTF-8/
	],
	'another charset': [
		(response, type, body) =>
			whole(
				response,
				`${type}; charset=ISO-8859-1`,
				Buffer.from(`${String(body)} Jos\xe9`, 'latin1')
			),
		/sent text in iso-8859-1, and UTF-8 is read/
	],
	'another charset that it does not name': [
		(response, type, body) =>
			whole(response, type, Buffer.from(`${String(body)} Jos\xe9`, 'latin1')),
		/sent bytes that are no text in UTF-8/
	],
	'nothing, and calls it well': [(response, type) => whole(response, type, ''), /sent nothing/],
	'another shape': [
		(response, type) =>
			whole(response, type, type.includes('json') ? '{"items":[]}' : 'alpha,beta\n1,2\n'),
		/may have changed its format, which this version does not read/
	]
};

/** Answers that depend on the shape of an upstream are tried on all, others on one of CSV and one of JSON. */
const BY_SHAPE = ['a body cut off', 'a refused key', 'a web page', 'another shape'];
const CASES = [...UPSTREAMS.keys()].flatMap((name) =>
	Object.keys(ANSWERS)
		.filter((key) => BY_SHAPE.includes(key) || name === 'epoch' || name === 'eia')
		.map((key): [string, string] => [name, key])
);

describe('an upstream that fails keeps its last good copy, with its age, and the others go on', () => {
	it.each(CASES)('%s: %s', async (name, key) => {
		const [bad, why] = ANSWERS[key] ?? [];
		if (!bad || !why) throw new Error(`no answer "${key}"`);
		const other = name.startsWith('fred') ? 'epoch' : 'fred';
		await run([name, other], '2026-11-20');
		const before = history(name);
		hostile = { host: UPSTREAMS.get(name) ?? '', answer: bad };
		const [failed, good] = await run([name, other], '2026-11-25', key === DRIP ? 400 : undefined);
		expect(failed).toMatchObject({
			status: 'failed',
			reason: expect.stringMatching(why) as string,
			lastGood: '2026-11-20T06:00:00.000Z',
			ageDays: 5
		});
		// Only the EIA is asked with a key, which no message may repeat; nor may one be of two lines.
		expect(failed?.reason).not.toMatch(name === 'eia' ? /sesame|\p{Cc}/u : /\p{Cc}/u);
		expect(history(name)).toBe(before);
		expect(good).toMatchObject({ status: 'unchanged', ageDays: 0 });
	});
});

describe('conditions', () => {
	const asked = () => server.asked.at(-1)?.headers['if-modified-since'];

	it('are set by the date the server gave its bytes', async () => {
		await run(['epoch'], '2026-11-20');
		await run(['epoch'], '2026-11-25');
		expect(asked()).toBe('Mon, 02 Nov 2026 10:00:00 GMT');
	});

	it('are not set by a date of a clock that runs ahead, nor by what is no date', async () => {
		for (const date of ['Sun, 02 Nov 2036 10:00:00 GMT', 'yesterday']) {
			rmSync(join(root, 'epoch'), { recursive: true, force: true });
			hostile = {
				host: 'epoch.ai',
				answer: (response, type, body) => whole(response, type, body, { 'last-modified': date })
			};
			await run(['epoch'], '2026-11-20');
			await run(['epoch'], '2026-11-25');
			expect(asked()).toBeUndefined();
		}
	});

	it('"not modified" of bytes that nobody keeps is no answer', async () => {
		hostile = { host: 'epoch.ai', answer: (response) => send(response, '', {}, 304) };
		expect(await run(['epoch'], '2026-11-25')).toMatchObject([
			{ status: 'failed', reason: 'epoch.ai answered 304', lastGood: null, ageDays: null }
		]);
	});
});

describe('JSON', () => {
	it('that goes on after its end is not read', async () => {
		hostile = {
			host: 'models.dev',
			answer: (response, type, body) => whole(response, type, `${String(body)}}{"half":`)
		};
		expect(await run(['models-dev'], '2026-11-25')).toMatchObject([
			{ status: 'failed', reason: expect.stringMatching(/models-dev \(.*\): no JSON/) as string }
		]);
	});

	it('that begins with a byte order mark is', async () => {
		hostile = {
			host: 'models.dev',
			answer: (response, type, body) => whole(response, type, `\uFEFF${String(body)}`)
		};
		expect(await run(['models-dev'], '2026-11-25')).toMatchObject([{ status: 'updated' }]);
	});
});

describe('a kept history that cannot be read', () => {
	it('is told with what to do, stops nobody else, and leaves the rows made before', async () => {
		await run(['epoch', 'fred'], '2026-11-20');
		deriveRows(root, 'tests/fixtures/ingest/embedded');
		const rows = () => readFileSync(join(root, 'epoch/rows/observations.csv'), 'utf8');
		const before = rows();
		writeFileSync(join(root, 'epoch/history.json'), '[{"half":');
		expect(await run(['epoch', 'fred'], '2026-11-25')).toMatchObject([
			{
				status: 'failed',
				reason: expect.stringMatching(/remove data\/upstream\/epoch to start over/) as string
			},
			{ status: 'unchanged' }
		]);
		expect(deriveRows(root, 'tests/fixtures/ingest/embedded').join()).toMatch(
			/epoch: its kept history cannot be read .*; the rows made before stay/
		);
		expect(rows()).toBe(before);
	});
});

it('a second refresh at the same time is told what runs', async () => {
	const unlock = lockFolder(root);
	await expect(run(['fred'], '2026-11-25')).rejects.toThrow(
		new BusyError(`another refresh is writing to ${root}; run this again when it has finished`)
	);
	unlock();
});
