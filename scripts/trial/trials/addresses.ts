import { CHARTS, MAPS } from '#lib/figures/registry.ts';
import { TABLES } from '#lib/figures/embed/embed-tables.ts';
import type { Random } from '../random/random.ts';
import { sendRaw, type RawAnswer } from '../raw.ts';
import { hold, type Tally, type Trial } from '../trial.ts';
import { hostile } from '../random/values.ts';

/** Every page, and every chart, map and table in each form. */
const PATHS = [
	...'/ /actions /api /changes /claims /compare /costs /costs/calculator /costs/indicators'.split(
		' '
	),
	...'/costs/tiers /data /embed /energy /energy/states /feeds /map /methods /polls /regions'.split(
		' '
	),
	...'/polls/estimates /polls/houses /report /screen /stale /story /places /live /metrics'.split(
		' '
	),
	...'/regions/US-VA /regions/US /places/US-CA/city/monterey-park /robots.txt /favicon.svg'.split(
		' '
	),
	...'/map/shapes/2025/US-VA /.well-known/security.txt /_app/version.json /polls.csv'.split(' '),
	...Object.keys(CHARTS).flatMap((id) => formsOf('chart', id)),
	...Object.keys(MAPS).flatMap((id) => formsOf('map', id)),
	...Object.keys(TABLES).flatMap((id) => [`/embed/table/${id}`, `/share/table/${id}`]),
	...['polls', 'actions', 'overview', 'profile', 'map', 'health', 'releases'].map(
		(id) => `/api/v1/${id}`
	)
];
const KEYS = [
	...'region on as_of release poll question place pool series measure sort limit cursor q from to'.split(
		' '
	),
	...'theme width scale topic item house stance tier transform months site sites weight_demand'.split(
		' '
	)
];
const HEADERS: readonly string[] = [
	'Host: evil.example',
	'Host: ',
	'Host: a b',
	'Host: [::1',
	'X-Forwarded-Host: evil.example',
	'X-Forwarded-Proto: javascript',
	'X-Forwarded-For: 1.2.3.4, x',
	'Forwarded: for="[',
	'Accept-Encoding: br;q=1e9, gzip;q=-1, *',
	'Accept-Encoding: \u0000',
	'If-None-Match: W/"',
	'If-None-Match: ' + '"x",'.repeat(2000),
	'If-Modified-Since: yesterday',
	'Range: bytes=5-1',
	'Cookie: ' + 'a=b; '.repeat(1500),
	'Cookie: __proto__=1; constructor=2',
	'Accept: */*;q=x',
	'Accept: text/html;' + 'q=1;'.repeat(500),
	'Accept-Language: ' + 'x'.repeat(4000),
	'Transfer-Encoding: chunked',
	'Transfer-Encoding: chunked, identity',
	'Content-Length: 99999999999',
	'Content-Length: -1',
	'Content-Length: 5\r\nContent-Length: 6',
	'Content-Length: 4\r\nTransfer-Encoding: chunked',
	'Expect: 100-continue',
	'Expect: x',
	'Upgrade: websocket\r\nConnection: Upgrade',
	'X-Request-Id: \u001b[31m' + 'x'.repeat(500),
	'Origin: null',
	'Origin: http://evil.example',
	'X-SvelteKit-Action: true',
	'X-Http-Method-Override: DELETE',
	'Connection: close, host',
	'Content-Type: multipart/form-data; boundary=' + '-'.repeat(300),
	': no name',
	'no colon',
	'X-Long: ' + 'a'.repeat(30_000)
];
const METHODS =
	'GET GET GET GET GET GET HEAD POST PUT DELETE OPTIONS TRACE PATCH get PROPFIND'.split(' ');

