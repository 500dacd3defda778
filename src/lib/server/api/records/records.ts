import { createRoute, z } from '@hono/zod-openapi';
import { bestFirst } from '#lib/domain/text/best-source.ts';
import type { Collection } from '#lib/domain/collections/collection.ts';
import {
	collections,
	type CollectionName,
	type CollectionRow
} from '#lib/domain/collections/index.ts';
import { ANY_QUERY, type Query } from '#lib/domain/filter/query.ts';
import type { Kept } from '#lib/domain/keeping-up/kept.ts';
import { changesInWords } from '#lib/domain/keeping-up/news.ts';
import { queries } from '../../dataset/queries/index.ts';
import { changesOf } from '../../dataset/queries/records/news.ts';
import {
	actionsAfter,
	actionsBefore,
	freshnessOf,
	storedId
} from '../../dataset/queries/records/records.ts';
import { withdrawnRecord } from '../../dataset/queries/actions/withdrawn.ts';
import { answers, all, dataControls } from '../list/collection.ts';
import { metaOfAnswer, metaSchema } from '../request/envelope.ts';
import { ProblemError } from '../request/problem.ts';
import { ask, type Asked, type Call } from '../request/request.ts';

const idParam = z.object({ id: z.string() });
const query = z.object(dataControls);

const keptSchema = z
	.object({
		added: z.string().nullable(),
		changed: z.string().nullable(),
		change: z.string().nullable(),
		last_confirmed: z.string(),
		confirmed_by: z.enum(['source', 'record']),
		fresh_days: z.int().nullable(),
		stale_from: z.string().nullable()
	})
	.openapi('Kept', {
		description:
			'When the record came into the data and changed, what changed, and when it was last confirmed'
	}) satisfies z.ZodType<Kept>;

export const pollRoute = createRoute({
	method: 'get',
	path: '/polls/{id}' as const,
	summary: 'One poll',
	description: 'The poll with every question, answer and citation.',
	request: { params: idParam, query },
	responses: answers(
		'The poll',
		z.object({
			data: z.object({
				poll: collections.polls.row,
				questions: z.array(collections.questions.row),
				answers: z.array(collections.answers.row),
				citations: z.array(collections.citations.row),
				sources: z.array(collections.sources.row),
				kept: keptSchema
			}),
			meta: metaSchema
		})
	)
});

export const actionRoute = createRoute({
	method: 'get',
	path: '/actions/{id}' as const,
	summary: 'One action',
	description: 'The action with earlier and later ones in the same matter, and its citations.',
	request: { params: idParam, query },
	responses: answers(
		'The action',
		z.object({
			data: z.object({
				action: collections.actions.row,
				before: z.array(collections.actions.row),
				after: z.array(collections.actions.row),
				citations: z.array(collections.citations.row),
				sources: z.array(collections.sources.row),
				kept: keptSchema
			}),
			meta: metaSchema
		})
	)
});

/** A poll with everything asked and answered in it. @throws ProblemError 404 where there is none, 410 where it was withdrawn. */
export function pollRecord(call: Call, id: string) {
	const asked = ask(bare('polls'), call, 'record');
	const stored = storedId(asked.release, 'polls', id);
	const poll = rowOf(asked, 'polls', stored);
	if (!poll) throw missing(asked, 'poll', id);
	const citations = rowsOf(asked, 'citations', { record_kind: ['poll'], record: [stored] });
	return {
		data: {
			poll,
			questions: rowsOf(asked, 'questions', { poll: [stored] }),
			answers: rowsOf(asked, 'answers', { poll: [stored] }),
			citations,
			sources: sourcesOf(asked, poll, citations),
			kept: keptOf(asked, 'poll', poll, stored)
		},
		meta: metaOfAnswer(asked)
	};
}

/** An action with the chain of steps it belongs to. @throws ProblemError 404 where there is none, 410 where it was withdrawn. */
export function actionRecord(call: Call, id: string) {
	const asked = ask(bare('actions'), call, 'record');
	const stored = storedId(asked.release, 'actions', id);
	const byId = (ids: string[]) => ids.flatMap((one) => rowOf(asked, 'actions', one) ?? []);
	const action = rowOf(asked, 'actions', stored);
	if (!action) throw missing(asked, 'action', id);
	const citations = rowsOf(asked, 'citations', { record_kind: ['action'], record: [stored] });
	return {
		data: {
			action,
			before: byId(actionsBefore(asked.release, stored)),
			after: byId(actionsAfter(asked.release, stored)),
			citations,
			sources: sourcesOf(asked, action, citations),
			kept: keptOf(asked, 'action', action, stored)
		},
		meta: metaOfAnswer(asked)
	};
}

/** What is known of a record's age. */
function keptOf(
	{ release }: Asked,
	kind: 'poll' | 'action',
	{ added, changed, dataset }: { added: string | null; changed: string | null; dataset: string },
	id: string
): Kept {
	const fresh = freshnessOf(release, kind, id);
	const told = changed === null ? [] : changesOf(release, { kind, id, dataset, stamp: changed });
	return {
		added,
		changed,
		change: told.length === 0 ? null : changesInWords(told),
		...fresh
	};
}

/** The documents behind a record, with their terms, the best first; among equals the one it was seen in. */
const sourcesOf = (
	asked: Asked,
	record: { source_id: string },
	citations: readonly { source_id: string }[]
) =>
	bestFirst(
		[...new Set([record, ...citations].map(({ source_id }) => source_id))].flatMap(
			(id) => rowOf(asked, 'sources', id) ?? []
		)
	);

/** The answer where no record has an id: 410 with what replaces it where it was withdrawn, else 404. */
function missing({ release }: Asked, kind: 'poll' | 'action', id: string): ProblemError {
	const gone = withdrawnRecord(release, `${kind}s`, id);
	if (gone === undefined) {
		const readerDetail = `There is no ${kind} with the id "${id}".`;
		return new ProblemError(404, `${readerDetail} /api/v1/${kind}s lists all.`, { readerDetail });
	}
	const instead = gone.replaced_by;
	return new ProblemError(
		410,
		`${kind} "${id}" was withdrawn on ${gone.withdrawn}. ${gone.reason}.` +
			(instead === null ? '' : ` It is replaced by /${kind}s/${instead}`)
	);
}

/** A collection that takes no filters: for records asked for by id. */
const bare = (name: CollectionName): Collection => ({
	...collections[name],
	filters: [],
	region: null
});

function rowsOf<N extends CollectionName>(
	{ release }: Asked,
	name: N,
	filters: Query['filters']
): CollectionRow<N>[] {
	const [sort] = collections[name].sort;
	const order = { column: sort.replace(/^-/, ''), descending: sort.startsWith('-') };
	return all<CollectionRow<N>>(
		{ release },
		queries[name].rows(release.kysely, { ...ANY_QUERY, filters, sort: order })
	);
}

function rowOf<N extends CollectionName>(
	{ release, on }: Asked,
	name: N,
	id: string
): CollectionRow<N> | undefined {
	return all<CollectionRow<N>>({ release }, queries[name].byId(release.kysely, id, on))[0];
}
