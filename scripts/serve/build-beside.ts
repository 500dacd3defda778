/**
 * Builds the release beside a server that runs already, in a process of its own, which tells it how far it is: forked
 * by start.ts. Exit code 1: nothing can be served.
 */
import { z } from 'zod';
import type { Building } from '#lib/server/building.ts';
import { checkedOut } from '#lib/server/ingest/publish/build-commit.ts';
import { ensureRelease, NothingToServeError } from './release.ts';
import { progress } from '../parts/progress.ts';

/** How often the server is told, in ms. */
const TOLD_EVERY_MS = 200;

const { embedded, isOwn, ...options } = z
	.object({
		embedded: z.string(),
		/** Whether the embedded folder is that of this checkout, whose commit can be named. */
		isOwn: z.boolean(),
		overlays: z.array(z.string()),
		releases: z.string(),
		keep: z.int().nullable()
	})
	.parse(JSON.parse(process.argv[2] ?? '{}'));

let toldAt = -Infinity;
function tell(state: Building, isNew = false): void {
	const now = performance.now();
	if (!isNew && now - toldAt < TOLD_EVERY_MS) return;
	toldAt = now;
	process.send?.(state);
}

let doing = 'estimating trends';
const bar = progress(false);
try {
	ensureRelease({
		...options,
		embedded,
		checkedOut: () => (isOwn ? checkedOut('.') : null),
		say: (line) => {
			bar.stop();
			console.log(line);
		},
		onProgress: (table, rows) => {
			bar.rows(table, rows);
			tell({ doing: `reading rows of ${table}`, done: rows, of: null });
		},
		onEstimate: (done, of) => {
			bar.estimates(done, of);
			tell({ doing, done, of });
		},
		onStep: (step) => {
			doing = step;
			bar.step(step);
			tell({ doing, done: 0, of: null }, true);
		}
	});
} catch (error) {
	bar.stop();
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = error instanceof NothingToServeError ? 1 : 3;
} finally {
	bar.stop();
	process.disconnect?.();
}
