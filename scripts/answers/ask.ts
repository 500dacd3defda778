import { createHash } from 'node:crypto';
import { createApi } from '#lib/server/api/app.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { cachedRelease, FIXTURE } from '../../tests/setup/release.ts';

/** A day after the release of the invented data. */
const NOW = new Date('2026-11-25T10:00:00.000Z');
/** Formats whose bytes are text and hold no time of their own. */
const FORMATS = ['csv', 'ndjson', 'geojson', 'json', 'metadata.json'];
/** Queries that any route takes or refuses; a refusal is an answer too. */
const COMMON = [
	'',
	'region=US-VA',
	'region=all',
	'region=US-VA-51107&scope=exact',
	'from=2026-05',
	'to=2025',
	'q=county',
	'q=data+center&limit=5',
	'on=2026-06-30',
	'as_of=2026-11-24',
	'as_of=2026-11-01',
	'limit=3',
	'limit=0',
	'tier=primary',
	'min_sources=2',
	'dataset=groundswell',
	'nonsense=1',
	'region=US-ZZ',
	'utm_source=a&region=US-VA',
	'region=US-VA&region=US-TX'
];
const REGIONS = ['US', 'US-VA', 'US-TX', 'US-VA-51107', 'US-WI', 'GB', 'PJM', 'WLD', 'EU'];
const DOCUMENTS = ['feed.atom', 'feed.rss', 'calendar.ics'];
/** Routes that answer by the place asked for. */
const BY_REGION = ['profile', 'overview', 'map', 'map-time', 'findings'];
/** Pages that lead to a file, or to the table of a poll. */
const PAGES = [
	'/polls.csv?region=US-VA',
	'/actions.csv',
	'/energy.csv',
	'/costs.csv?measure=input_usd_mtok',
	'/costs/indicators.csv?transform=yoy',
	'/polls/harbor-2026-08.csv',
	'/api/v1',
	'/api/v1/screen'
];

interface Parameter {
	name: string;
	schema: { enum?: string[] };
}
type Paths = Record<string, { get?: { parameters?: Parameter[] } }>;

/** What every route answers over the invented data: status, place led to, and a hash of the body, by address. */
export async function answers(): Promise<Record<string, string>> {
	const store = new ReleaseStore(cachedRelease(FIXTURE), () => NOW.getTime());
	const many = { costlyBurst: 1e6, readBurst: 1e6, cacheMegabytes: 1 };
	const api = createApi({ store, now: () => NOW }, many);
	const release = store.current().id;
	const record: Record<string, string> = {};
	// A cursor holds the release too, packed.
	const masked = (text: string) =>
		text.replaceAll(release, 'RELEASE').replace(/cursor=[\w%-]+/g, 'cursor=CURSOR');
	const ask = async (address: string): Promise<string> => {
		const response = await api.request(address);
		const text = masked(await response.text());
		const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
		const told = ['content-type', 'content-disposition', 'link', 'location', 'x-groundswell-rows']
			.flatMap((name) => response.headers.get(name) ?? [])
			.map(masked)
			.join(' ');
		record[address] = `${response.status} ${hash} ${text.length} ${told}`;
		return response.status === 200 ? text : '{}';
	};
	const rows = async <Row = Record<string, string>>(address: string): Promise<Row[]> => {
		const { data } = JSON.parse(await ask(address)) as { data?: Row[] };
		return Array.isArray(data) ? data : [];
	};

	const { paths } = JSON.parse(await ask('/api/v1/openapi.json')) as { paths: Paths };
	for (const [path, { get }] of Object.entries(paths)) {
		if (get === undefined || /^\/(health$|live$|views\/)/.test(path)) continue;
		const parameters = get.parameters ?? [];
		if (path.endsWith('.{format}')) {
			for (const format of FORMATS)
				for (const query of ['', 'region=US-VA', 'bom=1', 'guard=0', 'sort=-date', 'limit=2'])
					await ask(`/api/v1${path.replace('{format}', format)}?${query}`);
		} else if (!path.includes('{')) await ofList(path, parameters);
	}
	for (const { poll_id: id = '' } of await rows('/api/v1/polls?limit=1000'))
		await ask(`/api/v1/polls/${encodeURIComponent(id)}`);
	for (const { action_id: id = '' } of await rows('/api/v1/actions?limit=1000'))
		await ask(`/api/v1/actions/${encodeURIComponent(id)}`);
	for (const route of BY_REGION)
		for (const region of REGIONS) await ask(`/api/v1/${route}?region=${region}`);
	for (const document of DOCUMENTS)
		for (const query of COMMON) await ask(`/api/v1/${document}?${query}`);
	for (const page of PAGES) await ask(page);
	return record;

	/** A list by every key it takes, with the first and the last value the release has for it. */
	async function ofList(path: string, parameters: Parameter[]): Promise<void> {
		for (const query of COMMON) await ask(`/api/v1${path}?${query}`);
		const filters = await rows<{ key: string; values: { value: string }[] }>(
			`/api/v1/filters?collection=${path.slice(1)}`
		);
		const values = new Map(filters.map((filter) => [filter.key, filter.values]));
		for (const { name, schema } of parameters) {
			const known = values.get(name)?.map(({ value }) => value) ?? schema.enum ?? [];
			for (const value of new Set([known[0], known.at(-1), 'no such value']))
				if (value !== undefined)
					await ask(`/api/v1${path}?${name}=${encodeURIComponent(value)}&limit=20`);
		}
		const [row] = await rows(`/api/v1${path}?limit=2`);
		for (const column of Object.keys(row ?? {}))
			for (const sign of ['', '-']) await ask(`/api/v1${path}?sort=${sign}${column}&limit=5`);
	}
}
