/** A server in a process of its own: the API over a releases folder, or one bare Hono route with given bytes. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { createApi } from '#lib/server/api/app.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';

const HOST = '127.0.0.1';
const SAMPLE_MS = 10;

/** What the bench starts a server with. */
export const startSchema = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('api'), releases: z.string() }),
	z.object({
		kind: z.literal('bare'),
		path: z.string(),
		body: z.string(),
		headers: z.record(z.string(), z.string())
	})
]);
type Start = z.output<typeof startSchema>;

const bare = ({ path, body, headers }: Extract<Start, { kind: 'bare' }>) => {
	const bytes = new Uint8Array(readFileSync(body));
	return new Hono().get(path, () => new Response(bytes, { headers }));
};

const start = startSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
const app =
	start.kind === 'api'
		? createApi({ store: new ReleaseStore(start.releases), now: () => new Date() })
		: bare(start);

let peak = 0;
setInterval(() => {
	peak = Math.max(peak, process.memoryUsage.rss());
}, SAMPLE_MS).unref();

const server = serve({ fetch: app.fetch, hostname: HOST, port: 0 }, () =>
	process.send?.({ port: (server.address() as AddressInfo).port })
);

/** Any message asks for the most memory held since the last, in bytes. */
process.on('message', () => {
	process.send?.({ peak: Math.max(peak, process.memoryUsage.rss()) });
	peak = 0;
});
process.on('disconnect', () => process.exit(0));
