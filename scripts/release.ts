import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { currentId, readLog } from '#lib/server/dataset/release-store.ts';
import { openRelease } from '#lib/server/dataset/release.ts';
import { build, plan, type BuildResult } from '#lib/server/ingest/build.ts';
import { EMBEDDED } from '#lib/server/ingest/inputs.ts';
import { formatProblem } from '#lib/server/ingest/problems.ts';
import { schemaVersion } from '#lib/server/ingest/versions.ts';

/** How many problems of a failed build are printed; the report holds them all. */
const SHOWN = 20;

export interface EnsureOptions {
	/** The embedded data folder. */
	embedded: string;
	/** Folders the environment asks to lay over it, besides those the current release was built with. */
	overlays: readonly string[];
	releases: string;
	/** How many of the newest releases stay once a new one is built; null, or left out, for all. */
	keep?: number | null;
	/** Receives each line of what is being done. */
	say: (line: string) => void;
}

/** There is no release that could be served, and none could be built. */
export class NothingToServeError extends Error {}

/**
 * Makes sure the current release holds what its inputs hold: builds it where there is none or where a file
 * of `data/` or of a folder laid over it changed. Folders the current release was built with stay.
 * Whatever goes wrong, a release that can be served is kept, and the reason is said.
 * @returns the id of the release to serve
 * @throws NothingToServeError where there is nothing to fall back on
 */
export function ensureRelease(options: EnsureOptions): string {
	const current = currentId(options.releases);
	const recorded = readLog(options.releases).findLast(({ id }) => id === current);
	const before = (recorded?.inputs ?? []).filter(({ dataset }) => dataset !== EMBEDDED);
	const gone = before.filter(({ path }) => !existsSync(path));
	if (gone.length > 0)
		return keep(
			options,
			current,
			`${gone.map(({ path }) => path).join(', ')}: the release was built with this folder, which is gone; ` +
				'put it back, or run npm run ingest to build without it'
		);
	const inputs = {
		embedded: options.embedded,
		overlays: [...before.map(({ path }) => path), ...options.overlays],
		lenient: recorded?.lenient ?? false
	};
	try {
		if (plan(inputs).id === current) return current;
		options.say(
			current === null ? 'building the release from data/' : 'inputs changed: rebuilding'
		);
		return settle(
			options,
			current,
			build({ ...inputs, releases: options.releases, keep: options.keep ?? null })
		);
	} catch (error) {
		if (error instanceof NothingToServeError) throw error;
		return keep(options, current, error instanceof Error ? error.message : String(error));
	}
}

function settle(options: EnsureOptions, current: string | null, result: BuildResult): string {
	for (const note of result.notes) options.say(`note: ${note}`);
	if (result.status === 'published' || result.status === 'unchanged') {
		options.say(
			`release ${result.id} ${result.status === 'published' ? 'published' : 'is current'}`
		);
		return result.id;
	}
	for (const problem of result.problems.slice(0, SHOWN)) options.say(formatProblem(problem));
	for (const { table, before, after } of result.lost)
		options.say(`${table} would fall from ${before} to ${after} rows`);
	return keep(
		options,
		current,
		result.status === 'refused'
			? 'rows would be lost; if that is meant, run npm run ingest -- --allow-shrink'
			: `${result.problems.length} problems in the input, all in ${result.report ?? 'the report'}`
	);
}

/** Falls back on the current release, where this version of the code can read it. */
function keep({ releases, say }: EnsureOptions, current: string | null, why: string): string {
	if (current === null) throw new NothingToServeError(why);
	const release = openRelease(join(releases, `${current}.sqlite`));
	release.close();
	if (release.info.schema_version !== schemaVersion())
		throw new NothingToServeError(
			`${why}; release ${current} was built by another version of Groundswell and cannot be served by this one`
		);
	say(why);
	say(`keeping release ${current}, which was built before`);
	return current;
}
