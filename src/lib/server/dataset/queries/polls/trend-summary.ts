import { sql } from 'kysely';
import { trendsCollection } from '#lib/domain/collections/lists/trends.ts';
import type { StoredRow } from '#lib/domain/tables/index.ts';
import { parseDate } from '#lib/domain/dates.ts';
import type { Query } from '#lib/domain/filter/query.ts';
import type { StoredDay } from '#lib/domain/trend/change-between-days.ts';
import { conditions } from '../../filters.ts';
import { allRows, type OpenRelease } from '../../release.ts';
import { filterPlaces } from '../column-sql.ts';
import { trendsByHand, wholes } from './trends.ts';

type Trend = StoredRow<'trends'>;

/** Where filters of trends are found in the table of trends alone: of its days none is asked for. */
const ON_TRENDS = { ...filterPlaces(trendsCollection, trendsByHand), always: wholes };

/** The trends among the filtered ones, most polls first; days and methods do not narrow them. */
export function summariesOf(release: OpenRelease, query: Query): Trend[] {
	const { from: _from, to: _to, method: _method, known: _known, ...filters } = query.filters;
	return allRows(
		release,
		conditions({ ...query, filters }, ON_TRENDS)
			.reduce(
				(chain, condition) => chain.where(condition),
				release.kysely.selectFrom('trends as t').selectAll()
			)
			.orderBy('t.polls', 'desc')
			.orderBy('t.trend_id')
			.compile()
	);
}

/** The stored days a change is asked between: those of the query, drawn in to the ends of the grid. */
export function changeOf(
	release: OpenRelease,
	{ trend_id, first, last, model }: Trend,
	{ filters }: Query
): { before: StoredDay; after: StoredDay } | null {
	if (model === 'no') return null;
	const from = parseDate(filters.from?.[0] ?? first)?.start ?? first;
	const to = parseDate(filters.to?.[0] ?? last)?.end ?? last;
	const ends = [from < first ? first : from, to > last ? last : to];
	const [before, after] = ends.map((day) => {
		const row = release
			.prepare(
				`SELECT day, estimate, change_variance FROM trend_days WHERE trend_id = ? AND method = 'model' AND known = 'now' AND day = ?`
			)
			.get(trend_id, day) as { day: string; estimate: number; change_variance: string } | undefined;
		return row && { ...row, changeVariance: JSON.parse(row.change_variance) as number[] };
	});
	return before && after && before.day <= after.day ? { before, after } : null;
}

/** How well estimates predict, items first; items, wording groups and pools in words. */
export const validationsOf = (release: OpenRelease): StoredRow<'validations'>[] =>
	allRows(
		release,
		release.kysely
			.selectFrom('validations as x')
			.selectAll()
			.select(
				sql<string>`coalesce((SELECT v.label FROM vocabulary v
					WHERE (x.kind = 'item' AND v.kind = 'item' AND v.value = x.name)
						OR (x.kind IN ('trend', 'ahead') AND v.kind IN ('wording_group', 'pool') AND v.value = x.label)), x.label)`.as(
					'label'
				)
			)
			.orderBy(sql`x.kind = 'ahead', x.kind, x.n DESC, x.name`)
			.compile()
	);