/** Hostile paths, queries, methods and headers, as bytes over a socket, sent to the built product. */
export const trial: Trial = {
	about: 'hostile paths, queries, methods and headers over a socket',
	share: 10,
	open: async ({ product }) => {
		const { address, failures, isRunning } = await product();
		return {
			attempt: async (random, tally) => {
				const request = requestOf(random);
				const answer = await sendRaw(address, request);
				const shown = JSON.stringify(request.split('Connection: close')[0]?.slice(0, 400));
				tally.add('requests');
				hold(isRunning(), () => `the server ended after ${shown}`);
				judge(answer, shown, tally);
				const failed = failures();
				hold(failed.length === 0, () => `the log of ${shown} says ${failed[0]?.slice(0, 600)}`);
				if (!random.chance(0.05)) return;
				const health = await sendRaw(address, get('/api/v1/health'));
				hold(health?.status === 200, () => `health is ${health?.status} after ${shown}`);
			}
		};
	}
};

function formsOf(kind: string, id: string): string[] {
	return [`/embed/${kind}/${id}`, `/embed/${kind}/${id}.png`, `/share/${kind}/${id}`];
}

const get = (path: string) =>
	`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`;

function requestOf(random: Random): string {
	const method = random.pick(METHODS);
	const own = random.chance(0.25) ? random.several(HEADERS, random.between(1, 2)) : [];
	const headers = own.some((line) => line.startsWith('Host')) ? own : ['Host: 127.0.0.1', ...own];
	return `${method} ${targetOf(random)} HTTP/1.1\r\n${headers.join('\r\n')}\r\nConnection: close\r\n\r\n`;
}

/** A path of the site with something done to it, and a query of keys that pages know. */
function targetOf(random: Random): string {
	let path = random.pick(PATHS);
	if (random.chance(0.3)) {
		const parts = path.split('/');
		parts[random.between(1, parts.length - 1)] = written(hostile(random, parts.at(-1)), random);
		path = parts.join('/');
	}
	if (random.chance(0.1)) path += written(hostile(random), random);
	if (random.chance(0.05)) path += '/__data.json';
	if (random.chance(0.02)) path = `http://evil.example${path}`;
	if (random.chance(0.05)) path = `/${path}`;
	const pairs = Array.from({ length: random.below(4) }, () => {
		const key = random.chance(0.8) ? random.pick(KEYS) : written(hostile(random, 'region'), random);
		return `${key}=${written(random.chance(0.4) ? random.pick(USUAL) : hostile(random), random)}`;
	});
	return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}
const USUAL = ['US', 'US-VA', 'all', '2026-11-25', '2025', 'asc', '10', 'dark', 'nearby', 'light'];

/** A value as it is sent: encoded as it should be, or as bytes that a line of HTTP can hold. */
function written(value: string, random: Random): string {
	if (random.chance(0.7)) return encodeURIComponent(value.replaceAll(/[\uD800-\uDFFF]/g, '\uFFFD'));
	return ['\r', '\n', ' ', '\u0000'].reduce((text, one) => text.replaceAll(one, '_'), value);
}

/** What holds of every answer, whatever was sent. */
function judge(answer: RawAnswer | null, shown: string, tally: Tally): void {
	if (answer === null) {
		tally.add('closed without an answer');
		return;
	}
	const { status, headers, headBytes, body } = answer;
	tally.add(`status ${status}`);
	const isShed = status === 503 && headers['retry-after'] !== undefined;
	hold(status < 500 || isShed, () => `${shown} answered ${status}: ${body.slice(0, 300)}`);
	const { location } = headers;
	if (location !== undefined)
		hold(
			new URL(location, 'http://127.0.0.1/').host === '127.0.0.1',
			() => `${shown} leads to ${location}`
		);
	hold(headBytes < 4096, () => `${shown} has ${headBytes} bytes of headers`);
	if (headers['content-type']?.startsWith('text/html') !== false)
		hold(!body.includes('<script>alert(1)'), () => `${shown} gives a script back`);
	// What the parser of HTTP itself refuses has a status and nothing else.
	if (headers['x-request-id'] !== undefined)
		hold(headers['x-content-type-options'] === 'nosniff', () => `${shown} may be sniffed`);
}
