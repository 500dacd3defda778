import { statSync } from 'node:fs';
import { collections, type CollectionName } from '#lib/domain/collections/index.ts';
import { EVERYTHING, type EverythingPath } from '#lib/domain/schema/everything.ts';
import { everythingIn } from '#lib/domain/files.ts';
import { find, resultFrom, type Request, type Wanted } from '../list/list-files.ts';
import { writeEverything, type ArchivePart } from '../formats/archives/everything.ts';
import type { Chunks } from '../formats/result.ts';
import { fileChunks, writeSqlite } from '../formats/archives/sqlite.ts';
import { streamOf } from '../formats/stream.ts';
import { callOf, type Call, type Moment } from '../request/moment.ts';
import { askMoment, type Asked } from '../request/request.ts';
import { hasWithheld } from '../request/withheld.ts';

type Basis = Pick<Asked, 'release' | 'on'>;

/**
 * Every table of a release as one file; `finished` is called once it is out or given up, with the error where it failed.
 * @throws ProblemError 400 for a key it does not take, and whatever choosing a release throws
 */
export function everythingResponse(path: EverythingPath, call: Call, wanted: Wanted): Response {
	const basis = askMoment(call);
	const { chunks, headers } = fileOf(path, basis, call.moment, wanted);
	const extension = path.slice(path.lastIndexOf('.'));
	return new Response(streamOf(chunks, wanted.finished), {
		headers: {
			...wanted.headers,
			...headers,
			'content-type': EVERYTHING[path].mediaType,
			'content-disposition': `attachment; filename="groundswell${path.slice('/everything'.length, -extension.length)}-${basis.release.id}${extension}"`,
			'x-groundswell-release': basis.release.id,
			'x-groundswell-on': basis.on
		}
	});
}

function fileOf(
	path: EverythingPath,
	basis: Basis,
	moment: Moment,
	wanted: Wanted
): { chunks: () => Chunks; headers: Record<string, string> } {
	const { release } = basis;
	const parts = (format: 'csv' | 'parquet') => partsOf(basis, moment, wanted, format);
	if (path === '/everything-csv.zip')
		return { chunks: () => writeEverything(parts('csv'), 'csv', wanted.now), headers: {} };
	if (path === '/everything-parquet.zip')
		return { chunks: () => writeEverything(parts('parquet'), 'parquet', wanted.now), headers: {} };
	if (hasWithheld(release)) return { chunks: () => writeSqlite(parts('parquet')), headers: {} };
	const sha256 = moment.store.list().find(({ id }) => id === release.id)?.sha256;
	return {
		chunks: () => fileChunks(release.path),
		headers: {
			'content-length': String(statSync(release.path).size),
			...(sha256 === undefined ? {} : { 'x-groundswell-sha256': sha256 })
		}
	};
}

/** Every table, with nothing left out, as of one release and day. */
function partsOf(
	{ release, on }: Basis,
	moment: Moment,
	wanted: Request,
	format: 'csv' | 'parquet'
): ArchivePart[] {
	return (Object.keys(collections) as CollectionName[]).map((name) => {
		const params = new URLSearchParams({ ...everythingIn(name).query, release: release.id, on });
		const call = callOf(params, moment);
		return { name, result: () => resultFrom(find(name, call, format), call, wanted) };
	});
}
