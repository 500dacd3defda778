/**
 * How ingestion and filtered answers grow with the number of observations: `npm run bench -- growth`. So many millions
 * as GROUNDSWELL_BENCH_MILLIONS says, 3 by default, against a tenth of them. Takes minutes, and 2 GB a million for a while.
 */
import { spawnSync } from 'node:child_process';
import {
	appendFileSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi } from '#lib/server/api/app.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { median, type Measure } from './measure.ts';

const MILLIONS = Number(process.env['GROUNDSWELL_BENCH_MILLIONS'] ?? 3);
const ROWS = MILLIONS * 1e6;
const SERIES = 40;
/** Lines of a file that are written at once. */
const LINES = 100_000;

/** The measures of this bench, one by one. @throws Error where what is measured fails */
export async function* run(): AsyncGenerator<Measure> {
	const folder = mkdtempSync(join(tmpdir(), 'groundswell-growth-'));
	try {
		const few = ingested(join(folder, 'few'), ROWS / 10);
		const many = ingested(join(folder, 'many'), ROWS);
		const none = ingested(join(folder, 'none'), 0);
		const size = `${ROWS.toLocaleString('en-US')} made-up observations`;
		yield {
			name: `ingest of ${size}, a row, against a tenth of them`,
			measured: ((many.seconds - none.seconds) / ROWS) * 1e6,
			reference: ((few.seconds - none.seconds) / (ROWS / 10)) * 1e6,
			unit: 'µs CPU',
			limit: 1.3,
			holds: 'at most'
		};
		yield {
			name: `ingest of ${size}, peak resident memory`,
			...{ measured: many.megabytes, reference: null },
			...{ unit: 'MB', limit: 500, holds: 'at most' }
		};
		for (const path of [
			'/api/v1/observations?series=growth:synthetic-1&region=US-VA-51107',
			'/api/v1/observations?region=US-VA&scope=within',
			'/api/v1/transformed?region=US-VA&scope=within&transform=percent_change'
		])
			yield {
				name: `over ${size}, against a tenth of them: ${path}`,
				measured: await cpuOf(many.releases, path),
				reference: await cpuOf(few.releases, path),
				unit: 'ms CPU',
				limit: 12,
				holds: 'at most'
			};
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Builds a release of the data at hand with so many observations more, in a process of its own. */
function ingested(folder: string, rows: number) {
	const [data, releases, report] = ['growth', 'releases', 'report'].map((one) =>
		join(folder, one)
	) as [string, string, string];
	mkdirSync(join(data, 'observations'), { recursive: true });
	writeRows(data, rows);
	const reporter = `import { writeFileSync } from 'node:fs';
		process.on('exit', () => { const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
			writeFileSync(${JSON.stringify(report)}, (userCPUTime + systemCPUTime) / 1e6 + ' ' + maxRSS / 1024); });`;
	const { status, stderr } = spawnSync(
		process.execPath,
		[
			// As npm run ingest starts it.
			'--max-semi-space-size=32',
			...['--import', 'tsx', '--import', `data:text/javascript,${encodeURIComponent(reporter)}`],
			...['scripts/ingest.ts', '--releases', releases, ...(rows > 0 ? ['--data', data] : [])]
		],
		{ encoding: 'utf8' }
	);
	if (status !== 0) throw new Error(`ingestion failed:\n${stderr}`);
	rmSync(data, { recursive: true });
	const [seconds = NaN, megabytes = NaN] = readFileSync(report, 'utf8').split(' ').map(Number);
	return { releases, seconds, megabytes };
}

/** Months of counties, series after series. */
function writeRows(data: string, rows: number): void {
	const series = Array.from(
		{ length: SERIES },
		(_, index) =>
			`synthetic-${index},Made-up series ${index},USD,monthly,electricity_price,,none,Made up for measuring,neutral,`
	);
	writeFileSync(
		join(data, 'series.csv'),
		`series_id,title,unit,frequency,category,subject,subject_kind,description,polarity,basis\n${series.join('\n')}\n`
	);
	writeFileSync(
		join(data, 'sources.csv'),
		'source_id,title,publisher,tier\nsynthetic-source,Made-up source,Nobody,own\n'
	);
	const counties = readFileSync('data/regions.csv', 'utf8')
		.split('\n')
		.map((line) => line.slice(0, line.indexOf(',')))
		.filter((code) => /^US-[A-Z]{2}-\d{5}$/.test(code));
	const months = Math.ceil(rows / (SERIES * counties.length));
	const file = join(data, 'observations', 'all.csv');
	writeFileSync(file, 'series_id,region,period,value,estimate,source_id\n');
	for (let from = 0; from < rows; from += LINES) {
		const lines = Array.from({ length: Math.min(LINES, rows - from) }, (_, offset) => {
			const index = from + offset;
			const [month, county] = [index % months, Math.floor(index / months)];
			const period = `${1990 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
			const one = `synthetic-${Math.floor(county / counties.length)}`;
			const value = ((index * 7919) % 100_003) / 100;
			return `${one},${counties[county % counties.length] ?? ''},${period},${value},estimate,synthetic-source\n`;
		});
		appendFileSync(file, lines.join(''));
	}
}

/** Milliseconds of processor time of an answer, the middle of a few of which none is kept. */
async function cpuOf(releases: string, path: string): Promise<number> {
	const store = new ReleaseStore(releases);
	const taken: number[] = [];
	for (let round = 0; round < 5; round++) {
		const api = createApi({ store, now: () => new Date() });
		const before = process.cpuUsage();
		const response = await api.request(path);
		await response.text();
		if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
		const { user, system } = process.cpuUsage(before);
		taken.push((user + system) / 1000);
	}
	store.close();
	return median(taken);
}
