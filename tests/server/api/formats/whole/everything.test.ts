import { unzipSync } from 'fflate';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { collections } from '#lib/domain/collections/index.ts';
import { apiOver, rowsOfCsv } from '../../setup/support.ts';
import { releasesFolder } from '../../setup/releases-folder.ts';
import { bytesOf, filesOfZip, READERS, type Cells } from '../readers.ts';

const NAMES = Object.keys(collections).sort();
const TABLE = '/api/v1/observations.csv?region=all&vintage=all';
const folder = mkdtempSync(join(tmpdir(), 'groundswell-everything-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Package {
	resources: {
		name: string;
		path: string;
		hash: string;
		bytes: number;
		rows: number;
		schema: {
			foreignKeys?: { fields: string[]; reference: { resource: string; fields: string[] } }[];
		};
	}[];
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A database that came as bytes. */
function databaseOf(bytes: Uint8Array): Database.Database {
	const path = join(folder, `${sha256(bytes)}.sqlite`);
	writeFileSync(path, bytes);
	return new Database(path, { readonly: true });
}

describe('every table in one zip of CSV', async () => {
	const { get } = apiOver();
	const files = unzipSync(await bytesOf(await get('/api/v1/everything-csv.zip')));
	const descriptor = JSON.parse(new TextDecoder().decode(files['datapackage.json'])) as Package;

	it('holds each table, what describes them, and nothing else', () => {
		expect(Object.keys(files).sort()).toEqual(
			[
				...NAMES.map((name) => `${name}.csv`),
				...['CITATION.cff', 'LICENCES.md', 'README.md', 'datapackage.json']
			].sort()
		);
	});

	it('holds the same bytes as a table on its own', async () => {
		expect(sha256(files['observations.csv'] ?? new Uint8Array())).toBe(
			sha256(await bytesOf(await get(TABLE)))
		);
	});

	it('says size, hash and rows of each, and how they join', () => {
		expect(descriptor.resources.map(({ name }) => name).sort()).toEqual(NAMES);
		for (const { path, hash, bytes } of descriptor.resources) {
			const file = files[path] ?? new Uint8Array();
			expect({ path, hash, bytes }).toEqual({
				path,
				hash: `sha256:${sha256(file)}`,
				bytes: file.byteLength
			});
		}
		expect(
			descriptor.resources.find(({ name }) => name === 'observations')?.schema.foreignKeys
		).toContainEqual({
			fields: ['series_id'],
			reference: { resource: 'series', fields: ['series_id'] }
		});
		for (const { schema } of descriptor.resources)
			for (const { reference } of schema.foreignKeys ?? [])
				expect(NAMES).toContain(reference.resource);
	});

	it('names each source once, with its terms', () => {
		const titles = new TextDecoder()
			.decode(files['LICENCES.md'])
			.split('\n')
			.filter((line) => line.startsWith('## '));
		expect(titles.length).toBeGreaterThan(5);
		expect(new Set(titles).size).toBe(titles.length);
	});
});

it('every table in one zip of Parquet has the rows of the CSV', async () => {
	const { get } = apiOver();
	const files = unzipSync(await bytesOf(await get('/api/v1/everything-parquet.zip')));
	const parquet = await READERS.parquet(new Uint8Array(files['polls.parquet'] ?? []));
	const alone = await READERS.parquet(await bytesOf(await get('/api/v1/polls.parquet?region=all')));
	expect(parquet).toEqual(alone);
	expect(Object.keys(files).filter((name) => name.endsWith('.parquet'))).toHaveLength(NAMES.length);
});

describe('figures of sources that forbid passing them on', async () => {
	/** Numbers that are ours in rows of a source. */
	const OURS = new Set(['lon', 'lat', 'independent_sources']);
	/** Files that hold every table, with the rows of one. */
	const readers = {
		csv: async (get: Get) => {
			const files = filesOfZip(await bytesOf(await get('/api/v1/everything-csv.zip')));
			return (name: string) => rowsOfCsv(files[`${name}.csv`] ?? '');
		},
		parquet: async (get: Get) => {
			const files = unzipSync(await bytesOf(await get('/api/v1/everything-parquet.zip')));
			return (name: string) => READERS.parquet(new Uint8Array(files[`${name}.parquet`] ?? []));
		},
		sqlite: async (get: Get) => {
			const db = databaseOf(await bytesOf(await get('/api/v1/everything.sqlite')));
			return (name: string) => db.prepare(`SELECT * FROM "${name}"`).all() as Cells[];
		}
	};
	type Get = ReturnType<typeof apiOver>['get'];

	/** A release that passes the figures of no source on. */
	const closed = () => {
		const releases = releasesFolder();
		releases.publish('ffffffffffff', '2026-11-24T12:00:00Z', (db) =>
			db.exec(`UPDATE sources SET redistribute = 'no'`)
		);
		return apiOver({ releases: releases.folder }).get;
	};

	/** Columns with a number in some row, by table, where rows name the source they are from. */
	const figures = async () => {
		const rowsOf = await readers.parquet(apiOver().get);
		const found: [string, string[]][] = [];
		for (const name of NAMES.filter((one) => one !== 'sources')) {
			const rows = await rowsOf(name);
			const columns = Object.keys(rows[0] ?? {});
			if (!columns.includes('source_id')) continue;
			const numeric = columns.filter(
				(column) =>
					!OURS.has(column) &&
					rows.some((row) => row['source_id'] !== null && typeof row[column] === 'number')
			);
			found.push([name, numeric]);
		}
		return found;
	};

	const tables = await figures();

	it.each(['csv', 'parquet', 'sqlite'] as const)('are in no table of all in %s', async (format) => {
		expect(tables.map(([name]) => name)).toEqual(
			expect.arrayContaining(['observations', 'polls', 'readings', 'trend-polls', 'actions'])
		);
		const rowsOf = await readers[format](closed());
		const leaked: string[] = [];
		for (const [name, columns] of tables)
			for (const row of await rowsOf(name))
				for (const column of columns)
					if (row['source_id'] && (row[column] ?? '') !== '') leaked.push(`${name}.${column}`);
		expect([...new Set(leaked)]).toEqual([]);
	});
});

describe('the release as SQLite', () => {
	/** A release whose sources are all told to be passed on, or all but that of the first observation. */
	const apiWhere = (id: string, redistribute: string) => {
		const releases = releasesFolder();
		releases.publish(id, '2026-11-24T12:00:00Z', (db) =>
			db.exec(`UPDATE sources SET redistribute = ${redistribute}`)
		);
		return apiOver({ releases: releases.folder });
	};

	it('is the file that is served, where its figures may be passed on', async () => {
		const { get } = apiWhere('dddddddddddd', "'yes'");
		const response = await get('/api/v1/everything.sqlite');
		const bytes = await bytesOf(response);
		expect(response.headers.get('content-length')).toBe(String(bytes.byteLength));
		const db = databaseOf(bytes);
		expect(db.prepare('SELECT id FROM release_info').pluck().get()).toBe('dddddddddddd');
		db.close();
	});

	it('holds the tables of the CSV files, cells emptied, where some may not', async () => {
		const { get } = apiWhere(
			'eeeeeeeeeeee',
			"iif(source_id = (SELECT source_id FROM observations LIMIT 1), 'no', 'yes')"
		);
		const db = databaseOf(await bytesOf(await get('/api/v1/everything.sqlite')));
		const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
		expect(tables.map(String).sort()).toEqual(NAMES);
		const { empty, full } = db
			.prepare(
				'SELECT sum(value IS NULL) AS empty, sum(value IS NOT NULL) AS full FROM observations'
			)
			.get() as { empty: number; full: number };
		expect(empty).toBeGreaterThan(0);
		expect(full).toBeGreaterThan(0);
		db.close();
	});

	it.each([
		["'yes'", false],
		["'no'", true]
	])(
		'is told of on /data as it is, where redistribute is %s',
		async (redistribute, hasWithheld) => {
			const { get } = apiWhere('cccccccccccc', redistribute);
			const { headers } = await get('/api/v1/everything.sqlite', { method: 'HEAD' });
			const { data } = (await (await get('/api/v1/views/data')).json()) as {
				data: { hasWithheld: boolean };
			};
			expect(data.hasWithheld).toBe(hasWithheld);
			// A file that is made on the way has no length to announce.
			expect(headers.has('content-length')).toBe(!hasWithheld);
		}
	);
});

it('takes a version and nothing else', async () => {
	const { get, problem } = apiOver();
	expect((await problem('/api/v1/everything-csv.zip?region=US')).status).toBe(400);
	const head = await get('/api/v1/everything-csv.zip?on=2026-11-01', { method: 'HEAD' });
	expect(head.headers.get('x-groundswell-on')).toBe('2026-11-01');
	expect(head.headers.get('content-disposition')).toMatch(
		/^attachment; filename="groundswell-csv-[0-9a-f]{12}\.zip"$/
	);
});

it('keeps a file readable as text where it is one', async () => {
	const { get } = apiOver();
	const files = filesOfZip(await bytesOf(await get('/api/v1/everything-csv.zip')));
	expect(files['README.md']).toContain('`polls.csv`');
	expect(files['CITATION.cff']).toContain('title: "Groundswell: every table"');
});

it('has no key that points at a row which is not there', async () => {
	const { get } = apiOver();
	const db = databaseOf(await bytesOf(await get('/api/v1/everything.sqlite')));
	const packed = filesOfZip(await bytesOf(await get('/api/v1/everything-csv.zip')));
	const { resources } = JSON.parse(packed['datapackage.json'] ?? '') as Package;
	const joins = resources.flatMap(({ name, schema }) =>
		(schema.foreignKeys ?? []).map(({ fields: [column], reference: { resource, fields } }) => ({
			words: `${name}.${column ?? ''} at ${resource}.${fields[0] ?? ''}`,
			sql: `SELECT count(*) FROM "${name}" WHERE "${column ?? ''}" NOT IN (SELECT "${fields[0] ?? ''}" FROM "${resource}")`
		}))
	);
	expect(joins.length).toBeGreaterThan(20);
	const lost = joins.filter(({ sql }) => db.prepare(sql).pluck().get() !== 0);
	expect(lost.map(({ words }) => words)).toEqual([]);
	db.close();
});
