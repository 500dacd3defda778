import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Refreshed } from './refresh.ts';

/** Where it is written down how the last refresh of each upstream ended. */
const FILE = 'last-refresh.json';

const schema = z.array(
	z.object({ name: z.string(), failed: z.boolean(), lastGood: z.string().nullable() })
);
export type LastRefresh = z.output<typeof schema>[number];

/** How the last refresh of each upstream ended; nothing where none was, or what is written cannot be read. */
export function lastRefresh(root: string): LastRefresh[] {
	const path = join(root, FILE);
	if (!existsSync(path)) return [];
	try {
		return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
	} catch {
		return [];
	}
}

/** Writes down how a refresh ended; upstreams that were not asked keep what stands. */
export function noteRefresh(root: string, results: readonly Refreshed[]): void {
	const known = new Map(lastRefresh(root).map((one) => [one.name, one]));
	for (const { name, status, lastGood } of results)
		if (status !== 'skipped') known.set(name, { name, failed: status === 'failed', lastGood });
	writeFileSync(join(root, FILE), `${JSON.stringify([...known.values()], null, '\t')}\n`);
}
