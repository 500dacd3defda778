import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { collections } from '#lib/domain/collections/index.ts';
import { everythingIn } from '#lib/domain/files.ts';
import { createApi } from '../api/app.ts';
import { ReleaseStore } from '../dataset/releases/release-store.ts';

/** A table of a release as a file of Parquet. */
export interface TableFile {
	name: string;
	path: string;
}

/** Where the tables of a release lie in a store, or in a folder: as engines take partitions from paths. */
export const tablePath = (id: string, table: string): string =>
	`parquet/release=${id}/table=${table}/data.parquet`;

/**
 * Writes every list of a release as Parquet, whole: every region, every vintage. They are the files of the API, so
 * figures that a source forbids to pass on are empty here too.
 * @param releases the folder that holds the release
 * @param to where `parquet/` is put
 * @throws Error where the API refuses a list
 */
export async function writeTables(releases: string, id: string, to: string): Promise<TableFile[]> {
	const store = new ReleaseStore(releases);
	const api = createApi({ store, now: () => new Date() });
	try {
		const written: TableFile[] = [];
		for (const collection of Object.keys(collections)) {
			const { query } = everythingIn(collection);
			const asked = new URLSearchParams({ ...query, release: id });
			const answer = await api.request(`/api/v1/${collection}.parquet?${asked}`);
			if (!answer.ok || answer.body === null)
				throw new Error(
					`${collection} of release ${id} could not be written as Parquet: ${await answer.text()}`
				);
			const name = collection.replaceAll('-', '_');
			const path = join(to, tablePath(id, name));
			await mkdir(join(path, '..'), { recursive: true });
			await pipeline(
				Readable.fromWeb(answer.body as ReadableStream<Uint8Array>),
				createWriteStream(path)
			);
			written.push({ name, path });
		}
		return written;
	} finally {
		store.close();
	}
}
