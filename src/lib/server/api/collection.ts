import { createRoute, z } from '@hono/zod-openapi';
import type { Collection } from '#lib/domain/collections/collection.ts';
import {
	collections,
	type CollectionName,
	type CollectionRow
} from '#lib/domain/collections/index.ts';
import { FILTER_KEYS } from '#lib/domain/filter/keys.ts';
import { canonical, DEFAULT_LIMIT } from '#lib/domain/filter/query.ts';
import { fileName } from '#lib/domain/filter/words.ts';
import { queries } from '../dataset/queries/index.ts';
import type { CollectionQuery } from '../dataset/queries/query.ts';
import { metaOfAnswer, metaSchema, pageSchema } from './envelope.ts';
import { csvStream } from './formats/csv.ts';
import { COMMON_HEADERS, problemSchema } from './problem.ts';
import { ask, writeCursor, type Asked, type Deps } from './request.ts';

const problem = (description: string) => ({
	description,
	content: { 'application/problem+json': { schema: problemSchema } }
});

/** Errors any route may answer with. */
export const PROBLEMS = {
	400: problem('A key or value that is not allowed; every one is listed'),
	404: problem('No such record or release'),
	429: problem('Too many costly requests; Retry-After says when to come back'),
	503: problem('No release has been built yet')
};

const CONTROLS: Record<string, string> = {
	sort: 'Column to sort by; `-` before it reverses. Ties are broken by id',
	limit: `Rows a page, 1 to 1000; ${DEFAULT_LIMIT} unless told`,
	cursor: 'Position, from page.next; keeps answering from its release',
	on: 'Day for which ages and windows are computed, YYYY-MM-DD; today in UTC unless told',
	as_of: 'Answer from the release that was current at the end of this day, YYYY-MM-DD',
	release: 'Answer from the release with this id'
};

/** The parameters a collection takes, for the description; the grammar itself is parsed by domain/filter. */
export function querySchema(collection: Collection) {
	const shape: Record<string, z.ZodOptional<z.ZodString>> = {};
	for (const name of collection.filters) {
		const spec: { label: string; shape: string; values?: readonly string[] } = FILTER_KEYS[name];
		const values = spec.values ? `; one of ${spec.values.join(', ')}` : '';
		const many = spec.shape === 'list' ? '; several joined with ~' : '';
		shape[name] = z
			.string()
			.optional()
			.openapi({ description: `${spec.label}${values}${many}` });
	}
	for (const [name, description] of Object.entries(CONTROLS))
		shape[name] = z
			.string()
			.optional()
			.openapi({
				description:
					name === 'sort' ? `${description}. Columns: ${collection.sort.join(', ')}` : description
			});
	return z.object(shape);
}

/** The route that lists a collection as JSON. */
export function listRoute<N extends CollectionName>(name: N) {
	const collection = collections[name];
	return createRoute({
		method: 'get',
		path: `/${name}` as const,
		summary: collection.title,
		description: `${collection.description} The whole result as CSV: /api/v1/${name}.csv with the same query.`,
		request: { query: querySchema(collection as unknown as Collection) },
		responses: {
			200: {
				description: 'A page of rows',
				content: {
					'application/json': {
						schema: z.object({
							data: z.array(collection.row as (typeof collections)[N]['row']),
							page: pageSchema,
							meta: metaSchema
						})
					}
				}
			},
			...PROBLEMS
		}
	});
}

/** Runs a query for one page. */
export function listPage<N extends CollectionName>(name: N, url: URL, deps: Deps) {
	const collection = collections[name] as unknown as Collection;
	const asked = ask(collection, url.searchParams, deps);
	const { release, query, offset } = asked;
	const statements: CollectionQuery<N> = queries[name];
	const rows = all<CollectionRow<N>>(
		asked,
		statements.rows(release.kysely, query, { limit: query.limit, offset })
	);
	const total =
		all<{ total: number }>(asked, statements.count(release.kysely, query))[0]?.total ?? 0;
	const after = offset + rows.length;
	return {
		data: rows,
		page: {
			next: after < total ? nextPage(url, release.id, after) : null,
			first: offset + 1,
			total
		},
		meta: metaOfAnswer(asked)
	};
}

function nextPage(url: URL, release: string, offset: number): string {
	const params = new URLSearchParams(url.searchParams);
	params.set('cursor', writeCursor(release, offset, url.searchParams));
	return `/api/v1${url.pathname}?${canonical(params)}`;
}

/** Runs a compiled statement on the release that answers. */
export function all<Row>(
	{ release }: Pick<Asked, 'release'>,
	compiled: { sql: string; parameters: readonly unknown[] }
): Row[] {
	return release.db.prepare(compiled.sql).all(...compiled.parameters) as Row[];
}

/** The whole result of a query as a CSV download. */
export function csvResponse(name: CollectionName, url: URL, deps: Deps): Response {
	const collection = collections[name] as unknown as Collection;
	const asked = ask(collection, url.searchParams, deps);
	const { release, query } = asked;
	return new Response(
		csvStream(release, collection, queries[name].rows(release.kysely, query), query),
		{
			headers: {
				...COMMON_HEADERS,
				'content-type': 'text/csv; charset=utf-8',
				'content-disposition': `attachment; filename="${fileName(collection, query, release.id, 'csv')}"`,
				link: `</api/v1/openapi.json>; rel="describedby"`,
				'x-groundswell-on': asked.on
			}
		}
	);
}
