/**
 * Serves the newest release that is there, and builds the next beside it where the data have changed: `npm start`;
 * another folder in place of data/: `npm start -- DIR`.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setBuilding, type Building } from '#lib/server/building.ts';
import { readSettings, SettingsError, type Settings } from '#lib/server/env.ts';
import { ensureSite } from './serve/site.ts';

/** The folder that is served unless another is named. */
const DATA = 'data';
/** What a build says that leaves nothing to serve. */
const NOTHING = 1;

const code = await main();
if (code !== 0) process.exit(code);

async function main(): Promise<number> {
	const say = (line: string) => console.log(line);
	try {
		const settings = readSettings(process.env);
		const [embedded = DATA] = process.argv.slice(2);
		await ensureSite('.', say);
		const { limitsNote, startServer } = await import('../src/server.ts');
		const note = limitsNote(settings);
		if (note !== null) say(note);
		// A store is built for by npm run ingest: hundreds of servers that start have nothing to build.
		if (settings.store === null) buildBeside(embedded, settings);
		console.log(`Groundswell is at ${await startServer()}`);
		return 0;
	} catch (error) {
		console.error(error instanceof Error ? error.message : String(error));
		return error instanceof SettingsError ? 2 : 1;
	}
}

/** Builds the release in a process of its own where its inputs changed; the server notices it when it is there. */
function buildBeside(embedded: string, { overlays, releases, keep }: Settings): void {
	setBuilding({ doing: 'looking at files', done: 0, of: null });
	const options = { embedded, isOwn: embedded === DATA, overlays, releases, keep };
	const child = fork(
		fileURLToPath(new URL('serve/build-beside.ts', import.meta.url)),
		[JSON.stringify(options)],
		{ execArgv: ['--import', 'tsx'] }
	);
	child.on('message', (state) => setBuilding(state as Building));
	child.once('exit', (status) => {
		setBuilding(null);
		if (status === NOTHING) process.exit(1);
	});
	process.once('exit', () => child.kill());
}
