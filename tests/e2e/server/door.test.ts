import { describe, expect, inject, it, test } from 'vitest';
import { rawly } from '../../server/door/raw.ts';

/** Addresses that nobody means: what scanners send, what was cut off, what a mistake in a script makes. */
const MALFORMED = [
	'/%ff',
	'/%',
	'/%E0%A4%A',
	'/%c0%ae%c0%ae/',
	'/polls/%ff',
	'/actions/%ff',
	'/regions/%ff',
	'/places/%ff',
	'/embed/chart/%ff',
	'/embed/map.png/%ff',
	'/share/chart/%ff',
	'/_app/%ff',
	'/api/v1/polls/%ff',
	'/api/v1/%ff',
	'/polls/%ff.csv',
	'//',
	'///',
	'//%ff',
	'//evil.example',
	'//evil.example/',
	'///evil.example/actions',
	'/\\evil.example/',
	'/\\/evil.example/',
	'/%2f%2fevil.example/',
	'/%5cevil.example/',
	'/.%2e/%2e./etc/passwd',
	'/polls//',
	'/constructor',
	'/__proto__',
	'/regions/__proto__',
	'/places/constructor',
	'/embed/chart/__proto__',
	'/embed/table/constructor',
	'/share/chart/__proto__',
	'/share/__proto__/x',
	'/api/v1/__proto__',
	'/api/v1/actions/constructor',
	'/places',
	'/embed/chart',
	'/share/chart',
	'/map/shapes/2017'
];
const QUERIES = ['', '?a=', '?a=1&a=2', '?site=a&site=no&b=', '?__proto__=1', '?constructor='];
const AHEAD = '9999-12-31';

const SITE = 'http://site.invalid';
/** Whether a browser that is sent on from a page of this site stays there. */
const staysHere = (location: string) => new URL(location, SITE).origin === SITE;

describe.each(MALFORMED)('%s', (path) => {
	it.each(QUERIES)('with %j is refused with words or led on within the site', async (query) => {
		const { status, headers, body } = await rawly(inject('site'), path + query);
		expect(status).toBeGreaterThanOrEqual(300);
		expect(status).toBeLessThan(500);
		if (status < 400) expect(headers.location).toSatisfy(staysHere);
		else expect(body.length).toBeGreaterThan(20);
		expect(headers['x-content-type-options']).toBe('nosniff');
	});
});

/** Status and words of a page; redirects within the site are followed, as a browser would. */
async function shown(path: string): Promise<{ status: number; text: string; at: string }> {
	const answer = await fetch(inject('site') + path);
	return { status: answer.status, text: await answer.text(), at: answer.url };
}

