import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RequestListener } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BusyError, lockFolder } from '#lib/server/ingest/publish/lock.ts';
import { namedUpstreams, refresh } from '#lib/server/ingest/upstreams/refresh.ts';
import { sha256 } from '#lib/server/ingest/upstreams/store.ts';
import type { UpstreamSettings } from '#lib/server/ingest/upstreams/upstream.ts';
import { UsageError } from '#lib/server/ingest/usage-error.ts';
import { LocalServer, send } from './setup/local-server.ts';
import {
	CENSUS,
	EIA_861M,
	FIGHTS,
	eiaPage,
	EPOCH,
	FRED,
	fredGraph,
	GENAI_PRICES,
	LEGISLATION,
	MODELS_DEV,
	MORATORIA,
	secFacts,
	SWEEPS
} from './setup/samples.ts';

let root: string;
let server: LocalServer;
/** What the server answers, by host and path; a test puts its own in front. */
let answers: Record<string, RequestListener>;

const json =
	(value: unknown): RequestListener =>
	(_, response) =>
		send(response, JSON.stringify(value));
const text =
	(body: string, type = 'text/csv'): RequestListener =>
	(request, response) => {
		const known = request.headers['if-none-match'] === `"${body.length}"`;
		send(
			response,
			known ? '' : body,
			{ 'content-type': type, etag: `"${body.length}"` },
			known ? 304 : 200
		);
	};
const status =
	(code: number): RequestListener =>
	(_, response) =>
		send(response, '', {}, code);

beforeEach(async () => {
	root = mkdtempSync(join(tmpdir(), 'groundswell-upstream-'));
	const quarter = {
		start: '2025-01-01',
		end: '2025-03-31',
		val: 24,
		filed: '2025-05-01',
		form: '10-Q'
	};
	answers = {
		'raw.githubusercontent.com/pydantic': text(JSON.stringify(GENAI_PRICES), 'text/plain'),
		'raw.githubusercontent.com/mjbommar/moratorium-data-2026/main/data/state_legislation.csv': text(
			LEGISLATION,
			'text/plain'
		),
		'raw.githubusercontent.com/mjbommar/moratorium-data-2026/main/data/sweep_coverage.json': text(
			JSON.stringify(SWEEPS('2026-05-01/2026-07-31')),
			'text/plain'
		),
		'raw.githubusercontent.com/mjbommar': text(MORATORIA, 'text/plain'),
		'epoch.ai/data': text(EPOCH),
		'models.dev/api.json': json(MODELS_DEV),
		'fred.stlouisfed.org/graph/fredgraph.csv?id=APU000072610': text(FRED.APU000072610),
		'fred.stlouisfed.org/graph/fredgraph.csv?id=CPI': text(FRED.CPIAUCSL),
		'fred.stlouisfed.org/graph': (request, response) =>
			text(fredGraph(request.url ?? ''))(request, response),
		'data.sec.gov/api/xbrl/companyfacts/CIK0001018724': json(
			secFacts('PaymentsToAcquireProductiveAssets', [quarter])
		),
		'data.sec.gov/': json(secFacts('PaymentsToAcquirePropertyPlantAndEquipment', [quarter])),
		'datacentertracker.org/data/fights.json': json(FIGHTS),
		'www2.census.gov/programs-surveys': (_, response) => {
			response.writeHead(200, { 'content-type': 'text/csv' });
			response.end(CENSUS);
		},
		'www.eia.gov/electricity': (_, response) => {
			response.writeHead(200, { 'content-type': 'application/octet-stream' });
			response.end(EIA_861M);
		},
		'api.eia.gov/v2': (request, response) => {
			const query = new URL(request.url ?? '', 'https://x').searchParams;
			const rows = ['VA', 'US'].map((stateid) => ({
				period: query.get('frequency') === 'annual' ? '2025' : '2026-05',
				stateid,
				sectorid: 'RES',
				price: '15',
				sales: '1'
			}));
			const at = Number(query.get('offset'));
			json(
				eiaPage(
					query.get('frequency') === 'annual' ? 'annual' : 'monthly',
					2,
					rows.slice(at, at + 1)
				)
			)(request, response);
		}
	};
	server = await LocalServer.start((request, response) => {
		const asked = `${request.headers.host ?? ''}${request.url ?? ''}`;
		const found = Object.entries(answers).find(([start]) => asked.startsWith(start));
		if (!found) return send(response, '', {}, 404);
		found[1](request, response);
	});
});
afterEach(async () => {
	await server.stop();
	rmSync(root, { recursive: true, force: true });
});

