/** Builds what is missing or old, then serves it: `npm start`. */
import { readSettings, SettingsError } from '#lib/server/env.ts';
import { checkedOut } from '#lib/server/ingest/commit.ts';
import { ensureRelease } from './release.ts';
import { ensureSite } from './site.ts';

process.exitCode = await main();

async function main(): Promise<number> {
	const say = (line: string) => console.log(line);
	try {
		const { overlays, releases, keep } = readSettings(process.env);
		ensureRelease({
			embedded: 'data',
			overlays,
			releases,
			keep,
			checkedOut: () => checkedOut('.'),
			say
		});
		await ensureSite('.', say);
		const { startServer } = await import('../src/server.ts');
		console.log(`Groundswell is at ${await startServer()}`);
		return 0;
	} catch (error) {
		console.error(error instanceof Error ? error.message : String(error));
		return error instanceof SettingsError ? 2 : 1;
	}
}
