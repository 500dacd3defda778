import { expect, test } from 'vitest';
import { digest, type ApiDocument } from '../../../../src/routes/api/digest.ts';
import { apiOver } from '../setup/support.ts';

const { get, json } = apiOver();
const page = digest((await json('/api/v1/openapi.json')) as ApiDocument);

test('the page of the API shows every route, and every file beside its JSON', async () => {
	const { paths } = (await json('/api/v1/openapi.json')) as ApiDocument;
	const shown = page.routes.flatMap(({ path, files, metadata }) => [
		path,
		...(files.length > 0 ? [`${path}.csv`] : []),
		...(files.length > 1 ? [`${path}.{format}`] : []),
		...(metadata === null ? [] : [`${path}.metadata.json`])
	]);
	// What pages are made of is in the document, marked as internal, and no promise to anyone.
	const promised = Object.keys(paths).filter((path) => !path.startsWith('/views/'));
	expect(shown.sort()).toEqual(promised.sort());
	expect(page.errors.map(({ status }) => status)).toContain('429');
	expect(page.csvKeys.map(({ name }) => name)).toEqual(['bom', 'guard']);
});

test.each(page.routes.filter(({ example }) => example !== null))(
	'the example $example answers',
	async ({ example, files, metadata }) => {
		expect((await get(example ?? '')).status).toBe(200);
		for (const address of [...files.map(({ path }) => path), metadata ?? example ?? ''])
			expect((await get(address, { method: 'HEAD' })).status).toBe(200);
	}
);
