/** The least that could send some bytes, in a process of its own; they come in a file. Loaded after hook.ts. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const body = readFileSync(process.argv[2] ?? '');
const server = createServer((_request, response) => {
	response.writeHead(200, {
		'content-type': 'text/html; charset=utf-8',
		'content-length': body.byteLength
	});
	response.end(body);
});
server.listen(0, '127.0.0.1', () =>
	process.send?.({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` })
);
process.once('SIGTERM', () => process.exit(0));
