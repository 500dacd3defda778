/** The least that answers: a server that says the same few kilobytes to everybody; see trials/overload.ts. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const BODY = JSON.stringify({ data: 'x'.repeat(4000) });

const server = createServer((_request, response) => response.end(BODY));
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
