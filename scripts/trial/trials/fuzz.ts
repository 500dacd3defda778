import { createApi } from '#lib/server/api/app.ts';
import { collections } from '#lib/domain/collections/index.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { ApiDocument, type Operation } from '../api-document.ts';
import { servedIn } from '../server/product.ts';
import type { Random } from '../random/random.ts';
import { hold, type Trial } from '../trial.ts';
import { hostile } from '../random/values.ts';

type Api = ReturnType<typeof createApi>;

const BASE = '/api/v1';
const NOW = '2026-11-25T10:00:00.000Z';
const SHARED: Record<string, string[]> = {
	region: ['US', 'US-VA', 'US-WY', 'US-VA-51107', 'WLD', 'PJM', 'all', 'US-VA~US-TX', 'GB'],
	scope: ['within', 'exact'],
	from: ['2024', '2025-Q3', '2026-05', '2024/25', '2026-08-31'],
	to: ['2026-08', '2030', '2026-12-31'],
	on: ['2026-11-25', '2024-01-01', '1900-01-01'],
	as_of: ['2026-11-25', '2026-11-23', '2000-01-01'],
	release: ['000000000000'],
	limit: ['1', '3', '100', '1000'],
	q: ['data', 'county', 'price virginia', 'moratorium'],
	collection: Object.keys(collections),
	measure: ['actions', 'restrictions', 'opposition', 'price', 'price_growth', 'projects']
};
const JSON_TYPES = ['application/json', 'application/problem+json', 'application/geo+json'];
const ENCODINGS = ['identity', 'gzip', 'br', '', '*;q=0', 'br;q=x', 'deflate, gzip;q=0.5'];
const LISTS = [
	'fips\n51107\n',
	'name,city,state\na,Leesburg,VA\n',
	'{"sites":[{"fips":"51107"}]}',
	'x'
];

/**
 * Requests made from openapi.json, of usual and hostile values; each answer is judged by the schema stated for it.
 * They are made without a socket: of the way through the server nothing is tried here.
 */
export const trial: Trial = {
	about: 'requests made from openapi.json, each answer judged by its schema',
	share: 20,
	open: async ({ folder }) => {
		const { releases } = servedIn(folder);
		const store = new ReleaseStore(releases);
		const open = { costlyBurst: 1e9, readBurst: 1e9, downloads: 1000, cacheMegabytes: 4 };
		const api = createApi({ store, now: () => new Date(NOW) }, open);
		const document = new ApiDocument(await json(api, '/openapi.json'));
		const values = await usualValues(api, store.current().id);
		return {
			attempt: async (random, tally) => {
				const operation = random.pick(document.operations);
				const { path, init } = requestFor(operation, random, values);
				const request = `${init.method ?? 'GET'} ${BASE}${path}`;
				const answer = await api.request(`${BASE}${path}`, init);
				tally.add('requests');
				tally.add(`status ${answer.status}`);
				const type = answer.headers.get('content-type');
				const isJson = JSON_TYPES.some((one) => type?.startsWith(one));
				const isPlain = answer.headers.get('content-encoding') === null;
				const text = await bodyOf(answer);
				hold(answer.status < 500, () => `${request} answered ${answer.status}: ${text}`);
				const body = isJson && isPlain && init.method !== 'HEAD' ? text : null;
				// A path that a hostile value leads elsewhere is that of another route, or of none.
				const isOwn = !/\{(id|format)\}/.test(operation.path) || answer.status === 200;
				const broken =
					init.method === 'HEAD' || (!isOwn && [308, 404].includes(answer.status))
						? null
						: document.broken(operation, answer.status, type, body);
				hold(broken === null, () => `${request} (${operation.path}): ${broken}`);
				if (body !== null) tally.add('bodies judged');
				const location = answer.headers.get('location');
				hold(
					location === null || location.startsWith(`${BASE}/`) || location === '/api',
					() => `${request} leads to ${location}`
				);
				if (body !== null && answer.status === 200) remember(values, body);
			},
			close: () => store.close()
		};
	}
};

