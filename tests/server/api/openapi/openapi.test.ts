import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { collections } from '#lib/domain/collections/index.ts';
import { apiOver } from '../setup/support.ts';

const api = apiOver();

const schemaOrRef = z.looseObject({});
const parameter = z.object({
	name: z.string().min(1),
	in: z.enum(['query', 'path', 'header', 'cookie']),
	required: z.boolean().optional(),
	description: z.string().optional(),
	schema: schemaOrRef
});
const response = z.object({
	description: z.string().min(1),
	headers: z
		.record(z.string(), z.object({ description: z.string(), schema: schemaOrRef }))
		.optional(),
	content: z.record(z.string().regex(/^\w+\/[\w+.-]+$/), z.looseObject({})).optional()
});
const operation = z.object({
	summary: z.string().min(1),
	description: z.string().min(1),
	parameters: z.array(parameter).optional(),
	requestBody: schemaOrRef.optional(),
	responses: z.record(z.string().regex(/^[1-5]\d\d$/), response)
});
/** The parts of OpenAPI 3.1.0 (spec.openapis.org/oas/v3.1.0) that this document uses, and no other keys. */
const documentSchema = z.strictObject({
	openapi: z.string().regex(/^3\.1\.\d+$/),
	info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
	servers: z.array(z.strictObject({ url: z.string() })),
	components: z.strictObject({
		schemas: z.record(z.string().regex(/^[\w.-]+$/), schemaOrRef),
		parameters: z.record(z.string(), parameter),
		responses: z.record(z.string(), response)
	}),
	paths: z.record(
		z.string().startsWith('/'),
		z.strictObject({ get: operation.optional(), post: operation.optional() })
	),
	webhooks: z.record(z.string(), z.never()).optional()
});

const document = documentSchema.parse(await api.json('/api/v1/openapi.json'));
const operations = Object.entries(document.paths).flatMap(([path, { get }]) =>
	get ? [{ path, ...get }] : []
);
const namesOf = (path: string) =>
	document.paths[path]?.get?.parameters?.map(({ name }) => name).sort() ?? [];

function refsIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(refsIn);
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) =>
		key === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner)
	);
}

describe('the OpenAPI document', () => {
	test('points only at what it holds', () => {
		const refs = new Set(refsIn(document));
		expect(refs.size).toBeGreaterThan(0);
		for (const ref of refs) {
			const [, section = '', name = ''] = /^#\/components\/(\w+)\/(.+)$/.exec(ref) ?? [];
			expect(document.components[section as 'schemas']).toHaveProperty([name]);
		}
	});

	test.each(operations)('$path declares each of its parameters once, with words', (operation) => {
		const parameters = operation.parameters ?? [];
		const names = parameters.map(({ name, in: where }) => `${where} ${name}`);
		expect(new Set(names).size).toBe(names.length);
		const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
		expect(parameters.filter((p) => p.in === 'path').map(({ name }) => name)).toEqual(inPath);
		for (const { in: where, description } of parameters)
			if (where === 'query') expect(description).toMatch(/\w/);
	});

	// What a page shows depends on the keys of its address, which its own test gives it.
	test.each(operations.filter(({ path }) => !/\{|^\/views\//.test(path)))(
		'$path answers with the type it declares, and refuses other keys',
		async ({ path, responses }) => {
			const needed = path === '/filters' ? '?collection=polls' : '';
			const answer = await api.get(`/api/v1${path}${needed}`, { method: 'HEAD' });
			expect(answer.status).toBe(200);
			const [declared = ''] = Object.keys(responses['200']?.content ?? {});
			expect(answer.headers.get('content-type')).toContain(declared);
			for (const name of Object.keys(responses['200']?.headers ?? {}))
				expect(answer.headers.has(name)).toBe(true);
			expect((await api.get(`/api/v1${path}?nonsense=1`)).status).toBe(400);
		}
	);

	test.each(Object.entries(collections))(
		'%s: every filter and key is described',
		(name, collection) => {
			const data = ['as_of', 'on', 'release'];
			expect(namesOf(`/${name}`)).toEqual(
				[...collection.filters, 'sort', 'limit', 'cursor', ...data].sort()
			);
			expect(namesOf(`/${name}.csv`)).toEqual(
				[...collection.filters, 'sort', 'bom', 'guard', ...data].sort()
			);
			expect(namesOf(`/${name}.{format}`)).toEqual(
				[...collection.filters, 'format', 'sort', ...data].sort()
			);
		}
	);

	test('describes every column of every row', () => {
		for (const [name, collection] of Object.entries(collections)) {
			const text = JSON.stringify(document.paths[`/${name}`]?.get?.responses['200']);
			for (const column of Object.keys(collection.row.shape)) expect(text).toContain(`"${column}"`);
		}
	});

	test('describes screening: what it takes, what it answers and why it refuses', () => {
		const post = document.paths['/screen']?.post;
		const responses = post?.responses ?? {};
		expect(
			Object.keys(z.object({ content: z.looseObject({}) }).parse(post?.requestBody).content)
		).toEqual(expect.arrayContaining(['text/csv', 'application/json', 'multipart/form-data']));
		expect(JSON.stringify(responses['200'])).toContain('ScreeningAnswer');
		expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', '413', '422', '503']));
		expect(Object.keys(document.components.schemas)).toContain('ScreeningAnswer');
	});

	test('lists the routes the issue asks for', () => {
		const asked = [
			'/regions',
			'/sources',
			'/citations',
			'/polls',
			'/polls/{id}',
			'/questions',
			'/answers',
			'/readings',
			'/actions',
			'/actions/{id}',
			'/series',
			'/observations',
			'/model-prices',
			'/claims',
			'/releases',
			'/health'
		];
		expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(asked));
	});

	test('explains every status that failures have', () => {
		expect(Object.keys(document.components.responses).sort()).toEqual(
			[400, 404, 405, 410, 413, 414, 422, 429, 500, 503].map((status) => `Problem${status}`)
		);
	});
});
