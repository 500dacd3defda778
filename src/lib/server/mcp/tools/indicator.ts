import { words } from '#lib/domain/collections/collection.ts';
import { z } from 'zod';
import { picked, type Answer } from '../bounded.ts';
import type { Ask } from '../ask.ts';
import { listAnswer, SOURCE } from '../lists.ts';
import { defineTool, limit, moment, region, span, text } from '../tool.ts';

const SERIES = [
	...words('series_id title unit_label frequency category_label description'),
	...words('observations regions first_date last_date dataset')
];

/** Values of an indicator, or the indicators there are. */
export const indicatorTool = defineTool({
	name: 'indicator',
	title: 'Indicators of energy and AI cost',
	description:
		'Without series: the indicators there are (electricity prices, demand forecasts, capital spending, price indices), by words. With series: its values, newest first, each with how it was obtained and when it was published.',
	input: z.object({
		series: text(
			'One series by its series_id; without it the list of series is answered'
		).optional(),
		q: text('Words by which to look for a series').optional(),
		region: region.optional().describe('Region of the values; US by default'),
		...span,
		limit,
		...moment
	}),
	answer: async ({ series, q, from, to, region: code, ...rest }, ask) =>
		series === undefined
			? withNewest(
					await listAnswer(ask, {
						list: 'series',
						query: { q, region: code, ...rest },
						columns: SERIES,
						page: '/energy',
						caveat:
							'These are series, each with its newest value, of the United States where it has one. estimate says how a value was obtained. Ask again with series for all values.'
					}),
					ask,
					code
				)
			: listAnswer(ask, {
					list: 'observations',
					query: { series, q, region: code, from, to, ...rest },
					columns: [
						...words('date region_name series_id series_title value low high unit'),
						...words('estimate vintage note observation_id dataset'),
						...SOURCE
					],
					page: '/energy',
					caveat:
						'estimate says whether a value was measured (actual), estimated, projected or claimed by whoever gains from it; each is another kind of figure.'
				})
});

interface Newest {
	series_id: string;
	region: string;
}

/** Regions whose value stands for a series where none is asked for, first to last. */
const FIRST = ['US', 'WLD'];
const rankOf = ({ region }: Newest) =>
	FIRST.includes(region) ? FIRST.indexOf(region) : FIRST.length;

/** Series each with its newest value and where that was seen. */
async function withNewest(answer: Answer, ask: Ask, code: string | undefined): Promise<Answer> {
	const { rows, release, on } = answer;
	if (rows.length === 0) return answer;
	const { data } = (await ask('/observations/latest', {
		series: rows.map(({ series_id }) => String(series_id)),
		region: code ?? 'all',
		release,
		on
	})) as { data: Newest[] };
	const values = data.toSorted((a, b) => rankOf(a) - rankOf(b));
	return {
		...answer,
		rows: rows.map((row) => {
			const newest = values.find(({ series_id }) => series_id === row['series_id']);
			return newest === undefined
				? row
				: {
						...row,
						newest: picked(newest, ['date', 'region_name', 'value', 'unit', 'estimate', 'vintage']),
						...picked(newest, ['publisher', 'tier', 'independent_sources'])
					};
		})
	};
}
