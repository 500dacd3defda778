import { createRoute, z } from '@hono/zod-openapi';
import type { CompiledQuery } from 'kysely';
import type { Collection } from '#lib/domain/collections/collection.ts';
import {
	collections,
	type CollectionName,
	type CollectionRow
} from '#lib/domain/collections/index.ts';
import { FILTERS } from '#lib/domain/filter/filters.ts';
import type { FilterName } from '#lib/domain/filter/keys.ts';
import { canonical, DEFAULT_LIMIT } from '#lib/domain/filter/link/canonical.ts';
import { CONTROLS, type Format } from '#lib/domain/filter/query.ts';
import { queries } from '../../dataset/queries/index.ts';
import type { CollectionQuery } from '../../dataset/queries/collection-query.ts';
import { allRows, type OpenRelease } from '../../dataset/release.ts';
import { totalOf } from '../../dataset/total.ts';
import { metaOfAnswer, metaSchema, pageSchema } from '../request/envelope.ts';
import { fingerprint, writeCursor } from '../request/cursor.ts';
import { PROBLEM_MEANINGS, problemSchema } from '../request/problem.ts';
import { ask, type Asked, type Call } from '../request/request.ts';
import { notesOnShown } from '../request/withheld.ts';

/** What a route says of an error in its description. */
export const problem = (description: string) => ({
	description,
	content: { 'application/problem+json': { schema: problemSchema } }
});

/** Errors any route may answer with. */
export const PROBLEMS = {
	400: problem(PROBLEM_MEANINGS[400]),
	404: problem(PROBLEM_MEANINGS[404]),
	410: problem(PROBLEM_MEANINGS[410]),
	414: problem(PROBLEM_MEANINGS[414]),
	429: problem(PROBLEM_MEANINGS[429]),
	500: problem(PROBLEM_MEANINGS[500]),
	503: problem(PROBLEM_MEANINGS[503])
};

/** What a route answers with: JSON of a shape, or a problem. @param description of the JSON */
export const answers = <Shape extends z.ZodType>(description: string, schema: Shape) => ({
	200: { description, content: { 'application/json': { schema } } },
	...PROBLEMS
});

const DESCRIPTIONS: Record<(typeof CONTROLS)['json' | 'csv'][number], string> = {
	sort: 'Column to sort by; `-` before it reverses. Ties are broken by id',
	limit: `Rows a page, 1 to 1000; ${DEFAULT_LIMIT} by default`,
	cursor: 'Position, from page.next; keeps answering from its release',
	on: 'Day for which statuses and ages are computed, YYYY-MM-DD; today in UTC by default',
	as_of: 'Answer from the version that was current at the end of this day, YYYY-MM-DD',
	release: 'Answer from the version with this release id',
	bom: '1 puts a byte order mark in front, for Excel',
	guard:
		'0 leaves text that starts a formula in a spreadsheet as it is, without a leading apostrophe'
};

const parameter = (description: string) => z.string().optional().openapi({ description });

/** The parameters a collection takes, for the description; the grammar itself is parsed by domain/filter. */
export function querySchema(collection: Collection, format: Format = 'json') {
	const shape: Record<string, z.ZodOptional<z.ZodString>> = {};
	for (const name of collection.filters) shape[name] = parameter(filterText(collection, name));
	for (const name of CONTROLS[format])
		shape[name] = parameter(
			name === 'sort'
				? `${DESCRIPTIONS.sort}. Columns: ${columnsToSortBy(collection)}; ${collection.sort[0]} by default`
				: DESCRIPTIONS[name]
		);
	return z.object(shape);
}

/** Keys that choose the data of an answer that takes no filters. */
export const dataControls = {
	on: parameter(DESCRIPTIONS.on),
	as_of: parameter(DESCRIPTIONS.as_of),
	release: parameter(DESCRIPTIONS.release)
};

/** Keys that say how a CSV is written. */
export const csvControls = {
	bom: parameter(DESCRIPTIONS.bom),
	guard: parameter(DESCRIPTIONS.guard)
};

const columnsToSortBy = ({ sort }: Collection) =>
	sort.map((name) => name.replace(/^-/, '')).join(', ');

/** What a filter takes, in words. */
function filterText({ name: collection, region }: Collection, name: FilterName): string {
	const spec = FILTERS[name];
	if (name === 'region')
		return `Region codes joined with ~, or all; ${region?.fallback} by default. Listed at /api/v1/regions`;
	if (name === 'scope')
		return `within: also what lies inside the region; exact: the region itself; ${region?.scope} by default`;
	if (name === 'vintage')
		return 'latest, all, or a date: the newest edition published up to then; latest by default';
	const open = spec.shape === 'list' && !spec.values;
	const values = spec.values
		? `; one of ${spec.values.join(', ')}`
		: open
			? `; values at /api/v1/filters?collection=${collection}`
			: '';
	return `${spec.label}${values}${spec.takes}`;
}

/** The route that lists rows as JSON. */
export const routeOf = <Name extends string, Row extends z.ZodObject>(
	name: Name,
	row: Row,
	collection: Collection
) =>
	createRoute({
		method: 'get',
		path: `/${name}` as const,
		summary: collection.title,
		description: `${collection.description} The whole result as a file: /api/v1/${name}.csv with the same query, or another extension.`,
		request: { query: querySchema(collection) },
		responses: answers(
			'A page of rows',
			z.object({ data: z.array(row), page: pageSchema, meta: metaSchema })
		)
	});

/** The route that lists a collection as JSON. */
export const listRoute = <N extends CollectionName>(name: N) =>
	routeOf(name, collections[name].row as (typeof collections)[N]['row'], collections[name]);

/** The address of the rows that follow an answer's. @param offset how many come before them */
export function nextAddress(
	collection: Collection,
	searched: URLSearchParams,
	{ release, on }: Pick<Asked, 'release' | 'on'>,
	offset: number
): string {
	const hash = fingerprint(searched, collection);
	const params = new URLSearchParams(searched);
	params.set('cursor', writeCursor({ release: release.id, on, offset, hash }));
	return `/api/v1/${collection.name}?${canonical(params, collection)}`;
}

/**
 * Runs a query for one page.
 * @throws ProblemError 400 for a query that is not allowed, 404 or 410 for a release that is not here
 */
export function listPage<N extends CollectionName>(name: N, call: Call) {
	const collection = collections[name];
	const asked = ask(collection, call);
	const { release, query, offset } = asked;
	const statements: CollectionQuery<N> = queries[name];
	const count = () => totalOf(release, statements.count(release.kysely, query));
	const known = statements.countsFirst ? count() : undefined;
	const page = { limit: query.limit, offset };
	const rows: CollectionRow<N>[] =
		known === 0 ? [] : allRows(release, statements.rows(release.kysely, query, page, known));
	const after = offset + rows.length;
	const isWhole = offset === 0 && rows.length < query.limit;
	const total = known ?? (isWhole ? after : count());
	const meta = metaOfAnswer(asked);
	return {
		data: rows,
		page: {
			next: after < total ? nextAddress(collection, call.params, asked, after) : null,
			first: offset + 1,
			total
		},
		meta: { ...meta, notes: [...meta.notes, ...notesOnShown(release, collection, rows)] }
	};
}

/** Runs a compiled statement on the release that answers. */
export const all = <Row>({ release }: { release: OpenRelease }, compiled: CompiledQuery): Row[] =>
	allRows(release, compiled) as Row[];
