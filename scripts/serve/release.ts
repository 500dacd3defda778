import { existsSync } from 'node:fs';
import { releasePath } from '#lib/server/dataset/releases/release-log.ts';
import { NoReleaseError } from '#lib/server/dataset/releases/not-served.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { build, BusyError, type BuildResult } from '#lib/server/ingest/build.ts';
import { plan } from '#lib/server/ingest/plan.ts';
import { lossLine } from '#lib/server/ingest/publish/candidate.ts';
import { EMBEDDED } from '#lib/server/ingest/read/inputs.ts';
import { lockFolder } from '#lib/server/ingest/publish/lock.ts';
import { mend, needsMending } from '#lib/server/ingest/publish/mend.ts';
import { formatProblem } from '#lib/server/ingest/problems.ts';
import { publishedIn, type Published } from '#lib/server/ingest/publish/published.ts';
import { isSystemError, withPath } from '#lib/server/dataset/releases/system-error.ts';

/** How many problems of a failed build are printed; the report holds them all. */
const SHOWN = 20;

interface EnsureOptions {
	/** The embedded data folder. */
	embedded: string;
	/** Folders the environment asks to lay over it, besides those the current release was built with. */
	overlays: readonly string[];
	releases: string;
	/** How many of the newest releases stay once a new one is built; null, or left out, for all. */
	keep?: number | null;
	/** The commit that holds the embedded folder as it is, if one does; asked only where a release is built. */
	checkedOut?: () => string | null;
	/** Receives each line of what is being done. */
	say: (line: string) => void;
	/** Told how far a build is, as `build` tells it. */
	onProgress?: (table: string, rows: number) => void;
	onEstimate?: (done: number, of: number) => void;
	onStep?: (doing: string) => void;
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
	setRight(options);
	const before = publishedIn(options.releases);
	const inputs = (before?.entry?.inputs ?? []).filter(({ dataset }) => dataset !== EMBEDDED);
	const gone = inputs.filter(({ path }) => !existsSync(path));
	if (gone.length > 0)
		return keep(
			options,
			`${gone.map(({ path }) => path).join(', ')}: the release was built with this folder, which is gone; ` +
				'put it back, or run npm run ingest to build without it'
		);
	const chosen = {
		embedded: options.embedded,
		overlays: [...inputs.map(({ path }) => path), ...options.overlays],
		lenient: before?.entry?.lenient ?? false
	};
	try {
		const { id } = plan(chosen);
		if (id === before?.id && before.damage === null) return id;
		options.say(whyBuilt(id, before, options));
		return settle(options, build({ ...chosen, ...settingsOf(options) }));
	} catch (error) {
		if (error instanceof NothingToServeError) throw error;
		const named = withPath(error, options.releases);
		return keep(options, named instanceof Error ? named.message : String(named));
	}
}

const settingsOf = ({
	releases,
	keep = null,
	checkedOut = () => null,
	...told
}: EnsureOptions) => ({
	releases,
	keep,
	checkedOut: checkedOut(),
	...(told.onProgress ? { onProgress: told.onProgress } : {}),
	...(told.onEstimate ? { onEstimate: told.onEstimate } : {}),
	...(told.onStep ? { onStep: told.onStep } : {})
});

function whyBuilt(id: string, before: Published | null, { releases }: EnsureOptions): string {
	if (before === null) return 'building the release from data/';
	const damage =
		before.damage === null ? '' : `${releasePath(releases, before.id)} ${before.damage}: `;
	return damage + (id === before.id ? 'building it again' : 'inputs changed: rebuilding');
}

/** Mends what a build that ended early, or a damaged log, has left; what cannot be written stays as it is. */
function setRight({ releases, say }: EnsureOptions): void {
	try {
		if (!existsSync(releases) || !needsMending(releases)) return;
		const unlock = lockFolder(releases);
		try {
			for (const note of mend(releases)) say(`note: ${note}`);
		} finally {
			unlock();
		}
	} catch (error) {
		// Another build mends what it finds, and a folder to be read only is mended where it is built.
		if (!(error instanceof BusyError) && !isSystemError(error)) throw error;
	}
}

function settle(options: EnsureOptions, result: BuildResult): string {
	for (const note of result.notes) options.say(`note: ${note}`);
	if (result.status === 'published' || result.status === 'unchanged') {
		options.say(
			`release ${result.id} ${result.status === 'published' ? 'published' : 'is current'}`
		);
		return result.id;
	}
	for (const problem of result.groups.slice(0, SHOWN)) options.say(formatProblem(problem));
	for (const loss of result.lost) options.say(lossLine(loss));
	return keep(
		options,
		result.status === 'refused'
			? 'rows would be lost; if that is meant, run npm run ingest -- --allow-shrink'
			: `${result.problemCount} problems in the input, all in ${result.report ?? 'the report'}`
	);
}

/** Falls back on the newest release that can be served. */
function keep({ releases, say }: EnsureOptions, why: string): string {
	const store = new ReleaseStore(releases, undefined, say);
	try {
		const { id } = store.current();
		say(why);
		say(`keeping release ${id}, which was built before`);
		return id;
	} catch (error) {
		if (!(error instanceof NoReleaseError)) throw error;
		throw new NothingToServeError(
			store.state().troubled.length > 0 ? `${why}; ${error.message}` : why
		);
	} finally {
		store.close();
	}
}
