import { words } from '#lib/domain/collections/collection.ts';
import { z } from 'zod';
import { listAnswer, SOURCE, type ListAnswer } from '../lists.ts';
import { picked, type Answer } from '../bounded.ts';
import { addressOf, withQuery, type Ask, type Query } from '../ask.ts';
import { sourceOf } from '../sources.ts';
import { defineTool, limit, moment, region, text } from '../tool.ts';
import { RELEASE_ID } from '#lib/domain/filter/grammar.ts';

const ROW = [
	...words('region_name date record_table change record words record_id'),
	...words('dataset')
];

/** What came or changed since a day, or between two releases. */
export const whatChanged = defineTool({
	name: 'what_changed',
	title: 'What was added or changed',
	description:
		'With a day in since: votes and actions (or polls) added or changed since then. With a release id in since: what changed in every record between that version and the current one. Without since: since the version before.',
	input: z.object({
		since: text('A day, YYYY-MM-DD, or the id of a release').optional(),
		records: z.enum(['actions', 'polls']).default('actions').describe('What to list since a day'),
		region: region.optional(),
		limit,
		...moment
	}),
	answer: ({ since, records, ...query }, ask) => {
		if (since === undefined || RELEASE_ID.test(since)) return between(ask, { ...query, since });
		const asked = { ...query, changed_since: since };
		return records === 'actions' ? actionsSince(ask, asked) : pollsSince(ask, asked);
	}
});

const CAME =
	'added and changed are days on which a row came into these data or was changed here, not when something happened.';

const actionsSince = (ask: Ask, query: Query) =>
	listAnswer(ask, {
		list: 'actions',
		query,
		columns: [
			...words('added changed date region_name place_name action_type_label'),
			...words('decision direction summary action_id dataset'),
			...SOURCE
		],
		page: '/actions',
		caveat: CAME
	});

const pollsSince = (ask: Ask, query: Query) =>
	listAnswer(ask, {
		list: 'polls',
		query,
		columns: [
			...words('added changed date region_name house pollster population_label'),
			...words('sample_size poll_id dataset'),
			...SOURCE
		],
		page: '/polls',
		unshown: ['changed_since'],
		caveat: CAME
	});

type Changed = Record<'change' | 'record_table' | 'record_id', string>;

async function between(ask: Ask, query: Query): Promise<Answer> {
	const { data, page, meta } = (await ask('/changes', query)) as ListAnswer;
	const { limit: _, ...shown } = query;
	const day = { release: meta.release, on: meta.on };
	return {
		rows: await Promise.all(
			(data as Changed[]).map(async (row) => ({
				...picked(row, ROW),
				...(row.change === 'removed'
					? {}
					: await sourceOf({ table: row.record_table, id: row.record_id }, ask, day))
			}))
		),
		total: page.total,
		asked: meta.sentence,
		caveat:
			'This is what changed in these data, not what happened that day. Rows of lists without a source of their own, and rows that are gone, have none here.',
		release: meta.release,
		on: meta.on,
		page: withQuery('/changes', shown),
		api: addressOf('/changes', query),
		notes: meta.notes
	};
}
