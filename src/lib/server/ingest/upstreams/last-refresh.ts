import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Where it is written down how the last refresh of each upstream ended. */
const FILE = 'last-refresh.json';

const schema = z.array(
	z.object({ name: z.string(), failed: z.boolean(), lastGood: z.string().nullable() })
);
export type LastRefresh = z.output<typeof schema>[number];

/** What of an upstream's refresh is written down. */
interface Ended {
	name: string;
	status: string;
	lastGood: string | null;
}

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
export function noteRefresh(root: string, results: readonly Ended[]): void {
	const known = new Map(lastRefresh(root).map((one) => [one.name, one]));
	for (const { name, status, lastGood } of results)
		if (status !== 'skipped') known.set(name, { name, failed: status === 'failed', lastGood });
	writeFileSync(join(root, FILE), `${JSON.stringify([...known.values()], null, '\t')}\n`);
}
