import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { build } from '#lib/server/ingest/build.ts';
import { curatedRows } from '#lib/server/ingest/upstreams/curated.ts';
import { STATES } from '#lib/server/ingest/upstreams/indicators/eia.ts';
import { refresh } from '#lib/server/ingest/upstreams/refresh.ts';
import { LocalServer, send } from '../server/upstreams/setup/local-server.ts';
import { workbook, type Cell } from '../fixtures/workbook.ts';

/*
 * A full refresh of electricity adds at most a fifth to the release: by the API with a key, by the workbook without
 * one, and by FRED's series beside either. The answers have the shape and the number of rows of the real ones; their
 * values are the curated ones where there are any, and made up where there are none.
 */

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const NOW = () => new Date('2026-11-29T06:00:00Z');
const FIRST_MONTH = 2010 * 12;
/** September 2026, two months behind as the agency is. */
const LAST_MONTH = 2026 * 12 + 8;
const MONTHS = Array.from({ length: LAST_MONTH - FIRST_MONTH + 1 }, (_, n) =>
	monthOf(FIRST_MONTH + n)
);
const YEARS = Array.from({ length: 16 }, (_, n) => String(2010 + n));
const SECTORS = { RES: 'residential', COM: 'commercial', IND: 'industrial', ALL: 'all-sectors' };
type Sector = keyof typeof SECTORS;

function monthOf(months: number): string {
	return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** Curated values of electricity, by series, region and period. */
const curated = new Map(
	curatedRows('data')
		.rows('observations', 'us-electricity-')
		.map(({ series_id, region, period, value }) => [`${series_id}|${region}|${period}`, value])
);
/** A curated value, or one of nobody. Every twentieth is revised by a tenth of a cent. */
function valueOf(
	measure: string,
	sector: Sector,
	state: string,
	period: string,
	at: number
): number {
	const frequency = period.length === 4 ? 'annual' : 'monthly';
	const region = state === 'US' ? 'US' : `US-${state}`;
	const known = curated.get(
		`us-electricity-${measure}-${SECTORS[sector]}-${frequency}|${region}|${period}`
	);
	return known === undefined ? 10 + (at % 977) / 100 : at % 20 === 0 ? known + 0.1 : known;
}

function saleRows(periods: readonly string[]): Record<string, string>[] {
	return periods.flatMap((period) =>
		STATES.flatMap((stateid) =>
			(Object.keys(SECTORS) as Sector[]).map((sectorid, at) => ({
				period,
				stateid,
				stateDescription: stateid,
				sectorid,
				sectorName: SECTORS[sectorid],
				price: String(valueOf('price', sectorid, stateid, period, period.length * 31 + at)),
				sales: String(1000 * valueOf('sales', sectorid, stateid, period, at)),
				customers: String(1_000_000 + at),
				'price-units': 'cents per kilowatt-hour',
				'sales-units': 'million kilowatt hours',
				'customers-units': 'number of customers'
			}))
		)
	);
}

const MONTHLY = saleRows(MONTHS.filter((month) => month >= '2022'));
const ANNUAL = saleRows(YEARS);

function eiaAnswer(path: string): string {
	const query = new URL(path, 'https://api.eia.gov').searchParams;
	const rows = query.get('frequency') === 'annual' ? ANNUAL : MONTHLY;
	const [from, most] = [Number(query.get('offset')), Number(query.get('length'))];
	return JSON.stringify({
		response: { total: String(rows.length), data: rows.slice(from, from + most) },
		request: {
			command: '/v2/electricity/retail-sales/data/',
			params: { api_key: query.get('api_key') }
		},
		apiVersion: '2.1.13'
	});
}

const HEADINGS = ['RESIDENTIAL', 'COMMERCIAL', 'INDUSTRIAL', 'TRANSPORTATION', 'TOTAL'];
const SECTOR_OF: (Sector | null)[] = ['RES', 'COM', 'IND', null, 'ALL'];

function eiaWorkbook(): Buffer {
	const lines = MONTHS.flatMap((period) =>
		STATES.filter((state) => state !== 'US').map((state, at): Cell[] => [
			Number(period.slice(0, 4)),
			Number(period.slice(5)),
			state,
			period >= '2025' ? 'Preliminary' : 'Final',
			...SECTOR_OF.flatMap((sector): Cell[] => {
				const price = sector === null ? 12 : valueOf('price', sector, state, period, at);
				return [price * 100, 100_000, 1_000, price];
			})
		])
	);
	const head = (under: (heading: string) => Cell[]): Cell[] => HEADINGS.flatMap(under);
	return Buffer.from(
		workbook({
			'Monthly-States': [
				['', '', '', '', ...head((heading) => [heading, '', '', ''])],
				['', '', '', '', ...head(() => ['Revenue', 'Sales', 'Customers', 'Price'])],
				[
					...['Year', 'Month', 'State', 'Data Status'],
					...head(() => ['Thousand Dollars', 'Megawatthours', 'Count', 'Cents/kWh'])
				],
				...lines
			]
		})
	);
}

/** A series of FRED from 1978 on, as long as the longest there. */
function fredAnswer(path: string): string {
	const id = /id=(\w+)/.exec(path)?.[1] ?? '';
	const months = Array.from({ length: LAST_MONTH - 1978 * 12 + 2 }, (_, n) =>
		monthOf(1978 * 12 + n)
	);
	const lines = months.map((month, at) => `${month}-01,${(0.1 + (at % 97) / 1000).toFixed(3)}`);
	return `observation_date,${id}\n${lines.join('\n')}\n`;
}

let root: string;
let server: LocalServer;
let before: number;

beforeAll(async () => {
	root = mkdtempSync(join(tmpdir(), 'groundswell-growth-'));
	const book = eiaWorkbook();
	server = await LocalServer.start((request, response) => {
		const path = request.url ?? '';
		switch (request.headers.host) {
			case 'api.eia.gov':
				return send(response, eiaAnswer(path));
			case 'www.eia.gov':
				return send(response, book, { 'content-type': 'application/octet-stream' });
			default:
				return send(response, fredAnswer(path), { 'content-type': 'application/csv' });
		}
	});
	before = sizeWith('without', null);
});
afterAll(async () => {
	await server.stop();
	rmSync(root, { recursive: true, force: true });
});

/** Bytes of the release built with the upstreams of a folder. */
function sizeWith(name: string, upstream: string | null): number {
	const releases = join(root, `releases-${name}`);
	const result = build({
		embedded: 'data',
		upstream,
		overlays: [],
		releases,
		now: NOW,
		today: '2026-11-29'
	});
	expect(result).toMatchObject({ status: 'published', problems: [] });
	return statSync(join(releases, `${result.id}.sqlite`)).size;
}

describe('a full refresh of electricity', () => {
	it.each([
		['the API with a key', 'eia', 'sesame'],
		['the workbook without one', 'eia-861m', null]
	])('by %s adds at most a fifth to the release', async (_, name, eiaKey) => {
		const folder = join(root, name);
		const done = await refresh([name, 'fred', 'fred-areas'], {
			root: folder,
			settings: { eiaKey, contact: null },
			fetcher: { userAgent: 'Groundswell/0', standIn: server.standIn, now: NOW }
		});
		expect(done.map(({ status, odd }) => [status, odd])).toEqual(done.map(() => ['updated', []]));
		const growth = sizeWith(name, folder) / before - 1;
		expect(growth).toBeGreaterThan(0);
		expect(growth).toBeLessThan(0.2);
		const rows = join(folder, name, 'rows/observations.csv');
		expect(existsSync(rows) && readFileSync(rows, 'utf8')).not.toContain('sesame');
	});
});
