/** A process that builds what it is told to, until it is told nothing more or killed: see builders.ts. */
import { build, BusyError } from '#lib/server/ingest/build.ts';
import type { BuildOptions } from '#lib/server/ingest/plan.ts';

process.on('message', (wanted: BuildOptions[]) => {
	for (const options of wanted) {
		const outcome = outcomeOf(options);
		process.send?.(outcome);
	}
});
process.send?.('ready');

function outcomeOf(options: BuildOptions): string {
	try {
		return build(options).status;
	} catch (error) {
		if (error instanceof BusyError) return 'busy';
		return error instanceof Error ? (error.stack ?? error.message) : String(error);
	}
}
