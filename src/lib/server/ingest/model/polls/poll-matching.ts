import type BetterSqlite3 from 'better-sqlite3';
import { group } from 'd3-array';
import { parseDate } from '#lib/domain/dates.ts';
import {
	matchPolls,
	type Polled,
	type PollMatches,
	type Share
} from '#lib/domain/polls/matching.ts';
import { byDatasetInOrder } from '../../read/datasets.ts';

/** Shares of whole options, of which readings are made. */
export const IS_WHOLE = `(a.reading = 'yes' OR a.strength IN ('net', 'none'))`;

/**
 * Finds the polls of user folders that are on record already, before readings are made of them. They stay in lists,
 * marked by `same_as`; readings leave out what the recorded poll states.
 */
export function matchPollsOfFolders(db: BetterSqlite3.Database): void {
	const { matched, probable } = byDatasetInOrder(
		readPolls(db),
		({ poll_id }) => poll_id,
		matchPolls
	);
	const mark = (column: 'same_as' | 'probably_same_as') =>
		db.prepare(`UPDATE polls SET ${column} = ? WHERE poll_id = ?`);
	const [same, maybe] = [mark('same_as'), mark('probably_same_as')];
	for (const { incoming, recorded } of matched) same.run(recorded, incoming);
	for (const { incoming, recorded } of probable) maybe.run(recorded, incoming);
}

/** Polls of user folders against all recorded before them, as a build reports it. */
export interface PollReport extends PollMatches {
	/** How many polls of user folders there are. */
	total: number;
}

/** Reads back what the build found out about the polls of user folders. */
export function pollReport(db: BetterSqlite3.Database): PollReport {
	const rows = db
		.prepare(
			`SELECT poll_id AS id, same_as, probably_same_as FROM polls WHERE dataset <> 'groundswell' ORDER BY rowid`
		)
		.all() as { id: string; same_as: string | null; probably_same_as: string | null }[];
	const matches = (column: 'same_as' | 'probably_same_as') =>
		rows.flatMap(({ id, [column]: recorded }) =>
			recorded === null ? [] : [{ incoming: id, recorded }]
		);
	return {
		total: rows.length,
		matched: matches('same_as'),
		probable: matches('probably_same_as'),
		new: rows.filter((row) => !row.same_as && !row.probably_same_as).map(({ id }) => id)
	};
}

interface PollRow extends Omit<Polled, 'field' | 'published' | 'shares'> {
	dataset: string;
	field_start: string | null;
	field_end: string | null;
	published: string | null;
}

function readPolls(db: BetterSqlite3.Database): (Polled & { dataset: string })[] {
	const polls = db
		.prepare(
			`SELECT poll_id, house, pollster, population, region, coalesce(place_id, place_name) AS place, sample_size,
				field_start, field_end, published, dataset FROM polls ORDER BY rowid`
		)
		.all() as PollRow[];
	if (polls.every(({ dataset }) => dataset === polls[0]?.dataset)) return [];
	const shares = group(readShares(db), ({ poll_id }) => poll_id);
	return polls.map(({ field_start, field_end, published, ...poll }) => ({
		...poll,
		field: daysOf(field_start ?? field_end, field_end ?? field_start),
		published: daysOf(published, published),
		shares: shares.get(poll.poll_id) ?? []
	}));
}

function daysOf(first: string | null, last: string | null) {
	const [from, to] = [first, last].map((date) => (date === null ? null : parseDate(date)));
	return from && to ? { start: from.start, end: to.end } : null;
}

function readShares(db: BetterSqlite3.Database): (Share & { poll_id: string })[] {
	const rows = db
		.prepare(
			`SELECT q.poll_id, q.wording_group, a.subgroup, a.option, a.percent, a.reading
			FROM answers a JOIN questions q USING (question_id) WHERE ${IS_WHOLE} ORDER BY a.rowid`
		)
		.all() as (Omit<Share, 'followed'> & { poll_id: string; reading: string | null })[];
	return rows.map(({ reading, ...share }) => ({ ...share, followed: reading === 'yes' }));
}
