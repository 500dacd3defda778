/** Answers an assistant over standard input and output: `npm run -s mcp -- --help`. */
import { parseArgs } from 'node:util';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { destination } from 'pino';
import { createApi } from '#lib/server/api/app.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { readSettings } from '#lib/server/env.ts';
import { logFailure, openLog } from '#lib/server/log/log.ts';
import { mcpServer } from '#lib/server/mcp/server.ts';
import { closeWorkers } from '#lib/server/pool/index.ts';
import { exitOf } from './parts/exits.ts';

const HELP = `Answers an assistant over standard input and output, by the Model Context Protocol.

npm run -s mcp -- [options]
  --releases DIR    where releases are (default data/releases; also GROUNDSWELL_RELEASES)
  --help            this text

An assistant starts it by itself; npm run ingest builds a release first. Page addresses in answers
begin with ORIGIN, or with the address of npm start. Failures are written to standard error.
Exit codes: 0 the assistant went away; 2 wrong usage; 4 no release.`;

const STANDARD_ERROR = 2;

function main(): void {
	const { values } = parseArgs({
		options: { releases: { type: 'string' }, help: { type: 'boolean' } }
	});
	if (values.help === true) return console.log(HELP);
	const { origin, host, port, releases } = readSettings(process.env);
	// Standard output is the assistant's.
	openLog('warn', destination(STANDARD_ERROR));
	const store = new ReleaseStore(values.releases ?? releases);
	store.current();
	const api = createApi({ store, now: () => new Date(), origin });
	const at = origin ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
	serveStdio(() => mcpServer({ fetch: (request) => api.fetch(request), origin: at }), {
		onerror: (error) => logFailure(error, 'a question of an assistant failed')
	});
	process.stdin.once('end', () => {
		store.close();
		void closeWorkers();
	});
}

try {
	main();
} catch (error) {
	process.exitCode = exitOf(error);
}
