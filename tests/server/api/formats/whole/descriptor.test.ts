import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { collections } from '#lib/domain/collections/index.ts';
import { apiOver, rowsOfCsv } from '../../setup/support.ts';
import { bytesOf, filesOfZip } from '../readers.ts';

const api = apiOver({ limits: { costlyBurst: 10_000 } });

/** A relative path inside the package, or a whole address (Data Package 2.0, "URL or Path"). */
const path = z
	.string()
	.regex(/^((?=[^./~])(?!file:)((?!\/\.\.\/)(?!\\)(?!:\/\/).)*|(http|ftp)s?:\/\/.*)$/);
const constraints = z.strictObject({
	required: z.boolean(),
	unique: z.boolean().optional(),
	enum: z.array(z.string()).min(1).optional(),
	pattern: z.string().optional(),
	minimum: z.number().optional(),
	maximum: z.number().optional()
});
const field = z.object({
	name: z.string().min(1),
	type: z.enum(['string', 'number', 'integer']),
	format: z.enum(['default', 'email', 'uri', 'binary', 'uuid']).optional(),
	description: z.string(),
	constraints
});
/** What the profiles of Data Package 2.0 (datapackage.org/profiles/2.0) ask of the properties in use here. */
const descriptor = z.object({
	$schema: z.literal('https://datapackage.org/profiles/2.0/datapackage.json'),
	name: z.string().regex(/^[-a-z0-9._/]+$/),
	title: z.string(),
	description: z.string(),
	homepage: z.url(),
	version: z.string(),
	created: z.iso.datetime(),
	contributors: z.array(z.object({ title: z.string(), roles: z.array(z.string()).min(1) })).min(1),
	sources: z.array(z.object({ title: z.string(), path: path.optional() })).optional(),
	resources: z
		.array(
			z.object({
				$schema: z.literal('https://datapackage.org/profiles/2.0/dataresource.json'),
				name: z.string().regex(/^[-a-z0-9._/]+$/),
				path,
				type: z.literal('table'),
				mediatype: z.string().regex(/^.+\/.+$/),
				bytes: z.int(),
				hash: z.string().regex(/^sha256:[a-f0-9]{64}$/),
				dialect: z.object({ delimiter: z.string(), lineTerminator: z.string() }),
				schema: z.object({
					fields: z.array(field).min(1),
					primaryKey: z.array(z.string()).min(1),
					missingValues: z.array(z.string())
				})
			})
		)
		.min(1)
});
type Field = z.output<typeof field>;

async function packed(name: string, query: string) {
	const files = filesOfZip(await bytesOf(await api.get(`/api/v1/${name}.zip?${query}`)));
	const told = descriptor.parse(JSON.parse(files['datapackage.json'] ?? ''));
	const [resource] = told.resources;
	if (!resource) throw new Error('a package has a resource');
	return { told, resource, rows: rowsOfCsv(files[resource.path] ?? '') };
}

/** What a cell breaks of what its field says, or null. */
function broken({ type, constraints: says, name }: Field, cell: string): string | null {
	if (cell === '') return says.required ? `${name} is empty` : null;
	const value = Number(cell);
	if (type !== 'string' && !Number.isFinite(value)) return `${name} "${cell}" is no number`;
	if (type === 'integer' && !Number.isInteger(value)) return `${name} ${cell} is not whole`;
	if (says.minimum !== undefined && value < says.minimum) return `${name} ${cell} is too low`;
	if (says.maximum !== undefined && value > says.maximum) return `${name} ${cell} is too high`;
	if (says.enum && !says.enum.includes(cell)) return `${name} "${cell}" is not in its list`;
	if (says.pattern && !new RegExp(`^(?:${says.pattern})$`).test(cell))
		return `${name} "${cell}" is no ${says.pattern}`;
	return null;
}

/** Lists with a query that leaves something, but not too much. */
const LISTS: Record<string, string> = {
	...Object.fromEntries(
		Object.entries(collections).map(([name, { filters }]) => [
			name,
			(filters as readonly string[]).includes('region') ? 'region=US-VA' : ''
		])
	),
	trends: 'region=US',
	'trend-polls': 'region=US',
	houses: 'region=US',
	'model-prices': '',
	readings: 'region=US',
	stale: '',
	series: '',
	transformed: 'region=US-VA&transform=change&from=2024',
	'state-prices': '',
	'cheapest-prices': '',
	'open-gap': '',
	'model-costs': 'tokens_in=1000000&tokens_out=1000',
	'claim-evidence': '',
	'actions-by-month': '',
	map: 'measure=restrictions',
	'map-time': 'region=US-VA',
	profile: 'region=US-VA'
};

describe.each(Object.entries(LISTS))('the package of %s', (name, query) => {
	test('has a descriptor of the standard, which its rows obey', async () => {
		const { resource, rows } = await packed(name, `${query}&guard=0`);
		const { fields, primaryKey } = resource.schema;
		expect(rows.length).toBeGreaterThan(0);
		const wrong = rows.flatMap((row) =>
			fields.flatMap((one) => broken(one, row[one.name] ?? '') ?? [])
		);
		expect(wrong.slice(0, 5)).toEqual([]);
		const keys = rows.map((row) => primaryKey.map((column) => row[column]).join('|'));
		expect(new Set(keys).size).toBe(keys.length);
	});
});
