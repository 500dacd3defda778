/**
 * The API as the product serves it, in a process of its own: with `here` everything is made on the main thread, as
 * nothing is in the product. Releases come from the environment. Loaded after hook.ts, whose messages it leaves alone.
 */
import { listen } from '../../../src/server.ts';
import { closeWorkers } from '#lib/server/pool/index.ts';
import { api, releases } from '#lib/server/runtime.ts';

releases().current();
const { address } = await listen({
	host: '127.0.0.1',
	port: 0,
	api: api(process.argv[2] === 'here'),
	pages: (_request, response) => void response.writeHead(404).end()
});
process.send?.({ address });
process.once('SIGTERM', () => void closeWorkers().then(() => process.exit(0)));
