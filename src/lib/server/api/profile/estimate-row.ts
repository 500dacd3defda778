import type { ProfileRow } from '#lib/domain/collections/page-lists.ts';
import { counted, formatNumber } from '#lib/domain/text/format.ts';
import { lastDayOf, pooledIn, poolsOf } from '../../dataset/queries/polls/pooled.ts';
import { summariesOf } from '../../dataset/queries/polls/trend-summary.ts';
import type { Asked } from '../request/request.ts';
import type { Profile } from './profile-schema.ts';

/** The estimate that pages lead with, from all polls like the newest one. */
export function estimateRow(
	{ release, query }: Asked,
	{ opposition }: Profile
): Partial<ProfileRow>[] {
	if (opposition === null) return [];
	const { region, region_name, wording_group } = opposition.headline;
	const filters = { subgroup: ['all'] };
	const trends = summariesOf(release, { ...query, regions: [region], scope: 'exact', filters });
	const trend = pooledIn(trends, poolsOf(release, wording_group));
	const last = trend && lastDayOf(release, trend.trend_id);
	if (!trend || !last) return [];
	const { polls, houses, pool, trend_id } = trend;
	const { day, estimate, low95, high95 } = last;
	const ends = [low95, high95].map((end) => (end === null ? '' : formatNumber(end, 1)));
	return [
		{
			region,
			region_name,
			date: day,
			section: 'opposition',
			name: 'Our estimate',
			text: `estimate from ${counted(polls, 'poll')} by ${counted(houses, 'pollster')}, 95% interval ${ends.join(' to ')}`,
			value: estimate,
			unit: 'percent',
			status: pool,
			basis: 'estimate',
			id: trend_id
		}
	];
}
