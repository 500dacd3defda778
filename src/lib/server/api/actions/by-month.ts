import { createRoute, z } from '@hono/zod-openapi';
import { coveredIn } from '#lib/domain/actions/coverage.ts';
import { DIRECTIONS } from '#lib/domain/closed.ts';
import { actionsCollection } from '#lib/domain/collections/lists/actions.ts';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { ANY_QUERY } from '#lib/domain/filter/query.ts';
import { queries } from '../../dataset/queries/index.ts';
import { sourcesBehind } from '../../dataset/queries/records/sources-behind.ts';
import { coverage } from '../../dataset/queries/records/coverage.ts';
import { answers, all, querySchema } from '../list/collection.ts';
import { coverageSchema } from './coverage.ts';
import { defineComputed } from '../list/computed.ts';
import { metaOfAnswer, metaSchema } from '../request/envelope.ts';
import { ask, type Asked, type Call } from '../request/request.ts';

export const monthSchema = z
	.object({
		month: z.string().openapi({ example: '2026-06' }),
		restrictive: z.int(),
		permissive: z.int(),
		neutral: z.int()
	})
	.openapi('Month');
export type Month = z.output<typeof monthSchema>;

const COLLECTION = actionsCollection;

/** The one rule of counts over actions. */
const TOLD_ONCE =
	'Counts leave out rows that repeat an event (same_as), unless repeated=yes; lists keep them.';

export const byMonthRoute = createRoute({
	method: 'get',
	path: '/actions/by-month' as const,
	summary: 'Actions by month and direction',
	description: `Counts of the filtered actions; those without a known month are counted apart. ${TOLD_ONCE}`,
	request: { query: querySchema(COLLECTION, 'summary') },
	responses: answers(
		'One row per month, without gaps',
		z.object({
			data: z.array(monthSchema),
			undated: z.int(),
			repeated: z.int(),
			coverage: coverageSchema,
			meta: metaSchema
		})
	)
});

/**
 * Counts of the filtered actions by month.
 * @throws ProblemError 400 for a query that is not allowed, 404 or 410 for a release that is not here
 */
export function byMonth(call: Call) {
	const asked = ask(COLLECTION, call, 'summary');
	const listed = actionsOf(asked);
	const rows = toldOnce(asked, listed);
	return {
		data: monthsOf(rows),
		undated: rows.filter(({ date }) => !isMonth(date)).length,
		repeated: listed.length - rows.length,
		coverage: coverage(asked.release),
		meta: metaOfAnswer(asked)
	};
}

export const actionDaysRoute = createRoute({
	method: 'get',
	path: '/actions/days' as const,
	summary: 'Days of actions',
	description:
		'The day of each filtered action that is known to the day, oldest first, each event once: marks along a time axis.',
	request: { query: querySchema(COLLECTION, 'summary') },
	responses: answers(
		'Days, YYYY-MM-DD; one entry per action',
		z.object({ data: z.array(z.string()), meta: metaSchema })
	)
});

/**
 * Days of the filtered actions known to the day.
 * @throws ProblemError 400 for a query that is not allowed, 404 or 410 for a release that is not here
 */
export function actionDays(call: Call) {
	const asked = ask(COLLECTION, call, 'summary');
	const rows = toldOnce(asked, actionsOf(asked));
	return { data: restrictiveDays(rows), meta: metaOfAnswer(asked) };
}

/** Dates known to the day, oldest first. */
export const restrictiveDays = (
	rows: readonly Pick<CollectionRow<'actions'>, 'date'>[]
): string[] =>
	rows
		.map(({ date }) => date)
		.filter((date) => date.length === 10)
		.sort();

/** The same months as a list that can be taken away. */
export const actionsByMonth = defineComputed({
	name: 'actions-by-month',
	words: 'actions',
	rows: (asked) => {
		const rows = toldOnce(asked, actionsOf(asked));
		const undated = rows.filter(({ date }) => !isMonth(date)).length;
		const span = coverage(asked.release);
		return {
			rows: monthsOf(rows).map(({ month, ...counts }) => ({
				date: month,
				...counts,
				covered: coveredIn(span, month)
			})),
			notes:
				undated === 0
					? []
					: [`${undated} more are known only to the quarter or year and stand in no month`]
		};
	},
	sources: (asked) => sourcesBehind(asked.release, 'actions', statementOf(asked), true)
});

/** The actions of a query, in their usual order: how months are sorted is no matter of theirs. */
const statementOf = ({ release, query }: Asked) =>
	queries.actions.rows(release.kysely, { ...query, sort: ANY_QUERY.sort });
const actionsOf = (asked: Asked) => all<CollectionRow<'actions'>>(asked, statementOf(asked));

/** The rows that count: each event once, unless the query asks for those told once more. */
const toldOnce = ({ query }: Asked, rows: readonly CollectionRow<'actions'>[]) =>
	query.filters.repeated ? rows : rows.filter(({ same_as }) => same_as === null);

const isMonth = (date: string) => /^\d{4}-\d{2}/.test(date);

/** One row for every month from the first action to the last, also where nothing happened. */
export function monthsOf(
	rows: readonly Pick<CollectionRow<'actions'>, 'date' | 'direction'>[]
): Month[] {
	const counts = new Map<string, Month>();
	const dated = rows
		.filter(({ date }) => isMonth(date))
		.map((row) => ({ ...row, month: row.date.slice(0, 7) }));
	const months = dated.map(({ month }) => month).sort();
	const [first, last] = [months[0], months.at(-1)];
	if (!first || !last) return [];
	for (let month = first; month <= last; month = nextMonth(month))
		counts.set(month, { month, restrictive: 0, permissive: 0, neutral: 0 });
	for (const { month, direction } of dated) {
		const row = counts.get(month);
		if (row && DIRECTIONS.includes(direction)) row[direction]++;
	}
	return [...counts.values()];
}

function nextMonth(month: string): string {
	const [year = 0, number = 0] = month.split('-').map(Number);
	return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
