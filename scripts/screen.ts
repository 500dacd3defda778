/** Screens a list of sites against a release: `npm run screen -- --help`. */
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { FILE_FORMATS } from '#lib/domain/files.ts';
import { COMPONENTS, WEIGHT_PREFIX } from '#lib/domain/screening/facts/components.ts';
import { fileOf } from '#lib/server/api/screening/screen-file.ts';
import { momentOf } from '#lib/server/api/request/moment.ts';
import { ProblemError } from '#lib/server/api/request/problem.ts';
import { NoReleaseError } from '#lib/server/dataset/releases/not-served.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { withPath } from '#lib/server/dataset/releases/system-error.ts';
import { SettingsError } from '#lib/server/env.ts';
import { BusyError, closeWorkers, LeftError } from '#lib/server/pool/index.ts';
import { UploadError } from '#lib/server/screening/upload.ts';
import { bringUp } from '#lib/server/store/objects/open.ts';
import { readBounded } from '#lib/server/uploads/body.ts';
import { settingsWith } from './parts/settings.ts';
import { NOT_NOW, USAGE } from './parts/exits.ts';

const HELP = `Screens a list of sites: what is recorded at each location, with sources.

npm run screen -- sites.csv [options]
  sites.csv         CSV, or Excel workbook; - reads standard input. One site per row: a name, and
                    latitude and longitude, a county code, "place, state" or "county, state"
  --out FILE        where the result goes, by its extension: ${FILE_FORMATS.join(', ')}
                    (default: CSV on standard output)
  --on DATE         the day for which statuses are computed (default today, UTC)
  --as-of DATE      the release that was current on that day
  --release ID      a release by its id
  --weight NAME=N   weight of a component of a score (repeatable): ${COMPONENTS.join(', ')};
                    without one there is no score
  --sort=COLUMN     order of the rows, --sort=-COLUMN for descending (default: as in the list)
  --releases DIR    where releases are (default data/releases; also GROUNDSWELL_RELEASES)
  --help            this text

Exit codes: 0 every site was located; 1 some were not, and their rows say why; 2 wrong usage, or a list
that cannot be read; 4 no release, or a file that cannot be written.`;

const UNPLACED = 1;

class UsageError extends Error {}

async function main(): Promise<number> {
	try {
		return await run(process.argv.slice(2));
	} catch (error) {
		if (error instanceof NoReleaseError) return said(error, NOT_NOW);
		if (
			error instanceof UsageError ||
			error instanceof UploadError ||
			error instanceof BusyError ||
			error instanceof ProblemError ||
			error instanceof SettingsError
		)
			return said(error, USAGE);
		if (error instanceof Error && 'code' in error && /^E[A-Z]+$/.test(String(error.code)))
			return said(error, NOT_NOW);
		throw error;
	}
}

function said(error: Error, code: number): number {
	console.error(error.message);
	return code;
}

async function run(args: string[]): Promise<number> {
	const { values, positionals } = optionsOf(args);
	if (values.help) {
		console.log(HELP);
		return 0;
	}
	const [path, ...more] = positionals;
	if (path === undefined || more.length > 0)
		throw new UsageError('give one list of sites; npm run screen -- --help shows how');
	const format = formatOf(values.out);
	const bytes = await bytesOf(path);
	const settings = settingsWith(values.releases);
	await bringUp(settings, console.error);
	const store = new ReleaseStore(settings.releases);
	const bar = progress();
	try {
		const now = new Date();
		const moment = momentOf({ store, now: () => now });
		const { chunks, meta } = await fileOf(bytes, format, paramsOf(values), moment, {
			now,
			onProgress: bar.update
		});
		bar.stop();
		await written(chunks, values.out);
		console.error(
			`${meta.sites} ${meta.sites === 1 ? 'site' : 'sites'} on ${meta.on}, release ${meta.release}: ${meta.placed} located, ${meta.unplaced} not located, ${meta.ambiguous} ambiguous`
		);
		return meta.placed === meta.sites ? 0 : UNPLACED;
	} finally {
		bar.stop();
		store.close();
		await closeWorkers();
	}
}

function optionsOf(args: string[]) {
	try {
		return parseArgs({
			args,
			allowPositionals: true,
			options: {
				out: { type: 'string' },
				on: { type: 'string' },
				'as-of': { type: 'string' },
				release: { type: 'string' },
				weight: { type: 'string', multiple: true, default: [] },
				sort: { type: 'string' },
				releases: { type: 'string' },
				help: { type: 'boolean', default: false }
			}
		});
	} catch (error) {
		if (!(error instanceof TypeError)) throw error;
		throw new UsageError(`${error.message}\nRun npm run screen -- --help for the options.`);
	}
}

type Values = ReturnType<typeof optionsOf>['values'];

function formatOf(out: string | undefined) {
	const extension = out === undefined ? 'csv' : extname(out).slice(1).toLowerCase();
	const format = FILE_FORMATS.find((one) => one === extension);
	if (format === undefined)
		throw new UsageError(
			`--out ${out ?? ''}: expected a file that ends in ${FILE_FORMATS.map((one) => `.${one}`).join(', ')}`
		);
	return format;
}

/** The options as the API takes them, which checks them. */
function paramsOf(values: Values): URLSearchParams {
	const params = new URLSearchParams();
	for (const [option, key] of [
		['on', 'on'],
		['as-of', 'as_of'],
		['release', 'release'],
		['sort', 'sort']
	] as const) {
		const value = values[option];
		if (value !== undefined) params.set(key, value);
	}
	for (const given of values.weight) {
		const [name = '', weight = ''] = given.split('=', 2);
		if (!COMPONENTS.some((one) => one === name))
			throw new UsageError(`--weight ${given}: expected NAME=N with ${COMPONENTS.join(', ')}`);
		params.set(WEIGHT_PREFIX + name, weight);
	}
	return params;
}

/** Writes a file as it is made; who reads standard output may stop early. */
async function written(chunks: AsyncIterable<Uint8Array>, out: string | undefined): Promise<void> {
	if (out !== undefined) {
		try {
			return await pipeline(chunks, createWriteStream(out));
		} catch (error) {
			throw withPath(error, out);
		}
	}
	try {
		await pipeline(chunks, process.stdout, { end: false });
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
	}
}

function bytesOf(path: string): Promise<Uint8Array<ArrayBuffer>> {
	if (path !== '-' && !existsSync(path)) throw new UsageError(`${path}: no such file`);
	const stream = path === '-' ? process.stdin : createReadStream(path);
	return readBounded(Readable.toWeb(stream) as ReadableStream<Uint8Array>).catch(
		(error: unknown) => {
			// A file that cannot be read says why itself.
			throw error instanceof LeftError ? error.cause : error;
		}
	);
}

/** Sites done so far, on a terminal. */
function progress() {
	if (!process.stderr.isTTY) return { update: () => undefined, stop: () => undefined };
	const bar = new SingleBar({
		format: '{value} of {total} sites',
		clearOnComplete: true,
		synchronousUpdate: true,
		stream: process.stderr
	});
	let running = false;
	return {
		update: (done: number, total: number) => {
			if (!running) bar.start(total, 0);
			running = true;
			bar.update(done);
		},
		stop: () => {
			if (running) bar.stop();
			running = false;
		}
	};
}

process.exitCode = await main();
