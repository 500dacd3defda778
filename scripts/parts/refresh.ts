import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Settings } from '#lib/server/env.ts';
import { refresh, type Refreshed } from '#lib/server/ingest/upstreams/refresh.ts';

const packageFile = z.object({ version: z.string() });

/** How programs that ask for data name themselves: product, version and, where given, whom to write to. */
export function userAgent(contact: string | null): string {
	const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
	const { version } = packageFile.parse(JSON.parse(text));
	return `Groundswell/${version}${contact === null ? '' : ` (${contact})`}`;
}

/** Fetches upstreams into their folder: those of the names, or all. */
export const refreshUpstreams = (
	names: readonly string[],
	{ contact, eiaKey }: Settings,
	root: string
): Promise<Refreshed[]> =>
	refresh(names, {
		root,
		settings: { contact, eiaKey },
		fetcher: { userAgent: userAgent(contact) }
	});

/** Odd rows that are named in a line. */
const NAMED = 3;

/** One line on what became of an upstream, with the age of its data and what was left out. */
export function refreshedLine(refreshed: Refreshed): string {
	const { newest, odd, warnings } = refreshed;
	const more = [
		newest === null ? '' : `newest data of ${newest}`,
		odd.length === 0
			? ''
			: `${odd.length} ${odd.length === 1 ? 'row' : 'rows'} left out: ${odd.slice(0, NAMED).join('; ')}${odd.length > NAMED ? '; ...' : ''}`,
		...warnings.map((warning) => `warning: ${warning}`)
	].filter((part) => part !== '');
	return [endedLine(refreshed), ...more].join('; ');
}

function endedLine({ name, status, reason, lastGood, ageDays }: Refreshed): string {
	const kept =
		lastGood === null
			? 'no copy is kept'
			: `the copy of ${lastGood.slice(0, 10)} stays, ${ageDays ?? 0} ${ageDays === 1 ? 'day' : 'days'} old`;
	switch (status) {
		case 'updated':
			return `${name}: updated`;
		case 'unchanged':
			return `${name}: unchanged since it was last fetched`;
		case 'partly':
			return `${name}: updated in part; ${reason ?? ''}; of the rest the last good copy stays`;
		case 'skipped':
			return `${name}: skipped; ${reason ?? ''}; ${kept}`;
		case 'failed':
			return `${name}: not refreshed; ${reason ?? ''}; ${kept}`;
	}
}
