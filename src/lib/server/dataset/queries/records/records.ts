import type { StoredRow } from '#lib/domain/tables/index.ts';
import type { OpenRelease } from '../../release.ts';

type Prepares = Pick<OpenRelease, 'prepare'>;

/** Ids of the actions that an action follows, over all steps, nearest first. */
export const actionsBefore = (release: Prepares, id: string): string[] =>
	release
		.prepare(
			`WITH RECURSIVE up(id) AS (
				SELECT follows FROM actions WHERE action_id = ? AND follows IS NOT NULL
				UNION SELECT a.follows FROM up JOIN actions a ON a.action_id = up.id WHERE a.follows IS NOT NULL
			) SELECT id FROM up`
		)
		.pluck()
		.all(id) as string[];

/** Ids of the actions that follow an action, over all steps, oldest first. */
export const actionsAfter = (release: Prepares, id: string): string[] =>
	release
		.prepare(
			`WITH RECURSIVE down(id) AS (
				SELECT action_id FROM actions WHERE follows = ?
				UNION SELECT a.action_id FROM down JOIN actions a ON a.follows = down.id
			) SELECT d.id FROM down d JOIN actions a ON a.action_id = d.id ORDER BY a.date_start, d.id`
		)
		.pluck()
		.all(id) as string[];

/** When a record was last confirmed, and from when it is outdated. */
export type Confirmed = Pick<
	StoredRow<'freshness'>,
	'last_confirmed' | 'confirmed_by' | 'fresh_days' | 'stale_from'
>;

/** How fresh a record of the release is. */
export const freshnessOf = (release: Prepares, kind: 'poll' | 'action', id: string): Confirmed =>
	release
		.prepare(
			`SELECT last_confirmed, confirmed_by, fresh_days, stale_from FROM freshness WHERE record_kind = ? AND record_id = ?`
		)
		.get(kind, id) as Confirmed;

/** The id column of each kind of record. */
const ID = { polls: 'poll_id', actions: 'action_id' } as const;

/** An id as stored: a user's id without its folder is accepted where only one folder has it. */
export function storedId(release: Prepares, table: keyof typeof ID, id: string): string {
	const column = ID[table];
	const found = release
		.prepare(
			`SELECT "${column}" FROM "${table}" WHERE "${column}" = ? OR "${column}" = dataset || ':' || ? ORDER BY "${column}" = ? DESC LIMIT 2`
		)
		.pluck()
		.all(id, id, id) as string[];
	if (found[0] === id || found.length === 1) return found[0] ?? id;
	return id;
}

/** Whether the release has an observation of a series whose id begins so. */
export const hasSeries = (release: Prepares, prefix: string): boolean =>
	release
		.prepare('SELECT 1 FROM observations WHERE series_id >= ? AND series_id < ? LIMIT 1')
		.get(prefix, `${prefix}~`) !== undefined;
