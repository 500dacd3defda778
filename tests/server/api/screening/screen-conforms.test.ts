import { expect, test } from 'vitest';
import { FILE_FORMATS } from '#lib/domain/files.ts';
import { ApiDocument } from '../../../../scripts/trial/api-document.ts';
import { apiOver } from '../setup/support.ts';

const api = apiOver();
const document = new ApiDocument(await api.json('/api/v1/openapi.json'));

/** Whether what is answered to a list of sites is text that a schema can judge. */
const isJson = (type: string) => /^application\/(problem\+|geo\+)?json/.test(type);

test.each([
	...['', '.metadata.json', ...FILE_FORMATS.map((format) => `.${format}`)].flatMap((file) => [
		[file, 'fips\n51107\n'],
		[file, 'a list of nothing']
	])
])('screening%s of %j answers as the document states', async (file, body) => {
	const answer = await api.get(`/api/v1/screen${file}`, { method: 'POST', body });
	const type = answer.headers.get('content-type') ?? '';
	const text = await answer.text();
	const posts = document.operations.filter(({ method }) => method === 'post');
	const operation =
		posts.find(({ path }) => path === `/screen${file}`) ??
		posts.find(({ path }) => path === '/screen.{format}');
	if (!operation) throw new Error(`screening${file} is not stated`);
	expect(document.broken(operation, answer.status, type, isJson(type) ? text : null)).toBeNull();
});
