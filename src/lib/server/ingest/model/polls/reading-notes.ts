import type BetterSqlite3 from 'better-sqlite3';
import { EMBEDDED } from '../../read/inputs.ts';

interface Group {
	dataset: string;
	wording_group: string;
	polls: number;
	/** Polls of which no answer is marked. */
	unmarked: number;
}

/**
 * Wording groups of user folders with polls that mark no answer with `reading=yes`, in words: nothing of such a poll
 * comes into a trend.
 */
export function readingNotes(db: BetterSqlite3.Database): string[] {
	const groups = db
		.prepare(
			`SELECT dataset, wording_group, count(*) AS polls, sum(marked = 0) AS unmarked FROM (
				SELECT q.dataset, q.wording_group, q.poll_id, count(a.reading) AS marked
				FROM questions q JOIN answers a USING (question_id)
				WHERE q.dataset <> ? GROUP BY q.dataset, q.wording_group, q.poll_id)
			GROUP BY dataset, wording_group HAVING unmarked > 0 ORDER BY dataset, wording_group`
		)
		.all(EMBEDDED) as Group[];
	return groups.map(
		({ dataset, wording_group, polls, unmarked }) =>
			`${dataset}: ${
				unmarked === polls
					? `wording_group ${wording_group} marks no answer in its ${counted(polls)}, so it has no trend`
					: `${unmarked} of the ${counted(polls)} of wording_group ${wording_group} mark no answer, so they are in no trend`
			}; mark one option with reading=yes in answers.csv`
	);
}

const counted = (polls: number) => (polls === 1 ? 'one poll' : `${polls} polls`);
