import { describe, expect, test } from 'vitest';
import { releasesFolder } from '../setup/releases-folder.ts';
import { apiOver } from '../setup/support.ts';

const FIRST = 'aaaaaaaaaaaa';
const SECOND = 'bbbbbbbbbbbb';
const TODAY = '2026-11-25';

interface Operation {
	parameters?: { name: string; in: string; schema: { enum?: string[] } }[];
}
const { paths } = (await apiOver().json('/api/v1/openapi.json')) as {
	paths: Record<string, { get?: Operation }>;
};
const { data: polls } = await apiOver().list('/api/v1/polls?limit=1');
const { data: actions } = await apiOver().list('/api/v1/actions?limit=1');
const RECORDS: Record<string, string | undefined> = {
	'/polls/{id}': polls[0]?.['poll_id'] as string,
	'/actions/{id}': actions[0]?.['action_id'] as string
};
/** What the pages of records have in their path. */
const VIEWED: Record<string, string> = {
	'/views/poll': `?poll=${RECORDS['/polls/{id}'] ?? ''}`,
	'/views/action': `?action=${RECORDS['/actions/{id}'] ?? ''}`
};
/** Answers about the server, which have no past. */
const OF_NOW = ['/health', '/live', '/releases', '/openapi.json'];
/** Formats that say by themselves what they are of; the others are written by the same hand. */
const SAID = ['ndjson', 'xlsx', 'zip', 'geojson', 'json', 'parquet'];

/** Every route as it can be asked, a file of each format too. */
const routes = Object.entries(paths).flatMap(([path, { get }]) => {
	if (get === undefined || OF_NOW.includes(path)) return [];
	const record = RECORDS[path];
	const view = VIEWED[path];
	if (view !== undefined) return [path + view];
	if (record !== undefined) return [path.replace('{id}', encodeURIComponent(record))];
	const formats = get.parameters?.find(({ name }) => name === 'format')?.schema.enum;
	if (formats === undefined) return [path === '/filters' ? '/filters?collection=polls' : path];
	return formats
		.filter((format) => SAID.includes(format))
		.map((format) => path.replace('{format}', format));
});

function twoReleases() {
	const releases = releasesFolder();
	releases.publish(FIRST, '2026-11-20T08:00:00Z');
	releases.publish(SECOND, '2026-11-24T08:00:00Z');
	return apiOver({
		releases: releases.folder,
		now: () => new Date(`${TODAY}T10:00:00Z`),
		limits: { costlyBurst: 10_000 }
	});
}

interface Said {
	release?: string | { id: string };
	on?: string;
	meta?: { release: string; on: string };
}

/** The release and the day an answer says it is of, by its body or else by its headers. */
async function saidBy(response: Response): Promise<{ release: unknown; on: unknown }> {
	const { headers } = response;
	const release = headers.get('x-groundswell-release');
	if (release !== null) {
		await response.body?.cancel();
		return { release, on: headers.get('x-groundswell-on') };
	}
	const body = (await response.json()) as Said;
	const named = body.meta ?? body;
	return {
		release: typeof named.release === 'object' ? named.release.id : named.release,
		on: named.on
	};
}

describe('every route', () => {
	test.each([
		[`release=${FIRST}`, FIRST, TODAY],
		['as_of=2026-11-21', FIRST, '2026-11-21'],
		['on=2026-11-22', SECOND, '2026-11-22'],
		[`release=${FIRST}&on=2026-11-19`, FIRST, '2026-11-19'],
		['', SECOND, TODAY]
	])(
		'with "%s" is of release %s and day %s, and says so',
		async (moment, release, on) => {
			const api = twoReleases();
			expect(routes.length).toBeGreaterThan(100);
			const strayed: unknown[] = [];
			for (const route of routes) {
				const address = `/api/v1${route}${route.includes('?') ? '&' : '?'}${moment}`;
				let response = await api.get(address);
				// A question that leaves something out may be sent on to one that says it.
				if (response.status === 303)
					response = await api.get(response.headers.get('location') ?? '');
				const said = response.status === 200 ? await saidBy(response) : { status: response.status };
				if (!('release' in said) || said.release !== release || said.on !== on)
					strayed.push([address, said]);
			}
			expect(strayed).toEqual([]);
		},
		60_000
	);
});
