import { isHttpError } from '@sveltejs/kit';
import { describe, expect, test } from 'vitest';
import { client } from '#lib/client/api.ts';
import { idInPath } from '#lib/server/api/views/view-tools.ts';
import { codeByName } from '#lib/ui/compare/by-name.ts';
import { ENTRIES, siteOver } from '../server/image/site.ts';

const site = siteOver();

/** What comes of asking for a figure: its kind, or the status and words of the page's refusal. */
async function asked(kind: 'chart' | 'map', id: string, query: Record<string, string>) {
	try {
		return (await site.figure(kind, id, query)) === null ? 'nothing' : 'drawn';
	} catch (problem) {
		if (!isHttpError(problem)) throw problem;
		return problem;
	}
}

/** What readers cut off and scanners send in place of a name. */
const NAMES = [
	'',
	'.',
	'..',
	'../polls',
	'a/b',
	'a?b',
	'a#b',
	'%',
	'%2e',
	'\u0000',
	'__proto__',
	'Łódź'
];

describe.each(ENTRIES)('%s %s', (kind, id) => {
	test('without any key, and for names of nothing, is drawn or refused as the fault of who asks', async () => {
		const keys = ['poll', 'question', 'region', 'place', 'pool', 'series', 'measure'];
		const queries = keys.flatMap((key) => NAMES.map((name) => ({ [key]: name })));
		for (const query of [{}, ...queries]) {
			const found = await asked(kind, id, query);
			if (typeof found === 'string') continue;
			expect([query, found.status]).toEqual([query, expect.toBeOneOf([400, 404])]);
			expect(found.body.message.length, JSON.stringify(query)).toBeGreaterThan(10);
		}
		expect.hasAssertions();
	});
});

test('a question without its poll says which key is missing', async () => {
	expect(await asked('chart', 'question', {})).toMatchObject({
		status: 400,
		body: { message: expect.stringContaining('poll: missing') as string }
	});
});

test.each(['', '.', '..'])(
	'an id %j that a path cannot hold is a record that is not there',
	(id) => {
		expect(() => idInPath(id)).toThrow(expect.objectContaining({ status: 404 }) as Error);
	}
);

test('an id keeps to its part of the path', () => {
	expect(idInPath('../a?b#c')).toEqual({ id: '..%2Fa%3Fb%23c' });
});

test.each(['', ' ', '\t', '\u2028', '\uFEFF'])(
	'the name %j of a region is refused',
	async (typed) => {
		await expect(codeByName(client(site.fetch), typed)).rejects.toMatchObject({ status: 400 });
	}
);
