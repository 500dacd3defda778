import { createRoute, z } from '@hono/zod-openapi';
import type { Collection } from '#lib/domain/collections/collection.ts';
import {
	computedCollections,
	type ComputedName,
	type ComputedRow
} from '#lib/domain/collections/computed.ts';
import type { CollectionName } from '#lib/domain/collections/index.ts';
import { canonical } from '#lib/domain/filter/canonical.ts';
import { fileName } from '#lib/domain/filter/words.ts';
import { PROBLEMS, querySchema } from './collection.ts';
import { fingerprint, writeCursor } from './cursor.ts';
import { metaOfAnswer, metaSchema, pageSchema } from './envelope.ts';
import { csvText } from './formats/csv.ts';
import { ask, type Asked, type Moment } from './request.ts';

/** A list that is computed from the rows of a collection when it is asked for: JSON, pages and CSV like any other. */
export interface Computed<N extends ComputedName> {
	name: N;
	/** Collection whose words its filters take. */
	words: CollectionName;
	/** Every row of an answer, in any order, with what to know about it. */
	rows: (asked: Asked) => { rows: ComputedRow<N>[]; notes: string[] };
}

/** Declares a computed list; exists so that its name is kept as a type. */
export const defineComputed = <N extends ComputedName>(computed: Computed<N>): Computed<N> =>
	computed;

const collectionOf = (name: ComputedName) => computedCollections[name] as unknown as Collection;

/** Reads a query for a computed list, in the words of the collection it is made from. */
const asked = (
	{ name, words }: Pick<Computed<ComputedName>, 'name' | 'words'>,
	params: URLSearchParams,
	moment: Moment,
	format: 'json' | 'csv'
) => ask({ ...collectionOf(name), name: words }, params, moment, format);

type Row = Record<string, unknown>;

/** A computed list of whatever name. */
export interface AnyComputed {
	name: ComputedName;
	words: CollectionName;
	rows: (asked: Asked) => { rows: Row[]; notes: string[] };
}

/** Rows in the order asked for: unknown last, ties by id. */
export function inOrder<R extends Row>(
	rows: readonly R[],
	{ column, descending }: Asked['query']['sort'],
	id: string
): R[] {
	const by = column === 'date' ? ('date_start' in (rows[0] ?? {}) ? 'date_start' : 'date') : column;
	const sign = descending ? -1 : 1;
	return rows.toSorted((a, b) => {
		const [x, y] = [a[by] ?? null, b[by] ?? null];
		if (x === null || y === null) return Number(x === null) - Number(y === null) || tie(a, b, id);
		return sign * order(x, y) || tie(a, b, id);
	});
}

const tie = (a: Row, b: Row, id: string) => order(a[id], b[id]);

function order(a: unknown, b: unknown): number {
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	const [x, y] = [String(a), String(b)];
	return x < y ? -1 : x > y ? 1 : 0;
}

/** The route that lists a computed list as JSON. */
export function computedRoute<N extends ComputedName>({ name }: Computed<N>) {
	const collection = computedCollections[name];
	return createRoute({
		method: 'get',
		path: `/${name}` as const,
		summary: collection.title,
		description: `${collection.description} The whole result as CSV: /api/v1/${name}.csv with the same query.`,
		request: { query: querySchema(collectionOf(name)) },
		responses: {
			200: {
				description: 'A page of rows',
				content: {
					'application/json': {
						schema: z.object({
							data: z.array(collection.row as (typeof computedCollections)[N]['row']),
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

/** One page of a computed list. */
export function computedPage<N extends ComputedName>(
	computed: Computed<N>,
	searched: URLSearchParams,
	moment: Moment
) {
	const collection = collectionOf(computed.name);
	const ask = asked(computed, searched, moment, 'json');
	const { rows, notes } = computed.rows(ask);
	const all = inOrder<ComputedRow<N>>(rows, ask.query.sort, collection.id);
	const data = all.slice(ask.offset, ask.offset + ask.query.limit);
	const after = ask.offset + data.length;
	const next = () => {
		const hash = fingerprint(searched, collection);
		const params = new URLSearchParams(searched);
		params.set('cursor', writeCursor({ release: ask.release.id, on: ask.on, offset: after, hash }));
		return `/api/v1/${collection.name}?${canonical(params, collection)}`;
	};
	const meta = metaOfAnswer(ask);
	return {
		data,
		page: { next: after < all.length ? next() : null, first: ask.offset + 1, total: all.length },
		meta: { ...meta, notes: [...meta.notes, ...notes] }
	};
}

/** The whole of a computed list as a CSV download. */
export function computedCsv(
	computed: AnyComputed,
	searched: URLSearchParams,
	moment: Moment,
	headers: Record<string, string>
): Response {
	const collection = collectionOf(computed.name);
	const ask = asked(computed, searched, moment, 'csv');
	const rows = inOrder<Row>(computed.rows(ask).rows, ask.query.sort, collection.id);
	return new Response(csvText(collection, rows, ask.query), {
		headers: {
			...headers,
			'content-type': 'text/csv; charset=utf-8; header=present',
			'content-disposition': `attachment; filename="${fileName(collection, ask.query, ask.release.id, 'csv')}"`,
			link: `</api/v1/openapi.json>; rel="describedby"`,
			'x-groundswell-release': ask.release.id,
			'x-groundswell-on': ask.on,
			'x-groundswell-rows': String(rows.length)
		}
	});
}
