/** Builds what is missing or old, then serves it: `npm start`; another folder in place of data/: `npm start -- DIR`. */
import { readSettings, SettingsError } from '#lib/server/env.ts';
import { checkedOut } from '#lib/server/ingest/publish/commit.ts';
import { ensureRelease } from './release.ts';
import { ensureSite } from './site.ts';

/** The folder that is served unless another is named. */
const DATA = 'data';

process.exitCode = await main();

async function main(): Promise<number> {
	const say = (line: string) => console.log(line);
	try {
		const settings = readSettings(process.env);
		const { overlays, releases, keep } = settings;
		const [embedded = DATA] = process.argv.slice(2);
		// A store is built for by npm run ingest: hundreds of servers that start have nothing to build.
		if (settings.store === null)
			ensureRelease({
				embedded,
				overlays,
				releases,
				keep,
				checkedOut: () => (embedded === DATA ? checkedOut('.') : null),
				say
			});
		await ensureSite('.', say);
		const { limitsNote, startServer } = await import('../src/server.ts');
		const note = limitsNote(settings);
		if (note !== null) say(note);
		console.log(`Groundswell is at ${await startServer()}`);
		return 0;
	} catch (error) {
		console.error(error instanceof Error ? error.message : String(error));
		return error instanceof SettingsError ? 2 : 1;
	}
}
