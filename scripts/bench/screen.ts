/**
 * Screening of 10,000 synthetic sites with coordinates: time against the bare search for their counties with the same
 * library, and the memory of a process that does nothing else.
 * Alone: `npm run bench -- screen`. Reads the current release of data/releases (or GROUNDSWELL_RELEASES).
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createApi } from '#lib/server/api/app.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { readSettings } from '#lib/server/env.ts';
import { CountyIndex } from '#lib/server/screening/county-index.ts';
import { alternating, type Measure } from './measure.ts';

const SITES = 10_000;
const MOST_TIMES = 10;
const MOST_MB = 300;
const RUNS = 5;
/** Fractions of two irrational steps spread points evenly over the box of the lower states. */
const STEPS = [0.754877666, 0.569840291] as const;

const points = Array.from({ length: SITES }, (_, index) => ({
	lat: 26 + ((index * STEPS[0]) % 1) * 22,
	lon: -122 + ((index * STEPS[1]) % 1) * 48
}));
const list = `name,lat,lon\n${points.map(({ lat, lon }, index) => `site ${index},${lat},${lon}`).join('\n')}`;

/** Screens the list, as a client of the API that reads the answer as it comes. @returns milliseconds */
function screening() {
	const store = new ReleaseStore(readSettings(process.env).releases);
	const api = createApi({ store, now: () => new Date() });
	return async (path: string) => {
		const start = performance.now();
		const response = await api.request(path, {
			method: 'POST',
			body: list,
			headers: { 'content-type': 'text/csv' }
		});
		if (!response.ok || response.body === null) throw new Error(await response.text());
		let bytes = 0;
		for await (const chunk of response.body) bytes += chunk.byteLength;
		if (bytes === 0) throw new Error(`${path} answered nothing`);
		return performance.now() - start;
	};
}

/** The reference: geoContains of d3-geo on the boundaries whose boxes hold a point. @returns milliseconds */
function bare(): () => number {
	const counties = new CountyIndex();
	return () => {
		const start = performance.now();
		for (const point of points) counties.countyAt(point);
		return performance.now() - start;
	};
}

/** What is asked for, and the address. */
const ANSWERS = [
	['every row answered', '/api/v1/screen'],
	['the first 100 answered, with a map of all', '/api/v1/screen?limit=100&points=yes']
] as const;

/** The measures of this bench, one by one. @throws Error where what is measured fails */
export async function* run(): AsyncGenerator<Measure> {
	const once = screening();
	const counties = bare();
	for (const [words, path] of ANSWERS) {
		await once(path);
		yield {
			name: `${SITES} sites screened, ${words}, against finding their counties alone`,
			...(await alternating(() => once(path), counties, RUNS)),
			unit: 'ms',
			limit: MOST_TIMES,
			holds: 'at most'
		};
	}
	for (const [what, path] of [
		['as JSON', '/api/v1/screen'],
		['as CSV', '/api/v1/screen.csv']
	] as const)
		yield {
			name: `memory of a process that screens them once, every row ${what}`,
			measured: megabytes(path),
			reference: null,
			unit: 'MB',
			limit: MOST_MB,
			holds: 'at most'
		};
}

/** The most memory a process of its own came to, in MB. */
function megabytes(path: string): number {
	const child = spawnSync(
		process.execPath,
		['--import', 'tsx', fileURLToPath(import.meta.url), 'once', path],
		{ encoding: 'utf8' }
	);
	if (child.status !== 0) throw new Error(child.stderr);
	return Number(child.stdout);
}

if (process.argv[2] === 'once') {
	await screening()(process.argv[3] ?? '');
	// Kibibytes, by getrusage.
	console.log(process.resourceUsage().maxRSS / 1000);
}
