/** Builds a release from the embedded data and the folders laid over it: `npm run ingest -- --help`. */
import { parseArgs } from 'node:util';
import { isDamage } from '#lib/server/dataset/releases/integrity.ts';
import { build, BusyError, type BuildResult } from '#lib/server/ingest/build.ts';
import { BuildFault, faultLines } from '#lib/server/ingest/build-fault.ts';
import { buildCommit, checkedOut } from '#lib/server/ingest/publish/build-commit.ts';
import type { Refreshed } from '#lib/server/ingest/upstreams/refresh.ts';
import { UsageError } from '#lib/server/ingest/usage-error.ts';
import { SettingsError, type Settings } from '#lib/server/env.ts';
import { isSystemError, withPath } from '#lib/server/dataset/releases/system-error.ts';
import { printBuild } from './parts/print-build.ts';
import { progress } from './parts/progress.ts';
import type { StoreAddress } from '#lib/server/store/objects/bucket.ts';
import { StoreError } from '#lib/server/store/objects/objects.ts';
import { settingsWith, UPSTREAMS } from './parts/settings.ts';
import { NOT_NOW, USAGE } from './parts/exits.ts';

const HELP = `Builds a release from data/ and the folders laid over it.

npm run ingest -- [options]
  --data DIR        lay a folder of CSVs over the embedded data (repeatable; also GROUNDSWELL_DATA)
  --releases DIR    where releases are built (default data/releases; also GROUNDSWELL_RELEASES), or the
                    store they are published in, s3://bucket/prefix
  --dry-run         check everything, publish nothing
  --lenient         leave bad rows out and list them in a report, instead of failing
                    (a file that cannot be read as a whole still fails)
  --allow-shrink    publish even if records of the current release are missing
  --keep N          keep the newest N releases and prune older ones, also where there is nothing new to
                    build (also GROUNDSWELL_KEEP; default all)
  --commit REV      rebuild the release of data/ at a commit of this repository and put it beside the
                    current one, which stays; without folders laid over it
  --refresh [NAME]  first fetch upstreams into data/upstream: those named, or all that need no setting
                    that is missing (EIA_API_KEY, GROUNDSWELL_CONTACT); else nothing is fetched.
                    One that fails keeps its last good copy
  --json            print the result as JSON
  --help            this text

Exit codes: 0 published, rebuilt, unchanged or checked; 1 bad input, nothing published; 2 wrong usage;
3 refused because records would be lost; 4 another build runs, or files can't be read or written;
5 a fault of the program; 6 as 0, but an upstream could not be refreshed.`;

const EXIT = {
	published: 0,
	unchanged: 0,
	rebuilt: 0,
	present: 0,
	checked: 0,
	invalid: 1,
	refused: 3
} as const;
const FAULT = 5;
const NOT_REFRESHED = 6;

async function main(): Promise<number> {
	const options = readOptions();
	if (options === null) return USAGE;
	if (options.help) {
		console.log(HELP);
		return 0;
	}
	try {
		return await run(options);
	} catch (error) {
		return fail(error, options);
	}
}

type Options = NonNullable<ReturnType<typeof readOptions>>;

async function run(options: Options): Promise<number> {
	const settings = settingsWith(options.releases);
	refuseBesideCommit(options);
	const { result, refreshed } = await (settings.store === null
		? buildHere(options, settings)
		: buildShared(options, settings, settings.store));
	if (options.json) console.log(JSON.stringify({ ...result, refreshed }, null, '\t'));
	else printBuild(result);
	const code = EXIT[result.status];
	return code === 0 && refreshed.some(({ status }) => status === 'failed' || status === 'partly')
		? NOT_REFRESHED
		: code;
}

interface Built {
	result: BuildResult;
	refreshed: Refreshed[];
}

async function buildHere(options: Options, settings: Settings): Promise<Built> {
	const refreshed = options.refresh ? await refreshFirst(options, settings, UPSTREAMS) : [];
	const places = { releases: settings.releases, upstream: UPSTREAMS };
	const result = buildRelease(options, settings, { ...places, keep: keepOf(options, settings) });
	return { result, refreshed };
}