const json = async (api: Api, path: string): Promise<unknown> =>
	(await api.request(`${BASE}${path}`)).json();

/** The text of an answer, read to its end. */
async function bodyOf(answer: Response): Promise<string> {
	return new TextDecoder().decode(await answer.arrayBuffer());
}

/** Values that filters take, from what the release holds. */
async function usualValues(api: Api, release: string): Promise<Map<string, string[]>> {
	const values = new Map(Object.entries(SHARED).map(([key, list]) => [key, [...list]]));
	const add = (key: string, more: readonly string[]) =>
		values.set(key, [...(values.get(key) ?? []), ...more]);
	for (const name of Object.keys(collections)) {
		const { data = [] } = (await json(api, `/filters?collection=${name}`)) as {
			data?: { key: string; values: { value: string }[] }[];
		};
		for (const filter of data)
			if (!Object.hasOwn(SHARED, filter.key))
				add(
					filter.key,
					filter.values.map(({ value }) => value)
				);
		const [first] = ((await json(api, `/${name}?limit=1`)) as { data?: object[] }).data ?? [];
		add(
			'sort',
			Object.keys(first ?? {}).flatMap((column) => [column, `-${column}`])
		);
	}
	for (const [list, key] of [
		['polls', 'poll_id'],
		['actions', 'action_id']
	] as const) {
		const { data } = (await json(api, `/${list}?limit=50`)) as { data: Record<string, string>[] };
		add(
			'id',
			data.map((row) => row[key] ?? '')
		);
	}
	add('release', [release]);
	add('since', [release]);
	return values;
}

/** Positions that answers name are asked for later. */
function remember(values: Map<string, string[]>, body: string): void {
	const next = /"next":"[^"]*cursor=([\w-]+)/.exec(body)?.[1];
	if (next === undefined) return;
	values.set('cursor', [...(values.get('cursor') ?? []).slice(-20), next]);
}

/** A request of a route: few of its parameters, most of them with values they take. */
function requestFor(
	{ path, method, parameters, bodies }: Operation,
	random: Random,
	values: Map<string, string[]>
): { path: string; init: RequestInit & { method?: string } } {
	const valueOf = ({ name, schema }: Operation['parameters'][number]) => {
		const usual = schema?.enum ?? values.get(name) ?? [];
		const isUsual = usual.length > 0 && random.chance(0.8);
		return isUsual ? random.pick(usual) : hostile(random, usual[0]);
	};
	const queried = parameters.filter((parameter) => parameter.in === 'query');
	const chosen = queried.filter(({ required }) =>
		random.chance(required === true ? 0.95 : 2 / Math.max(2, queried.length))
	);
	const query = new URLSearchParams(chosen.map((one) => [one.name, wellFormed(valueOf(one))]));
	if (random.chance(0.03)) query.append(wellFormed(hostile(random, 'region')), 'x');
	const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
		const known = parameters.find((one) => one.in === 'path' && one.name === name);
		return encodeURIComponent(wellFormed(valueOf(known ?? { name, in: 'path' })));
	});
	const search = query.size === 0 ? '' : `?${query.toString()}`;
	const headers: Record<string, string> = {};
	if (random.chance(0.2)) headers['accept-encoding'] = random.pick(ENCODINGS);
	if (random.chance(0.05)) headers['if-none-match'] = random.pick(['*', '"x"', 'W/"', ',,,', '']);
	if (method === 'post') {
		headers['content-type'] = random.pick(bodies);
		return { path: filled + search, init: { method: 'POST', headers, body: random.pick(LISTS) } };
	}
	if (random.chance(0.03)) return { path: filled + search, init: { method: 'HEAD', headers } };
	return { path: filled + search, init: { headers } };
}

const wellFormed = (text: string) => text.replaceAll(/[\uD800-\uDFFF]/g, '\uFFFD');
