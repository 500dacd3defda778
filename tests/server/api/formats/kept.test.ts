import { describe, expect, test } from 'vitest';
import { FILE_FORMATS, type FileFormat } from '#lib/domain/files.ts';
import { kept, withoutRelease } from '../../../setup/kept.ts';
import { apiOver } from '../setup/support.ts';
import { bytesOf, filesOfZip, parquetHead, READERS, sheetsOf } from './readers.ts';

/** Every kind of file of one small query, as text: its rows, and what it says of itself. */

const { get, list } = apiOver();
const QUERY = 'region=US-CA';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const line = (value: unknown) =>
	JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? Number(one) : one));

type Show = (bytes: Uint8Array<ArrayBuffer>) => Promise<string> | string;

/** JSON with each member of its lists on a line of its own. */
function listed(value: unknown, indent = ''): string {
	if (Array.isArray(value) && value.some((one) => typeof one === 'object'))
		return value.map((one) => `\n${indent}- ${line(one)}`).join('');
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return line(value);
	return Object.entries(value)
		.map(([key, one]) => `\n${indent}${key}: ${listed(one, `${indent}  `)}`)
		.join('');
}

const asList: Show = (bytes) => listed(JSON.parse(text(bytes)));

/** The dictionary of columns has tests of its own (dictionary.test.ts): a file keeps their names and types. */
const described = (content: string): string => {
	const { resources = [], ...rest } = JSON.parse(content) as {
		resources?: { schema: { fields: { name: string; type: string }[] } }[];
	};
	return [
		listed(rest),
		...resources.map(
			({ schema: { fields, ...schema }, ...resource }) =>
				`${listed({ ...resource, ...schema })}\nfields: ${fields.map(({ name, type }) => `${name} ${type}`).join(', ')}`
		)
	].join('\n');
};

const SHOW: Record<FileFormat, Show> = {
	csv: text,
	ndjson: text,
	json: asList,
	geojson: asList,
	xlsx: async (bytes) =>
		[...(await sheetsOf(bytes))]
			.map(([sheet, rows]) => `== ${sheet}\n${rows.map(line).join('\n')}`)
			.join('\n'),
	parquet: async (bytes) => {
		const { schema, key_value_metadata: said } = parquetHead(bytes);
		return [
			...schema.map(({ name, type, converted_type: kind, repetition_type: how }) =>
				[name, type, kind, how].filter((part) => part !== undefined).join(' ')
			),
			...(said ?? []).map(({ key, value }) => `${key}: ${value ?? ''}`),
			...(await READERS.parquet(bytes)).map(line)
		].join('\n');
	},
	zip: (bytes) =>
		Object.entries(filesOfZip(bytes))
			.map(
				([name, content]) => `== ${name}\n${name.endsWith('.json') ? described(content) : content}`
			)
			.join('\n')
};

describe('files', () => {
	const files = kept('files', '.txt', FILE_FORMATS);

	test('the query has rows of several places, so that a file shows what is empty in one', async () => {
		const { page } = await list(`/api/v1/actions?${QUERY}`);
		expect(page.total).toBeGreaterThan(1);
		expect(page.total).toBeLessThan(8);
	});

	test.each(FILE_FORMATS)('.%s holds and says what is kept', async (format) => {
		const answer = await get(`/api/v1/actions.${format}?${QUERY}`);
		const release = answer.headers.get('x-groundswell-release') ?? '';
		expect(release).toMatch(/^[0-9a-f]{12}$/);
		const heads = ['content-type', 'content-disposition'].map(
			(name) => `${name}: ${answer.headers.get(name) ?? ''}`
		);
		const body = await SHOW[format](await bytesOf(answer));
		await files.same(format, withoutRelease([...heads, '', body].join('\n'), release));
	});
});
