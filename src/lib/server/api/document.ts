import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { collections } from '#lib/domain/collections/index.ts';
import { computedCollections } from '#lib/domain/collections/computed.ts';
import { BASE } from './address.ts';
import { PROBLEMS, querySchema } from './collection.ts';
import { documents } from './documents.ts';
import type { Document } from './formats/document.ts';
import { PROBLEM_MEANINGS } from './problem.ts';

const INFO = {
	title: 'Groundswell API',
	version: '1',
	description:
		'Polls, local votes and indicators on data centers and AI. Every collection as JSON and CSV from the same query; lists join with ~; errors are RFC 9457 problem details.'
};

const CSV_HEADERS = {
	'content-disposition': 'Names collection, filters and release',
	'x-groundswell-release': 'Release the rows are of',
	'x-groundswell-on': 'Day for which ages and windows are computed',
	'x-groundswell-rows': 'Rows of the complete file, its header not counted'
};

type Documented = Pick<OpenAPIHono, 'openAPIRegistry' | 'getOpenAPI31Document'>;

/** The OpenAPI 3.1 document: the JSON routes as they validate, and beside them their CSV and every error. */
export function documentOf(routes: Documented) {
	const lists = { ...collections, ...computedCollections };
	for (const collection of Object.values(lists) as unknown as Collection[])
		registerCsv(routes, collection);
	for (const document of documents.values()) registerDocument(routes, document);
	routes.openAPIRegistry.registerPath({
		method: 'get',
		path: '/openapi.json',
		summary: 'This document',
		description: 'OpenAPI 3.1 of every route.',
		responses: { 200: { description: 'OpenAPI 3.1', content: { 'application/json': {} } } }
	});
	for (const [status, meaning] of Object.entries(PROBLEM_MEANINGS))
		routes.openAPIRegistry.registerComponent('responses', `Problem${status}`, {
			description: meaning,
			content: { 'application/problem+json': { schema: { $ref: PROBLEM_REF } } }
		});
	return routes.getOpenAPI31Document({
		openapi: '3.1.0',
		info: INFO,
		servers: [{ url: BASE }]
	});
}

const PROBLEM_REF = '#/components/schemas/Problem';

function registerCsv({ openAPIRegistry }: Documented, collection: Collection): void {
	openAPIRegistry.registerPath({
		method: 'get',
		path: `/${collection.name}.csv`,
		summary: `${collection.title} as CSV`,
		description: `Every row of the result, in the order of the JSON. Columns: ${Object.keys(collection.row.shape).join(', ')}.`,
		request: { query: querySchema(collection, 'csv') },
		responses: {
			200: {
				description: 'The whole result',
				headers: Object.fromEntries(
					Object.entries(CSV_HEADERS).map(([name, description]) => [
						name,
						{ description, schema: { type: 'string' as const } }
					])
				),
				content: { 'text/csv': { schema: { type: 'string' } } }
			},
			...PROBLEMS
		}
	});
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
