import { z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { collections } from '#lib/domain/collections/index.ts';
import { computedCollections } from '#lib/domain/collections/computed.ts';
import { mapList, profileList } from '#lib/domain/collections/page-lists.ts';
import { EVERYTHING } from '#lib/domain/schema/everything.ts';
import { filesOf } from '#lib/domain/files.ts';
import { BASE } from '../api-address.ts';
import { dataControls, PROBLEMS, querySchema } from '../list/collection.ts';
import { descriptionSchema } from '../list/describe.ts';
import { documents } from '../feeds/documents.ts';
import type { Document } from '../formats/document.ts';
import { mapKeys } from '../map/map.ts';
import { FORMATS } from '../formats/index.ts';
import { PROBLEM_MEANINGS } from '../request/problem.ts';
import { registerScreen } from '../screening/screen-route.ts';
import { VIEW_NAMES, type ViewName } from '../views/index.ts';

const INFO = {
	title: 'Groundswell API',
	version: '1',
	description:
		'Polls, local votes and indicators on data centers and AI. Every collection as JSON, CSV, NDJSON, Excel, Parquet and zip from the same query, with a description of it; lists join with ~; errors are RFC 9457 problem details.'
};

const FILE_HEADERS = {
	'content-disposition': 'Names collection, filters and release',
	'x-groundswell-release': 'Release the rows are of',
	'x-groundswell-on': 'Day for which statuses and ages are computed',
	'x-groundswell-rows':
		'Rows of the complete file, its header not counted; fewer, or text without a last line break, means that it was cut off',
	link: 'Address of the description of the same rows (rel=describedby)'
};

type Documented = Pick<OpenAPIHono, 'openAPIRegistry' | 'getOpenAPI31Document'>;

/** The OpenAPI 3.1 document: the JSON routes as they validate, and beside them their files and every error. */
export function documentOf(routes: Documented) {
	const lists = { ...collections, ...computedCollections };
	for (const collection of Object.values(lists))
		registerFiles(routes, collection, (format) => querySchema(collection, format));
	registerFiles(routes, mapList, mapKeys);
	registerFiles(routes, profileList, (format) => querySchema(profileList, format));
	for (const document of documents.values()) registerDocument(routes, document);
	registerEverything(routes);
	registerScreen(routes);
	for (const name of VIEW_NAMES) registerView(routes, name);
	routes.openAPIRegistry.registerPath({
		method: 'get',
		path: '/openapi.json',
		summary: 'This document',
		description: 'OpenAPI 3.1 of every route.',
		responses: {
			200: { description: 'OpenAPI 3.1', content: { 'application/json': {} } },
			...PROBLEMS
		}
	});
	for (const [status, meaning] of Object.entries(PROBLEM_MEANINGS))
		routes.openAPIRegistry.registerComponent('responses', `Problem${status}`, {
			description: meaning,
			content: { 'application/problem+json': { schema: { $ref: PROBLEM_REF } } }
		});
	const document = routes.getOpenAPI31Document({
		openapi: '3.1.0',
		info: INFO,
		servers: [{ url: BASE }]
	});
	for (const { get } of Object.values(document.paths ?? {}))
		if (get?.responses) get.responses['303'] = WRITTEN_ONCE;
	return document;
}

/** Every address with a query may have been written in another way. */
const WRITTEN_ONCE = {
	description:
		'The same question as it is written once: keys sorted, no key twice or empty, no position in a file',
	headers: {
		location: { description: 'Path and query to ask instead', schema: { type: 'string' as const } }
	}
};

const PROBLEM_REF = '#/components/schemas/Problem';

const fileHeaders = () =>
	Object.fromEntries(
		Object.entries(FILE_HEADERS).map(([name, description]) => [
			name,
			{ description, schema: { type: 'string' as const } }
		])
	);

/** @param keys what each kind of file takes */
function registerFiles(
	{ openAPIRegistry }: Documented,
	collection: Collection,
	keys: (format: 'csv' | 'file') => z.ZodObject
): void {
	const { name, title } = collection;
	const formats = filesOf(name).filter((format) => format !== 'csv');
	openAPIRegistry.registerPath({
		method: 'get',
		path: `/${name}.csv`,
		summary: `${title} as CSV`,
		description: `Every row of the result, in the order of the JSON. Columns: ${Object.keys(collection.row.shape).join(', ')}.`,
		request: { query: keys('csv') },
		responses: {
			200: {
				description: 'The whole result',
				headers: fileHeaders(),
				content: { 'text/csv': { schema: { type: 'string' } } }
			},
			...PROBLEMS
		}
	});
	openAPIRegistry.registerPath({
		method: 'get',
		path: `/${name}.{format}`,
		summary: `${title} as another file`,
		description: `The rows of the CSV as ${formats.join(', ')}. A zip holds the CSV, and takes bom and guard too.`,
		request: {
			params: z.object({
				format: z.enum(formats as [string, ...string[]]).openapi({ description: 'Kind of file' })
			}),
			query: keys('file')
		},
		responses: {
			200: {
				description: 'The whole result',
				headers: fileHeaders(),
				content: Object.fromEntries(
					formats.map((format) => [FORMATS[format].mediaType.split(';')[0] ?? '', {}])
				)
			},
			...PROBLEMS,
			422: {
				description: PROBLEM_MEANINGS[422],
				content: { 'application/problem+json': { schema: { $ref: PROBLEM_REF } } }
			}
		}
	});
	openAPIRegistry.registerPath({
		method: 'get',
		path: `/${name}.metadata.json`,
		summary: `${title}: description of a query`,
		description:
			'What the rows of the same query are: filters in words and as keys, release, day, number of rows, columns with units and definitions, sources with tier and terms, and how to cite them.',
		request: { query: keys('csv') },
		responses: {
			200: {
				description: 'The description',
				content: { 'application/json': { schema: descriptionSchema } }
			},
			...PROBLEMS
		}
	});
}

function registerEverything({ openAPIRegistry }: Documented): void {
	for (const [path, { title, description, mediaType }] of Object.entries(EVERYTHING)) {
		const { 'x-groundswell-rows': _, link: __, ...headers } = fileHeaders();
		openAPIRegistry.registerPath({
			method: 'get',
			path,
			summary: title,
			description,
			request: { query: z.object(dataControls) },
			responses: {
				200: { description: title, headers, content: { [mediaType]: {} } },
				...PROBLEMS
			}
		});
	}
}

function registerDocument(
	{ openAPIRegistry }: Documented,
	{ path, summary, description, type, collection }: Document
): void {
	const [media = ''] = type.split(';');
	openAPIRegistry.registerPath({
		method: 'get',
		path,
		summary,
		description,
		request: { query: querySchema(collection, 'record') },
		responses: {
			200: {
				description: summary,
				content: { [media]: { schema: { type: 'string' } } }
			},
			...PROBLEMS
		}
	});
}

/** What a page shows: of this product's pages, and outside the promise of v1. */
function registerView({ openAPIRegistry }: Documented, name: ViewName): void {
	openAPIRegistry.registerPath({
		method: 'get',
		path: `/views/${name}`,
		'x-internal': true,
		summary: `What a page shows: ${name}`,
		description:
			'Internal: everything the page of this name shows, for the query of its address. It changes with the page and is no part of v1; the lists behind it are.',
		responses: {
			200: {
				description:
					'What the page shows, or the whole address where the one asked for leaves something to defaults',
				content: { 'application/json': { schema: viewSchema } }
			},
			...PROBLEMS
		}
	});
}

const viewSchema = z.object({
	release: z.string(),
	on: z.string(),
	lead: z.string().nullable(),
	data: z.record(z.string(), z.unknown()).nullable()
});
