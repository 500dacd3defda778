/** What one request takes that nothing has prepared, in processor time of the whole process: `npm run bench -- requests`. */
import { RELEASES } from './parts/built-release.ts';
import { watchedApi } from './blocks/child.ts';
import { MILLION, syntheticRelease } from './api/synthetic.ts';
import { median, type Measure } from './measure.ts';

const ALL = '/api/v1/observations?region=all';
const WITHIN = 'region=US&scope=within';
const TRANSFORMED = '/api/v1/transformed?region=all';
const TRANSFORMS = [
	...['percent_change', 'change', 'year_on_year', 'index&index_date=2020'].map(
		(transform) => `${TRANSFORMED}&transform=${transform}`
	),
	`/api/v1/transformed?${WITHIN}&transform=index&index_date=2010`,
	...['annual&aggregate=average', 'annual&aggregate=last', 'quarterly&aggregate=sum'].map(
		(frequency) => `${TRANSFORMED}&frequency_to=${frequency}`
	),
	`${TRANSFORMED}&transform=change&tier=primary&min_sources=1`,
	...['tier', '-independent_sources', 'value', 'region'].map(
		(column) => `${TRANSFORMED}&transform=change&sort=${column}`
	)
];
const LISTS = [
	...['', '&limit=1000', '&vintage=all&limit=1000', '&vintage=2026&limit=1000', '&min_sources=3'],
	...['&q=s', '&q=synthetic', '&from=2010&to=2010', '&from=1900&to=1901', '&dataset=groundswell'],
	...['value', 'region', 'changed', 'tier', 'independent_sources'].map((key) => `&sort=${key}`)
].map((rest) => ALL + rest);
const OTHERS = [
	`/api/v1/observations?${WITHIN}`,
	`/api/v1/series?${WITHIN}`,
	'/api/v1/series?region=all',
	'/api/v1/statuses?region=all&limit=1000',
	'/api/v1/changes?region=all&limit=1000',
	'/api/v1/profile?region=US-VA',
	'/api/v1/profile?region=US',
	'/api/v1/filters?collection=observations'
];
/** Measured until their first byte: the rest follows as it is read. */
const FILES = ['csv', 'parquet', 'xlsx', 'zip', 'ndjson', 'metadata.json'].map(
	(format) => `/api/v1/observations.${format}?region=all`
);

/** The measures of this bench, one by one. @throws Error where what is measured fails */
export async function* run(): AsyncGenerator<Measure> {
	for (const path of TRANSFORMS) yield await takenBy(RELEASES, path, 'shipped data', 100);
	const large = syntheticRelease(RELEASES, MILLION);
	for (const path of [...TRANSFORMS, ...LISTS, ...OTHERS])
		yield await takenBy(large, path, '1,000,000 observations', 300);
	for (const path of FILES)
		yield await takenBy(
			large,
			path,
			'first byte, 1,000,000 observations',
			path.includes('.csv') ? 200 : 300
		);
}

/** Transforms are near their limits, and single runs differ by a third: what the machine compiles meanwhile counts too. */
const RUNS = 3;

async function takenBy(
	releases: string,
	path: string,
	words: string,
	limit: number
): Promise<Measure> {
	const runs: number[] = [];
	for (let run = 0; run < (TRANSFORMS.includes(path) ? RUNS : 1); run++)
		runs.push(await takenOnce(releases, path));
	return {
		name: `${words}: ${path}`,
		...{ measured: median(runs), reference: null, unit: 'ms CPU', limit, holds: 'at most' }
	};
}

/** One request to a process of its own, which has answered one list. @returns milliseconds */
async function takenOnce(releases: string, path: string): Promise<number> {
	const server = await watchedApi(releases, 'here');
	try {
		await (await fetch(`${server.address}/api/v1/observations?region=all&limit=5`)).text();
		const before = await server.cpu();
		const response = await fetch(server.address + path);
		if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
		const reader = response.body?.getReader();
		await reader?.read();
		if (!FILES.includes(path)) while ((await reader?.read())?.done === false);
		const measured = ((await server.cpu()) - before) * 1000;
		await reader?.cancel();
		return measured;
	} finally {
		await server.stop();
	}
}
