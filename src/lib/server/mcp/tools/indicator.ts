import { z } from 'zod';
import { listAnswer, SOURCE } from '../lists.ts';
import { defineTool, limit, moment, region, span, text } from '../tool.ts';

const SERIES = [
	'series_id',
	'title',
	'unit_label',
	'frequency',
	'category_label',
	'description',
	'observations',
	'regions',
	'first_date',
	'last_date',
	'dataset'
] as const;

/** Values of an indicator, or the indicators there are. */
export const indicatorTool = defineTool({
	name: 'indicator',
	title: 'Indicators of energy and AI cost',
	description:
		'Without series: the indicators there are (electricity prices, demand forecasts, capital spending, price indices), by words. With series: its values, newest first, each with how it was come by and when it was published.',
	input: z.object({
		series: text(
			'One series by its series_id; without it the list of series is answered'
		).optional(),
		q: text('Words by which to look for a series').optional(),
		region: region.optional().describe('Region of the values; US unless told'),
		...span,
		limit,
		...moment
	}),
	answer: ({ series, q, from, to, region: code, ...rest }, ask) =>
		series === undefined
			? listAnswer(ask, {
					list: 'series',
					query: { q, region: code, ...rest },
					columns: SERIES,
					page: '/energy',
					caveat: 'These are series; ask again with series for the values and their sources.'
				})
			: listAnswer(ask, {
					list: 'observations',
					query: { series, q, region: code, from, to, ...rest },
					columns: [
						'date',
						'region_name',
						'series_id',
						'series_title',
						'value',
						'low',
						'high',
						'unit',
						'estimate',
						'vintage',
						'note',
						'observation_id',
						'dataset',
						...SOURCE
					],
					page: '/energy',
					caveat:
						'estimate says whether a value was measured (actual), estimated, projected or claimed by whoever gains from it; each is another kind of figure.'
				})
});
