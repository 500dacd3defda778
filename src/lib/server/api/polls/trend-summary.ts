import { createRoute, z } from '@hono/zod-openapi';
import { trendsCollection } from '#lib/domain/collections/lists/trends.ts';
import { trends } from '#lib/domain/tables/computed/trends.ts';
import { changeBetweenDays } from '#lib/domain/trend/change-between-days.ts';
import { changeOf, summariesOf } from '../../dataset/queries/polls/trend-summary.ts';
import { answers, querySchema } from '../list/collection.ts';
import { metaOfAnswer, metaSchema } from '../request/envelope.ts';
import { ProblemError } from '../request/problem.ts';
import { ask, type Call } from '../request/request.ts';

const COLLECTION = trendsCollection;

const changeSchema = z
	.object({
		from: z.string(),
		to: z.string(),
		change: z.number().openapi({ description: 'Percentage points, later less earlier' }),
		low95: z.number().nullable(),
		high95: z.number().nullable()
	})
	.openapi('Change');

const summarySchema = z
	.object({ ...trends.row.shape, ...trends.derived.shape, change: changeSchema.nullable() })
	.openapi('TrendSummary');
export type TrendSummary = z.output<typeof summarySchema>;

export const trendSummaryRoute = createRoute({
	method: 'get',
	path: '/trends/summary' as const,
	summary: 'What can be estimated, and the change',
	description:
		'For each estimate: the poll results it rests on, what is missing for a model, and the change between from and to (by default its first and last day) with its 95% interval.',
	request: { query: querySchema(COLLECTION, 'summary') },
	responses: answers(
		'One entry per estimate',
		z.object({ data: z.array(summarySchema), meta: metaSchema })
	)
});

/**
 * The trends of a query with the change between two days.
 * @throws ProblemError 400 for a query that is not allowed, 404 or 410 for a release that is not here
 */
export function trendSummary(call: Call) {
	const asked = ask(COLLECTION, call, 'summary');
	const data = summariesOf(asked.release, asked.query).map((trend) => {
		const days = changeOf(asked.release, trend, asked.query);
		if (days === null) return { ...trend, change: null };
		const { change, low95, high95 } = changeBetweenDays(trend.first, days.before, days.after);
		return {
			...trend,
			change: { from: days.before.day, to: days.after.day, change, low95, high95 }
		};
	});
	if (data.length > 1000)
		throw new ProblemError(400, 'more than 1000 trends; narrow by region or wording_group');
	return { data, meta: metaOfAnswer(asked) };
}
