import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fredAreas } from '#lib/server/ingest/upstreams/indicators/fred-areas.ts';
import { refresh } from '#lib/server/ingest/upstreams/refresh.ts';
import { UpstreamStore } from '#lib/server/ingest/upstreams/store.ts';
import type { Curated } from '#lib/server/ingest/upstreams/curated.ts';
import { apiOver } from '../../api/setup/support.ts';
import { csv, Workshop } from '../../ingest/harness.ts';
import { LocalServer, send } from '../setup/local-server.ts';
import { fredGraph } from '../setup/samples.ts';

const SERIES = 'us-electricity-price-consumer-bls-monthly';
const NOTHING_CURATED: Curated = { rows: () => [], fingerprint: () => '' };
const CONTEXT = { curated: NOTHING_CURATED, ledger: () => null };

/** A copy of an area's series as FRED gives it: values of nobody. */
const copyOf = (area: string, lines: string) => {
	const series = `APU${area}72610`;
	const url = `https://fred.stlouisfed.org/graph/fredgraph.csv?id=${series}`;
	return { part: { file: `${series}.csv`, url }, text: `observation_date,${series}\n${lines}\n` };
};

describe('prices of survey areas', () => {
	it('are months of one series in cents, each area a region that matches only itself', () => {
		const history = fredAreas.fold(
			null,
			[
				copyOf('0100', '2015-12-01,0.1\n2026-09-01,.\n2026-10-01,0.213'),
				copyOf('S35A', '2026-10-01,0.174')
			],
			'2026-11-25'
		);
		const { rows, notes } = fredAreas.rows(history, CONTEXT);
		expect(
			rows.observations?.map(({ series_id, region, period, value }) => [
				series_id,
				region,
				period,
				value
			])
		).toEqual([
			[SERIES, 'BLS-0100', '2026-10', 21.3],
			[SERIES, 'BLS-S35A', '2026-10', 17.4]
		]);
		expect(rows.regions).toMatchObject([
			{ region: 'BLS-0100', name: 'Northeast (Census region)', kind: 'survey_area', parent: 'US' },
			{ region: 'BLS-S35A', name: 'Washington-Arlington-Alexandria, DC-VA-MD-WV' }
		]);
		expect(rows.region_aliases?.map(({ alias, region }) => [alias, region])).toEqual([
			['BLS-NORTHEAST', 'BLS-0100'],
			['BLS-WASHINGTON', 'BLS-S35A']
		]);
		expect(notes).toEqual([]);
	});

	it('warn where an area falls behind, and note one whose series has ended', () => {
		const history = fredAreas.fold(
			null,
			[
				copyOf('0100', '2026-10-01,0.2'),
				copyOf('0200', '2026-06-01,0.2'),
				copyOf('S49A', '2024-12-01,0.3')
			],
			'2026-11-25'
		);
		expect(fredAreas.warnings(history, '2026-11-25')).toEqual([
			'areas whose newest month is old: Midwest (2026-06)'
		]);
		expect(fredAreas.rows(history, CONTEXT).notes).toEqual([
			'areas whose prices have ended: Los Angeles (2024-12)'
		]);
	});

	it('have an alias and a name that no other area has', () => {
		const areas = fredAreas.parts({ eiaKey: null, contact: null });
		const copies = areas.map(({ file }) => copyOf(file.slice(3, 7), '2026-10-01,0.2'));
		const { rows } = fredAreas.rows(fredAreas.fold(null, copies, '2026-11-25'), CONTEXT);
		for (const list of [
			rows.regions?.map(({ name }) => name),
			rows.regions?.map(({ region }) => region),
			rows.region_aliases?.map(({ alias }) => alias)
		]) {
			expect(list).toHaveLength(areas.length);
			expect(new Set(list).size).toBe(areas.length);
		}
	});
});