const run = (
	names: string[] = [],
	day = '2026-11-25',
	settings: UpstreamSettings = { eiaKey: 'sesame', contact: 'test@example.org' }
) =>
	refresh(names, {
		root,
		settings,
		fetcher: {
			userAgent: 'Groundswell/0',
			standIn: server.standIn,
			tries: 2,
			sleep: () => Promise.resolve(),
			now: () => new Date(`${day}T06:00:00Z`)
		}
	});

const kept = (file: string) => readFileSync(join(root, file), 'utf8');

/** Everything that was written. */
const written = () =>
	readdirSync(root, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'))
		.join('\n');

describe('refreshing upstreams', () => {
	it('keeps raw bytes of each, with where and when they came from, and no key', async () => {
		const done = await run();
		expect(done.map((one) => `${one.name} ${one.status}`)).toEqual([
			'genai-prices updated',
			'epoch updated',
			'moratorium-nation updated',
			'data-center-tracker updated',
			'eia-861m updated',
			'eia updated',
			'fred updated',
			'fred-areas updated',
			'sec updated',
			'models-dev updated',
			'census-population updated',
			'moratorium-nation-legislation updated',
			'moratorium-nation-sweeps updated'
		]);
		expect(kept('fred/raw/CPIAUCSL.csv')).toBe(FRED.CPIAUCSL);
		expect(JSON.parse(kept('fred/raw/CPIAUCSL.csv.meta.json'))).toMatchObject({
			url: 'https://fred.stlouisfed.org/graph/fredgraph.csv?id=CPIAUCSL',
			fetched_at: '2026-11-25T06:00:00.000Z',
			sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
			etag: `"${FRED.CPIAUCSL.length}"`,
			licence: 'US government data, passed on by FRED',
			attribution: expect.stringContaining('Bureau of Labor Statistics') as string
		});
		const files = readdirSync(join(root, 'eia/raw'));
		expect(files.filter((name) => name.endsWith('0.json') || name.endsWith('1.json'))).toHaveLength(
			4
		);
	});

	it('writes nothing of what it sent, though every server repeats it', async () => {
		const sent = ['sesame', 'test@example.org'];
		const echo = sent.join(' ');
		for (const [start, answer] of Object.entries(answers))
			answers[start] = (request, response) => {
				const end = response.end.bind(response);
				response.removeHeader('etag');
				response.end = ((body: string | Buffer) =>
					end(
						typeof body !== 'string'
							? body
							: body
									.replace('"name":"GPT X"', `"name":"${echo}"`)
									.replace(/^(Model|state|observation_date|DATE).*/, (head) => `${head},${echo}`)
									.replace(/\n(?=.)(.*)/g, `\n$1,${echo}`)
					)) as typeof response.end;
				answer(request, response);
			};
		const done = await run();
		expect(done.filter(({ status: ended }) => ended === 'failed')).toEqual([]);
		expect(written()).toContain('***');
		for (const one of sent) expect(written()).not.toContain(one);
	});

	it('takes the same data asked with another key for the same', async () => {
		const asked = (key: string) => run(['eia'], '2026-11-25', { eiaKey: key, contact: null });
		const row = { stateid: 'VA', sectorid: 'RES', price: 1 };
		const page =
			(key: string): RequestListener =>
			(request, response) =>
				json(
					request.url?.includes('frequency=annual')
						? eiaPage('annual', 1, [{ ...row, period: '2025' }], key)
						: eiaPage('monthly', 1, [{ ...row, period: '2026-05' }], key)
				)(request, response);
		answers['api.eia.gov/v2'] = page('first-key');
		await asked('first-key');
		answers['api.eia.gov/v2'] = page('second/key');
		expect(await asked('second/key')).toMatchObject([{ status: 'unchanged', reason: null }]);
	});

	it('cuts a key out of what an older version kept of it', async () => {
		await run(['epoch']);
		const path = join(root, 'epoch/raw/notable_ai_models.csv');
		const meta = JSON.parse(kept('epoch/raw/notable_ai_models.csv.meta.json')) as object;
		const old = EPOCH.replace('Slipped', 'sesame');
		writeFileSync(path, old);
		writeFileSync(`${path}.meta.json`, JSON.stringify({ ...meta, sha256: sha256(old) }));
		await run(['epoch']);
		expect(written()).not.toContain('sesame');
	});

	it('asks on condition, and says that nothing has changed', async () => {
		await run(['epoch']);
		const history = kept('epoch/history.json');
		expect(await run(['epoch'], '2026-11-28')).toMatchObject([
			{ status: 'unchanged', lastGood: '2026-11-28T06:00:00.000Z', ageDays: 0 }
		]);
		expect(server.asked.at(-1)?.headers['if-none-match']).toBe(`"${EPOCH.length}"`);
		expect(JSON.parse(kept('epoch/raw/notable_ai_models.csv.meta.json'))).toMatchObject({
			fetched_at: '2026-11-25T06:00:00.000Z',
			checked_at: '2026-11-28T06:00:00.000Z'
		});
		expect(kept('epoch/history.json')).toBe(history);
	});

	it.each<[string, RequestListener, RegExp]>([
		['an outage', status(500), /epoch\.ai answered 500/],
		[
			'a web page',
			(_, response) => send(response, '<html>', { 'content-type': 'text/html' }),
			/sent a web page/
		],
		['another shape', text('Model,Cost\nA,1\n'), /no column "Publication date"/],
		[
			'half the models',
			text(
				EPOCH.split('\n')
					.filter((line) => !line.startsWith('Big') && !line.startsWith('Small'))
					.join('\n')
			),
			/lists nothing/
		],
		[
			'a body cut off',
			(_, response) => {
				response.writeHead(200, { 'content-type': 'text/csv', 'content-length': '9999' });
				response.write(EPOCH, () => response.destroy());
			},
			/cut off after \d+ bytes of 9999/
		],
		[
			'a redirect elsewhere',
			(_, response) => send(response, '', { location: 'https://elsewhere.example/' }, 302),
			/redirected to elsewhere\.example/
		]
	])(
		'keeps the last good copy through %s, says how old it is, and goes on',
		async (_, answer, why) => {
			await run(['epoch', 'fred'], '2026-11-20');
			const before = kept('epoch/raw/notable_ai_models.csv') + kept('epoch/history.json');
			answers['epoch.ai/data'] = answer;
			const [epoch, fred] = await run(['epoch', 'fred']);
			expect(epoch).toMatchObject({
				status: 'failed',
				reason: expect.stringMatching(why) as string,
				lastGood: '2026-11-20T06:00:00.000Z',
				ageDays: 5
			});
			expect(fred).toMatchObject({ status: 'unchanged' });
			expect(kept('epoch/raw/notable_ai_models.csv') + kept('epoch/history.json')).toBe(before);
		}
	);

	it('takes the parts that came, keeps the last good copy of one that did not, and says so', async () => {
		await run(['fred'], '2026-11-20');
		const newer = `${FRED.APU000072610}2026-11-01,0.3\n`;
		answers['fred.stlouisfed.org/graph/fredgraph.csv?id=APU000072610'] = text(newer);
		for (const bad of [status(404), text('DATE,OTHER\n2026-10-01,1\n')]) {
			answers['fred.stlouisfed.org/graph/fredgraph.csv?id=CPI'] = bad;
			expect(await run(['fred'])).toMatchObject([{ status: 'partly', ageDays: 5 }]);
			expect(kept('fred/raw/APU000072610.csv')).toBe(newer);
			expect(kept('fred/raw/CPIAUCSL.csv')).toBe(FRED.CPIAUCSL);
			expect(kept('fred/history.json')).toContain('consumer-price-index-monthly|US|2026-10');
		}
	});

	it('lets what stands stand where a part has never come', async () => {
		answers = { 'data.sec.gov/api/xbrl/companyfacts/CIK0001326801': status(500), ...answers };
		expect(await run(['sec'])).toMatchObject([
			{ status: 'partly', reason: 'CIK0001326801.json: data.sec.gov answered 500' }
		]);
		expect(kept('sec/history.json')).toContain('amazon-capex-cash|2025-Q1');
		expect(kept('sec/history.json')).not.toContain('meta-capex-cash');
	});

	it('tells the newest day of the data, and warns where it is older than their rhythm', async () => {
		expect(await run(['fred'], '2026-11-20')).toMatchObject([
			{ newest: '2026-10-31', warnings: [], rows: 4, odd: [] }
		]);
		expect(await run(['fred'], '2027-03-20')).toMatchObject([
			{
				status: 'unchanged',
				warnings: [
					'its newest data are of 2026-10-31, 140 days ago, and it usually brings new ones within 75'
				]
			}
		]);
		expect(JSON.parse(kept('last-refresh.json'))).toMatchObject([
			{ name: 'fred', newest: '2026-10-31', rows: 4, odd: 0, asked: '2027-03-20T06:00:00.000Z' }
		]);
	});

	it('takes a copy that lists far less than before for a broken one', async () => {
		const lines = Array.from({ length: 10 }, (_, n) => `20${n + 10}-01-01,1`);
		const cpi = (count: number) => text(['DATE,CPIAUCSL', ...lines.slice(0, count), ''].join('\n'));
		answers['fred.stlouisfed.org/graph/fredgraph.csv?id=CPI'] = cpi(10);
		await run(['fred'], '2026-11-20');
		answers['fred.stlouisfed.org/graph/fredgraph.csv?id=CPI'] = cpi(2);
		expect(await run(['fred'])).toMatchObject([
			{ status: 'failed', reason: expect.stringMatching(/lists 4 things where 12 stood/) as string }
		]);
	});

	it('fetches anew where a kept file was touched', async () => {
		await run(['epoch']);
		writeFileSync(join(root, 'epoch/raw/notable_ai_models.csv'), 'mine');
		expect(await run(['epoch'])).toMatchObject([{ status: 'updated' }]);
		expect(server.asked.at(-1)?.headers['if-none-match']).toBeUndefined();
		expect(kept('epoch/raw/notable_ai_models.csv')).toBe(EPOCH);
	});

	it('passes over what lacks a setting, unless it is asked for by name', async () => {
		const none = { eiaKey: null, contact: null };
		const all = await run([], '2026-11-25', none);
		expect(all.filter((one) => one.status === 'skipped')).toMatchObject([
			{ name: 'eia', reason: expect.stringContaining('EIA_API_KEY') as string, lastGood: null },
			{ name: 'sec', reason: expect.stringContaining('GROUNDSWELL_CONTACT') as string }
		]);
		expect(await run(['eia'], '2026-11-25', none)).toMatchObject([{ status: 'failed' }]);
		expect(server.asked.map(({ host }) => host)).not.toContain('api.eia.gov');
	});

	it('knows upstreams by name, and refuses others before it asks anyone', async () => {
		expect(namedUpstreams(['fred', 'fred']).map(({ name }) => name)).toEqual(['fred']);
		await expect(run(['fread'])).rejects.toThrow(
			new UsageError(
				'--refresh fread: no such upstream; did you mean "fred"? (upstreams: genai-prices, epoch, moratorium-nation, data-center-tracker, eia-861m, eia, fred, fred-areas, sec, models-dev, census-population, moratorium-nation-legislation, moratorium-nation-sweeps)'
			)
		);
		expect(server.asked).toEqual([]);
	});

	it('waits for no other refresh', async () => {
		const unlock = lockFolder(root);
		await expect(run(['fred'])).rejects.toThrow(BusyError);
		unlock();
		expect(existsSync(join(root, 'fred'))).toBe(false);
	});
});
