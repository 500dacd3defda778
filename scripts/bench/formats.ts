/** Files of 200,000 rows against a plain loop that writes them as CSV: `npm run bench -- formats`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collections } from '#lib/domain/collections/index.ts';
import type { FileFormat } from '#lib/domain/files.ts';
import { parseQuery } from '#lib/domain/filter/query.ts';
import { vocabularyOf } from '#lib/server/api/request/vocabulary.ts';
import { queries } from '#lib/server/dataset/queries/index.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { build } from '#lib/server/ingest/build.ts';
import { plainCsv, served, type Served } from './api/child.ts';
import { download, latencies } from './api/http.ts';
import { ROWS, SERIES, syntheticRelease } from './api/synthetic.ts';
import { alternating, type Measure } from './measure.ts';

/** So many of the made-up series: each has the same number of rows. */
const CHOSEN = 10;
const EXPECTED = (ROWS / SERIES) * CHOSEN;
const QUERY = `region=all&series=${Array.from({ length: CHOSEN }, (_, index) => `synthetic-${index}`).join('~')}`;
const MEGABYTE = 1024 * 1024;
const RUNS = 3;
/**
 * How fast each format must be against the plain CSV, and by how many megabytes the server may grow while it is
 * made, however many rows it has: JSON repeats the name of every column; Parquet holds the columns of ten thousand
 * rows and finds what repeats in them; a workbook wraps every cell in XML and is compressed.
 */
const TARGETS = {
	ndjson: { share: 0.5, growth: 128 },
	parquet: { share: 0.3, growth: 224 },
	xlsx: { share: 0.15, growth: 128 },
	zip: { share: 0.35, growth: 128 }
} satisfies Partial<Record<FileFormat, { share: number; growth: number }>>;
type Format = keyof typeof TARGETS;

/** The measures of this bench, one by one. @throws Error where what is measured fails */
export async function* run(): AsyncGenerator<Measure> {
	const folder = mkdtempSync(join(tmpdir(), 'groundswell-bench-'));
	const releases = join(folder, 'embedded');
	try {
		const { status } = build({ embedded: 'data', overlays: [], releases });
		if (status !== 'published') throw new Error(`the embedded release is ${status}`);
		const large = syntheticRelease(releases, join(folder, 'synthetic'));
		for (const format of Object.keys(TARGETS) as Format[])
			yield* await measure(format, large, folder);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** One format, from a server that made no other before, so that its memory is its own. */
async function measure(format: Format, releases: string, folder: string): Promise<Measure[]> {
	const { share, growth } = TARGETS[format];
	const server = await served({ kind: 'api', releases });
	try {
		await warm(server);
		const before = await server.peak();
		const plain = statement(releases);
		const rates = await alternating(
			async () => {
				const { ms, rows } = await download(
					`${server.address}/api/v1/observations.${format}?${QUERY}`
				);
				if (rows !== EXPECTED) throw new Error(`${rows} rows came instead of ${EXPECTED}`);
				return EXPECTED / (ms / 1000);
			},
			async () =>
				EXPECTED / ((await plainCsv(plain.path, plain.query, join(folder, 'plain'))) / 1000),
			RUNS
		);
		const grown = (await server.peak()) - before;
		return [
			{
				name: `${format} of ${EXPECTED.toLocaleString('en-US')} rows over HTTP, against a plain CSV loop`,
				...rates,
				unit: 'rows/s',
				limit: share,
				holds: 'at least'
			},
			{
				name: `memory growing while the ${format} is served`,
				measured: grown / MEGABYTE,
				reference: null,
				unit: 'MB',
				limit: growth,
				holds: 'at most'
			}
		];
	} finally {
		server.stop();
	}
}

async function warm({ address }: Served): Promise<void> {
	await latencies(`${address}/api/v1/health`, 100);
	await latencies(`${address}/api/v1/observations?${QUERY}`, 5);
	await latencies(`${address}/api/v1/claims.xlsx`, 3);
	await latencies(`${address}/api/v1/claims.parquet`, 3);
}

/** The statement behind the files. */
function statement(releases: string) {
	const store = new ReleaseStore(releases);
	const release = store.current();
	const collection = collections.observations;
	const { query } = parseQuery(
		collection,
		new URLSearchParams(QUERY),
		vocabularyOf(release, collection)
	);
	const { sql, parameters } = queries.observations.rows(release.kysely, query);
	const { path } = release;
	store.close();
	return { path, query: { sql, parameters } };
}
