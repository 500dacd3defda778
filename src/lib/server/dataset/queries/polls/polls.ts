import { sql } from 'kysely';
import type { ByHand } from '../column-sql.ts';

/** Filters of a question, applied to the polls that asked one. */
const asked = (column: string) => (values: string[]) =>
	sql<boolean>`p.poll_id IN (SELECT poll_id FROM questions WHERE ${sql.ref(column)} IN (${sql.join(values)}))`;

export const pollsByHand: ByHand<'polls'> = {
	columns: { questions: sql`(SELECT count(*) FROM questions q WHERE q.poll_id = p.poll_id)` },
	special: {
		repeated: ([value]) => (value === 'yes' ? sql`p.same_as IS NOT NULL` : sql`p.same_as IS NULL`),
		topic: asked('topic'),
		proximity: asked('proximity'),
		wording_group: asked('wording_group'),
		item: asked('item')
	}
};

export const questionsByHand: ByHand<'questions'> = {
	columns: { text_publisher: 'w.publisher', text_url: 'w.url' }
};

export const answersByHand: ByHand<'answers'> = {
	ties: 'a.question_id, a.subgroup, a.option, a.dataset'
};

/** The one option a wording group follows: what a reading is, unless every option is asked for. */
const FOLLOWED = sql<boolean>`g.followed = 'yes'`;

export const readingsByHand: ByHand<'readings'> = {
	columns: {
		question_text: sql`(SELECT q.question_text FROM questions q WHERE q.question_id = g.question_id)`
	},
	ties: 'g.question_id, g.subgroup, g.option, g.dataset',
	special: {
		followed: ([value]) => (value === 'all' ? sql`1` : FOLLOWED),
		pool: ([pool]) => sql`g.wording_group IN (SELECT wording_group FROM pools WHERE pool = ${pool})`
	},
	always: ({ filters }) => (filters.followed ? [] : [FOLLOWED])
};
