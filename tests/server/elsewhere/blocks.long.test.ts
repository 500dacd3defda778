import { existsSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { watchedApi } from '../../../scripts/bench/blocks/child.ts';
import { releasesFolder } from '../api/setup/releases-folder.ts';
import { everyAddress } from './support.ts';

/** Processor time the main thread may take for others to wait, in ms. */
const MOST_MS = 50;
/** Two servers begin, and a hundred addresses are asked for. */
const PATIENCE_MS = 180_000;
/** Only Linux tells the time of one thread. */
const isTold = existsSync('/proc/self/schedstat');

/** A release of so many observations that whoever reads them all would be noticed: a series for hundreds of regions. */
function manyRows(): string {
	const releases = releasesFolder();
	releases.publish('cccccccccccc', '2026-11-24T12:00:00Z', (db) => {
		const columns = db.pragma('table_info(observations)') as { name: string }[];
		const values = columns.map(({ name }) => (name === 'region' ? 'r.region' : `o."${name}"`));
		db.exec(
			`INSERT OR IGNORE INTO observations SELECT ${values.join(', ')} FROM observations o, regions r
				WHERE o.series_id = 'us-electricity-price-residential-monthly' AND o.region = 'US' AND r.region LIKE 'US-_A%'`
		);
	});
	return releases.folder;
}

/** Every answer, every kind of file of the list that is long, and one kind of the others, which are written alike. */
const isWorth = (address: string) =>
	!/\.(xlsx|parquet|zip|json|ndjson|geojson)\?/.test(address) ||
	/observations\.|\/openapi\.json/.test(address);

const SITES = Array.from(
	{ length: 2000 },
	(_, at) => `Site ${at},${38 + at / 1000},${-77 - at / 500}`
);

async function watched(releases: string, where: 'workers' | 'here') {
	const server = await watchedApi(releases, where);
	onTestFinished(() => server.stop());
	const blockOf = async (path: string, init: RequestInit = {}) => {
		await server.longest();
		const response = await fetch(server.address + path, init);
		await response.arrayBuffer();
		return { path, status: response.status, ms: await server.longest() };
	};
	return { blockOf };
}

test.runIf(isTold)(
	'no address of the API keeps others waiting',
	{ timeout: PATIENCE_MS },
	async () => {
		const releases = manyRows();
		const { blockOf } = await watched(releases, 'workers');
		const addresses = (await everyAddress(releases)).filter(isWorth);
		const blocks = [];
		for (const path of addresses) blocks.push(await blockOf(path));
		const body = `name,lat,lon\n${SITES.join('\n')}`;
		for (const format of ['', '.csv', '.xlsx'])
			blocks.push(
				await blockOf(`/api/v1/screen${format}`, {
					method: 'POST',
					headers: { 'content-type': 'text/csv' },
					body
				})
			);
		expect(blocks.length).toBeGreaterThan(50);
		expect(blocks.filter(({ status }) => status !== 200)).toEqual([]);
		expect(blocks.filter(({ ms }) => ms > MOST_MS)).toEqual([]);
	}
);

test.runIf(isTold)(
	'the same work on the main thread would be seen',
	{ timeout: PATIENCE_MS },
	async () => {
		const { blockOf } = await watched(manyRows(), 'here');
		const heavy = ['observations/latest?region=all&limit=1000', 'regions?region=all&limit=1000'];
		const blocks = [];
		for (const path of heavy) blocks.push((await blockOf(`/api/v1/${path}`)).ms);
		expect(Math.max(...blocks)).toBeGreaterThan(MOST_MS);
	}
);
