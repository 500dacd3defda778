import { calendar } from './calendar.ts';
import { feed, rss } from './feed.ts';
import type { Document } from '../formats/document.ts';

/** Every document by its path. */
export const documents: ReadonlyMap<string, Document> = new Map(
	[feed, rss, calendar].map((document: Document) => [document.path, document])
);

/** Headers of a document beside those that every answer has. */
export function documentHeaders(
	{ type, path, fileName }: Document,
	params: URLSearchParams,
	{ release, on }: { release: { id: string }; on: string }
): Record<string, string> {
	const of = [...params.values()]
		.join('-')
		.replace(/[^A-Za-z0-9_+.-]+/g, '_')
		.slice(0, 100);
	const kind = path.slice(1).replace(/\..*$/, '');
	const name = ['groundswell', kind, ...(of === '' ? [] : [of])].join('-');
	return {
		'content-type': type,
		'content-disposition': `inline; filename="${fileName(`${name}-${release.id}`)}"`,
		'x-groundswell-release': release.id,
		'x-groundswell-on': on
	};
}