test.each([
	['/places', 404, 'names no place'],
	['/places/x', 404, 'place "x" is not known'],
	['/places/US-CA/city/nope', 404, 'place "US-CA/city/nope" is not known'],
	['/regions/US-XX', 404, 'is not known'],
	['/regions/%C5%81%C3%B3d%C5%BA', 400, 'Łódź'],
	['/regions?region=%C5%81%C3%B3d%C5%BA', 400, 'Łódź'],
	['/regions/US?region=%C5%81%C3%B3d%C5%BA', 400, 'Łódź'],
	['/places/US-CA/city/monterey-park?region=%C5%81%C3%B3d%C5%BA', 400, 'Łódź'],
	['/regions?region=..', 400, '..'],
	['/regions/%09', 400, 'The address names no place'],
	['/regions/%E2%80%A8?limit=all', 400, 'The address names no place'],
	['/regions?region=%EF%BB%BF', 400, 'The address names no place'],
	['/embed/chart', 404, '/embed lists'],
	['/share/chart', 404, '/embed lists'],
	['/nothing', 404, 'There is no page at /nothing'],
	['/Polls', 404, 'Did you mean <a href="/polls"'],
	['/poll', 404, 'Did you mean <a href="/polls"'],
	['/action/ca-marigold-ban', 404, 'Did you mean <a href="/actions/ca-marigold-ban"'],
	['/costs/tier', 404, 'Did you mean <a href="/costs/tiers"'],
	['/region/US-VA-51107', 404, 'Did you mean <a href="/regions/US-VA-51107"'],
	['/places/US-CA/town/marigold', 404, 'US-CA/city/marigold-park'],
	['/%ff', 400, 'for a percent sign'],
	['/map?on=yesterday', 400, 'yesterday'],
	['/map?as_of=x', 400, 'as_of'],
	['/map?on=0001-01-01', 400, '1900-01-01'],
	[`/map?on=${AHEAD}`, 400, AHEAD],
	['/embed/map?on=yesterday', 400, 'yesterday'],
	['/embed/map?on=0001-01-01', 400, '1900-01-01'],
	['/embed/map.png?on=yesterday', 400, 'yesterday'],
	['/?on=0001-01-01', 400, '1900-01-01'],
	['/story?on=0003-01-01', 400, '1900-01-01'],
	['/api/v1/overview?on=0001-01-01', 400, '1900-01-01'],
	['/api/v1/polls?as_of=0001-01-01', 404, 'the oldest is of'],
	['/polls?as_of=2020-01-01', 404, 'the oldest is of'],
	['/regions/US-VA?as_of=2020-01-01', 404, 'the oldest is of'],
	['/embed/chart/polls?__proto__=1', 400, '__proto__'],
	['/embed/chart/polls?constructor=1', 400, 'constructor'],
	['/embed/map?__proto__=1', 400, '__proto__'],
	['/embed/table/actions?__proto__=1', 400, '__proto__'],
	['/share/chart/polls?__proto__=1', 400, '__proto__'],
	['/polls?__proto__=1', 400, '__proto__'],
	['/embed/chart/question', 400, 'poll: missing'],
	['/embed/chart/question.png', 400, 'poll: missing'],
	['/share/chart/question?poll=..', 404, 'no record with the id'],
	['/polls/..%2f', 404, '..'],
	['/polls/a%3fb', 404, 'a?b'],
	['/actions/..%2fpolls', 404, 'polls']
])('%s: %i, with words', async (path, status, words) => {
	const answer = await shown(path);
	expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(words)]);
});

test.each([
	['/regions?region=Do%C3%B1a%20Ana%20County', '/regions/US-NM-35013'],
	['/regions/Do%C3%B1a%20Ana%20County', '/regions/US-NM-35013'],
	['/regions/US?region=Loudoun+County', '/regions/US-VA-51107'],
	['/regions?region=US-VA~US-WI', '/compare?region=US-VA~US-WI'],
	['//polls/houses', '/polls/houses']
])('%s leads to %s', async (path, there) => {
	const { status, at } = await shown(path);
	expect([status, at]).toEqual([200, inject('site') + there]);
});

test.each([
	[
		'a form cut off',
		'multipart/form-data; boundary=x',
		'--x\r\nContent-Disposition: form-data; na'
	],
	['a form without its boundary', 'multipart/form-data', 'sites=US-VA'],
	['a body that is no form', 'text/plain', 'US-VA'],
	['a form of nothing', 'application/x-www-form-urlencoded', ''],
	['keys that lead elsewhere', 'application/x-www-form-urlencoded', '__proto__=1&choice_1=x']
])('POST /screen with %s is refused with words', async (_name, type, body) => {
	const { status, body: text } = await rawly(inject('site'), '/screen', {
		method: 'POST',
		headers: { 'content-type': type, accept: 'text/html', origin: inject('site') },
		body
	});
	expect(status).toBeGreaterThanOrEqual(400);
	expect(status).toBeLessThan(500);
	expect(text.length).toBeGreaterThan(20);
});

test('the server is still there', async () => {
	expect((await fetch(`${inject('site')}/api/v1/health`)).status).toBe(200);
});
