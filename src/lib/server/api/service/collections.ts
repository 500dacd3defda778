import { createRoute, z } from '@hono/zod-openapi';
import { collections, type CollectionName } from '#lib/domain/collections/index.ts';
import { everythingIn } from '#lib/domain/files.ts';
import { ANY_QUERY, type Query } from '#lib/domain/filter/query.ts';
import { joinsOf, type Join } from '#lib/domain/schema/joins.ts';
import { columnsOf } from '#lib/domain/schema/table.ts';
import { queries } from '../../dataset/queries/index.ts';
import type { CollectionQuery } from '../../dataset/queries/collection-query.ts';
import type { OpenRelease } from '../../dataset/release.ts';
import { totalOf } from '../../dataset/total.ts';
import { answers, dataControls } from '../list/collection.ts';
import { askMoment, type Call } from '../request/request.ts';

const columnSchema = z
	.object({
		name: z.string(),
		kind: z.string().openapi({ description: 'text, code, enum, date, url, number or integer' }),
		unit: z.string().nullable(),
		description: z.string(),
		values: z.array(z.string()).openapi({ description: 'The closed list, where there is one' }),
		optional: z.boolean().openapi({ description: 'Whether unknown (null, an empty cell) occurs' }),
		joins: z
			.object({ collection: z.string(), column: z.string() })
			.nullable()
			.openapi({ description: 'The collection, and its key, that the values point at' })
	})
	.openapi('Column');

const collectionSchema = z
	.object({
		name: z.string(),
		title: z.string(),
		description: z.string(),
		rows: z.int().openapi({ description: 'Rows of the whole collection, every region' }),
		id: z.string(),
		columns: z.array(columnSchema)
	})
	.openapi('Collection');

const termsSchema = z
	.object({
		publisher: z.string(),
		licence: z.string(),
		attribution: z.string().nullable().openapi({ description: 'Credit line the license asks for' }),
		sources: z.int()
	})
	.openapi('Terms');

const inputsSchema = z
	.object({
		oldest: z.string().nullable().openapi({ description: 'Day the oldest source was published' }),
		newest: z.string().nullable().openapi({ description: 'Day the newest source was published' }),
		undated: z.int().openapi({ description: 'Sources whose day of publication is not known' }),
		terms: z.array(termsSchema).openapi({ description: 'Sources that state a licence' })
	})
	.openapi('Inputs');

export const collectionsRoute = createRoute({
	method: 'get',
	path: '/collections' as const,
	summary: 'Collections',
	description:
		'Every collection with its row count and its columns, and the age and terms of what they were made from.',
	request: { query: z.object(dataControls) },
	responses: answers(
		'Collections',
		z.object({
			data: z.array(collectionSchema),
			inputs: inputsSchema,
			release: z.string(),
			on: z.string()
		})
	)
});

/**
 * Every collection as it is declared, with what a release holds of it.
 * @throws ProblemError 400 for a query that is not allowed, 404 or 410 for a release that is not here
 */
export function listCollections(call: Call) {
	const { release, on } = askMoment(call);
	const rows = (name: CollectionName) => {
		const statements: Pick<CollectionQuery<CollectionName>, 'count'> = queries[name];
		const { region: _, ...filters } = everythingIn(name).query;
		const query: Query = {
			...ANY_QUERY,
			filters: Object.fromEntries(Object.entries(filters).map(([key, value]) => [key, [value]])),
			day: on
		};
		return totalOf(release, statements.count(release.kysely, query));
	};
	const tables = (Object.keys(collections) as CollectionName[]).map((name) => {
		const { title, description, id, row } = collections[name];
		return { name, title, description, id, columns: columnsOf(row) };
	});
	const joins = joinsOf(tables);
	const data = tables.map(({ columns: declared, ...table }) => {
		const { name } = table;
		const columns = declared.map(({ name: column, meta }) => ({
			name: column,
			kind: meta.kind,
			unit: meta.unit ?? null,
			description: meta.description,
			values: [...(meta.values ?? [])],
			optional: meta.optional ?? false,
			joins: joined(joins, name, column)
		}));
		return { ...table, rows: rows(name), columns };
	});
	return { data, inputs: inputsOf(release), release: release.id, on };
}

function joined(joins: readonly Join[], table: string, column: string) {
	const join = joins.find((one) => one.table === table && one.column === column);
	return join ? { collection: join.to, column: join.key } : null;
}

type Inputs = z.output<typeof inputsSchema>;

function inputsOf({ prepare }: OpenRelease): Inputs {
	const ages = prepare(
		'SELECT min(date_start) AS oldest, max(date_start) AS newest, sum(date_start IS NULL) AS undated FROM sources'
	).get() as Omit<Inputs, 'terms'>;
	const terms = prepare(
		`SELECT publisher, licence, attribution, count(*) AS sources FROM sources
			WHERE licence IS NOT NULL GROUP BY publisher, licence, attribution
			ORDER BY licence, publisher, attribution`
	).all() as Inputs['terms'];
	return { ...ages, terms };
}