/** Builds on what a store holds, and publishes there. */
async function buildShared(
	options: Options,
	settings: Settings,
	store: StoreAddress
): Promise<Built> {
	let refreshed: Refreshed[] = [];
	// What publishes to a store writes tables through the API, which a build for a folder need not load.
	const { buildFor } = await import('#lib/server/store/write.ts');
	const { openStore } = await import('#lib/server/store/objects/open.ts');
	const result = await buildFor({
		objects: await openStore(store),
		copies: settings.releases,
		localUpstream: UPSTREAMS,
		keep: keepOf(options, settings),
		dryRun: options['dry-run'],
		say: options.json ? console.error : console.log,
		build: async (bench) => {
			if (options.refresh) refreshed = await refreshFirst(options, settings, bench.upstream);
			return buildRelease(options, settings, { ...bench, keep: null });
		}
	});
	return { result, refreshed };
}

const keepOf = ({ keep }: Options, settings: Settings) =>
	keep === undefined ? settings.keep : countOf(keep);

/** Where a build reads and writes, and how many releases it leaves there. */
interface Places {
	releases: string;
	upstream: string;
	keep: number | null;
}

function buildRelease(
	options: Options,
	settings: Settings,
	{ releases, upstream, keep }: Places
): BuildResult {
	const bar = progress(options.json);
	const { lenient, commit } = options;
	const dryRun = options['dry-run'];
	const onProgress = bar.rows;
	const onEstimate = bar.estimates;
	const onStep = bar.step;
	try {
		if (commit !== undefined)
			return buildCommit({
				repository: '.',
				revision: commit,
				releases,
				lenient,
				dryRun,
				onProgress,
				onEstimate,
				onStep
			});
		return build({
			embedded: 'data',
			overlays: [...settings.overlays, ...options.data],
			releases,
			lenient,
			dryRun,
			allowShrink: options['allow-shrink'],
			upstream,
			keep,
			checkedOut: checkedOut('.'),
			onProgress,
			onEstimate,
			onStep
		});
	} finally {
		bar.stop();
	}
}

function readOptions() {
	try {
		const { values, positionals } = parseArgs({
			allowPositionals: process.argv.includes('--refresh'),
			options: {
				refresh: { type: 'boolean', default: false },
				data: { type: 'string', multiple: true, default: [] },
				releases: { type: 'string' },
				'dry-run': { type: 'boolean', default: false },
				lenient: { type: 'boolean', default: false },
				keep: { type: 'string' },
				commit: { type: 'string' },
				'allow-shrink': { type: 'boolean', default: false },
				json: { type: 'boolean', default: false },
				help: { type: 'boolean', default: false }
			}
		});
		return { ...values, names: positionals };
	} catch (error) {
		console.error(`${messageOf(error)}\nRun npm run ingest -- --help for the options.`);
		return null;
	}
}

/** @throws UsageError for options that make no sense beside a commit */
function refuseBesideCommit(options: Options): void {
	if (options.commit === undefined) return;
	const [other] = [
		...(options.data.length > 0 ? ['--data'] : []),
		...(options.refresh ? ['--refresh'] : []),
		...(options.keep === undefined ? [] : ['--keep'])
	];
	if (other !== undefined)
		throw new UsageError(`--commit rebuilds data/ of a commit alone; leave ${other} out`);
}

/** @throws UsageError for what is no number of releases */
function countOf(text: string): number {
	if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
	throw new UsageError(`--keep ${text}: expected how many releases to keep, from 1`);
}

async function refreshFirst(
	{ names, json }: Options,
	settings: Settings,
	root: string
): Promise<Refreshed[]> {
	// What asks upstreams is much, and most builds ask none.
	const { refreshedLine, refreshUpstreams } = await import('./parts/refresh.ts');
	const refreshed = await refreshUpstreams(names, settings, root);
	for (const one of json ? [] : refreshed)
		(one.status === 'failed' || one.status === 'partly' ? console.error : console.log)(
			refreshedLine(one)
		);
	return refreshed;
}

function fail(error: unknown, options: Options): number {
	if (error instanceof UsageError || error instanceof SettingsError) {
		console.error(error.message);
		return USAGE;
	}
	const cause = error instanceof BuildFault ? error.cause : error;
	if (cause instanceof BusyError || cause instanceof StoreError || isSystemError(cause)) {
		console.error(isSystemError(cause) ? systemWords(cause, options) : cause.message);
		return NOT_NOW;
	}
	for (const line of faultLines(error)) console.error(line);
	return FAULT;
}

/** What the system says, with the folder where it says so, and what to do about a damaged file. */
function systemWords(error: Error & { code: string }, { releases }: Options): string {
	const folder = settingsWith(releases).releases;
	const named = withPath(error, folder) as Error;
	const remedy = isDamage(error)
		? '; a file there is damaged, or its disk is: npm run releases -- check names what is damaged, and a release that is can be removed and built again'
		: '';
	return `${named.message}${remedy}`;
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

process.exitCode = await main();
