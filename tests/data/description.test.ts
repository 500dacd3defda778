import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describeFolder } from '#lib/server/ingest/dictionary/describe-folder.ts';
import { describeHistory } from '#lib/server/ingest/history/history.ts';
import { readCsv } from '#lib/server/ingest/read/csv.ts';

const name = z.string().regex(/^[a-z0-9._-]+$/);
const path = z.string().regex(/^[^./][^\\]*\.csv$/);

/** What version 2.0 of the standard asks of a descriptor, as far as we use it: no key we did not mean to write. */
const descriptor = z.strictObject({
	$schema: z.literal('https://datapackage.org/profiles/2.0/datapackage.json'),
	name,
	title: z.string(),
	description: z.string(),
	keywords: z.array(z.string()).min(1),
	contributors: z.array(
		z.strictObject({ title: z.string(), path: z.url(), roles: z.array(z.string()) })
	),
	sources: z.array(
		z.strictObject({
			title: z.string(),
			path: z.url(),
			licence: z.string(),
			attribution: z.string()
		})
	),
	resources: z
		.array(
			z.strictObject({
				$schema: z.literal('https://datapackage.org/profiles/2.0/dataresource.json'),
				name,
				title: z.string(),
				description: z.string(),
				type: z.literal('table'),
				path: z.union([path, z.array(path).min(2)]),
				format: z.literal('csv'),
				mediatype: z.literal('text/csv'),
				encoding: z.literal('utf-8'),
				schema: z.strictObject({
					$schema: z.literal('https://datapackage.org/profiles/2.0/tableschema.json'),
					fields: z
						.array(
							z.strictObject({
								name: z.string(),
								description: z.string(),
								type: z.enum(['string', 'number', 'integer']),
								format: z.literal('uri').optional(),
								unit: z.string().optional(),
								vocabulary: z.string().optional(),
								constraints: z.strictObject({
									required: z.boolean(),
									unique: z.literal(true).optional(),
									enum: z.array(z.string()).min(1).optional(),
									pattern: z.string().optional(),
									minimum: z.number().optional(),
									maximum: z.number().optional()
								})
							})
						)
						.min(1),
					missingValues: z.array(z.string()),
					primaryKey: z.array(z.string()).min(1).optional(),
					uniqueKeys: z.array(z.array(z.string()).min(1)).min(1).optional(),
					foreignKeys: z
						.array(
							z.strictObject({
								fields: z.array(z.string()).length(1),
								reference: z.strictObject({
									resource: name.optional(),
									fields: z.array(z.string()).length(1)
								})
							})
						)
						.optional()
				})
			})
		)
		.min(1)
});

const written = readFileSync('data/datapackage.json', 'utf8');
const parsed = descriptor.parse(JSON.parse(written));

describe('the description of data/', () => {
	it('is what the schemas say; run npm run describe', () => {
		const generated = describeFolder('data');
		expect(written).toBe(generated.descriptor);
		expect(readFileSync('data/README.md', 'utf8')).toBe(generated.readme);
	});

	it('knows of each row when it came and changed; run npm run describe', () => {
		const stale = [...describeHistory('data', '9999-12-31')].filter(
			([path, text]) => readFileSync(`data/${path}`, 'utf8') !== text
		);
		expect(stale.map(([path]) => path)).toEqual([]);
	});

	it('names files whose headers are its fields, in their order', () => {
		for (const { path, schema } of parsed.resources)
			for (const file of [path].flat()) {
				const headers: string[][] = [];
				readCsv(`data/${file}`, (cells, line) => {
					if (line === 1) headers.push([...cells]);
				});
				expect(headers, file).toEqual([schema.fields.map(({ name }) => name)]);
			}
	});

	it('has keys that refer to fields it has', () => {
		const fields = new Map(
			parsed.resources.map(({ name, schema }) => [name, schema.fields.map((field) => field.name)])
		);
		for (const { name, schema } of parsed.resources) {
			const keys = [schema.primaryKey, ...(schema.uniqueKeys ?? [])].flat().filter((key) => key);
			expect(fields.get(name), name).toEqual(expect.arrayContaining(keys));
			for (const key of schema.foreignKeys ?? [])
				expect(fields.get(key.reference.resource ?? name), name).toEqual(
					expect.arrayContaining(key.reference.fields)
				);
		}
	});

	it('credits the sets that ask for it', () => {
		expect(parsed.sources.map(({ title, licence }) => `${title}: ${licence}`)).toEqual([
			'Data Center Tracker: CC BY 4.0',
			'Epoch AI: CC BY 4.0',
			'Moratorium Nation: CC BY 4.0',
			'Our World in Data: CC BY 4.0'
		]);
	});
});
