/**
 * The trend model. On synthetic polls: 2,000 from 60 houses over 600 days on a daily grid, against half as many.
 * On the embedded data: every fit of a release against loading its rows.
 * Alone: `npx tsx scripts/bench/trend.ts`, or `npm run bench -- trend`.
 */
import Database from 'better-sqlite3';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { fitModel } from '#lib/domain/trend/model/model.ts';
import { currentId } from '#lib/server/dataset/releases/release-log.ts';
import { createReleaseSql } from '#lib/server/dataset/sql.ts';
import { build } from '#lib/server/ingest/build.ts';
import { plan } from '#lib/server/ingest/plan.ts';
import { Loader } from '#lib/server/ingest/resolve/load.ts';
import { Overrides } from '#lib/server/ingest/read/overrides.ts';
import { buildTrends } from '#lib/server/ingest/model/polls/trends.ts';
import { simulate } from '../../tests/domain/trend/simulated.ts';
import { alternating, type Measure } from './measure.ts';

const POLLS = 2000;
const HOUSES = 60;
/** Of the measure of how pollsters count: few polls of each. */
const MANY_HOUSES = 240;
const THEIR_POLLS = 1000;
/** Sets of made-up polls: one may have an outlier, which is another search. */
const SEEDS = [1, 2, 3, 4, 5, 6];
const DAYS = 600;
const RUNS = 3;
/** Argument of the process that makes one fit, so that its peak is that of a fit and of nothing else. */
const ONE_FIT = 'one-fit';
const EMBEDDED = { embedded: 'data', overlays: [] };

/** Measures the fits; takes about a minute and a half. */
export async function* run(): AsyncGenerator<Measure> {
	const growth = await alternating(
		() => fit(POLLS),
		() => fit(POLLS / 2),
		RUNS
	);
	yield {
		name: `a fit of ${POLLS} synthetic polls against one of half as many`,
		...growth,
		unit: 'ms',
		limit: 2.3,
		holds: 'at most'
	};
	const fits = (houses: number) =>
		SEEDS.reduce((sum, seed) => sum + fit(THEIR_POLLS, houses, seed), 0);
	yield {
		name: `fits of ${THEIR_POLLS} synthetic polls of ${MANY_HOUSES} pollsters against those of half as many`,
		...(await alternating(
			() => fits(MANY_HOUSES),
			() => fits(MANY_HOUSES / 2),
			1
		)),
		unit: 'ms',
		limit: 2.3,
		holds: 'at most'
	};
	yield {
		name: `peak memory of a process that fits ${POLLS} synthetic polls`,
		measured: peakOfOneFit(),
		reference: null,
		unit: 'MB',
		limit: 200,
		holds: 'at most'
	};
	yield {
		name: 'all fits of the embedded release against loading its rows',
		...(await fitsOfRelease()),
		unit: 'ms',
		limit: 1,
		holds: 'at most'
	};
}

/** Processor time of some work in milliseconds. */
function cpuOf(work: () => void): number {
	const before = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

function fit(polls: number, houses = HOUSES, seed = 1): number {
	const { readings } = simulate({
		seed,
		shape: 'walk',
		polls,
		houses,
		days: DAYS,
		houseSd: 2.5,
		nonSamplingSd: 1
	});
	return cpuOf(() => {
		const result = fitModel(readings);
		if (!result.ok) throw new Error(`the synthetic polls were refused: ${result.sentence}`);
	});
}

function peakOfOneFit(): number {
	const child = spawnSync(
		process.execPath,
		['--import', 'tsx', fileURLToPath(import.meta.url), ONE_FIT],
		{ encoding: 'utf8' }
	);
	const peak = Number(child.stdout.trim());
	if (!(peak > 0)) throw new Error(`the process that fits failed: ${child.stderr}`);
	return peak;
}

async function fitsOfRelease(): Promise<{ measured: number; reference: number }> {
	const folder = mkdtempSync(join(tmpdir(), 'groundswell-bench-'));
	try {
		const built = build({ ...EMBEDDED, releases: folder });
		const id = currentId(folder);
		if (id === null) throw new Error(`the embedded release was ${built.status}`);
		const file = readFileSync(join(folder, `${id}.sqlite`));
		return await alternating(() => fitAll(file), loadAll, RUNS);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Processor time of every estimate of a release, on its own readings. */
function fitAll(file: Buffer): number {
	const db = new Database(file);
	for (const table of ['trends', 'trend_days', 'trend_polls', 'trend_effects', 'validations'])
		db.exec(`DELETE FROM "${table}"`);
	const time = cpuOf(() => buildTrends(db));
	db.close();
	return time;
}

/** Processor time of reading, checking and storing every row of the embedded data. */
function loadAll(): number {
	const db = new Database(':memory:');
	db.pragma('foreign_keys = OFF');
	for (const statement of createReleaseSql()) db.exec(statement);
	const { files } = plan(EMBEDDED);
	const fail = (problem: { message: string }) => {
		throw new Error(problem.message);
	};
	const time = cpuOf(() => {
		db.exec('BEGIN');
		new Loader(
			db,
			files,
			Overrides.read([], () => false, fail),
			{ lenient: false, report: fail, progress: () => undefined, today: '9999-12-31' }
		).loadAll();
		db.exec('COMMIT');
	});
	db.close();
	return time;
}

if (process.argv[2] === ONE_FIT) {
	fit(POLLS);
	console.log(process.resourceUsage().maxRSS / 1024);
}
