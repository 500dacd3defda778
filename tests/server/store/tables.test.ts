import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { collections } from '#lib/domain/collections/index.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { writeTables } from '#lib/server/store/parquet-tables.ts';
import { csv, OBSERVATIONS, Workshop } from '../ingest/harness.ts';

/**
 * DuckDB reads the files as they lie in a folder. Its reader of S3 is an extension that is fetched from DuckDB's own
 * site; what it adds is the fetching, the files and the query are the same.
 */
let folder: string;
let workshop: Workshop;
let store: ReleaseStore;
let duckdb: DuckDBConnection;
let withheld: string;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'groundswell-tables-'));
	store = new ReleaseStore(inject('embeddedReleases'));
	await writeTables(inject('embeddedReleases'), store.current().id, folder);
	workshop = new Workshop();
	withheld = workshop.with({
		'sources.csv':
			'source_id,title,publisher,url,tier,redistribute\nshown,S,P,https://p.example/,primary,no\n',
		'observations.csv': csv(
			OBSERVATIONS,
			's1,US-VA,2025,5,,,actual,,gazette,',
			's1,US-VA,2026,6,,,actual,,shown,'
		)
	}).id;
	await writeTables(workshop.releases, withheld, folder);
	duckdb = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
});
afterAll(() => {
	duckdb.closeSync();
	store.close();
	workshop.remove();
	rmSync(folder, { recursive: true, force: true });
});

const ask = async (sql: string) =>
	(await duckdb.runAndReadAll(sql.replaceAll('FOLDER', folder))).getRowObjectsJson();

describe('the tables of a release as Parquet', () => {
	it('are there, every list under its own name', async () => {
		const found = await ask(
			`SELECT DISTINCT "table" FROM read_parquet('FOLDER/parquet/*/*/*.parquet', hive_partitioning = true, union_by_name = true) ORDER BY 1`
		);
		const names = found.map(({ table }) => table);
		const filled = Object.keys(collections).map((name) => name.replaceAll('-', '_'));
		expect(filled).toEqual(expect.arrayContaining(names));
		expect(names).toEqual(expect.arrayContaining(['observations', 'polls', 'model_prices']));
	});

	it('hold the rows of the release, every region and vintage, picked by its id', async () => {
		const { id, prepare } = store.current();
		const rows = await ask(
			`SELECT series_id, count(*)::INT AS rows, round(sum(value), 6) AS sum FROM read_parquet('FOLDER/parquet/release=*/table=observations/*.parquet', hive_partitioning = true) WHERE release = '${id}' GROUP BY series_id ORDER BY series_id`
		);
		expect(rows).toEqual(
			prepare(
				`SELECT series_id, count(*) AS rows, round(sum(iif(redistribute = 'no', NULL, value)), 6) AS sum
					FROM observations JOIN sources USING (source_id) GROUP BY series_id ORDER BY series_id`
			).all()
		);
	});

	it('have no figure that a source forbids to pass on, and keep the row', async () => {
		const rows = await ask(
			`SELECT source_id, value FROM read_parquet('FOLDER/parquet/release=${withheld}/table=observations/*.parquet') WHERE dataset = 'mine' ORDER BY date`
		);
		expect(rows).toEqual([
			{ source_id: 'gazette', value: 5 },
			{ source_id: 'mine:shown', value: null }
		]);
	});

	it('join by the ids they have', async () => {
		const [row] = await ask(
			`SELECT count(*)::INT AS joined FROM read_parquet('FOLDER/parquet/release=${store.current().id}/table=observations/*.parquet') AS o JOIN read_parquet('FOLDER/parquet/release=${store.current().id}/table=series/*.parquet') AS s USING (series_id)`
		);
		const count = store.current().prepare('SELECT count(*) FROM observations').pluck().get();
		expect(row).toEqual({ joined: count });
	});
});
