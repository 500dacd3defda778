import type { Collection } from '#lib/domain/collections/collection.ts';
import {
	computedCollections,
	type ComputedName,
	type ComputedRow
} from '#lib/domain/collections/computed.ts';
import type { CollectionName } from '#lib/domain/collections/index.ts';
import type { FileFormat } from '#lib/domain/files.ts';
import { columnsOf } from '#lib/domain/schema/table.ts';
import type { SourceCounts } from '../../dataset/queries/records/sources-behind.ts';
import { nextAddress, routeOf } from './collection.ts';
import { metaOfAnswer } from '../request/envelope.ts';
import { grammarOf, type WholeResult } from './list-files.ts';
import { batchesOfRows } from '../formats/batches.ts';
import { ask, type Asked, type Call, type Moment } from '../request/request.ts';
import { notesOnShown } from '../request/withheld.ts';

/** Rows that are made as far as they are wanted, in the order asked for. */
export interface Ordered<R> {
	total: number;
	/** What to know about them. */
	notes: string[];
	slice: (from: number, to: number) => R[];
	/** How many of them name each source. */
	sources: () => SourceCounts;
}

/** A list that is computed from the rows of a collection when it is asked for: JSON, pages and CSV like any other. */
export interface Computed<N extends ComputedName> {
	name: N;
	/** Collection whose words its filters take. */
	words: CollectionName;
	/** Every row of an answer, in any order, with what to know about it. */
	rows: (asked: Asked, moment: Moment) => { rows: ComputedRow<N>[]; notes: string[] };
	/** The same rows without making those that nobody sees; null where that cannot be. */
	ordered?: (asked: Asked) => Ordered<ComputedRow<N>> | null;
	/** Records behind the rows by their source, where the rows name none. */
	sources?: (asked: Asked) => SourceCounts;
}

/** Declares a computed list; exists so that its name is kept as a type. */
export const defineComputed = <N extends ComputedName>(computed: Computed<N>): Computed<N> =>
	computed;

const collectionOf = (name: ComputedName): Collection => computedCollections[name];

/** Reads a query for a computed list, in the words of the collection it is made from. */
const asked = (
	{ name, words }: { name: ComputedName; words: CollectionName },
	call: Call,
	format: 'json' | 'csv' | 'file'
) => ask({ ...collectionOf(name), name: words }, call, format);

type Row = Record<string, unknown>;

/** The rows of a list in the order asked for. */
function orderedOf<R extends Row>(
	computed: {
		sources?: (asked: Asked) => SourceCounts;
		rows: (asked: Asked, moment: Moment) => { rows: R[]; notes: string[] };
		ordered?: (asked: Asked) => Ordered<R> | null;
	},
	asked: Asked,
	moment: Moment,
	id: string
): Ordered<R> {
	const known = computed.ordered?.(asked);
	if (known) return known;
	const { rows, notes } = computed.rows(asked, moment);
	const all = inOrder<R>(rows, asked.query.sort, id);
	return {
		total: all.length,
		notes,
		slice: (from, to) => all.slice(from, to),
		sources: () => computed.sources?.(asked) ?? countedIn(all)
	};
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
export const computedRoute = <N extends ComputedName>({ name }: Computed<N>) =>
	routeOf(
		name,
		computedCollections[name].row as (typeof computedCollections)[N]['row'],
		collectionOf(name)
	);

/**
 * One page of a computed list.
 * @throws ProblemError 400 for a query that is not allowed, 404 or 410 for a release that is not here
 */
export function computedPage<N extends ComputedName>(computed: Computed<N>, call: Call) {
	const collection = collectionOf(computed.name);
	const ask = asked(computed, call, 'json');
	const { total, notes, slice } = orderedOf<ComputedRow<N>>(
		computed,
		ask,
		call.moment,
		collection.id
	);
	const data = slice(ask.offset, ask.offset + ask.query.limit);
	const after = ask.offset + data.length;
	const meta = metaOfAnswer(ask);
	return {
		data,
		page: {
			next: after < total ? nextAddress(collection, call.params, ask, after) : null,
			first: ask.offset + 1,
			total
		},
		meta: {
			...meta,
			notes: [...meta.notes, ...notes, ...notesOnShown(ask.release, collection, data)]
		}
	};
}

/**
 * The whole of a computed list, for a file.
 * @throws ProblemError 400 for a query that is not allowed, 404 or 410 for a release that is not here
 */
export function findComputed<N extends ComputedName>(
	computed: Computed<N>,
	call: Call,
	format: FileFormat | 'metadata'
): WholeResult {
	const collection = collectionOf(computed.name);
	const ask = asked(computed, call, grammarOf(format));
	const ordered = orderedOf<ComputedRow<N>>(computed, ask, call.moment, collection.id);
	return {
		collection,
		path: collection.name,
		own: {},
		asked: ask,
		total: ordered.total,
		batches: () =>
			batchesOfRows(columnsOf(collection.row), { length: ordered.total, slice: ordered.slice }),
		countSources: ordered.sources,
		notes: ordered.notes
	};
}

/** How many rows name each source. */
export function countedIn(rows: readonly Row[]): SourceCounts {
	const counts = new Map<string, number>();
	for (const { source_id: id } of rows)
		if (typeof id === 'string') counts.set(id, (counts.get(id) ?? 0) + 1);
	return counts;
}
