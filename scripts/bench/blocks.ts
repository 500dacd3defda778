/** For how long one request keeps all others waiting, in processor time of the main thread: `npm run bench -- blocks`. */
import { existsSync } from 'node:fs';
import { watchedProduct, type Watched } from './blocks/child.ts';
import { builtRelease, RELEASES } from './parts/built-release.ts';
import type { Measure } from './measure.ts';
import { MILLION, syntheticRelease } from './api/synthetic.ts';

const PAGES = [
	...['/', '/polls', '/actions', '/map', '/energy', '/costs', '/story', '/data', '/screen'],
	...['/regions/US-VA', '/compare?region=US-VA~US-TX~US-OH~US-CA~US-NY~US-GA', '/embed/map.png'],
	'/embed/chart/polls.png'
];
const ANSWERS = [
	'/api/v1/health',
	'/api/v1/observations?region=all&limit=1000',
	'/api/v1/observations?region=US&scope=within',
	'/api/v1/observations?region=all&min_sources=3',
	'/api/v1/observations?region=all&sort=value',
	'/api/v1/observations?region=all&q=s',
	'/api/v1/observations?region=all&from=2010&to=2010',
	'/api/v1/observations?region=all&vintage=2026&limit=1000',
	'/api/v1/series?region=US&scope=within',
	'/api/v1/series?region=all',
	'/api/v1/statuses?region=all&limit=1000',
	'/api/v1/profile?region=US-VA',
	'/api/v1/transformed?region=all&transform=percent_change',
	'/api/v1/transformed?region=all&transform=year_on_year',
	'/api/v1/transformed?region=US&scope=within&transform=index&index_date=2010',
	...['csv', 'parquet', 'xlsx', 'zip', 'ndjson', 'metadata.json'].map(
		(format) => `/api/v1/observations.${format}?region=all`
	)
];

/** The measures of this bench, one by one. @throws Error where what is measured fails */
export async function* run(): AsyncGenerator<Measure> {
	if (!existsSync('/proc/self/schedstat'))
		throw new Error('only Linux tells the processor time of one thread');
	builtRelease(RELEASES);
	yield* over(RELEASES, 'shipped data', [...PAGES, ...ANSWERS], 50);
	yield* over(syntheticRelease(RELEASES, MILLION), '1,000,000 observations', ANSWERS, 100);
}

async function* over(releases: string, words: string, paths: readonly string[], limit: number) {
	const server = await watchedProduct(releases);
	try {
		for (const path of paths) yield await blockOf(server, path, words, limit);
	} finally {
		await server.stop();
	}
}

async function blockOf(
	server: Watched,
	path: string,
	words: string,
	limit: number
): Promise<Measure> {
	await server.longest();
	const response = await fetch(server.address + path);
	for await (const _ of response.body ?? []);
	if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
	return {
		name: `longest block, ${words}: ${path.replaceAll('|', '\\|')}`,
		measured: await server.longest(),
		reference: null,
		unit: 'ms CPU',
		limit,
		holds: 'at most'
	};
}
