import { expect, test } from 'vitest';
import { askedOnce } from '#lib/server/door/pages/asked-once.ts';

const at = (path: string, init?: RequestInit) => new Request(`http://page.invalid${path}`, init);

/** A page's `fetch` over answers by path, and what it was asked. */
function pageOver(answers: Record<string, ResponseInit>) {
	const asked: string[] = [];
	const fetch = askedOnce((request) => {
		const { pathname, search } = new URL(request.url);
		asked.push(pathname + search);
		return Promise.resolve(new Response(`of ${pathname + search}`, answers[pathname + search]));
	});
	return { asked, text: async (request: Request) => (await fetch(request)).text() };
}

test('what a page asks twice is asked once, also while it is answered', async () => {
	const { asked, text } = pageOver({});
	expect(await Promise.all([text(at('/a')), text(at('/a')), text(at('/b'))])).toEqual([
		'of /a',
		'of /a',
		'of /b'
	]);
	expect(asked).toEqual(['/a', '/b']);
});

test('an answer serves the address that it names as its own', async () => {
	const { asked, text } = pageOver({ '/a': { headers: { 'content-location': '/a?b=c' } } });
	await text(at('/a'));
	expect(await text(at('/a?b=c'))).toBe('of /a');
	expect(asked).toEqual(['/a']);
});

test('what is sent is sent each time', async () => {
	const { asked, text } = pageOver({});
	for (let time = 0; time < 2; time++) await text(at('/a', { method: 'POST' }));
	expect(asked).toEqual(['/a', '/a']);
});
