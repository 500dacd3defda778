import { createRoute, z } from '@hono/zod-openapi';
import { group } from 'd3-array';
import { readingsCollection } from '#lib/domain/collections/lists/polls.ts';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { queries } from '../../dataset/queries/index.ts';
import { answers, all, querySchema } from '../list/collection.ts';
import { metaOfAnswer, metaSchema } from '../request/envelope.ts';
import { ask, type Call } from '../request/request.ts';

const groupSchema = z
	.object({
		wording_group: z.string(),
		wording_group_label: z.string(),
		topic: z.string(),
		topic_label: z.string(),
		readings: z.int(),
		houses: z.int(),
		first: z.string(),
		last: z.string(),
		items: z.array(z.object({ item: z.string(), house: z.string(), waves: z.int() }))
	})
	.openapi('ReadingGroup');
type ReadingGroup = z.output<typeof groupSchema>;

const COLLECTION = readingsCollection;

export const readingGroupsRoute = createRoute({
	method: 'get',
	path: '/readings/groups' as const,
	summary: 'Wording groups with readings',
	description:
		'The question groups of the filtered poll results, those with most results first, with the question series in each.',
	request: { query: querySchema(COLLECTION, 'summary') },
	responses: answers('Wording groups', z.object({ data: z.array(groupSchema), meta: metaSchema }))
});

/**
 * The wording groups of the filtered readings.
 * @throws ProblemError 400 for a query that is not allowed, 404 or 410 for a release that is not here
 */
export function readingGroups(call: Call) {
	const asked = ask(COLLECTION, call, 'summary');
	const rows = all<CollectionRow<'readings'>>(
		asked,
		queries.readings.rows(asked.release.kysely, asked.query)
	);
	return { data: groupsOf(rows), meta: metaOfAnswer(asked) };
}

type Row = Pick<
	CollectionRow<'readings'>,
	'wording_group' | 'wording_group_label' | 'topic' | 'topic_label' | 'date' | 'house' | 'item'
>;

/** Groups with their counts and items, most readings first; ties by name. */
export function groupsOf(rows: readonly Row[]): ReadingGroup[] {
	return [...group(rows, ({ wording_group }) => wording_group).values()]
		.map(groupOf)
		.sort(
			(a, b) =>
				b.readings - a.readings || a.wording_group_label.localeCompare(b.wording_group_label, 'en')
		);
}

function groupOf(rows: Row[]): ReadingGroup {
	const [first] = rows;
	if (!first) throw new Error('a group has at least one reading');
	const dates = rows.map(({ date }) => date).sort();
	const items = group(
		rows.filter(({ item }) => item !== null),
		({ item }) => item ?? ''
	);
	return {
		wording_group: first.wording_group,
		wording_group_label: first.wording_group_label,
		topic: first.topic,
		topic_label: first.topic_label,
		readings: rows.length,
		houses: new Set(rows.map(({ house }) => house)).size,
		first: dates[0] ?? '',
		last: dates.at(-1) ?? '',
		items: [...items].map(([item, waves]) => ({
			item,
			house: waves[0]?.house ?? '',
			waves: waves.length
		}))
	};
}
