import type { CompiledQuery } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { CollectionName } from '#lib/domain/collections/index.ts';
import type { OpenRelease } from '../../release.ts';

/** How many records of each source a result rests on, by source_id. */
export type SourceCounts = ReadonlyMap<string, number>;

/** Ids joined with `~` in a column of rows, one a row. */
const idsIn = (rows: string, column: string) =>
	`WITH RECURSIVE joined(id, rest) AS (
		SELECT NULL, "${column}" || '~' FROM ${rows}
		UNION SELECT substr(rest, 1, instr(rest, '~') - 1), substr(rest, instr(rest, '~') + 1)
			FROM joined WHERE rest <> ''
	) SELECT id FROM joined WHERE id IS NOT NULL`;

const ofActions = (ids: string) =>
	`SELECT source_id, count(*) FROM actions WHERE action_id IN (${ids}) GROUP BY source_id`;

/** Readings a trend is estimated from, as ingestion puts them together. */
const IN_TREND = `r.region = t.region AND r.subgroup = t.subgroup AND r.followed = t.followed
	AND r.trend_date IS NOT NULL
	AND (t.followed = 'yes' OR r.option = t.option)
	AND t.population IN ('all', r.population) AND t.from_dataset IN ('all', r.dataset)
	AND (r.wording_group = t.wording_group
		OR r.wording_group IN (SELECT wording_group FROM pools p WHERE p.pool = t.pool))`;

const ofTrends = (rows: string) =>
	`SELECT source_id, count(*) FROM (SELECT DISTINCT r.question_id, r.subgroup, r.option, r.source_id
		FROM trends t JOIN readings r ON ${IN_TREND}
		WHERE t.trend_id IN (SELECT trend_id FROM ${rows})) GROUP BY source_id`;

/** Collections whose rows are made from records that name a source, and how those are counted. */
const BEHIND: Partial<Record<CollectionName, (rows: string) => string>> = {
	statuses: (rows) => ofActions(idsIn(rows, 'because')),
	projects: (rows) => ofActions(idsIn(rows, 'actions')),
	trends: ofTrends,
	houses: ofTrends
};

/** Counts cachedSources a release: it never changes, and every format of a result asks alike. */
const KEPT = 500;
const cachedSources = new WeakMap<OpenRelease, LRUCache<string, SourceCounts>>();

/**
 * Counts the rows of a statement by the source they name, or the records behind them by theirs.
 * @param quick a statement that counts the same without reading what is joined to the rows; null where there is none
 */
export function sourcesBehind(
	release: OpenRelease,
	name: CollectionName,
	{ sql, parameters }: CompiledQuery,
	namesSource: boolean,
	quick: CompiledQuery | null = null
): SourceCounts {
	const rows = `(${sql})`;
	const statement = namesSource
		? `SELECT source_id, count(*) FROM ${rows} GROUP BY source_id`
		: BEHIND[name]?.(rows);
	if (statement === undefined) return new Map();
	return namesSource && quick !== null
		? counted(release, quick.sql, quick.parameters)
		: counted(release, statement, parameters);
}

function counted(release: OpenRelease, sql: string, parameters: readonly unknown[]): SourceCounts {
	const known = cachedSources.get(release) ?? new LRUCache<string, SourceCounts>({ max: KEPT });
	cachedSources.set(release, known);
	const key = `${sql} ${JSON.stringify(parameters)}`;
	const before = known.get(key);
	if (before) return before;
	const rows = release
		.prepare(sql)
		.raw()
		.all(...parameters) as [string, number][];
	const counts = new Map(rows);
	known.set(key, counts);
	return counts;
}

/** Counts actions by the source each names. */
export function sourcesOfActions(release: OpenRelease, ids: Iterable<string>): SourceCounts {
	const find = release.prepare('SELECT source_id FROM actions WHERE action_id = ?').pluck();
	const counts = new Map<string, number>();
	for (const id of new Set(ids)) {
		const source = find.get(id) as string | undefined;
		if (source !== undefined) counts.set(source, (counts.get(source) ?? 0) + 1);
	}
	return counts;
}