describe('a refresh of survey areas', () => {
	let root: string;
	let server: LocalServer;
	/** Status by FRED's name of a series; others answer well. */
	let bad: Record<string, number>;
	beforeEach(async () => {
		root = mkdtempSync(join(tmpdir(), 'groundswell-areas-'));
		bad = {};
		server = await LocalServer.start((request, response) => {
			const path = request.url ?? '';
			const code = Object.entries(bad).find(([series]) => path.includes(series))?.[1];
			if (code !== undefined)
				return send(response, '<html>', { 'content-type': 'text/html' }, code);
			send(response, fredGraph(path), { 'content-type': 'application/csv' });
		});
	});
	afterEach(async () => {
		await server.stop();
		rmSync(root, { recursive: true, force: true });
	});

	const run = (day: string, more: { budgetMs?: number } = {}) =>
		refresh(['fred-areas'], {
			root,
			settings: { eiaKey: null, contact: null },
			fetcher: {
				userAgent: 'Groundswell/0',
				standIn: server.standIn,
				sleep: () => Promise.resolve(),
				now: () => new Date(`${day}T06:00:00Z`),
				...more
			}
		});
	const history = () => readFileSync(join(root, 'fred-areas/history.json'), 'utf8');

	it('leaves out an area that FRED does not have, by name, and does not fail', async () => {
		bad = { APUS24B72610: 404 };
		expect(await run('2026-11-25')).toMatchObject([
			{ status: 'updated', odd: ['APUS24B72610.csv: fred.stlouisfed.org answered 404'] }
		]);
		expect(history()).toContain('BLS-S24A');
		expect(history()).not.toContain('BLS-S24B');
	});

	it('keeps the months of an area that FRED has dropped', async () => {
		await run('2026-11-20');
		bad = { APUS24B72610: 410 };
		expect(await run('2026-11-25')).toMatchObject([{ status: 'unchanged' }]);
		expect(JSON.parse(history())).toContainEqual(
			expect.objectContaining({ id: `${SERIES}|BLS-S24B|2026-10`, to: null })
		);
	});

	it('takes the others where areas fail, and says once why, and for which', async () => {
		bad = { APUS35: 500 };
		expect(await run('2026-11-25')).toMatchObject([
			{
				status: 'partly',
				reason:
					'APUS35A72610.csv, APUS35B72610.csv, APUS35C72610.csv and 2 more: fred.stlouisfed.org answered 500'
			}
		]);
		expect(history()).toContain('BLS-S37A');
	});

	it('asks a server that is down once an area after the first, and no longer than its time', async () => {
		bad = { APU: 503 };
		expect(await run('2026-11-25')).toMatchObject([
			{ status: 'failed', reason: 'fred.stlouisfed.org answered 503' }
		]);
		const areas = fredAreas.parts({ eiaKey: null, contact: null }).length;
		expect(server.asked).toHaveLength(4 + areas - 1);
		server.asked.length = 0;
		expect(await run('2026-11-25', { budgetMs: 0 })).toMatchObject([
			{ status: 'failed', reason: 'not asked, as the parts before took too long' }
		]);
		expect(server.asked).toEqual([]);
	});
});

describe('a release with survey areas', () => {
	let workshop: Workshop;
	beforeEach(() => {
		workshop = new Workshop();
	});
	afterEach(() => workshop.remove());

	const served = () => {
		workshop.write(
			'vocabulary/units.csv',
			csv('kind,value,label,definition', 'unit,cents/kWh,US cents per kilowatt-hour,')
		);
		workshop.write(
			'series/survey.csv',
			csv(
				'series_id,title,unit,frequency,category,subject_kind,description,polarity,precedence',
				`${SERIES},Price of the survey,cents/kWh,monthly,electricity_price,none,Price,up_is_worse,upstream`
			)
		);
		const root = `${workshop.root}/upstream`;
		const store = new UpstreamStore(root, fredAreas.name);
		const copies = [copyOf('0100', '2026-10-01,0.213'), copyOf('S35A', '2026-10-01,0.174')];
		store.keep([], fredAreas.fold(null, copies, '2026-11-25'));
		expect(workshop.build({ upstream: root })).toMatchObject({ status: 'published', problems: [] });
		return apiOver({ releases: workshop.releases, now: () => new Date('2026-11-30T10:00:00Z') });
	};

	it('gives the values of an area by its code or its alias, and of no other region', async () => {
		const api = served();
		const values = async (region: string) =>
			(await api.list(`/api/v1/observations?series=${SERIES}&region=${region}`)).data.map(
				({ region_name, value }) => [region_name, value]
			);
		expect(await values('BLS-0100')).toEqual([['Northeast (Census region)', 21.3]]);
		expect(await values('BLS-WASHINGTON')).toEqual([
			['Washington-Arlington-Alexandria, DC-VA-MD-WV', 17.4]
		]);
		expect(await values('US')).toEqual([]);
		expect(await values('US-VA')).toEqual([]);
	});

	it('counts them in nothing: the nation does not contain them', async () => {
		const api = served();
		expect(
			workshop.rows(`SELECT region, ancestor FROM region_closure WHERE region LIKE 'BLS-%'`)
		).toEqual([
			{ region: 'BLS-0100', ancestor: 'BLS-0100' },
			{ region: 'BLS-S35A', ancestor: 'BLS-S35A' }
		]);
		const inNation = await api.list('/api/v1/regions?region=US&limit=1000');
		expect(inNation.data.map(({ kind }) => kind)).not.toContain('survey_area');
		const { data } = (await (await api.get('/api/v1/profile?region=BLS-0100')).json()) as {
			data: { kind: string; children: { all: number }; in_force: { own: unknown[] } };
		};
		expect(data).toMatchObject({ kind: 'survey_area', children: { all: 0 } });
	});

	it('finds an area by its name, behind whatever else has that name', async () => {
		const { data } = await served().list('/api/v1/search?q=northeast');
		expect(data[0]).toMatchObject({ name: 'Northeast (Census region)', detail: 'Survey area' });
	});
});
