import { counted } from '#lib/domain/text/format.ts';
import { effectsChart } from '#lib/charts/kinds/effects.ts';
import { newestDate, publisherNames } from '#lib/domain/text/source-line.ts';
import { apiAddress } from '#lib/domain/filter/link/address.ts';
import { figureBase, type Drawing, type Figure } from '../figure.ts';
import type { HousesData } from '#lib/server/api/views/polls/houses.ts';

/** Effects of one model as dots with intervals; null where there is none, or several models. */
export function housesFigure(
	data: HousesData,
	url: URL
): Figure<Extract<Drawing, { kind: 'effects' }>> | null {
	const rows = data.table.data;
	const [first] = rows;
	if (!first || new Set(rows.map(({ trend_id }) => trend_id)).size > 1) return null;
	const { cursor: _cursor, limit: _limit, ...query } = data.query;
	return {
		...figureBase(data.table.meta, url),
		id: 'house-effects',
		title: `How pollsters differ: ${first.wording_label}, ${first.region_name}`,
		measure:
			'Percentage points from the average pollster. Bars show 95% intervals. Pollsters, people asked and wordings are each compared with their own average.',
		source: [
			`Our estimate from ${counted(data.polls.page.total, 'poll')} by ${publisherNames(data.polls.data.map(({ house }) => ({ publisher: house })))}`,
			newestDate(data.polls.data)
		]
			.filter((part) => part !== '')
			.join('; '),
		csv: apiAddress('/api/v1/houses.csv', query),
		drawing: { kind: 'effects', spec: effectsChart(rows) }
	};
}
