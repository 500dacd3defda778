import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { apiOver } from '../setup/support.ts';

const api = apiOver();

interface Operation {
	responses: Record<string, { content?: Record<string, { schema?: object }> }>;
}
const document = (await api.json('/api/v1/openapi.json')) as {
	paths: Record<string, { get?: Operation }>;
};

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ ...document, $id: 'openapi' });

const escaped = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1');

/** What an answer breaks of the schema the document states for it; nothing where it keeps it. */
async function broken(path: string, query: string): Promise<string[]> {
	const answer = await api.get(`/api/v1${path}${query}`);
	const media = answer.headers.get('content-type')?.split(';')[0] ?? '';
	const status = String(answer.status);
	const response = document.paths[path]?.get?.responses[status];
	if (response && media === '') return [];
	const declared = response?.content?.[media];
	if (!declared) return [`${status} ${media} is not declared`];
	if (!declared.schema) return [];
	const at = ['paths', path, 'get', 'responses', status, 'content', media, 'schema'];
	const validate = ajv.compile({ $ref: `openapi#/${at.map(escaped).join('/')}` });
	if (validate(await answer.json())) return [];
	return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** Queries that make what is usual and what is rare: regions with nothing, early days, counts of nothing. */
const QUERIES = [
	'',
	'?region=US-VA',
	'?region=US-WY',
	'?region=WLD',
	'?region=all',
	'?region=PJM',
	'?region=US-VA-51107',
	'?on=1900-01-01',
	'?on=2024-01-01&region=US-TX',
	'?on=0001-01-01',
	'?as_of=2000-01-01',
	'?release=000000000000',
	'?measure=restrictions',
	'?measure=opposition',
	'?measure=price_growth&region=US-VA',
	'?from=2026&to=2025',
	'?limit=0',
	'?q=zzzz',
	'?collection=polls',
	'?collection=nonsense',
	'?wording_group=nonsense',
	'?cursor=x',
	'?__proto__=1'
];
/** Enough for what describes a list: the list itself is asked everything. */
const DESCRIBED = ['', '?region=US-WY', '?on=0001-01-01', '?limit=0', '?__proto__=1'];
const routes = Object.entries(document.paths).flatMap(([path, { get }]) =>
	get && !path.includes('{') && !/\.(csv|atom|rss|ics)$/.test(path) ? [path] : []
);

describe.each(routes)('%s', (path) => {
	test('answers as the document states, whatever is asked', async () => {
		const found: Record<string, string[]> = {};
		for (const query of path.endsWith('.metadata.json') ? DESCRIBED : QUERIES) {
			const problems = await broken(path, query);
			if (problems.length > 0) found[query] = problems.slice(0, 5);
		}
		expect(found).toEqual({});
	}, 30_000);
});

test('every route states what it answers to what is wrong', () => {
	for (const [path, { get }] of Object.entries(document.paths))
		if (get)
			expect([path, Object.keys(get.responses)]).toEqual([
				path,
				expect.arrayContaining(['200', '400', '404', '414', '500', '503'])
			]);
});
