import { existsSync } from 'node:fs';
import { BUILDER_VERSION, schemaVersion } from '../versions.ts';
import { curatedRows } from './curated.ts';
import { upstreams } from './registry.ts';
import { notCurated, rowFiles } from './parse/rows.ts';
import { sha256, UpstreamStore } from './store.ts';
import { UpstreamFailure } from './fetch/failure.ts';
import type { Converted, RowsContext, Upstream } from './upstream.ts';

/**
 * Brings the rows of every kept upstream up to date with its history, the curated data they must fit in with, and
 * this version; fetches nothing. Rows that are up to date are left as they are.
 * @param root folder of the upstreams, `data/upstream`
 * @param embedded the curated data folder
 * @returns what was left out of rows that were made anew, a sentence each
 */
export function deriveRows(root: string, embedded: string): string[] {
	if (!existsSync(root)) return [];
	const curated = curatedRows(embedded);
	const stores = new Map(
		upstreams.map((upstream) => [upstream.name, new UpstreamStore(root, upstream.name)])
	);
	const histories = new Map([...stores].map(([name, store]) => [name, store.history()]));
	const others = sha256([...histories.values()].map((history) => sha256(history ?? '')).join(' '));
	const madeFrom = [others, curated.fingerprint(), schemaVersion(), BUILDER_VERSION].join(' ');
	return upstreams.flatMap((upstream) => {
		const store = stores.get(upstream.name);
		const history = histories.get(upstream.name) ?? null;
		if (!store || history === null || store.rowsMadeFrom() === madeFrom) return [];
		const converted = rowsOf(upstream, history, {
			curated,
			ledger: (name) => histories.get(name) ?? null
		});
		if (typeof converted === 'string') return [converted];
		const { rows, notes } = converted;
		const fitting = notCurated(rows, curated);
		store.keepRows(rowFiles(fitting.rows), madeFrom);
		const dropped =
			fitting.dropped > 0 ? [`${fitting.dropped} rows are left out: data/ has them by now`] : [];
		return [...notes, ...dropped].map((note) => `${upstream.name}: ${note}`);
	});
}

/** The rows of a history, or what is wrong with it: the rows made before then stay. */
function rowsOf(upstream: Upstream, history: string, context: RowsContext): Converted | string {
	try {
		return upstream.rows(history, context);
	} catch (error) {
		if (error instanceof UpstreamFailure) return `${error.message}; the rows made before stay`;
		throw error;
	}
}
